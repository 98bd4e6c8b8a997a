//! Nodes and links → positions in a plane: linked nodes near, all others apart.
//!
//! Forces as Fruchterman and Reingold have them, from a fixed spiral: the same graph gives the same positions. Every
//! pair of nodes is looked at, so that it is for the some hundred nodes that a reader can take in.

/// Steps until the positions are given.
const STEPS: usize = 200;

/// Positions within −1 to 1, one for each of `count` nodes. `links` are pairs of places below `count`.
#[expect(clippy::cast_precision_loss, reason = "counts of nodes that a reader can take in are exact in a float")]
pub fn positions(count: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut at: Vec<(f64, f64)> = (0..count).map(|place| spiral(place as f64, count as f64)).collect();
    let ideal = (1.0 / count.max(1) as f64).sqrt();
    for step in 0..STEPS {
        let heat = 0.1 * (1.0 - step as f64 / STEPS as f64);
        let mut force = repulsion(&at, ideal);
        attraction(&at, links, ideal, &mut force);
        for (place, (dx, dy)) in at.iter_mut().zip(force) {
            let length = dx.hypot(dy).max(f64::EPSILON);
            let far = length.min(heat);
            *place = (place.0 + dx / length * far, place.1 + dy / length * far);
        }
    }
    fit(at)
}

/// Points of a sunflower: evenly spread, no two the same.
fn spiral(place: f64, count: f64) -> (f64, f64) {
    let radius = ((place + 0.5) / count).sqrt();
    let angle = place * 2.399_963_229_728_653;
    (radius * angle.cos(), radius * angle.sin())
}

/// Every node pushes every other away, and all are drawn a little to the middle, so that parts stay together.
fn repulsion(at: &[(f64, f64)], ideal: f64) -> Vec<(f64, f64)> {
    let mut force: Vec<(f64, f64)> = at.iter().map(|(x, y)| (-x * ideal, -y * ideal)).collect();
    for one in 0..at.len() {
        for other in one + 1..at.len() {
            let (dx, dy) = (at[one].0 - at[other].0, at[one].1 - at[other].1);
            let push = ideal * ideal / (dx * dx + dy * dy).max(1e-9);
            force[one].0 += dx * push;
            force[one].1 += dy * push;
            force[other].0 -= dx * push;
            force[other].1 -= dy * push;
        }
    }
    force
}

fn attraction(at: &[(f64, f64)], links: &[(usize, usize)], ideal: f64, force: &mut [(f64, f64)]) {
    for &(from, to) in links.iter().filter(|(from, to)| from != to) {
        let (dx, dy) = (at[to].0 - at[from].0, at[to].1 - at[from].1);
        let pull = dx.hypot(dy) / ideal;
        force[from].0 += dx * pull;
        force[from].1 += dy * pull;
        force[to].0 -= dx * pull;
        force[to].1 -= dy * pull;
    }
}

/// Moved and scaled into −1 to 1, four decimals: what is below comes from the machine's arithmetic.
fn fit(at: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let bounds = |pick: fn(&(f64, f64)) -> f64| {
        let (low, high) = at.iter().map(pick).fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        (f64::midpoint(low, high), (high - low) / 2.0)
    };
    let ((x, width), (y, height)) = (bounds(|p| p.0), bounds(|p| p.1));
    let scale = width.max(height).max(f64::EPSILON);
    let round = |value: f64| (value * 10_000.0).round() / 10_000.0 + 0.0;
    at.iter().map(|p| (round((p.0 - x) / scale), round((p.1 - y) / scale))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    #[test]
    fn linked_nodes_lie_nearer_than_others() {
        let links: Vec<(usize, usize)> = (0..4).flat_map(|a| (a + 1..4).map(move |b| (a, b))).collect();
        let both: Vec<(usize, usize)> = links.iter().copied().chain(links.iter().map(|(a, b)| (a + 4, b + 4))).collect();
        let at = positions(8, &both);
        let inside = distance(at[0], at[1]).max(distance(at[4], at[5]));
        let between = distance(at[0], at[4]).min(distance(at[1], at[5]));
        assert!(inside < between, "{inside} {between}");
    }

    #[test]
    fn few_nodes_have_places_too() {
        assert!(positions(0, &[]).is_empty());
        assert_eq!(positions(1, &[]), [(0.0, 0.0)]);
        assert_eq!(positions(2, &[(0, 1)]).len(), 2);
    }

    proptest! {
        #[test]
        fn all_lie_within_the_square_and_apart(links in proptest::collection::vec((0usize..30, 0usize..30), 0..90)) {
            let at = positions(30, &links);
            prop_assert_eq!(&at, &positions(30, &links));
            for (i, a) in at.iter().enumerate() {
                prop_assert!(a.0.abs() <= 1.0 && a.1.abs() <= 1.0);
                prop_assert!(at[i + 1..].iter().all(|b| distance(*a, *b) > 0.0), "two at one place");
            }
        }
    }
}
