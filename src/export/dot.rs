//! Graphviz DOT: kinds by shape and colour, literals inside the nodes, Chinese fonts named.

use super::card::{Arrow, Card, arrows, cards};
use super::cluster::groups;
use super::style::{BACKGROUND, FAINT, FONTS, INK, colours, line};
use super::text::dot as escape;
use super::{Export, ExportOptions, wording};
use crate::model::{EntityKind, KnowledgeGraph, NodeId};
use std::collections::BTreeSet;
use std::io::{self, Write};

pub struct Dot;

impl Export for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn extension(&self) -> &'static str {
        "dot"
    }

    fn write(&self, graph: &KnowledgeGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
        let cards = cards(graph, options);
        head(options, out)?;
        let groups = groups(graph, options);
        for (number, (name, members)) in groups.named.iter().enumerate() {
            writeln!(out, "  subgraph cluster_{number} {{")?;
            writeln!(out, "    label=\"{}\"; style=\"rounded\"; color=\"#c9ced4\"; fontcolor=\"{FAINT}\"; fontsize=13;", escape(name))?;
            for member in members {
                node(member.0, &cards[member.0], "    ", out)?;
            }
            writeln!(out, "  }}")?;
        }
        for member in &groups.rest {
            node(member.0, &cards[member.0], "  ", out)?;
        }
        let arrows = arrows(graph, options);
        for arrow in &arrows {
            edge(arrow, out)?;
        }
        rows(&groups.rest, &arrows, out)?;
        if options.legend {
            legend(graph, options, out)?;
        }
        writeln!(out, "}}")
    }
}

fn head(options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "digraph guanmo {{")?;
    writeln!(
        out,
        "  graph [charset=\"UTF-8\", rankdir=LR, bgcolor=\"{BACKGROUND}\", fontname=\"{FONTS}\", fontcolor=\"{INK}\", \
         nodesep=0.22, ranksep=1.1, overlap=false, splines=true, pad=0.3];"
    )?;
    writeln!(out, "  node [fontname=\"{FONTS}\", fontsize=13, fontcolor=\"{INK}\", style=filled, penwidth=1.2, margin=\"0.14,0.07\"];")?;
    writeln!(out, "  edge [fontname=\"{FONTS}\", fontsize=10, arrowsize=0.7, penwidth=1.1];")?;
    match &options.title {
        Some(title) => writeln!(out, "  label=\"{}\"; labelloc=t; fontsize=20;", escape(title)),
        None => Ok(()),
    }
}

fn node(number: usize, card: &Card, indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut lines: Vec<String> = card.name.iter().map(|line| escape(line)).collect();
    lines.extend(card.lines.iter().map(|line| escape(line)));
    writeln!(out, "{indent}n{number} [label=\"{}\", {}, tooltip=\"{}\"];", lines.join("\\n"), look(card.kind), escape(&card.tooltip))
}

fn look(kind: EntityKind) -> String {
    let (fill, border) = colours(kind);
    let shape = match kind {
        EntityKind::Person => "shape=box, style=\"filled,rounded\"",
        EntityKind::Company => "shape=component",
        EntityKind::Organization => "shape=box",
        EntityKind::Place => "shape=octagon",
        EntityKind::Project => "shape=folder",
        EntityKind::Event => "shape=hexagon",
        EntityKind::Assessment => "shape=note",
    };
    format!("{shape}, fillcolor=\"{fill}\", color=\"{border}\"")
}

fn edge(arrow: &Arrow, out: &mut dyn Write) -> io::Result<()> {
    let colour = line(arrow.predicate);
    let labels: Vec<String> = arrow.labels.iter().map(|label| escape(label)).collect();
    let planned = if arrow.planned { ", style=dashed" } else { "" };
    writeln!(
        out,
        "  n{} -> n{} [label=\"{}\", color=\"{colour}\", fontcolor=\"{colour}\", tooltip=\"{}\"{planned}];",
        arrow.from.0,
        arrow.to.0,
        labels.join("\\n"),
        escape(&arrow.tooltip)
    )
}

/// Nodes without arrows would make one endless column: invisible arrows set them in rows.
fn rows(nodes: &[NodeId], arrows: &[Arrow], out: &mut dyn Write) -> io::Result<()> {
    const ROW: usize = 5;
    let joined: BTreeSet<NodeId> = arrows.iter().flat_map(|arrow| [arrow.from, arrow.to]).collect();
    let alone: Vec<NodeId> = nodes.iter().copied().filter(|node| !joined.contains(node)).collect();
    for row in alone.chunks(ROW).filter(|row| row.len() > 1) {
        let names: Vec<String> = row.iter().map(|node| format!("n{}", node.0)).collect();
        writeln!(out, "  {} [style=invis];", names.join(" -> "))?;
    }
    Ok(())
}

/// The kinds that occur, one below the other.
fn legend(graph: &KnowledgeGraph, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let kinds: BTreeSet<EntityKind> = graph.nodes.iter().map(|node| node.kind).collect();
    if kinds.is_empty() {
        return Ok(());
    }
    writeln!(out, "  subgraph cluster_legend {{")?;
    let title = wording::Words("图例", "legend").show(options.labels);
    writeln!(out, "    label=\"{title}\"; style=\"rounded\"; color=\"#c9ced4\"; fontcolor=\"{FAINT}\"; fontsize=12;")?;
    for kind in &kinds {
        let name = wording::kind(*kind).show(options.labels);
        writeln!(out, "    legend_{kind} [label=\"{name}\", {}, fontsize=11];", look(*kind))?;
    }
    writeln!(out, "  }}")
}
