//! The atoms of one block → proposals: which are one, which are not, which a person should look at. One file per kind.

mod companies;
mod events;
mod persons;
mod projects;

use super::atom::{Atom, Proposal, Verdict};
use crate::model::EntityKind;

/// Proposals about the atoms of a block, all of one kind, given by their positions in `all`.
pub fn propose(all: &[Atom], block: &[usize]) -> Vec<Proposal> {
    let Some(first) = block.first().filter(|_| block.len() > 1) else { return Vec::new() };
    match all[*first].kind {
        EntityKind::Person => persons::propose(all, block),
        EntityKind::Company => companies::propose(all, block),
        EntityKind::Project => projects::propose(all, block),
        EntityKind::Event => events::propose(all, block),
        EntityKind::Organization => bodies(all, block),
        EntityKind::Place | EntityKind::Assessment => Vec::new(),
    }
}

/// Two bodies that share a name that stands alone are one where they are bodies of one division, or of none.
fn bodies(all: &[Atom], block: &[usize]) -> Vec<Proposal> {
    let of = |atom: &Atom| atom.key.split('|').nth(1).unwrap_or_default().to_string();
    let pairs = block.iter().enumerate().flat_map(|(i, one)| block[i + 1..].iter().map(move |other| (*one, *other)));
    pairs
        .filter_map(|(one, other)| {
            let name = all[one].names.intersection(&all[other].names).max_by_key(|name| name.chars().count())?;
            let (a, b) = (of(&all[one]), of(&all[other]));
            let verdict = if a == b && !all[one].bare && !all[other].bare { Verdict::Same } else { Verdict::Unsure };
            Some(Proposal::new(verdict, 1, one, other, format!("both are called {name}")))
        })
        .collect()
}
