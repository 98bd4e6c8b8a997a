//! Values of the model → values of Python: exact amounts as `Decimal`, days as `datetime.date`.

use guanmo::model::{Money, PartialDate};
use guanmo::rdf::Value;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

pub fn decimal<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("decimal")?.getattr("Decimal")?.call1((text,))
}

/// Units of the currency, exact.
pub fn amount<'py>(py: Python<'py>, money: &Money) -> PyResult<Bound<'py, PyAny>> {
    decimal(py, &money.decimal())
}

/// A date that is known to the day.
pub fn day<'py>(py: Python<'py>, date: PartialDate) -> PyResult<Bound<'py, PyAny>> {
    py.import("datetime")?.getattr("date")?.call1((date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)))
}

/// A JSON value as dicts, lists and plain values.
pub fn json<'py>(py: Python<'py>, value: &serde_json::Value) -> PyResult<Bound<'py, PyAny>> {
    use serde_json::Value as J;
    Ok(match value {
        J::Null => py.None().into_bound(py),
        J::Bool(truth) => truth.into_pyobject(py)?.to_owned().into_any(),
        J::Number(number) => match number.as_i64() {
            Some(whole) => whole.into_pyobject(py)?.into_any(),
            None => number.as_f64().unwrap_or(f64::NAN).into_pyobject(py)?.into_any(),
        },
        J::String(text) => text.into_pyobject(py)?.into_any(),
        J::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(json(py, item)?)?;
            }
            list.into_any()
        }
        J::Object(fields) => {
            let dict = PyDict::new(py);
            for (key, field) in fields {
                dict.set_item(key, json(py, field)?)?;
            }
            dict.into_any()
        }
    })
}

/// A term of a query's answer: an IRI as text, a literal by its type; what a type cannot read stays text.
pub fn term<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    let Value::Literal(literal) = value else {
        let text = match value {
            Value::NamedNode(node) => node.as_str().to_string(),
            other => other.to_string(),
        };
        return Ok(text.into_pyobject(py)?.into_any());
    };
    let text = literal.value();
    let typed = match literal.datatype().as_str().strip_prefix(XSD) {
        Some("integer" | "int" | "long" | "short" | "nonNegativeInteger" | "positiveInteger") => {
            text.parse::<i64>().ok().map(|whole| whole.into_pyobject(py).map(Bound::into_any)).transpose()?
        }
        Some("decimal") => decimal(py, text).ok(),
        Some("double" | "float") => text.parse::<f64>().ok().map(|n| n.into_pyobject(py).map(Bound::into_any)).transpose()?,
        Some("boolean") => Some((text == "true" || text == "1").into_pyobject(py)?.to_owned().into_any()),
        Some("date") => PartialDate::parse(text).filter(|date| date.day.is_some()).map(|date| day(py, date)).transpose()?,
        _ => None,
    };
    Ok(match typed {
        Some(typed) => typed,
        None => text.into_pyobject(py)?.into_any(),
    })
}
