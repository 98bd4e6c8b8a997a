//! A rule of one's own, as a file: `cargo run --release --example add_a_relation`.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;

const RULE: &str = r#"
[[rule]]
name = "mine.lands-in"
pattern = "<p:Project>花落<l:Place>"
facts = ["locatedIn(p, l)"]
examples = [{ text = "云帆轴承生产基地项目花落正定县。", gives = ["云帆轴承生产基地项目 locatedIn 正定县"] }]
counter = ["云帆轴承生产基地项目花期不落正定县。"]
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("guanmo-rules-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("mine.toml"), RULE)?;
    let pipeline = Pipeline::with_rules_dir(&folder)?;
    let articles =
        pipeline.run(&Document::new("example", "项目落地\n2024-04-13 来源：石家庄日报\n　　4月12日，云帆轴承生产基地项目花落正定县。\n"));
    for fact in articles.iter().flat_map(|a| &a.facts).filter(|f| f.rule == "mine.lands-in") {
        println!("{}: “{}”", fact.rule, fact.evidence.text);
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
