//! A rule of one's own, as a file: `cargo run --release --example add_a_relation`.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;

const RULE: &str = r#"
[[rule]]
name = "mine.twinned"
pattern = "<a:Place>与<b:Place>缔结友好城市"
facts = ["signedWith(a, b)"]
examples = [{ text = "正定县与栾城区缔结友好城市。", gives = ["正定县 signedWith 栾城区"] }]
counter = ["正定县与栾城区相邻。"]
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("guanmo-rules-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("mine.toml"), RULE)?;
    let pipeline = Pipeline::with_rules_dir(&folder)?;
    let articles =
        pipeline.run(&Document::new("example", "友好往来\n2024-04-13 来源：石家庄日报\n　　4月12日，正定县与栾城区缔结友好城市。\n"));
    for fact in articles.iter().flat_map(|a| &a.facts).filter(|f| f.rule == "mine.twinned") {
        println!("{}: “{}”", fact.rule, fact.evidence.text);
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
