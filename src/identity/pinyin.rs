//! Pinyin without tones, as a sort and search key.

use ::pinyin::ToPinyin;

/// Readings that names have and the general table has not.
const NAMES: &[(&str, &str)] = &[
    ("重庆", "chong qing"),
    ("厦门", "xia men"),
    ("蚌埠", "beng bu"),
    ("六安", "lu an"),
    ("长沙", "chang sha"),
    ("长安", "chang an"),
    ("长春", "chang chun"),
    ("长治", "chang zhi"),
    ("莘县", "shen xian"),
    ("东阿", "dong e"),
    ("都江堰", "du jiang yan"),
    ("成都", "cheng du"),
    ("乐亭", "lao ting"),
    ("行唐", "xing tang"),
    ("藁城", "gao cheng"),
    ("井陉", "jing xing"),
    ("番禺", "pan yu"),
    ("台州", "tai zhou"),
    ("丽水", "li shui"),
    ("朝阳", "chao yang"),
    ("大埔", "da bu"),
    ("浒墅关", "xu shu guan"),
    ("歙县", "she xian"),
    ("亳州", "bo zhou"),
    ("泌阳", "bi yang"),
    ("珲春", "hun chun"),
    ("吐鲁番", "tu lu fan"),
    ("铅山", "yan shan"),
    ("儋州", "dan zhou"),
    ("侯马", "hou ma"),
];

/// Readings of surnames.
const SURNAMES: &[(&str, &str)] = &[
    ("单于", "chan yu"),
    ("尉迟", "yu chi"),
    ("万俟", "mo qi"),
    ("长孙", "zhang sun"),
    ("单", "shan"),
    ("解", "xie"),
    ("仇", "qiu"),
    ("曾", "zeng"),
    ("区", "ou"),
    ("朴", "piao"),
    ("查", "zha"),
    ("盖", "ge"),
    ("乐", "yue"),
    ("任", "ren"),
    ("华", "hua"),
    ("纪", "ji"),
    ("覃", "qin"),
    ("谌", "chen"),
    ("缪", "miao"),
    ("员", "yun"),
    ("种", "chong"),
    ("折", "she"),
    ("翟", "zhai"),
    ("宓", "mi"),
    ("那", "na"),
    ("晁", "chao"),
    ("冼", "xian"),
    ("逄", "pang"),
];

/// `石家庄市` → `shi jia zhuang shi`. For persons the first characters are read as a surname.
pub fn pinyin(text: &str, person: bool) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut rest = text;
    if person && let Some((name, reading)) = SURNAMES.iter().find(|(s, _)| rest.starts_with(s)) {
        out.push((*reading).to_string());
        rest = &rest[name.len()..];
    }
    while let Some(c) = rest.chars().next() {
        if let Some((name, reading)) = NAMES.iter().find(|(s, _)| rest.starts_with(s)) {
            out.push((*reading).to_string());
            rest = &rest[name.len()..];
            continue;
        }
        match c.to_pinyin() {
            Some(p) => out.push(p.plain().to_string()),
            None if c.is_alphanumeric() => push_plain(&mut out, c),
            None => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    out.join(" ")
}

/// Latin letters and digits stay together: 2023年 → 2023 nian.
fn push_plain(out: &mut Vec<String>, c: char) {
    match out.last_mut().filter(|l| l.chars().all(|x| x.is_ascii_digit()) && c.is_ascii_digit()) {
        Some(last) => last.push(c),
        None => out.push(c.to_lowercase().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::pinyin;

    #[test]
    fn reads_names() {
        assert_eq!(pinyin("重庆市", false), "chong qing shi");
        assert_eq!(pinyin("单云帆", true), "shan yun fan");
        assert_eq!(pinyin("尉迟明", true), "yu chi ming");
        assert_eq!(pinyin("2023年A区", false), "2023 nian a qu");
    }
}
