//! Names of companies → what they are made of: place, own name, trade, legal form.

use super::plain::plain;
use super::units;

/// Legal forms that close a registered name, longest first.
const FORMS: [&str; 10] = [
    "集团股份有限公司",
    "集团有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "控股有限公司",
    "集团公司",
    "有限公司",
    "总公司",
    "公司",
];

/// Words at the end of an unregistered name that say no more than that it is a business.
const LOOSE: [&str; 4] = ["控股集团", "集团", "控股", "股份"];

/// Trades that stand between a company's own name and its form.
const TABLE: &str = include_str!("../../data/lexicons/companies.tsv");

/// A company's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Firm {
    /// Code of the division that it begins with.
    pub place: Option<String>,
    /// Without place and form: 云帆光电.
    pub stem: String,
    /// Without the trade: 云帆.
    pub mark: String,
    /// Whether a legal form closes it: then it is a whole name.
    pub whole: bool,
}

impl Firm {
    /// Takes a name apart. A branch (某银行某市分行) keeps what makes it a branch.
    pub fn read(name: &str) -> Self {
        let name = plain(name).replace("（", "").replace('）', "");
        let (place, rest) = match units::head(&name, None) {
            Some((code, rest)) if rest.chars().count() >= 2 => (Some(code.to_string()), rest.to_string()),
            _ => (None, name.clone()),
        };
        let form = FORMS
            .iter()
            .find(|form| rest.ends_with(**form) && rest.len() > form.len() && !rest.ends_with("分公司") && !rest.ends_with("子公司"));
        let stem = form.map_or(rest.as_str(), |form| &rest[..rest.len() - form.len()]);
        let stem = LOOSE.iter().find_map(|end| stem.strip_suffix(end).filter(|rest| rest.chars().count() >= 2)).unwrap_or(stem);
        let whole = form.is_some_and(|form| *form != "公司" && *form != "集团公司");
        Self { place, mark: mark(stem).to_string(), stem: stem.to_string(), whole }
    }
}

/// The own name of a company: 云帆 of 云帆光电, where at least two characters are left.
fn mark(stem: &str) -> &str {
    let trades = TABLE.lines().filter_map(|line| line.strip_prefix("trade\t")).flat_map(|words| words.split(' '));
    let mut end = stem.len();
    let trades: Vec<&str> = trades.collect();
    while let Some(trade) = trades.iter().filter(|trade| stem[..end].ends_with(**trade)).max_by_key(|trade| trade.len()) {
        if stem[..end - trade.len()].chars().count() < 2 {
            break;
        }
        end -= trade.len();
    }
    &stem[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let firm = Firm::read("石家庄市云帆光电有限公司");
        assert_eq!((firm.place.as_deref(), firm.stem.as_str(), firm.mark.as_str(), firm.whole), (Some("130100"), "云帆光电", "云帆", true));
        assert_eq!(Firm::read("云帆集团").stem, "云帆");
        assert_eq!(Firm::read("云帆光电股份有限公司").stem, Firm::read("云帆光电").stem);
        assert!(!Firm::read("云帆光电").whole);
        assert_ne!(Firm::read("云帆银行石家庄分行").stem, Firm::read("云帆银行").stem);
    }
}
