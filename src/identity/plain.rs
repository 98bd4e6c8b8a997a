//! Names as written → names that can be compared: one width, simplified characters, no spaces and quotation marks.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static SIMPLE: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// What is left out of a name: it is written now with and now without it.
const MARKS: &[char] = &['《', '》', '“', '”', '"', '\'', '‘', '’', '「', '」', '『', '』'];

/// 陳吉寧 and 陈吉宁 are one name, “云帆”项目 and 云帆项目 too. Round brackets become full-width ones.
pub fn plain(name: &str) -> String {
    let kept: String = name.nfkc().filter(|c| !c.is_whitespace() && !MARKS.contains(c)).collect();
    let bracketed = kept.replace('(', "（").replace(')', "）");
    SIMPLE.as_ref().map_or(bracketed.clone(), |converter| converter.convert(&bracketed))
}

/// How alike two names are: Dice's coefficient of their character bigrams, 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    let bigrams = |name: &str| -> Vec<(char, char)> {
        let mut out: Vec<(char, char)> = name.chars().zip(name.chars().skip(1)).collect();
        out.sort_unstable();
        out
    };
    let (a, b) = (bigrams(one), bigrams(other));
    if one == other {
        return 1.0;
    }
    let mut rest = b.as_slice();
    let mut both = 0;
    for pair in &a {
        let from = rest.partition_point(|other| other < pair);
        rest = &rest[from..];
        if rest.first() == Some(pair) {
            both += 1;
            rest = &rest[1..];
        }
    }
    f64::from(2 * both) / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_equal() {
        assert_eq!(plain("陳 吉寧"), "陈吉宁");
        assert_eq!(plain("“云帆”项目(一期)"), plain("云帆项目（一期）"));
    }

    #[test]
    fn likeness_is_of_characters() {
        assert!((likeness("云帆高端轴承生产基地", "云帆轴承生产基地") - 0.75).abs() < 1e-9);
        assert!(likeness("甲", "甲") > 0.99 && likeness("甲", "乙") < 0.01);
    }
}
