//! Names of projects → what they are made of: the words of their own, the phase, whether any city has one.

use super::plain::plain;
use super::units;

/// Words that close a project's name and do not tell it from another.
const ENDS: [&str; 8] = ["建设项目", "工程项目", "建设工程", "新建项目", "项目", "工程", "建设", "（暂名）"];

/// Works that many a town has one of: without more words they name no one project.
const COMMON: &str = "污水处理厂 垃圾焚烧发电厂 垃圾处理厂 自来水厂 老旧小区改造 棚户区改造 安置房 标准化厂房 人民医院 中医院 妇幼保健院 体育中心 文化中心 \
    客运站 汽车站 物流园 产业园 工业园 科技园 数据中心 研发中心 农贸市场 商业综合体 城市综合体 生产基地 幼儿园 小学 中学 图书馆 博物馆 殡仪馆 养老院 \
    道路改造 管网改造 供热管网 污水管网 停车场 公园 广场 高标准农田 光伏发电 风电场 冷链物流 冷链物流园 二期 一期 三期 扩建 技改 新建 改造";

/// A project's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work {
    /// Code of the division that it begins with.
    pub place: Option<String>,
    /// Without place, phase and closing words.
    pub stem: String,
    /// 一期, 二期 …: two phases are two projects.
    pub phase: Option<String>,
    /// Whether the words are such as name one project and no other.
    pub distinct: bool,
}

impl Work {
    pub fn read(name: &str, near: Option<&str>) -> Self {
        let name = plain(name);
        let (place, rest) = match units::head(&name, near) {
            Some((code, rest)) if rest.chars().count() >= 2 => (Some(code.to_string()), rest.to_string()),
            _ => (None, name.clone()),
        };
        let (rest, phase) = without_phase(&rest);
        let stem = without_end(&rest);
        let distinct = !COMMON.split_whitespace().any(|common| common == stem) && stem.chars().count() >= 4;
        Self { place, stem, phase, distinct }
    }
}

fn without_end(name: &str) -> String {
    let mut rest = name;
    while let Some(shorter) = ENDS.iter().find_map(|end| rest.strip_suffix(end)).filter(|shorter| shorter.chars().count() >= 2) {
        rest = shorter;
    }
    rest.to_string()
}

/// 云帆产业园项目（二期）, 云帆产业园二期项目 → the name without it, and 二.
fn without_phase(name: &str) -> (String, Option<String>) {
    let chars: Vec<char> = name.chars().collect();
    let at = chars.windows(2).position(|pair| pair[1] == '期' && "一二三四五六七八九十123456789".contains(pair[0]));
    let Some(at) = at else { return (name.to_string(), None) };
    let phase = match chars[at] {
        digit @ '1'..='9' => "一二三四五六七八九".chars().nth(digit as usize - '1' as usize).unwrap_or(digit),
        word => word,
    };
    let mut rest: String = chars[..at].iter().chain(&chars[at + 2..]).collect();
    rest = rest.replace("（）", "").replace("（工程）", "").replace("（项目）", "");
    (rest, Some(phase.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let one = Work::read("正定县云帆轴承生产基地项目（二期）", Some("130100"));
        assert_eq!((one.stem.as_str(), one.phase.as_deref(), one.distinct), ("云帆轴承生产基地", Some("二"), true));
        assert_eq!(one.place.as_deref(), Some("130123"));
        let other = Work::read("云帆轴承生产基地二期项目", Some("130100"));
        assert_eq!((other.stem, other.phase), (one.stem, one.phase));
        assert!(!Work::read("污水处理厂项目", None).distinct && !Work::read("新华区污水处理厂建设项目", Some("130100")).distinct);
    }
}
