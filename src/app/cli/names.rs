//! Names that a user types → nodes, with “did you mean”.

use super::super::output::Failure;
use guanmo::graph::{Lookup, Network};
use guanmo::model::NodeId;

/// The one node of a name.
pub fn one(network: &Network, name: &str) -> Result<NodeId, Failure> {
    let list = |ids: &[NodeId]| ids.iter().take(8).map(|id| network.reference(*id)).collect::<Vec<_>>().join(", ");
    match network.find(name) {
        Lookup::Found(id, _) => Ok(id),
        Lookup::Ambiguous(ids, _) => Err(Failure::wrong_use(format!("`{name}` means several: {}; name one of them", list(&ids)))),
        Lookup::Unknown(near) if near.is_empty() => Err(Failure::wrong_use(format!("nothing here is named `{name}`"))),
        Lookup::Unknown(near) => Err(Failure::wrong_use(format!("nothing here is named `{name}`; did you mean {}?", list(&near)))),
    }
}
