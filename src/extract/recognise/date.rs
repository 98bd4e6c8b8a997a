//! stub
use crate::model::*;
pub struct Anchor { pub article: Option<PartialDate> }
pub struct DateMention { pub start: usize, pub end: usize, pub value: DateSpan, pub inferred: bool, pub relative: bool, pub before: bool }
pub fn find_dates(text: &[char], anchor: &Anchor) -> Vec<DateMention> {
    let s: String = text.iter().collect();
    let off = super::post::char_offsets(&s);
    let re = regex::Regex::new("(?:([0-9]{4})年|今年|去年|明年)?([0-9]{1,2})月(?:([0-9]{1,2})日)?(?:份|底前|前)?").unwrap();
    re.captures_iter(&s).filter_map(|c| {
        let m = c.get(0).unwrap();
        let y: i16 = c.get(1).and_then(|y| y.as_str().parse().ok()).or(anchor.article.map(|a| a.year))?;
        let mo: u8 = c[2].parse().ok()?;
        let v = match c.get(3) { Some(d) => PartialDate::day(y, mo, d.as_str().parse().ok()?), None => PartialDate::month(y, mo) };
        Some(DateMention { start: off[m.start()], end: off[m.end()], value: DateSpan::on(v), inferred: true, relative: false, before: m.as_str().ends_with('前') })
    }).collect()
}
