//! stub
use crate::model::*;
pub struct MoneyMention { pub start: usize, pub end: usize, pub value: Money, pub approx: bool }
pub fn find_money(text: &[char]) -> Vec<MoneyMention> {
    let s: String = text.iter().collect();
    let off = super::post::char_offsets(&s);
    let re = regex::Regex::new("([0-9]+(?:\\.[0-9]+)?)(万|亿)(美元|欧元|元)").unwrap();
    re.captures_iter(&s).filter_map(|c| {
        let m = c.get(0).unwrap();
        let v: f64 = c[1].parse().ok()?;
        let k = if &c[2] == "万" { 1e4 } else { 1e8 };
        let cur = match &c[3] { "美元" => "USD", "欧元" => "EUR", _ => "CNY" };
        Some(MoneyMention { start: off[m.start()], end: off[m.end()], value: Money { currency: cur.into(), hundredths: (v * k * 100.0).round() as i64 }, approx: false })
    }).collect()
}
