//! Shows how a page is cut: `cargo run --release --example blocks -- FILE`.

use guanmo::extract::clean::Folder;
use guanmo::extract::segment;
use guanmo::read;

fn main() {
    let folder = Folder::load();
    for path in std::env::args().skip(1) {
        for document in read::documents(path.as_ref()) {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    eprintln!("{error}");
                    continue;
                }
            };
            for article in segment::articles(&document, &folder) {
                let meta = &article.meta;
                println!(
                    "== {} title={:?} publisher={:?} authors={:?} date={:?}",
                    document.id,
                    meta.title,
                    meta.publisher,
                    meta.authors,
                    meta.date.map(|d| d.to_string())
                );
                for block in &article.blocks {
                    println!("{:>9?} {}", block.kind, block.text.text());
                }
                for notice in &article.notices {
                    println!("   notice {}: {}", notice.kind, notice.message);
                }
            }
        }
    }
}
