//! `guanmo extract`: facts of articles, for programs and for people.

use super::super::output::{self, Failure};
use super::inputs;
use clap::{Args, ValueEnum};
use guanmo::model::{Article, Object};
use std::io::Write;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    after_help = "Example: guanmo extract --format table data/articles/sjz-20230517.txt\nExample: cat data/articles/sjz-20230517.txt | guanmo extract -\n\nOffsets (`start`, `end`) count Unicode scalar values of the text as given; of HTML, DOCX and PDF, of the text taken out of them, which `guanmo text` prints."
)]
pub struct Extract {
    /// Files (text, .jsonl, HTML, .docx, PDF), folders, or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// json: one article a line; nquads: the graph; table: for reading.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// A folder of further rule files (*.toml).
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Nquads,
    Table,
}

impl Extract {
    pub fn run(&self) -> Result<u8, Failure> {
        let pipeline = inputs::pipeline(self.rules.as_ref())?;
        let mut out = output::out();
        let mut kept: Vec<Article> = Vec::new();
        let tally = inputs::each(&pipeline, &self.files, |_, articles| {
            for article in articles {
                match self.format {
                    Format::Json => output::line(&mut out, guanmo::export::article_json(&article).to_string())?,
                    Format::Table => output::line(&mut out, table(&article))?,
                    Format::Nquads => kept.push(article),
                }
            }
            Ok(())
        })?;
        if self.format == Format::Nquads {
            let graph = guanmo::identity::merge(&kept);
            let quads = guanmo::rdf::Mapping { base: guanmo::rdf::vocabulary::DEFAULT_BASE }.quads(&graph);
            guanmo::rdf::write_quads(&quads, guanmo::rdf::GraphFormat::NQuads, &mut out)?;
        }
        out.flush()?;
        Ok(tally.report())
    }
}

fn table(article: &Article) -> String {
    let title = article.meta.title.as_deref().unwrap_or("(no title)");
    let date = article.meta.date.map(|d| d.to_string()).unwrap_or_default();
    let rows = article
        .facts
        .iter()
        .map(|f| {
            let object = match &f.object {
                Object::Entity(id) => article.entity(*id).name.clone(),
                Object::Text(t) => t.clone(),
                Object::Money(m) => m.to_string(),
                Object::Date(d) => d.to_string(),
                Object::Stage(s) => s.name().to_string(),
            };
            vec![article.entity(f.subject).name.clone(), f.predicate.name().to_string(), object, f.rule.clone()]
        })
        .collect();
    format!(
        "{title}  {}  {date}\n{}\n",
        article.meta.publisher.as_deref().unwrap_or(""),
        output::table(&["subject", "relation", "object", "rule"], rows)
    )
}
