//! A table of weights: features with whole numbers. What a decision looks at comes in, a sum goes out.

use super::feature::Feature;
use rustc_hash::FxHashMap;

/// The first line of a table; the version changes when older programs could not read it.
pub const HEAD: &str = "# guanmo weights 1";

/// The decisions that there are weights for.
pub const KINDS: [&str; 1] = ["person"];

/// Weights of one decision, with the margins from which they overrule the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// The decision that they are for.
    pub kind: String,
    pub margins: Margins,
    of: FxHashMap<Feature, i32>,
}

/// How much must speak for a change of what the rules say. Weights are thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// To take what the rules do not take.
    pub add: i32,
    /// To leave out what the rules take.
    pub drop: i32,
    /// To take another one than the rules take.
    pub change: i32,
}

impl Margins {
    /// No sum reaches these: the rules alone decide.
    pub const NEVER: Self = Self { add: i32::MAX, drop: i32::MAX, change: i32::MAX };
}

impl Default for Margins {
    fn default() -> Self {
        Self::NEVER
    }
}

/// Why a table of weights was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}; {remedy}")]
pub struct WeightsError {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub problem: String,
    pub remedy: &'static str,
}

const MADE_BY: &str = "take the file as `guanmo train` wrote it, or train it again";

impl Weights {
    /// Weights that were just learned.
    pub fn new(kind: &str, margins: Margins, of: impl IntoIterator<Item = (Feature, i32)>) -> Self {
        Self { kind: kind.into(), margins, of: of.into_iter().collect() }
    }

    /// Reads a table; `file` is its name in errors.
    ///
    /// # Errors
    /// When the head, a margin or a weight is missing, wrong or stands twice; file, line and remedy are named.
    pub fn parse(file: &str, text: &str) -> Result<Self, WeightsError> {
        let fail = |line: usize, problem: String| WeightsError { file: file.into(), line, problem, remedy: MADE_BY };
        let mut out = Self::default();
        let mut margins = [None; 3];
        for (number, line) in (1..).zip(text.lines()) {
            if number == 1 {
                if line != HEAD {
                    return Err(fail(1, format!("`{line}` is no head of a table of weights, expected `{HEAD}`")));
                }
            } else if let Some(remark) = line.strip_prefix("# ") {
                note(remark, &mut out.kind, &mut margins).map_err(|problem| fail(number, problem))?;
            } else {
                let (feature, weight) = row(line).map_err(|problem| fail(number, problem))?;
                if out.of.insert(feature, weight).is_some() {
                    return Err(fail(number, format!("`{feature}` has a weight already")));
                }
            }
        }
        let [Some(add), Some(drop), Some(change)] = margins else {
            return Err(fail(text.lines().count(), "the table ends without its margins (add, drop, change)".into()));
        };
        out.margins = Margins { add, drop, change };
        if out.kind.is_empty() || out.of.is_empty() {
            return Err(fail(text.lines().count(), "the table ends without a kind or without weights".into()));
        }
        Ok(out)
    }

    /// What speaks for (above 0) or against (below 0), in thousandths.
    pub fn sum(&self, features: &[Feature]) -> i32 {
        features.iter().map(|f| self.weight(*f)).fold(0, i32::saturating_add)
    }

    /// The weight of a feature; 0 where the table has none.
    pub fn weight(&self, feature: Feature) -> i32 {
        self.of.get(&feature).copied().unwrap_or(0)
    }

    /// All weights by the words of their features.
    pub fn rows(&self) -> Vec<(String, i32)> {
        let mut rows: Vec<(String, i32)> = self.of.iter().map(|(f, w)| (f.to_string(), *w)).collect();
        rows.sort();
        rows
    }
}

/// A line of the head: `kind: person`, `margin add: 1200`. Others are for readers.
fn note(remark: &str, kind: &mut String, margins: &mut [Option<i32>; 3]) -> Result<(), String> {
    let Some((key, value)) = remark.split_once(": ") else { return Ok(()) };
    if key == "kind" {
        let known = KINDS.contains(&value).then(|| value.to_string());
        *kind = known.ok_or_else(|| format!("there is no kind `{value}`, expected one of {}", KINDS.join(", ")))?;
    } else if let Some(name) = key.strip_prefix("margin ") {
        let at = ["add", "drop", "change"].iter().position(|n| *n == name).ok_or_else(|| format!("there is no margin `{name}`"))?;
        let number = if value == "never" { Ok(i32::MAX) } else { value.parse() };
        margins[at] = Some(number.map_err(|_| format!("`{value}` is no margin, expected a whole number or `never`"))?);
    }
    Ok(())
}

fn row(line: &str) -> Result<(Feature, i32), String> {
    let (name, weight) = line.split_once('\t').ok_or_else(|| format!("`{line}` is no weight, expected a feature, a tab and a number"))?;
    let feature = Feature::parse(name).ok_or_else(|| format!("`{name}` is no feature that this program knows"))?;
    let weight = weight.parse().map_err(|_| format!("`{weight}` is no weight, expected a whole number"))?;
    Ok((feature, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# guanmo weights 1\n# kind: person\n# seed: 7\n# margin add: 900\n# margin drop: never\n# margin change: 5\nbias\t-40\nnext-char=强\t17\n";

    #[test]
    fn a_table_is_summed() {
        let weights = Weights::parse("w.tsv", TABLE).expect("well-formed");
        let features: Vec<Feature> = ["bias", "next-char=强", "next-char=讲"].iter().filter_map(|f| Feature::parse(f)).collect();
        assert_eq!((features.len(), weights.sum(&features), weights.kind.as_str()), (3, -23, "person"));
        assert_eq!(weights.margins, Margins { add: 900, drop: i32::MAX, change: 5 });
        assert_eq!(weights.rows(), [("bias".into(), -40), ("next-char=强".into(), 17)]);
    }

    #[test]
    fn a_damaged_table_is_refused_with_line_and_remedy() {
        for (from, to, line, words) in [
            ("# guanmo weights 1", "# guanmo weights 2", 1, "head"),
            ("bias\t-40", "bias -40", 7, "a tab"),
            ("bias\t-40", "bais\t-40", 7, "no feature"),
            ("\t17", "\t1.7", 8, "whole number"),
            ("next-char=强\t17", "bias\t17", 8, "already"),
            ("margin add: 900", "margin add: much", 4, "no margin"),
            ("kind: person", "kind: persons", 2, "no kind"),
            ("margin add: 900", "margin sub: 900", 4, "no margin"),
            ("# margin change: 5\n", "", 7, "without its margins"),
            ("# kind: person\n", "", 7, "without a kind"),
            ("bias\t-40\nnext-char=强\t17\n", "", 6, "without weights"),
        ] {
            let error = Weights::parse("w.tsv", &TABLE.replace(from, to)).expect_err(words).to_string();
            assert!(error.starts_with(&format!("w.tsv:{line}: ")) && error.contains(words), "{error}");
            assert!(error.contains("guanmo train"), "{error}");
        }
        assert!(Weights::parse("w.tsv", "").is_err());
    }
}
