//! From a text to a graph that one can walk without a store: `cargo run --release --example build_a_graph`.

use guanmo::graph::{Filter, Lookup, Network};
use guanmo::model::Document;
use guanmo::pipeline::Pipeline;

const TEXT: &str = "我市举行2024年春季项目观摩活动\n2024-04-13 来源：石家庄日报\n　　4月12日，我市举行2024年春季项目观摩活动。市委书记高远山、市长田一禾先后观摩了正定县、栾城区的项目。\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pipeline = Pipeline::load()?;
    let articles = pipeline.run(&Document::new("example", TEXT));
    for fact in articles.iter().flat_map(|a| &a.facts) {
        println!("{} “{}”", fact.predicate, fact.evidence.text);
    }
    let graph = guanmo::identity::merge(&articles);
    let network = Network::new(&graph);
    if let Lookup::Found(person, _) = network.find("高远山") {
        for near in network.neighbors(person, 2, &Filter::default()) {
            println!("{} hops: {}", near.distance, graph.node(near.node).label);
        }
    }
    Ok(())
}
