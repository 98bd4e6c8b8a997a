//! Full forms that an article's home gives: 市委 → 石家庄市委, 我市 → 石家庄市.

use super::table::{Naming, Table};
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::extract::segment::ArticleText;
use crate::extract::surface::Home;
use crate::model::{EntityId, EntityKind, Level};

/// The full name of a body that begins with a bare level word.
pub fn body(name: &str, home: Option<&Home>) -> Option<String> {
    let home = home?;
    let first = name.chars().next()?;
    let rest: String = name.chars().skip(1).collect();
    let owner = match first {
        '市' => city_of(home)?,
        '省' => home.province.clone()?,
        '县' | '区' | '州' | '盟' | '旗'
            if home.full_name.ends_with(first)
                || first == '州' && home.full_name.ends_with("自治州")
                || first == '县' && home.full_name.ends_with('县') =>
        {
            home.full_name.clone()
        }
        _ => return None,
    };
    Some(format!("{owner}{rest}"))
}

/// The city that 市 means: the home itself, or the prefecture a district's paper belongs to.
fn city_of(home: &Home) -> Option<String> {
    if home.full_name.ends_with('市') {
        return Some(home.full_name.clone());
    }
    home.prefecture.clone().or_else(|| home.province.clone()).filter(|n| n.ends_with('市'))
}

/// Makes sure that the home division is in the table, with its short form and 我市 as further names.
pub fn add_home(table: &mut Table, _blocks: &[ReadBlock], _given: &[char], home: &Home) -> EntityId {
    let found = table.find(EntityKind::Place, &home.full_name).or_else(|| table.find(EntityKind::Place, &home.short));
    let id = found.unwrap_or_else(|| {
        table.add_unmentioned(&Naming {
            kind: EntityKind::Place,
            clean: &home.full_name,
            written: &home.full_name,
            span: crate::model::Span::new(0, 0),
            level: Some(home.level),
            code: Some(&home.code),
            full: Some(&home.full_name),
            anchor: None,
        })
    });
    table.alias(id, &home.short);
    table.alias(id, &home.full_name);
    id
}

/// 我市 and 我县 name the home where their level fits; their mentions count as its mentions.
pub fn references(blocks: &mut [ReadBlock], home: Option<&Home>, home_id: Option<EntityId>, table: &mut Table) {
    let (Some(home), Some(id)) = (home, home_id) else { return };
    for block in blocks.iter_mut().filter(|b| b.is_read()) {
        for m in 0..block.mentions.len() {
            let mention = &block.mentions[m];
            if mention.kind != MentionKind::Reference(EntityKind::Place) {
                continue;
            }
            let word = block.words_of(mention);
            let last = word.chars().next_back().unwrap_or('市');
            let fits = home.full_name.ends_with(last) || last == '州' && home.level == Level::Prefecture && home.full_name.ends_with('州');
            if fits {
                let span = block.text.given(mention.start, mention.end);
                table.mention(id, span);
                table.alias(id, &word);
                block.entity_of[m] = Some(id);
            }
        }
    }
}

/// The outlet is an organisation of its article.
pub fn publisher(table: &mut Table, article: &ArticleText) {
    let Some(name) = article.meta.publisher.as_deref() else { return };
    let outlet = ["报", "网", "社", "台", "中心", "发布", "讯", "部", "公报"].iter().any(|w| name.ends_with(w));
    if outlet && table.find(EntityKind::Organization, name).is_none() {
        table.add_outlet(name, article.span);
    }
}
