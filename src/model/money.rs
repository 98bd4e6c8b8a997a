use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of money, exact to the hundredth of its unit.
///
/// Shown as the contract wants it: `1453000000` for yuan, `USD:120000000` for others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    /// ISO 4217: `CNY`, `USD`, `EUR`, `HKD`, `TWD`, `JPY` …
    pub currency: String,
    /// Hundredths of the unit (fen, cents).
    pub hundredths: i64,
}

impl Money {
    pub fn yuan(yuan: i64) -> Self {
        Self { currency: "CNY".into(), hundredths: yuan * 100 }
    }

    /// Whole units and, where there are any, two decimals: `1453000000`, `12.50`.
    pub fn decimal(&self) -> String {
        let (whole, rest) = (self.hundredths / 100, (self.hundredths % 100).abs());
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
    }

    /// The inverse of `Display`.
    pub fn parse(text: &str) -> Option<Self> {
        let (currency, number) = text.split_once(':').unwrap_or(("CNY", text));
        let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
        let rest = format!("{rest:0<2}");
        let hundredths = whole.parse::<i64>().ok()?.checked_mul(100)? + rest[..2].parse::<i64>().ok()?;
        Some(Self { currency: currency.into(), hundredths })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.currency == "CNY" { f.write_str(&self.decimal()) } else { write!(f, "{}:{}", self.currency, self.decimal()) }
    }
}
