//! A sighting → its blocking keys: two sightings can only be one entity if they share one.

use super::companies::Firm;
use super::plain::plain;
use super::sighting::Sighting;
use super::works::Work;
use crate::model::EntityKind;
use std::collections::BTreeSet;

/// Shortest other name of a body that can tell which body it is, in characters.
const SHORTEST_ALIAS: usize = 4;

/// Blocking keys, sorted. The base key is one of them, so that equal base keys always meet.
pub fn blocks(sighting: &Sighting) -> Vec<String> {
    let mut out: BTreeSet<String> = BTreeSet::from([sighting.key.clone()]);
    let kind = sighting.kind.name();
    let names = sighting.names();
    match sighting.kind {
        // The name alone, two characters or more: persons are told apart within the block, never before it.
        EntityKind::Person => out.extend(names.iter().map(|name| format!("{kind}/{name}"))),
        EntityKind::Company => out.extend(names.iter().map(|name| format!("{kind}/{}", Firm::read(name).mark))),
        EntityKind::Organization => {
            let telling = names.iter().filter(|name| name.chars().count() >= SHORTEST_ALIAS && !super::bodies::is_generic(name));
            out.extend(telling.map(|name| format!("{kind}/{name}")));
        }
        EntityKind::Project => out.extend(project(sighting, &names)),
        EntityKind::Event | EntityKind::Assessment => {
            let home = sighting.home.as_deref().unwrap_or_default();
            out.extend(names.iter().map(|name| format!("{kind}/{home}/{name}")));
        }
        EntityKind::Place => {
            out.insert(format!("{kind}/{}", plain(&sighting.name)));
        }
    }
    out.into_iter().collect()
}

/// Projects meet in their city by how their names begin and by the companies that take part.
fn project(sighting: &Sighting, names: &BTreeSet<String>) -> Vec<String> {
    let near = sighting.home.as_deref();
    let city = city(sighting);
    let stems = names.iter().map(|name| Work::read(name, near).stem.chars().take(2).collect::<String>());
    let parties = sighting.partners.iter().filter(|key| key.starts_with("Company|"));
    stems.chain(parties.cloned()).map(|word| format!("Project/{city}/{word}")).collect()
}

/// The prefecture that a project lies in, else that of the paper.
pub fn city(sighting: &Sighting) -> String {
    let place = sighting.places.first().or(sighting.home.as_ref());
    let home = sighting.home.as_ref().filter(|home| place.is_some_and(|place| place.get(..2) == home.get(..2)));
    // A place of the paper's own province that is a mere province says less than the paper.
    let place = place.filter(|place| !place.ends_with("0000")).or(home).or(place);
    place.and_then(|code| code.get(..4)).unwrap_or_default().to_string()
}
