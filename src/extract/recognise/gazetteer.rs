//! stub
use crate::model::Level;
pub struct Gazetteer;
#[derive(Clone, Debug)]
pub struct Home { pub code: String, pub full_name: String, pub short: String, pub level: Level, pub province: Option<String>, pub prefecture: Option<String> }
pub struct PlaceMention { pub start: usize, pub end: usize, pub level: Level, pub code: Option<String>, pub full_name: Option<String>, pub park: bool }
impl Gazetteer {
    pub fn load() -> Result<Self, String> { Ok(Self) }
    pub fn infer_home(&self, p: Option<&str>, _t: Option<&str>, _b: &str) -> Option<Home> {
        let p = p?.trim_end_matches("日报");
        Some(Home { code: "130100".into(), full_name: format!("{p}市"), short: p.into(), level: Level::Prefecture, province: Some("河北省".into()), prefecture: None })
    }
    pub fn find_places(&self, text: &[char], _home: Option<&Home>) -> Vec<PlaceMention> {
        let mut out = Vec::new();
        let s: String = text.iter().collect();
        let off = super::post::char_offsets(&s);
        let re = regex::Regex::new("(?:井陉矿|鹿泉|新华|桥西|栾城|高新|经开|藁城|长安|裕华)区|(?:正定|灵寿|赞皇|行唐)县|石家庄市?|河北(?:鹿泉经济开发区)?|高铁片区|北部片区").unwrap();
        for m in re.find_iter(&s) { out.push(PlaceMention { start: off[m.start()], end: off[m.end()], level: Level::County, code: None, full_name: None, park: false }); }
        out
    }
}
