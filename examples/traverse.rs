//! Who is connected with whom, and by which words: `cargo run --release --example traverse`.

mod support;

use guanmo::graph::{Filter, Lookup, Network};
use guanmo::model::NodeId;

fn main() {
    let graph = support::sample_graph();
    let network = Network::new(&graph);
    let (Some(a), Some(b)) = (find(&network, "hanruobing"), find(&network, "邢望川")) else { return };
    let name = |node: NodeId| graph.node(node).label.as_str();

    let found = network.shortest_paths(a, b, &Filter::default(), 3);
    println!("{} shortest path(s) from {} to {}:", found.total, name(a), name(b));
    for hop in found.paths.iter().flat_map(|path| &path.hops) {
        for cited in &hop.links {
            let (from, to) = (name(cited.link.from), name(cited.link.to));
            println!("  {from} {} {to}: “{}” ({})", cited.statement.predicate, cited.support.quote, cited.article.id);
        }
    }

    println!("\nWithin two hops of {}:", name(a));
    for neighbor in network.neighbors(a, 2, &Filter::default()) {
        println!("  {} {}", neighbor.distance, name(neighbor.node));
    }

    println!("\nWho met whom:");
    for pair in network.co_attendance(&Filter::default()).strongest() {
        println!("  {:.2} {} – {}", pair.weight, name(pair.a), name(pair.b));
    }

    let adjacency = network.adjacency(&Filter::default());
    println!("\nBetween most others:");
    for (node, score) in adjacency.ranking(&adjacency.betweenness()).into_iter().take(3) {
        println!("  {score:.1} {}", name(node));
    }
}

fn find(network: &Network<'_>, name: &str) -> Option<NodeId> {
    match network.find(name) {
        Lookup::Found(node, _) => Some(node),
        Lookup::Ambiguous(nodes, _) | Lookup::Unknown(nodes) => {
            let names: Vec<String> = nodes.into_iter().map(|node| network.reference(node)).collect();
            eprintln!("{name}: did you mean {}?", names.join(", "));
            None
        }
    }
}
