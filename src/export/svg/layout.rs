//! Columns → a place for every card and a line for every arrow, in pixels.

use super::super::card::{Arrow, Card};
use super::super::text;
use super::columns::Columns;
use super::geometry::{Piece, Point, Rect};
use std::collections::BTreeMap;

pub(super) const NAME_SIZE: f64 = 14.0;
pub(super) const LINE_SIZE: f64 = 12.0;
pub(super) const LABEL_SIZE: f64 = 11.0;
pub(super) const NAME_STEP: f64 = 19.0;
pub(super) const LINE_STEP: f64 = 17.0;
const PAD_X: f64 = 18.0;
const PAD_Y: f64 = 9.0;
const CARD_GAP: f64 = 16.0;
const PASS_HEIGHT: f64 = 8.0;
const PORT_STEP: f64 = 7.0;
const ROW_GAP: f64 = 44.0;
const LEAST_ROW: f64 = 900.0;
const ROUNDS: usize = 40;

pub(super) struct Layout {
    pub cards: Vec<Rect>,
    /// For each arrow its pieces from tail to head.
    pub lines: Vec<Vec<Piece>>,
    /// Left edge and width of each column.
    pub columns: Vec<(f64, f64)>,
    pub width: f64,
    pub height: f64,
}

/// Pixels that a line of text takes: letters and digits are a little wider than half of a Chinese character.
pub(super) fn pixels(line: &str, size: f64) -> f64 {
    let narrow = line.chars().filter(|c| c.is_ascii()).count();
    (text::width(line) as f64 * 0.5 + narrow as f64 * 0.09) * size
}

/// The first `joined` cards stand in columns; those after them have no arrow and stand in rows below.
pub(super) fn lay_out(cards: &[Card], arrows: &[Arrow], joined: usize) -> Layout {
    let (cards, alone) = cards.split_at(joined);
    let mut layout = in_columns(cards, arrows);
    if !alone.is_empty() {
        in_rows(alone, &mut layout);
    }
    layout
}

fn in_rows(cards: &[Card], layout: &mut Layout) {
    let most = layout.width.max(LEAST_ROW);
    let (mut x, mut y, mut high) = (0.0, if layout.height > 0.0 { layout.height + ROW_GAP } else { 0.0 }, 0.0_f64);
    for card in cards {
        let (w, h) = card_size(card);
        if x > 0.0 && x + w > most {
            (x, y, high) = (0.0, y + high + CARD_GAP, 0.0);
        }
        layout.cards.push(Rect { x, y, w, h });
        layout.width = layout.width.max(x + w);
        x += w + CARD_GAP;
        high = high.max(h);
    }
    layout.height = y + high;
}

fn in_columns(cards: &[Card], arrows: &[Arrow]) -> Layout {
    let columns = Columns::new(cards, arrows);
    let sizes = sizes(cards, &columns);
    let middles = middles(&columns, &sizes);
    let spans = spans(&columns, &sizes, &middles, arrows);
    let rects: Vec<Rect> = (0..cards.len())
        .map(|slot| {
            let (x, width) = spans[columns.slots[slot].column];
            Rect::around(Point { x: x + width / 2.0, y: middles[slot] }, sizes[slot].0, sizes[slot].1)
        })
        .collect();
    let lines = lines(&columns, &rects, &middles, &spans, arrows);
    let reach = |piece: &Piece| piece.at(0.5).x;
    let bows = lines.iter().flatten().filter(|piece| piece.from.x <= piece.second.x && piece.first.x >= piece.to.x);
    let bows = bows.map(reach).fold(0.0, f64::max);
    let right = spans.last().map_or(0.0, |(x, width)| x + width).max(if bows > 0.0 { bows + 50.0 } else { 0.0 });
    let height = rects.iter().map(|rect| rect.y + rect.h).fold(0.0, f64::max);
    Layout { cards: rects, lines, columns: spans, width: right, height }
}

/// Width and height of each slot. A card with many arrows is tall enough to keep them apart.
fn sizes(cards: &[Card], columns: &Columns) -> Vec<(f64, f64)> {
    let size = |slot: &super::columns::Slot| {
        let Some(card) = slot.card.map(|card| &cards[card]) else { return (0.0, PASS_HEIGHT) };
        let (width, text) = card_size(card);
        let ports = slot.left.len().max(slot.right.len()) as f64 * PORT_STEP;
        (width, text.max(ports + 12.0))
    };
    columns.slots.iter().map(size).collect()
}

/// Room for a card's words.
fn card_size(card: &Card) -> (f64, f64) {
    let names = card.name.iter().map(|line| pixels(line, NAME_SIZE) * 1.03);
    let lines = card.lines.iter().map(|line| pixels(line, LINE_SIZE));
    let width = names.chain(lines).fold(40.0, f64::max) + 2.0 * PAD_X;
    (width, card.name.len() as f64 * NAME_STEP + card.lines.len() as f64 * LINE_STEP + 2.0 * PAD_Y)
}

/// The middle of each slot from above: as near to what it is joined with as the order of its column allows.
fn middles(columns: &Columns, sizes: &[(f64, f64)]) -> Vec<f64> {
    let mut y = vec![0.0; columns.slots.len()];
    for column in &columns.order {
        let wanted: Vec<(f64, f64)> = column.iter().map(|_| (0.0, 1.0)).collect();
        place(column, &wanted, sizes, columns, &mut y);
    }
    let beside = bows(columns);
    for round in 0..ROUNDS {
        for step in 0..columns.order.len() {
            let column = if round % 2 == 0 { step } else { columns.order.len() - 1 - step };
            let wanted: Vec<(f64, f64)> = columns.order[column].iter().map(|slot| wanted(*slot, columns, &beside, &y)).collect();
            place(&columns.order[column], &wanted, sizes, columns, &mut y);
        }
    }
    let top = (0..y.len()).map(|slot| y[slot] - sizes[slot].1 / 2.0).fold(f64::INFINITY, f64::min);
    y.iter_mut().for_each(|y| *y -= top);
    y
}

/// Slots joined with one of their own column.
fn bows(columns: &Columns) -> BTreeMap<usize, Vec<usize>> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for chain in &columns.chains {
        if columns.slots[chain[0]].column == columns.slots[chain[chain.len() - 1]].column {
            beside.entry(chain[0]).or_default().push(chain[1]);
            beside.entry(chain[1]).or_default().push(chain[0]);
        }
    }
    beside
}

/// Where a slot would stand if it were alone, and how much it matters. Straight lines matter more where an
/// arrow only passes.
fn wanted(slot: usize, columns: &Columns, beside: &BTreeMap<usize, Vec<usize>>, y: &[f64]) -> (f64, f64) {
    let own = &columns.slots[slot];
    let others: Vec<usize> = own.left.iter().chain(&own.right).chain(beside.get(&slot).into_iter().flatten()).copied().collect();
    if others.is_empty() {
        return (y[slot], 1.0);
    }
    let mean = others.iter().map(|other| y[*other]).sum::<f64>() / others.len() as f64;
    (mean, if own.card.is_none() { 4.0 } else { others.len() as f64 })
}

/// Least squares with the order and the distances kept: pooling of adjacent violators.
fn place(column: &[usize], wanted: &[(f64, f64)], sizes: &[(f64, f64)], columns: &Columns, y: &mut [f64]) {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(column.len());
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (at, slot) in column.iter().enumerate() {
        if at > 0 {
            let before = column[at - 1];
            offset += (sizes[before].1 + sizes[*slot].1) / 2.0 + gap(columns, before, *slot);
        }
        offsets.push(offset);
        let mut pool = (wanted[at].0 - offset, wanted[at].1, 1);
        while let Some(last) = pools.last().copied().filter(|last| last.0 >= pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let values = pools.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count));
    for ((slot, value), offset) in column.iter().zip(values).zip(offsets) {
        y[*slot] = value + offset;
    }
}

fn gap(columns: &Columns, above: usize, below: usize) -> f64 {
    let cards = [above, below].iter().filter(|slot| columns.slots[**slot].card.is_some()).count();
    [3.0, CARD_GAP * 0.75, CARD_GAP][cards]
}

/// Left edge and width of each column. The room between two columns grows with the labels and with the
/// steepness of the lines between them.
fn spans(columns: &Columns, sizes: &[(f64, f64)], y: &[f64], arrows: &[Arrow]) -> Vec<(f64, f64)> {
    let mut room = vec![80.0_f64; columns.order.len()];
    for (chain, arrow) in columns.chains.iter().zip(arrows) {
        let label = arrow.labels.iter().map(|label| pixels(label, LABEL_SIZE)).fold(0.0, f64::max);
        for pair in chain.windows(2) {
            let gutter = columns.slots[pair[0]].column;
            let steep = (y[pair[0]] - y[pair[1]]).abs() * 0.3;
            room[gutter] = room[gutter].max(label + 70.0).max(steep.min(260.0));
        }
    }
    let mut x = 0.0;
    let widths = columns.order.iter().map(|column| column.iter().map(|slot| sizes[*slot].0).fold(0.0, f64::max));
    widths
        .zip(room)
        .map(|(width, room)| {
            let left = x;
            x += width + room;
            (left, width)
        })
        .collect()
}

/// Which side of a card a line leaves by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

fn lines(columns: &Columns, rects: &[Rect], y: &[f64], spans: &[(f64, f64)], arrows: &[Arrow]) -> Vec<Vec<Piece>> {
    let ports = ports(columns, rects, y);
    let mut lines = Vec::with_capacity(arrows.len());
    for (number, (chain, arrow)) in columns.chains.iter().zip(arrows).enumerate() {
        let bow = columns.slots[chain[0]].column == columns.slots[chain[chain.len() - 1]].column;
        let mut pieces = Vec::new();
        for (at, pair) in chain.windows(2).enumerate() {
            let from = ports.get(&(number, at, Side::Right)).copied();
            let from = from.unwrap_or_else(|| pass(columns, spans, y, pair[0], Side::Right));
            let end = if bow { Side::Right } else { Side::Left };
            let to = ports.get(&(number, at + 1, end)).copied();
            let to = to.unwrap_or_else(|| pass(columns, spans, y, pair[1], Side::Left));
            if at > 0 {
                pieces.push(Piece::across(pass(columns, spans, y, pair[0], Side::Left), from));
            }
            let edge = spans[columns.slots[pair[0]].column];
            let out = edge.0 + edge.1 - from.x.max(to.x) + 30.0 + (to.y - from.y).abs().sqrt() * 2.0;
            pieces.push(if bow { Piece::bow(from, to, out) } else { Piece::across(from, to) });
        }
        if chain[0] != arrow.from.0 {
            pieces = pieces.into_iter().rev().map(Piece::reversed).collect();
        }
        lines.push(pieces);
    }
    lines
}

/// Where a passing arrow enters or leaves a column.
fn pass(columns: &Columns, spans: &[(f64, f64)], y: &[f64], slot: usize, side: Side) -> Point {
    let (x, width) = spans[columns.slots[slot].column];
    Point { x: if side == Side::Left { x } else { x + width }, y: y[slot] }
}

/// By arrow and place in its chain.
type Ports = BTreeMap<(usize, usize, Side), Point>;

/// An end that wants a port: the height of its other end, its arrow, its place in the chain.
type Wish = (f64, usize, usize);

/// Where each line meets its cards, by arrow and place in its chain: spread over the card's side in the order
/// of the other ends, so that lines do not cross at the card.
fn ports(columns: &Columns, rects: &[Rect], y: &[f64]) -> Ports {
    let mut wishes: BTreeMap<(usize, Side), Vec<Wish>> = BTreeMap::new();
    for (number, chain) in columns.chains.iter().enumerate() {
        let last = chain.len() - 1;
        let bow = columns.slots[chain[0]].column == columns.slots[chain[last]].column;
        let end = if bow { Side::Right } else { Side::Left };
        wishes.entry((chain[0], Side::Right)).or_default().push((y[chain[1]], number, 0));
        wishes.entry((chain[last], end)).or_default().push((y[chain[last - 1]], number, last));
    }
    let mut ports = BTreeMap::new();
    for ((card, side), mut ends) in wishes {
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let rect = rects[card];
        let step = ((rect.h - 12.0) / ends.len() as f64).min(12.0);
        let first = rect.middle().y - step * (ends.len() - 1) as f64 / 2.0;
        let x = if side == Side::Left { rect.x } else { rect.x + rect.w };
        for (at, (_, arrow, place)) in ends.into_iter().enumerate() {
            ports.insert((arrow, place, side), Point { x, y: first + step * at as f64 });
        }
    }
    ports
}
