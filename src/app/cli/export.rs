//! `guanmo export`: the graph as a drawing or a file of another tool.

use super::super::output::{self, Failure};
use clap::{Args, ValueEnum};
use guanmo::export::{Clusters, ExportOptions, LabelLanguage, article_json, exporter};
use guanmo::graph::{Filter, Network, ego};
use guanmo::rdf::{GraphFormat, PARTS_MANIFEST, Store};
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo export --store demo/store --format dot | dot -Tsvg > demo/graph.svg\nExample: guanmo export --store demo/store --format svg --around 新华区 --output demo/part.svg\nExample: guanmo export --store demo/store --format nquads-parts --output demo/parts"
)]
pub struct Export {
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[arg(long, value_enum)]
    format: Format,
    /// A file instead of standard output; written whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only what is near this name.
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    #[arg(long, default_value_t = 1, requires = "around")]
    hops: usize,
    /// Boxes in DOT.
    #[arg(long, value_enum, default_value_t = Boxes::None)]
    clusters: Boxes,
    /// With `nquads-parts`: also articles, texts and counts, so that `guanmo load` makes a store of the folder.
    #[arg(long)]
    whole: bool,
    /// Quads of one part of `nquads-parts`.
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    quads_per_part: u64,
    /// Language of relation names.
    #[arg(long, value_enum, default_value_t = Labels::Zh)]
    labels: Labels,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Dot,
    Svg,
    Graphml,
    Gexf,
    Json,
    NodesCsv,
    EdgesCsv,
    NodesParquet,
    EdgesParquet,
    Ftm,
    /// N-Quads in gzip parts with a manifest of counts and checksums; `--output` is a folder.
    NquadsParts,
    Nquads,
    Turtle,
    Jsonld,
    Facts,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Boxes {
    None,
    Article,
    District,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Labels {
    Zh,
    En,
    Both,
}

impl Export {
    pub fn run(&self) -> Result<u8, Failure> {
        let store = Store::open(&self.store)?;
        if self.format == Format::NquadsParts {
            return self.parts(&store);
        }
        let mut bytes = Vec::new();
        match self.format {
            Format::Nquads => store.export(GraphFormat::NQuads, &mut bytes)?,
            Format::Turtle => store.export(GraphFormat::Turtle, &mut bytes)?,
            Format::Jsonld => store.export(GraphFormat::JsonLd, &mut bytes)?,
            Format::Facts => {
                for stored in store.articles()? {
                    writeln!(bytes, "{}", article_json(&stored.article))?;
                }
            }
            _ => self.draw(&store, &mut bytes)?,
        }
        match &self.output {
            Some(path) => output::whole(path, &bytes)?,
            None => std::io::stdout().lock().write_all(&bytes)?,
        }
        Ok(output::DONE)
    }

    fn parts(&self, store: &Store) -> Result<u8, Failure> {
        let folder = self.output.as_deref().ok_or_else(|| {
            Failure::wrong_use("--format nquads-parts writes several files: name a new or empty folder with --output DIR")
        })?;
        let manifest = store.export_parts(folder, self.quads_per_part, self.whole)?;
        output::line(
            &mut output::out(),
            format!("{} quads in {} parts: {}", manifest.quads, manifest.parts.len(), folder.join(PARTS_MANIFEST).display()),
        )?;
        Ok(output::DONE)
    }

    fn draw(&self, store: &Store, bytes: &mut Vec<u8>) -> Result<(), Failure> {
        let mut graph = store.graph()?;
        if let Some(name) = &self.around {
            let network = Network::new(&graph);
            let start = network.one(name)?;
            graph = ego(&network, start, self.hops, &Filter::default());
        }
        let options = ExportOptions {
            clusters: match self.clusters {
                Boxes::None => Clusters::None,
                Boxes::Article => Clusters::Article,
                Boxes::District => Clusters::District,
            },
            labels: match self.labels {
                Labels::Zh => LabelLanguage::Chinese,
                Labels::En => LabelLanguage::English,
                Labels::Both => LabelLanguage::Both,
            },
            ..ExportOptions::default()
        };
        let name = self.format.to_possible_value().map(|v| v.get_name().to_string()).unwrap_or_default();
        let export = exporter(&name).ok_or_else(|| Failure::wrong_use(format!("no exporter is named {name}")))?;
        export.write(&graph, &options, bytes)?;
        Ok(())
    }
}
