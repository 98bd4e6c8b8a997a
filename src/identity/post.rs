//! Words of a post → the office: whose body, which title. 市委书记 in 石家庄日报 and 石家庄市委书记 elsewhere are one.

use super::bodies;
use super::plain::plain;
use super::units;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const SLOTS: &str = include_str!("../../data/lexicons/slots.tsv");

/// Titles that one person at a time holds, by body.
static SINGLE: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = SLOTS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(body, titles)| (body, titles.split(' ').collect())).collect()
});

/// Closing words of posts, each with all that may stand before it (副, 常务副 …).
const TITLES: &str = "书记 常委 委员 主席 主任 秘书长 省长 市长 州长 盟长 县长 区长 旗长 镇长 乡长 村长 局长 厅长 部长 司长 处长 \
    科长 署长 关长 院长 庭长 检察长 审判长 法官 检察官 检察员 审判员 校长 会长 理事长 监事长 董事长 总经理 总裁 经理 厂长 矿长 行长 社长 \
    总编辑 主编 教授 研究员 工程师 医师 医生 护士长 专员 巡视员 调研员 队长 站长 所长 馆长 台长 园长 政委 司令员 成员 助理 组长 \
    领事 大使 参赞 总监 首席执行官 创始人 合伙人 负责人 董事 监事 股长 行政长官 主管 顾问 总干事 干事 联络员 督学 院士 代表";

/// Words before a title that belong to it.
const GRADES: &[&str] = &[
    "常务副",
    "第一副",
    "专职副",
    "执行副",
    "党组副",
    "副总",
    "副",
    "第一",
    "总",
    "名誉",
    "执行",
    "候补",
    "高级",
    "首席",
    "主任",
    "一级",
    "二级",
    "三级",
    "四级",
];

/// Bodies of a unit whose heads and deputies are its leaders.
const LEADING: [&str; 8] = ["委", "政府", "人大", "政协", "纪委", "监委", "法院", "检察院"];

/// An office: a title in a body, of a division or on its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post {
    /// Code of the division whose body it is.
    pub place: Option<String>,
    /// 委, 政府, 人大 … of a division; the full name of a department; the name of a company.
    pub body: String,
    /// Without 代 and 原: 副市长.
    pub title: String,
    /// 代 or 代理 stands in it.
    pub acting: bool,
}

impl Post {
    /// Reads a post as written. `organization` is the body that the article names for it, `home` the code of the paper's
    /// division. `None` where nothing tells whose post it is (书记 alone).
    pub fn read(text: &str, organization: Option<&str>, home: Option<&str>) -> Option<Self> {
        let text = whole(text, organization);
        let (text, acting) = without_acting(&text);
        let (place, rest) = located(&text, home)?;
        let (body, title) = split(rest)?;
        let governs = government(&title);
        let place = place.or_else(|| governs.and_then(|word| units::level_word(word, home?)));
        let body = bodies::organ(body);
        let named = !body.is_empty() || governs.is_some();
        let place = place.or_else(|| home.filter(|_| governs.is_none() && is_department(&body)).and_then(known));
        let body = if body.is_empty() { "政府".to_string() } else { body };
        let own = place.is_some() || !LEADING.contains(&body.as_str()) && stands_alone(&body);
        (named && own).then(|| Self { place: place.map(Into::into), body, title, acting })
    }

    /// Where its holder sits: the same seat and the same name are the same person. Leaders of one unit (书记, 市长,
    /// 人大主任 and their deputies) share a seat, since they move between these posts; so do heads of one department.
    /// Posts of which a body has many (教授, 委员) share it only with their equals.
    pub fn seat(&self) -> String {
        let unit = self.place.as_deref().map(units::path).unwrap_or_default();
        if self.leads() {
            return unit;
        }
        let many = LEADING.contains(&self.body.as_str()) || !is_head(&self.title);
        if many { format!("{unit}{}·{}", self.body, self.title) } else { format!("{unit}{}", self.body) }
    }

    /// Whether its holder is one of the leaders of a unit.
    pub fn leads(&self) -> bool {
        let member = matches!(self.body.as_str(), "人大" | "政协" | "监委" | "法院" | "检察院" | "纪委") || !self.title.ends_with("常委");
        let plain_member = self.title.ends_with("委员") || self.title.ends_with("代表") || !member && self.body != "委";
        let court = matches!(self.body.as_str(), "法院" | "检察院") && !matches!(self.title.as_str(), "院长" | "检察长");
        self.place.is_some() && LEADING.contains(&self.body.as_str()) && !plain_member && !court
    }

    /// What only one person at a time can be: `石家庄市 政府 市长`. `None` for posts that several hold.
    pub fn slot(&self) -> Option<String> {
        let fits = |body: &str| SINGLE.get(body).is_some_and(|titles| titles.contains(&self.title.as_str()));
        let single = if LEADING.contains(&self.body.as_str()) { fits(&self.body) } else { fits("*") };
        single.then(|| self.office())
    }

    /// Its name in full, equal for all ways to write it.
    pub fn office(&self) -> String {
        let unit = self.place.as_deref().map(units::path).unwrap_or_default();
        let body = match self.body.as_str() {
            "政府" if government(&self.title).is_some() => "",
            "政府" => "人民政府",
            "人大" => "人大常委会",
            "委" if unit.ends_with("自治区") => "党委",
            body => body,
        };
        // 石家庄市 市长, 河北省 省长: the unit's last word is the title's first.
        let unit = match government(&self.title) {
            Some(word) if body.is_empty() && unit.ends_with(word) && self.title.starts_with(word) => {
                unit[..unit.len() - word.len_utf8()].to_string()
            }
            _ => unit,
        };
        format!("{unit}{body}{}", self.title)
    }
}

/// The post with its body before it, without 原 and notes in brackets.
fn whole(text: &str, organization: Option<&str>) -> String {
    let text = plain(text);
    let text = text.split('（').next().unwrap_or_default();
    let text = text.strip_prefix(['原', '前']).unwrap_or(text);
    let body = organization.map(plain).filter(|body| !text.contains(body.as_str()) && head_title(text));
    let whole = format!("{}{text}", body.unwrap_or_default());
    whole.replace("中国共产党", "").replace("中共", "").replace("同志", "")
}

/// Whether the words are a title and nothing else.
fn head_title(text: &str) -> bool {
    split(text).is_some_and(|(body, title)| body.is_empty() && government(&title).is_none() || bodies::is_party(body))
}

fn without_acting(text: &str) -> (String, bool) {
    let found = ["代理", "代"].iter().find_map(|word| {
        let at = text.find(word)?;
        let rest = &text[at + word.len()..];
        TITLES.split(' ').any(|title| rest == title).then(|| format!("{}{rest}", &text[..at]))
    });
    // 市政协原副主席: 原 right before the title.
    let text = found.clone().unwrap_or_else(|| text.to_string());
    (text.replace("原副", "副").replace("原主席", "主席").replace("原主任", "主任").replace("原书记", "书记"), found.is_some())
}

/// The division that the words begin with, by its name or by a level word of the paper, and what follows. `None` where
/// a level word has no one meaning (县委 in a city's paper).
fn located<'t>(text: &'t str, home: Option<&str>) -> Option<(Option<&'static str>, &'t str)> {
    if let Some((code, rest)) = units::head(text, home) {
        return Some((Some(code), rest));
    }
    if let Some(rest) = text.strip_prefix("自治区") {
        return Some((Some(units::region(home?)?), rest));
    }
    let level = text.chars().next().filter(|word| "省市县区州盟旗".contains(*word));
    // 市长 is a title, not something of the city.
    let bare = split(text).is_some_and(|(body, _)| body.is_empty());
    match level.filter(|_| !bare) {
        Some(word) => Some((Some(units::level_word(word, home?)?), &text[word.len_utf8()..])),
        None => Some((None, text)),
    }
}

fn known(code: &str) -> Option<&'static str> {
    units::head(&units::path(code), Some(code)).map(|(code, _)| code)
}

/// Body and title: 发展和改革委员会 and 副主任. `None` where the words do not close with a title.
fn split(text: &str) -> Option<(&str, String)> {
    let end = TITLES.split(' ').filter(|title| text.ends_with(title)).max_by_key(|title| title.len())?;
    let mut at = text.len() - end.len();
    while let Some(grade) = GRADES.iter().filter(|grade| text[..at].ends_with(**grade)).max_by_key(|grade| grade.len()) {
        at -= grade.len();
    }
    Some((&text[..at], text[at..].to_string()))
}

/// The level word of a head of government or of a deputy: 市 of 副市长, 省 of 省长.
fn government(title: &str) -> Option<char> {
    let bare = GRADES.iter().fold(title, |rest, grade| rest.strip_prefix(grade).unwrap_or(rest));
    let word = bare.chars().next()?;
    (bare.ends_with(['长', '理']) && bare.chars().count() <= 4 && "省市州盟县区旗".contains(word)).then_some(word)
}

/// Titles of those who lead a body or are deputies of one who does.
fn is_head(title: &str) -> bool {
    const MANY: [&str; 20] = [
        "委员",
        "常委",
        "教授",
        "研究员",
        "工程师",
        "医师",
        "医生",
        "成员",
        "代表",
        "法官",
        "检察官",
        "检察员",
        "审判员",
        "经理",
        "处长",
        "科长",
        "院士",
        "助理",
        "监事",
        "调研员",
    ];
    title.ends_with("总经理") || !MANY.iter().any(|many| title.ends_with(many))
}

/// A body that any city has: named without its place, the paper's is meant.
fn is_department(body: &str) -> bool {
    LEADING.contains(&body) || bodies::is_generic(body)
}

/// A name that says by itself which body it is.
fn stands_alone(body: &str) -> bool {
    body.chars().count() >= 3 && !bodies::is_generic(body) && !body.starts_with(['市', '县', '区', '省', '州', '旗', '盟', '镇', '乡'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, organization: Option<&str>, home: &str) -> Option<Post> {
        Post::read(text, organization, Some(home))
    }

    fn seat(text: &str, home: &str) -> String {
        read(text, None, home).map(|post| post.seat()).unwrap_or_default()
    }

    #[test]
    fn ways_to_write_an_office_are_one() {
        let office = |text: &str, home: &str| read(text, None, home).map(|post| post.office()).unwrap_or_default();
        assert_eq!(office("市委书记", "130100"), "石家庄市委书记");
        assert_eq!(office("石家庄市委书记", "130000"), "石家庄市委书记");
        assert_eq!(office("市长", "130100"), "石家庄市长");
        assert_eq!(office("石家庄市市长", "130000"), "石家庄市长");
        assert_eq!(office("市人民政府副市长", "130100"), office("石家庄市副市长", "130000"));
        assert_eq!(office("市人大常委会主任", "130100"), office("石家庄市人民代表大会常务委员会主任", "130000"));
        assert_eq!(office("珠海市市長", "440000"), "珠海市长");
        assert_eq!(office("市发改委主任", "130100"), "石家庄市发展和改革委员会主任");
        assert_eq!(office("自治区党委书记", "450100"), "广西壮族自治区党委书记");
    }

    #[test]
    fn leaders_of_a_unit_share_a_seat() {
        for post in ["市委书记", "代市长", "市委常委", "常务副市长", "市政协副主席", "市人大常委会主任", "市人民检察院检察长"]
        {
            assert_eq!(seat(post, "130100"), "石家庄市", "{post}");
        }
        assert_eq!(seat("正定县副县长", "130100"), "石家庄市正定县");
        assert_eq!(seat("新华区区长", "130900"), "沧州市新华区");
        assert_eq!(seat("莱芜市委书记", "370100"), "莱芜市");
        assert_ne!(seat("市政协委员", "130100"), "石家庄市", "a city has hundreds");
    }

    #[test]
    fn departments_are_bodies_of_their_place() {
        assert_eq!(seat("济南市公安局局长", "370000"), "济南市公安局");
        assert_eq!(seat("市公安局副局长", "370100"), "济南市公安局");
        assert_eq!(seat("市公安局党委书记", "370100"), "济南市公安局");
        assert_eq!(seat("市委组织部部长", "370100"), seat("组织部部长", "370100"));
        let with_body = read("董事长", Some("云帆光电有限公司"), "370100").expect("an office");
        assert_eq!((with_body.seat().as_str(), with_body.place), ("云帆光电有限公司", None));
        assert_eq!(seat("河北大学教授", "130100"), "河北大学·教授");
    }

    #[test]
    fn what_nobody_can_tell_is_no_office() {
        assert_eq!(read("书记", None, "130100"), None);
        assert_eq!(read("县长", None, "130100"), None, "of which county?");
        assert_eq!(read("县委书记", None, "130100"), None);
        assert_eq!(read("主席", None, "130100"), None);
        assert_eq!(Post::read("市委书记", None, None), None);
    }

    #[test]
    fn only_some_offices_are_held_by_one() {
        let slot = |text: &str| read(text, None, "130100").and_then(|post| post.slot());
        assert_eq!(slot("代市长").as_deref(), Some("石家庄市长"));
        assert_eq!(slot("副市长"), None);
        assert_eq!(slot("市委副书记"), None);
        assert_eq!(slot("市发改委主任").as_deref(), Some("石家庄市发展和改革委员会主任"));
        assert!(read("代市长", None, "130100").is_some_and(|post| post.acting && post.title == "市长"));
    }
}
