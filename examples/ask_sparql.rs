//! A store in memory and a question: `cargo run --release --example ask_sparql`.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use guanmo::rdf::{QueryLimits, QueryOutput, Store, StoredArticle, show};

const TEXT: &str =
    "集中签约\n2024-04-13 来源：石家庄日报\n　　4月12日，云帆高端轴承产业园项目签约。云帆高端轴承产业园项目总投资12.5亿元，位于正定县。\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pipeline = Pipeline::load()?;
    let store = Store::in_memory(None)?;
    let articles = pipeline.run(&Document::new("example", TEXT));
    let stored: Vec<StoredArticle> = articles.into_iter().map(|article| StoredArticle { article, text: TEXT.into() }).collect();
    store.add(&stored)?;
    let answer = store.query("SELECT ?project ?yuan WHERE { ?p rdfs:label ?project ; gm:investment ?yuan }", QueryLimits::default())?;
    if let QueryOutput::Rows { rows, .. } = answer {
        for row in rows {
            println!("{}", row.iter().flatten().map(show).collect::<Vec<_>>().join("  "));
        }
    }
    Ok(())
}
