//! A text → what its wording is known by: two texts with most sentences in common are prints of one.

use std::collections::BTreeSet;

/// A pair of neighbouring sentences has at least so many characters; shorter ones are nobody's own.
const SHORTEST: usize = 16;

/// Pairs of sentences in common, of all that the two have, from which on two texts are prints of one: in hundredths.
const ALIKE: usize = 60;

/// Marks by which alike texts find each other.
const MARKS: usize = 4;

/// The pairs of neighbouring sentences of a text, as hashes: letters and digits only, so that layout does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    pairs: BTreeSet<u64>,
}

impl Wording {
    pub fn of(text: &str) -> Self {
        let plain = |sentence: &str| sentence.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let sentences: Vec<String> = text.split(['。', '！', '？', '；', '\n']).map(plain).filter(|s| !s.is_empty()).collect();
        let pairs = sentences.windows(2).map(<[String]>::concat).filter(|pair| pair.chars().count() >= SHORTEST);
        Self { pairs: pairs.map(|pair| hash(pair.as_bytes(), 0)).collect() }
    }

    /// Hashes of which alike texts almost surely share one, and others hardly ever do.
    pub fn marks(&self) -> BTreeSet<u64> {
        (0..MARKS).filter_map(|turn| self.pairs.iter().map(|pair| hash(&pair.to_be_bytes(), turn + 1)).min()).collect()
    }

    /// Whether two texts are prints of one.
    pub fn is_like(&self, other: &Self) -> bool {
        let common = self.pairs.intersection(&other.pairs).count();
        let all = self.pairs.len() + other.pairs.len() - common;
        common * 100 >= all * ALIKE && common > 0
    }
}

fn hash(bytes: &[u8], turn: usize) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&turn.to_be_bytes());
    hasher.update(bytes);
    let mut out = [0; 8];
    out.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_be_bytes(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "5月19日，全市重点项目建设推进会召开。市委书记高远山出席并讲话。市长田一禾主持会议。\
        会上通报了一季度项目建设情况。正定县、栾城区作了典型发言。高远山强调，要加快项目建设，确保落到实处。\
        会议还研究了其他事项。与会人员实地察看了云帆轴承生产基地。";

    #[test]
    fn a_reprint_is_alike_and_another_text_is_not() {
        let own = Wording::of(&format!("重点项目建设推进会召开\n石家庄日报 2024-05-20\n\n{TEXT}"));
        let reprint = Wording::of(&format!("全市推进会召开\n沧州日报 2024-05-21\n\n　　{}", TEXT.replace("。", "。\n")));
        assert!(own.is_like(&reprint) && own.marks().intersection(&reprint.marks()).next().is_some());
        let other = Wording::of("5月19日，全市重点项目建设推进会召开。与会代表听取了汇报并分组讨论。会议明确了下半年的任务。会期一天。");
        assert!(!own.is_like(&other) && own.marks().intersection(&other.marks()).next().is_none());
        assert!(!Wording::of("").is_like(&Wording::of("")), "nothing is like nothing");
    }
}
