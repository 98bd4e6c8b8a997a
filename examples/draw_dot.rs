//! A graph as Graphviz DOT or SVG on standard output:
//! `cargo run --release --example draw_dot | dot -Tsvg > graph.svg`, or `… --example draw_dot svg > graph.svg`.

mod support;

use guanmo::export::{Clusters, ExportOptions, exporter, exporters};
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let format = std::env::args().nth(1).unwrap_or_else(|| "dot".into());
    let Some(export) = exporter(&format) else {
        let names: Vec<&str> = exporters().iter().map(|export| export.name()).collect();
        return Err(io::Error::other(format!("no format {format}; there are {}", names.join(", "))));
    };
    let options = ExportOptions { title: Some("春季项目观摩".into()), clusters: Clusters::Article, ..ExportOptions::default() };
    let mut out = io::stdout().lock();
    export.write(&support::sample_graph(), &options, &mut out)?;
    out.flush()
}
