fn main() {
    let p = match guanmo::pipeline::Pipeline::load() { Ok(p) => p, Err(e) => { eprintln!("{e}"); std::process::exit(2) } };
    for f in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&f).unwrap();
        let mut d = guanmo::model::Document::new(f.clone(), text);
        d.source = f.rsplit('/').next().unwrap().into();
        for a in p.run(&d) { println!("{}", guanmo::export::article_json(&a)); }
    }
}
