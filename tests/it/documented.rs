//! What the documents show is literally true: commands of the READMEs and of `--help`, the quoted output, the examples.

use super::support::{PAGE_FILE, ROOT, Run, guanmo, shell, skipped};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder such as a user has: `article.txt`, `articles/`, and the project's own `data`; `guanmo` is on the path.
fn workplace() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let made = shell(
        &format!(
            "cp '{PAGE_FILE}' article.txt && mkdir articles demo bin && cp '{PAGE_FILE}' articles && ln -s '{ROOT}/data' data && ln -s '{ROOT}/tests' tests && ln -s \"$GUANMO\" bin/guanmo"
        ),
        folder.path(),
    );
    assert_eq!(made.code, 0, "{}", made.err);
    folder
}

fn run(command: &str, folder: &Path) -> Run {
    shell(&format!("PATH=\"$PWD/bin:$PATH\"; {command}"), folder)
}

/// The lines of shell blocks that call the program, without their remarks.
fn commands(file: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join(file)).expect("a document");
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).filter(|line| line.starts_with("guanmo "));
    lines.map(|line| line.split("  # ").next().unwrap_or(line).trim().to_string()).collect()
}

#[test]
fn the_commands_of_the_readmes_work() {
    for file in ["README.md", "README.zh.md"] {
        let folder = workplace();
        let commands = commands(file);
        assert!(commands.len() > 5, "{file}: {commands:?}");
        for command in commands {
            if command.starts_with("guanmo serve") {
                serves(&command, folder.path());
                continue;
            }
            let run = run(&command, folder.path());
            assert!(run.code == 0 && run.err.is_empty(), "{file}: {command}: {} {}", run.code, run.err);
            assert!(!run.out.is_empty() || command.contains("--output"), "{file}: {command} says nothing");
        }
        assert!(fs::read_to_string(folder.path().join("graph.svg")).expect("drawn").contains("新华区"));
    }
}

/// The page about the service: what it starts, and what it asks with curl.
#[test]
fn the_commands_of_the_page_about_the_service_work() {
    if Command::new("curl").arg("--version").output().is_err() {
        return skipped("the_commands_of_the_page_about_the_service_work", "curl is not installed");
    }
    let folder = workplace();
    let text = fs::read_to_string(Path::new(ROOT).join("docs/server.md")).expect("docs/server.md");
    let block = text.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).expect("commands");
    let mut server = None;
    for line in block.lines() {
        if line.starts_with("guanmo serve --store store") {
            server = Some(super::client::Server::start(&folder.path().join("store").display().to_string(), &[]));
            continue;
        }
        let address = server.as_ref().map_or("", |server| server.address.as_str());
        let run = run(&line.replace("127.0.0.1:7878", address).replace("curl ", "curl -sSf "), folder.path());
        assert!(run.code == 0 && !run.out.is_empty(), "{line}: {} {}", run.code, run.err);
    }
    assert!(server.is_some(), "the page starts a service");
}

#[test]
fn the_quoted_output_is_what_the_program_prints() {
    let folder = workplace();
    run("guanmo build articles/ --store store", folder.path());
    let printed = run("guanmo explain 新华区 --store store --relation ranked", folder.path()).out;
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("README.md");
    let quoted = readme.split("\n```\n").find(|block| block.starts_with("新华区 ranked")).expect("the quoted output");
    assert_eq!(quoted.trim_end(), printed.trim_end());
}

#[test]
fn the_examples_of_every_help_work() {
    let folder = workplace();
    super::load::write_graph(&folder.path().join("graph"));
    let started = run("guanmo build data/articles --store demo/store", folder.path());
    assert_eq!(started.code, 0, "{}", started.err);
    let help = guanmo(&["--help"]).out;
    let list = help.split("Commands:").nth(1).and_then(|t| t.split("Options:").next()).expect("a list of commands");
    let names: Vec<&str> = list.lines().filter_map(|l| l.split_whitespace().next()).filter(|c| *c != "help").collect();
    let mut tried = 0;
    for text in names.iter().map(|name| guanmo(&[name, "--help"]).out).chain([help.clone()]) {
        for line in text.lines().filter_map(|l| l.strip_prefix("Example: ")) {
            if line.contains("| dot") && Command::new("dot").arg("-V").output().is_err() {
                skipped("the_examples_of_every_help_work", "Graphviz is not installed");
                continue;
            }
            if line.starts_with("guanmo serve") {
                serves(line, folder.path());
                tried += 1;
                continue;
            }
            if line.starts_with("guanmo mcp") {
                speaks(line, folder.path());
                tried += 1;
                continue;
            }
            // A store of somebody else that takes what is published.
            let target = line.starts_with("guanmo publish").then(|| super::doors::Target::start(None));
            let line = &target.map_or(line.to_string(), |target| line.replace("http://127.0.0.1:7878", &target.address));
            let run = run(line, folder.path());
            let silent = line.contains("--output") || line.contains(" > ");
            assert!(run.code == 0 && (silent || run.out.lines().count() > 0), "{line}: {} {}", run.code, run.err);
            tried += 1;
            if line.starts_with("guanmo remove") {
                assert_eq!(self::run("guanmo build data/articles --store demo/store", folder.path()).code, 0);
            }
        }
    }
    assert!(tried >= names.len(), "{tried} examples");
}

/// A service that begins as its help says, and ends quietly when it is told to. It takes a free port here.
fn serves(line: &str, folder: &Path) {
    let command = format!(
        "PATH=\"$PWD/bin:$PATH\"; {line} --bind 127.0.0.1:0 2> serve.log & pid=$!; \
        for i in $(seq 100); do grep -q listening serve.log && break; sleep 0.1; done; kill $pid; wait $pid; code=$?; cat serve.log; exit $code"
    );
    let run = shell(&command, folder);
    assert!(run.code == 0 && run.out.contains("listening on http://127.0.0.1:"), "{line}: {} {}", run.code, run.out);
}

/// Tools that introduce themselves to whoever begins.
fn speaks(line: &str, folder: &Path) {
    let hello = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#;
    let run = run(&format!("echo '{hello}' | {line}"), folder);
    assert!(run.code == 0 && run.out.contains("\"serverInfo\""), "{line}: {} {} {}", run.code, run.out, run.err);
}

#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = guanmo(&["completions", shell]);
        for command in ["co-attendance", "explain", "why-not"] {
            assert!(run.code == 0 && run.out.contains(command), "{shell} {command}");
        }
    }
}

/// Builds the examples (nothing to do where they are built) and gives the folder of their programs.
fn examples() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let built = Command::new(cargo).args(["build", "--release", "--examples", "--quiet"]).current_dir(ROOT).status();
    assert!(built.expect("cargo runs").success());
    let own = std::env::current_exe().expect("this test's program");
    own.parent().and_then(Path::parent).expect("target/release").join("examples")
}

#[test]
fn the_examples_run_and_say_what_they_should() {
    let expected: &[(&str, &[&str])] = &[
        ("build_a_graph", &["attended “", "1 hops: 2024年春季项目观摩活动", "2 hops: 正定县"]),
        ("ask_sparql", &["云帆高端轴承产业园项目  1250000000"]),
        ("traverse", &["shortest path(s) from 韩若冰 to 邢望川", "Within two hops", "Who met whom", "Between most others"]),
        ("draw_dot", &["digraph guanmo {", "图例", "subgraph cluster_0"]),
        ("add_a_relation", &["mine.lands-in: “云帆轴承生产基地项目花落正定县”"]),
    ];
    let folder = examples();
    let sources = fs::read_dir(Path::new(ROOT).join("examples")).expect("examples");
    let mut names: Vec<String> = sources
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .map(|p| p.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut listed: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    listed.sort_unstable();
    assert_eq!(names, listed, "every example is run here");
    for (name, words) in expected {
        let run = Run::of(&Command::new(folder.join(name)).output().unwrap_or_else(|e| panic!("{name}: {e}")));
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        for word in *words {
            assert!(run.out.contains(word), "{name} does not say {word}:\n{}", run.out);
        }
    }
}

/// Graphviz draws what the program writes, with every way of boxing.
#[test]
fn graphviz_draws_the_page() {
    if Command::new("dot").arg("-V").output().is_err() {
        return skipped("graphviz_draws_the_page", "Graphviz is not installed");
    }
    let folder = workplace();
    run("guanmo build articles/ --store store", folder.path());
    for clusters in ["none", "article", "district"] {
        let drawn =
            run(&format!("guanmo export --store store --format dot --clusters {clusters} > g.dot && dot -Tsvg g.dot"), folder.path());
        assert!(drawn.code == 0 && !drawn.err.contains("rror"), "{}", drawn.err);
        for name in ["张超超", "新华区", "数字技术产业园项目", "图例", "到访"] {
            assert!(drawn.out.contains(name), "{clusters}: {name} is not drawn");
        }
        let boxes = drawn.out.matches("class=\"cluster\"").count();
        assert_eq!(boxes > 1, clusters != "none", "{clusters}: {boxes} boxes, the legend is one");
    }
}

/// The colours of a terminal go away in a pipe and with NO_COLOR, also where colour is forced.
#[test]
fn colours_are_for_terminals() {
    let folder = workplace();
    run("guanmo build articles/ --store store", folder.path());
    let explain = "guanmo explain 新华区 --store store";
    let plain = run(explain, folder.path());
    assert!(!plain.out.contains('\u{1b}'), "a pipe gets no colours");
    let terminal = |environment: &str| run(&format!("{environment} script -qec '{explain}' /dev/null < /dev/null"), folder.path());
    if run("command -v script", folder.path()).code != 0 {
        return skipped("colours_are_for_terminals", "there is no `script` to make a terminal");
    }
    let coloured = terminal("env -u NO_COLOR TERM=xterm-256color");
    assert!(coloured.out.contains("\u{1b}[33m"), "words are highlighted: {}", coloured.out);
    assert!(!terminal("env NO_COLOR=1 TERM=xterm-256color").out.contains("\u{1b}[33m"), "NO_COLOR is respected");
}
