//! Where the words of each arrow stand: on its line, over no card and no other label, and over as few other
//! lines as can be. A label without room is left out; the colour of the line and the legend still say it.

use super::super::card::Arrow;
use super::geometry::{Point, Rect};
use super::layout::{LABEL_SIZE, Layout, pixels};

/// With more arrows than this, labels would only be noise.
const MOST_LABELLED: usize = 400;
const LABEL_STEP: f64 = 14.0;
const SAMPLES: usize = 16;

pub(super) struct Label {
    pub arrow: usize,
    pub rect: Rect,
}

pub(super) fn labels(layout: &Layout, arrows: &[Arrow]) -> Vec<Label> {
    if arrows.len() > MOST_LABELLED {
        return Vec::new();
    }
    let traffic = traffic(layout);
    let mut taken: Vec<Rect> = layout.cards.clone();
    let mut labels = Vec::new();
    // What says more than the colour does comes first.
    let mut order: Vec<usize> = (0..arrows.len()).collect();
    order.sort_by_key(|arrow| std::cmp::Reverse(said(&arrows[*arrow])));
    for arrow in order {
        if let Some(rect) = spot(arrow, &arrows[arrow], layout, &taken, &traffic) {
            taken.push(rect);
            labels.push(Label { arrow, rect });
        }
    }
    labels.sort_by_key(|label| label.arrow);
    labels
}

fn said(arrow: &Arrow) -> usize {
    arrow.labels.iter().map(|label| label.chars().count()).sum()
}

/// The best free place on an arrow's line.
fn spot(number: usize, arrow: &Arrow, layout: &Layout, taken: &[Rect], traffic: &[(usize, Point)]) -> Option<Rect> {
    let width = arrow.labels.iter().map(|label| pixels(label, LABEL_SIZE)).fold(0.0, f64::max) + 4.0;
    let height = arrow.labels.len() as f64 * LABEL_STEP;
    let mut best: Option<(usize, Rect)> = None;
    for centre in candidates(number, layout) {
        let rect = Rect::around(centre, width, height);
        if taken.iter().any(|other| rect.overlaps(other)) {
            continue;
        }
        let crossed = crossed(number, &rect, traffic);
        if best.as_ref().is_none_or(|best| crossed < best.0) {
            best = Some((crossed, rect));
        }
    }
    best.map(|(_, rect)| rect)
}

/// Points of other lines beneath a label.
fn crossed(number: usize, rect: &Rect, traffic: &[(usize, Point)]) -> usize {
    let first = traffic.partition_point(|(_, point)| point.x < rect.x);
    let near = traffic[first..].iter().take_while(|(_, point)| point.x <= rect.x + rect.w);
    near.filter(|(other, point)| *other != number && rect.holds(*point)).count()
}

/// Points along the pieces between columns, the middle of each first.
fn candidates(number: usize, layout: &Layout) -> Vec<Point> {
    const ALONG: [f64; 11] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86];
    let crosses_column = |x: f64| layout.columns.iter().any(|(left, width)| x > *left && x < left + width);
    let pieces = &layout.lines[number];
    ALONG.iter().flat_map(|t| pieces.iter().map(|piece| piece.at(*t))).filter(|point| !crosses_column(point.x)).collect()
}

/// Points of all lines from left to right, to see which labels would stand on a foreign line.
fn traffic(layout: &Layout) -> Vec<(usize, Point)> {
    let lines = layout.lines.iter().enumerate();
    let mut traffic: Vec<(usize, Point)> = lines
        .flat_map(|(number, pieces)| pieces.iter().map(move |piece| (number, piece)))
        .flat_map(|(number, piece)| (0..=SAMPLES).map(move |i| (number, piece.at(i as f64 / SAMPLES as f64))))
        .collect();
    traffic.sort_by(|a, b| a.1.x.total_cmp(&b.1.x).then(a.0.cmp(&b.0)));
    traffic
}
