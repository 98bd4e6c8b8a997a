//! stub
pub enum Rank { At(i32), Top(i32), Last(i32), Bottom(i32) }
pub struct RankMention { pub start: usize, pub end: usize, pub rank: Rank }
pub struct ScoreMention { pub start: usize, pub end: usize, pub text: String }
pub struct QuantityMention { pub start: usize, pub end: usize }
pub fn find_ranks(text: &[char]) -> Vec<RankMention> {
    let s: String = text.iter().collect();
    let off = super::post::char_offsets(&s);
    let re = regex::Regex::new("第一位|第一|前([0-9])位|最后一位").unwrap();
    re.captures_iter(&s).map(|c| { let m = c.get(0).unwrap(); RankMention { start: off[m.start()], end: off[m.end()], rank: if let Some(n) = c.get(1) { Rank::Top(n.as_str().parse().unwrap()) } else if m.as_str().starts_with('最') { Rank::Last(1) } else { Rank::At(1) } } }).collect()
}
pub fn find_scores(text: &[char]) -> Vec<ScoreMention> {
    let s: String = text.iter().collect();
    let off = super::post::char_offsets(&s);
    let re = regex::Regex::new("([0-9]+\\.[0-9]+)分").unwrap();
    re.captures_iter(&s).map(|c| { let m = c.get(0).unwrap(); ScoreMention { start: off[m.start()], end: off[m.end()], text: c[1].into() } }).collect()
}
pub fn find_quantities(text: &[char]) -> Vec<QuantityMention> {
    let s: String = text.iter().collect();
    let off = super::post::char_offsets(&s);
    let re = regex::Regex::new("[0-9]+(?:\\.[0-9]+)?(?:万|亿)?(?:平方米|亩|吨|套|台|人|个|米|株|份|户|千瓦时)").unwrap();
    re.captures_iter(&s).map(|c| { let m = c.get(0).unwrap(); QuantityMention { start: off[m.start()], end: off[m.end()] } }).collect()
}
