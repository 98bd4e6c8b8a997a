//! Shows what the recognisers make of a text: `cargo run --release --example lattice -- FILE`.

use guanmo::extract::{Resources, assemble, segment};
use guanmo::model::Document;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let resources = Resources::load()?;
    for path in std::env::args().skip(1) {
        let document = Document::new(path.clone(), std::fs::read_to_string(&path)?);
        for article in segment::articles(&document, &resources.folder) {
            for block in assemble::read(&article, &resources) {
                println!("{:?} {}", block.kind, block.text.text());
                for mention in &block.mentions {
                    println!("    {:<24} {:?}", block.words_of(mention), mention.kind);
                }
            }
        }
    }
    Ok(())
}
