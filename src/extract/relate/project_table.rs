//! Tables of projects: a row's place, parties and investment, read by the names of the columns.

use super::apply::quote;
use crate::extract::reading::ReadBlock;
use crate::extract::refer::Table;
use crate::extract::segment::BlockKind;
use crate::model::{EntityId, EntityKind, Fact, Money, Object, Predicate, Qualifiers, Stage};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Column {
    Project,
    Place,
    Party(&'static str),
    /// Investment, in yuan per unit of the cell's number.
    Money(f64),
    Other,
}

/// Reads every table under a heading with 项目名称.
pub fn find(given: &[char], blocks: &[ReadBlock], table: &Table, out: &mut Vec<Fact>) {
    let mut columns: Vec<Column> = Vec::new();
    let mut caption = String::new();
    for block in blocks {
        if block.kind != BlockKind::TableRow {
            columns.clear();
            caption = block.text.text();
            continue;
        }
        let cells: Vec<String> = block.cells.iter().map(|&(a, b)| block.text.slice(a, b)).collect();
        if cells.iter().any(|c| is_project(c)) {
            columns = cells.iter().map(|c| column(c, &caption)).collect();
        } else if cells.len() == columns.len() {
            row(given, block, table, &columns, stage(&caption), out);
        }
    }
}

fn is_project(label: &str) -> bool {
    matches!(label, "项目名称" | "项目" | "签约项目" | "工程名称" | "项目（工程）名称")
}

fn column(label: &str, caption: &str) -> Column {
    let bare = label.split('（').next().unwrap_or(label);
    match bare {
        _ if is_project(label) => Column::Project,
        "建设地点" | "所在地" | "落户地" | "所在区县" | "所在县区" | "地点" | "建设地址" | "属地" | "所属区县" | "所属县区"
        | "落户园区" => Column::Place,
        "投资方" | "投资单位" | "投资企业" | "投资商" | "投资主体" | "投资公司" => Column::Party("investor"),
        "建设单位" | "业主" | "业主单位" | "项目业主" | "项目单位" | "建设企业" | "企业名称" => {
            Column::Party("owner")
        }
        "施工单位" | "承建单位" => Column::Party("builder"),
        "总投资" | "计划总投资" | "投资额" | "项目总投资" | "投资总额" | "总投资额" => {
            unit(label).or_else(|| unit(caption)).map_or(Column::Other, Column::Money)
        }
        _ => Column::Other,
    }
}

/// Yuan per unit: 总投资（亿元）, 单位：万元.
fn unit(text: &str) -> Option<f64> {
    let inside = text.rsplit_once('（').map(|(_, t)| t)?;
    let foreign = ["美元", "港元", "欧元", "日元"].iter().any(|c| inside.contains(c));
    [("亿元", 1e8), ("万元", 1e4)].iter().find(|(u, _)| inside.contains(u) && !foreign).map(|(_, n)| *n)
}

/// What the caption says of all its projects: 集中签约项目一览表.
fn stage(caption: &str) -> Option<Stage> {
    let has = |words: &[&str]| words.iter().any(|w| caption.contains(w));
    if has(&["拟", "计划", "意向", "谋划", "储备"]) || caption.chars().count() > 30 {
        return None;
    }
    let lists = ["项目", "一览表", "项目表", "清单", "名单", "统计表", "明细表"]
        .iter()
        .any(|w| caption.trim_end_matches(['：', '）']).ends_with(w));
    if has(&["集中签约", "签约项目"]) || lists && has(&["签约"]) {
        return Some(Stage::Signed);
    }
    (has(&["集中开工", "开工项目"]) || lists && has(&["开工的"])).then_some(Stage::Started)
}

fn row(given: &[char], block: &ReadBlock, table: &Table, columns: &[Column], stage: Option<Stage>, out: &mut Vec<Fact>) {
    let all_in_cell = |i: usize, kinds: &[EntityKind]| -> Vec<EntityId> {
        let Some(&(a, b)) = block.cells.get(i) else { return Vec::new() };
        let inside = block.mentions.iter().zip(&block.entity_of).filter(|(m, _)| m.start >= a && m.end <= b);
        inside.filter_map(|(_, id)| *id).filter(|id| kinds.contains(&table.get(*id).kind)).collect()
    };
    let in_cell = |i: usize, kinds: &[EntityKind]| all_in_cell(i, kinds).into_iter().next();
    let Some(project) = columns.iter().position(|c| *c == Column::Project).and_then(|i| in_cell(i, &[EntityKind::Project])) else { return };
    let mut push = |subject, predicate, object, role: Option<&str>| {
        out.push(Fact {
            subject,
            predicate,
            object,
            qualifiers: Qualifiers { role: role.map(str::to_string), ..Qualifiers::default() },
            evidence: quote(given, block.text.given(0, block.text.len())),
            rule: "project.table-row".into(),
            confidence: 0.94,
        });
    };
    for (i, column) in columns.iter().enumerate() {
        match column {
            Column::Place => {
                let place = in_cell(i, &[EntityKind::Place]);
                place.into_iter().for_each(|p| push(project, Predicate::LocatedIn, Object::Entity(p), None));
            }
            Column::Party(role) => {
                let parties = all_in_cell(i, &[EntityKind::Company, EntityKind::Organization]);
                parties.into_iter().for_each(|p| push(p, Predicate::ParticipatesIn, Object::Entity(project), Some(role)));
            }
            Column::Money(unit) => {
                let sum = block.cells.get(i).and_then(|&(a, b)| yuan(&block.text.slice(a, b), *unit));
                sum.into_iter().for_each(|m| push(project, Predicate::Investment, Object::Money(m), None));
            }
            Column::Project | Column::Other => {}
        }
    }
    if let Some(stage) = stage {
        push(project, Predicate::Stage, Object::Stage(stage), None);
    }
}

/// A cell's number as a sum of money.
fn yuan(cell: &str, unit: f64) -> Option<Money> {
    let digits = cell.trim_end_matches(['亿', '万', '元']);
    let value: f64 = digits.parse().ok().filter(|v: &f64| *v > 0.0 && *v < 1e7)?;
    #[allow(clippy::cast_possible_truncation, reason = "bounded above")]
    Some(Money::yuan((value * unit).round() as i64))
}
