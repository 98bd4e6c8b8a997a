//! Weights → the text of a table: what it is for, what it was learned from, how well it does, then a weight a line.

use super::{Learned, Plan};
use crate::extract::weigh::weights::HEAD;

/// Writes a table that [`crate::extract::weigh::Weights::parse`] reads.
pub fn write(learned: &Learned, plan: &Plan) -> String {
    let Learned { weights, set, validation } = learned;
    let margin = |m: i32| if m == i32::MAX { "never".to_string() } else { m.to_string() };
    let mut out = format!("{HEAD}\n# kind: {}\n# seed: {}\n# epochs: {}\n", weights.kind, plan.seed, plan.epochs);
    for source in &set.sources {
        out.push_str(&format!("# learned from: {} ({} articles, sha256 {})\n", source.place, source.articles, source.hash));
    }
    out.push_str(&format!("# decisions: {}\n", validation.held_out.len()));
    for (name, figure) in [("rules", validation.rules), ("weights", validation.weights), ("together", validation.together)] {
        out.push_str(&format!("# held out, {name}: {figure}\n"));
    }
    for (name, m) in [("add", weights.margins.add), ("drop", weights.margins.drop), ("change", weights.margins.change)] {
        out.push_str(&format!("# margin {name}: {}\n", margin(m)));
    }
    out.push_str("# columns: feature, weight in thousandths (above 0: speaks for a name)\n");
    for (feature, weight) in weights.rows() {
        out.push_str(&format!("{feature}\t{weight}\n"));
    }
    out
}
