//! A laid out picture → SVG.

use super::super::card::{Arrow, Card};
use super::super::style::{BACKGROUND, FAINT, FONTS, INK, colours, line};
use super::super::text::xml;
use super::super::{ExportOptions, wording};
use super::geometry::{Piece, Rect};
use super::labels::labels;
use super::layout::{LABEL_SIZE, LINE_SIZE, LINE_STEP, Layout, NAME_SIZE, NAME_STEP, pixels};
use crate::model::{EntityKind, Predicate};
use std::collections::BTreeSet;
use std::io::{self, Write};

const MARGIN: f64 = 36.0;
const LEAST_WIDTH: f64 = 520.0;
const TITLE_STEP: f64 = 44.0;
const LEGEND_STEP: f64 = 28.0;

pub(super) struct Picture<'p> {
    pub cards: &'p [Card],
    pub arrows: &'p [Arrow],
    pub layout: &'p Layout,
    pub options: &'p ExportOptions,
}

/// A sample in the legend and how wide it is with its words.
struct Sign {
    words: String,
    mark: Mark,
    width: f64,
}

enum Mark {
    Kind(EntityKind),
    Relation(Predicate),
}

pub(super) fn draw(picture: &Picture<'_>, out: &mut dyn Write) -> io::Result<()> {
    let width = (picture.layout.width + 2.0 * MARGIN).max(LEAST_WIDTH);
    let rows = if picture.options.legend { legend_rows(picture, width - 2.0 * MARGIN) } else { Vec::new() };
    let title = if picture.options.title.is_some() { TITLE_STEP } else { 0.0 };
    let top = MARGIN + title + rows.len() as f64 * LEGEND_STEP + if rows.is_empty() { 0.0 } else { 16.0 };
    head(picture, width, top + picture.layout.height + MARGIN, out)?;
    if let Some(title) = &picture.options.title {
        writeln!(out, "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"22\" font-weight=\"bold\">{}</text>", MARGIN + 18.0, xml(title))?;
    }
    legend(&rows, MARGIN + title, out)?;
    let left = MARGIN + ((width - 2.0 * MARGIN - picture.layout.width) / 2.0).max(0.0);
    writeln!(out, "<g transform=\"translate({left:.1} {top:.1})\">")?;
    for (arrow, pieces) in picture.arrows.iter().zip(&picture.layout.lines) {
        self::arrow(arrow, pieces, out)?;
    }
    words(picture, out)?;
    for (card, rect) in picture.cards.iter().zip(&picture.layout.cards) {
        self::card(card, rect, out)?;
    }
    writeln!(out, "</g>\n</svg>")
}

fn head(picture: &Picture<'_>, width: f64, height: f64, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"{FONTS}\" fill=\"{INK}\">"
    )?;
    writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"{BACKGROUND}\"/>\n<defs>")?;
    for predicate in relations(picture) {
        writeln!(
            out,
            "<marker id=\"head-{predicate}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" \
             markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0.8L7.5 4L0 7.2z\" fill=\"{}\"/></marker>",
            line(predicate)
        )?;
    }
    writeln!(out, "</defs>")
}

fn relations(picture: &Picture<'_>) -> BTreeSet<Predicate> {
    picture.arrows.iter().map(|arrow| arrow.predicate).collect()
}

/// The kinds and relations that occur, in as many rows as the width needs.
fn legend_rows(picture: &Picture<'_>, width: f64) -> Vec<Vec<Sign>> {
    let language = picture.options.labels;
    let kinds: BTreeSet<EntityKind> = picture.cards.iter().map(|card| card.kind).collect();
    let kinds = kinds.into_iter().map(|kind| (wording::kind(kind).show(language), Mark::Kind(kind)));
    let lines = relations(picture).into_iter();
    let lines = lines.map(|predicate| (wording::predicate(predicate).show(language), Mark::Relation(predicate)));
    let mut rows: Vec<Vec<Sign>> = Vec::new();
    let mut used = f64::INFINITY;
    for (words, mark) in kinds.chain(lines) {
        let sign = Sign { width: pixels(&words, 12.0) + 62.0, words, mark };
        if used + sign.width > width {
            rows.push(Vec::new());
            used = 0.0;
        }
        used += sign.width;
        if let Some(row) = rows.last_mut() {
            row.push(sign);
        }
    }
    rows
}

fn legend(rows: &[Vec<Sign>], top: f64, out: &mut dyn Write) -> io::Result<()> {
    for (number, row) in rows.iter().enumerate() {
        let (mut x, y) = (MARGIN, top + number as f64 * LEGEND_STEP);
        for sign in row {
            match sign.mark {
                Mark::Kind(kind) => shape(kind, &Rect { x, y, w: 32.0, h: 18.0 }, out)?,
                Mark::Relation(predicate) => writeln!(
                    out,
                    "<path d=\"M{x:.1} {:.1}h32\" stroke=\"{}\" stroke-width=\"1.6\" marker-end=\"url(#head-{predicate})\"/>",
                    y + 9.0,
                    line(predicate)
                )?,
            }
            let words = xml(&sign.words);
            writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"12\" fill=\"{FAINT}\">{words}</text>", x + 39.0, y + 13.5)?;
            x += sign.width;
        }
    }
    Ok(())
}

fn arrow(arrow: &Arrow, pieces: &[Piece], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = pieces.first() else { return Ok(()) };
    let mut path = format!("M{:.1} {:.1}", first.from.x, first.from.y);
    for p in pieces {
        path.push_str(&format!("C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", p.first.x, p.first.y, p.second.x, p.second.y, p.to.x, p.to.y));
    }
    let planned = if arrow.planned { " stroke-dasharray=\"5 4\"" } else { "" };
    writeln!(
        out,
        "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.3\" stroke-opacity=\"0.8\"{planned} \
         marker-end=\"url(#head-{})\"><title>{}</title></path>",
        line(arrow.predicate),
        arrow.predicate,
        xml(&arrow.tooltip)
    )
}

/// Labels with a rim of the background's colour, so that a line beneath does not cut them.
fn words(picture: &Picture<'_>, out: &mut dyn Write) -> io::Result<()> {
    for label in labels(picture.layout, picture.arrows) {
        let arrow = &picture.arrows[label.arrow];
        let centre = label.rect.middle();
        let top = centre.y - (arrow.labels.len() as f64 - 1.0) * 7.0 + 4.0;
        for (number, words) in arrow.labels.iter().enumerate() {
            writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{LABEL_SIZE}\" text-anchor=\"middle\" fill=\"{}\" \
                 stroke=\"{BACKGROUND}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
                centre.x,
                top + number as f64 * 14.0,
                line(arrow.predicate),
                xml(words)
            )?;
        }
    }
    Ok(())
}

fn card(card: &Card, rect: &Rect, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<g><title>{}</title>", xml(&card.tooltip))?;
    shape(card.kind, rect, out)?;
    let text = card.name.len() as f64 * NAME_STEP + card.lines.len() as f64 * LINE_STEP;
    let middle = rect.middle();
    let mut y = middle.y - text / 2.0;
    for name in &card.name {
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{NAME_SIZE}\" font-weight=\"bold\" text-anchor=\"middle\">{}</text>",
            middle.x,
            y + 14.5,
            xml(name)
        )?;
        y += NAME_STEP;
    }
    for line in &card.lines {
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{LINE_SIZE}\" fill=\"#4b5563\" text-anchor=\"middle\">{}</text>",
            middle.x,
            y + 12.5,
            xml(line)
        )?;
        y += LINE_STEP;
    }
    writeln!(out, "</g>")
}

/// The outline of a kind: round for people, straight for bodies, pointed for what happens.
fn shape(kind: EntityKind, r: &Rect, out: &mut dyn Write) -> io::Result<()> {
    let (fill, border) = colours(kind);
    let paint = format!("fill=\"{fill}\" stroke=\"{border}\" stroke-width=\"1.2\"");
    let (right, bottom, middle) = (r.x + r.w, r.y + r.h, r.y + r.h / 2.0);
    let notch = (r.h / 2.0).min(9.0);
    let rounded = |radius: f64| {
        format!("<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius:.1}\" {paint}/>", r.x, r.y, r.w, r.h)
    };
    let outline = |points: &[(f64, f64)]| {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        format!("<polygon points=\"{}\" stroke-linejoin=\"round\" {paint}/>", points.join(" "))
    };
    let drawn = match kind {
        EntityKind::Person => rounded((r.h / 2.0).min(20.0)),
        EntityKind::Company => rounded(6.0),
        EntityKind::Organization => rounded(0.0),
        EntityKind::Place => outline(&[(r.x, r.y), (right - notch, r.y), (right, middle), (right - notch, bottom), (r.x, bottom)]),
        EntityKind::Project => {
            let bar = format!("<rect x=\"{:.1}\" y=\"{:.1}\" width=\"5\" height=\"{:.1}\" fill=\"{border}\"/>", r.x, r.y, r.h);
            rounded(0.0) + &bar
        }
        EntityKind::Event => outline(&[
            (r.x + notch, r.y),
            (right - notch, r.y),
            (right, middle),
            (right - notch, bottom),
            (r.x + notch, bottom),
            (r.x, middle),
        ]),
        EntityKind::Assessment => outline(&[(r.x, r.y), (right - notch, r.y), (right, r.y + notch), (right, bottom), (r.x, bottom)]),
    };
    writeln!(out, "{drawn}")
}
