//! Values of the model → terms: strings in NFC and marked as Chinese, dates in the datatype of what is known.

use super::vocabulary::{XSD, gm, iri};
use crate::model::{DateSpan, PartialDate};
use oxigraph::model::{Literal, Term};

/// A Chinese string.
pub fn zh(text: &str) -> Term {
    use unicode_normalization::UnicodeNormalization;
    Literal::new_language_tagged_literal_unchecked(text.nfc().collect::<String>(), "zh").into()
}

/// A string that is no language: an id, a code, a quotation as it stands.
pub fn plain(text: &str) -> Term {
    Literal::new_simple_literal(text).into()
}

/// A value of a datatype of XML Schema.
pub fn typed(value: impl ToString, datatype: &str) -> Term {
    Literal::new_typed_literal(value.to_string(), iri(XSD, datatype)).into()
}

/// A decimal number as a store gives it back: without zeros that say nothing.
pub fn decimal(number: &str) -> Term {
    let short = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    typed(short, "decimal")
}

/// A date in the datatype of what is known of it.
pub fn date(date: PartialDate) -> Term {
    let datatype = match (date.month, date.day) {
        (_, Some(_)) => "date",
        (Some(_), None) => "gYearMonth",
        (None, None) => "gYear",
    };
    typed(date, datatype)
}

/// One date as [`date`], several as `2023-05-17/2023-05-19` of the datatype `gm:DateSpan`.
pub fn dates(span: DateSpan) -> Term {
    match span.end {
        None => date(span.start),
        Some(_) => Literal::new_typed_literal(span.to_string(), gm("DateSpan")).into(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn decimals_are_short() {
        for (given, short) in [("0.90", "0.9"), ("88.05", "88.05"), ("12.00", "12"), ("100", "100"), ("0.00", "0")] {
            assert!(super::decimal(given).to_string().starts_with(&format!("\"{short}\"^^")), "{given}");
        }
    }
}
