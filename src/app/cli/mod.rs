//! The command line: arguments, one file per command.

mod archive;
mod articles;
mod build;
mod cases;
mod diff;
mod evaluate;
mod explain;
mod export;
mod extract;
mod generate;
mod inputs;
mod judge;
mod keep;
mod ledger;
mod load;
mod mcp;
mod publish;
mod query;
mod query_worker;
mod report;
mod sample;
mod serve;
mod show;
mod silence;
mod stream;
mod terms;
mod text;
mod walk;
mod why;

use super::output::{self, Failure};
use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// Reads Chinese official news into a knowledge graph whose every fact carries the words that say it.
#[derive(Parser)]
#[command(
    name = "guanmo",
    version,
    about,
    after_help = "Exit codes: 0 done, 1 done with documents refused, 2 wrong use, 3 store or input/output failed.\nExample: guanmo build data/articles --store demo/store && guanmo show 新华区 --store demo/store"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads articles and prints their facts.
    Extract(extract::Extract),
    /// Prints the text of documents as it is read: what offsets point into.
    Text(text::Text),
    /// Reads articles into a store; a document that is there already is replaced.
    Build(build::Build),
    /// Answers SPARQL or a named question.
    Query(query::Query),
    /// Lists the named questions.
    #[command(after_help = "Example: guanmo queries\nEach is asked by: guanmo query --store DIR --name NAME --param KEY=VALUE")]
    Queries,
    /// Shows all that is known of something.
    Show(show::Show),
    /// What is within reach of something.
    Neighbors(walk::Neighbors),
    /// All shortest ways between two names, each step with its sentence.
    Path(walk::PathBetween),
    /// The most central nodes.
    Central(walk::Central),
    /// Parts that hang together, or communities.
    Components(walk::Components),
    /// Who attended with whom.
    CoAttendance(walk::CoAttendance),
    /// Draws or writes the graph.
    Export(export::Export),
    /// Sends the graph to a store that speaks SPARQL Update and compares counts.
    Publish(publish::Publish),
    /// The sentences, article, rule and confidence behind every fact of something.
    Explain(explain::Explain),
    /// Times in office of a person, in an office or in a unit, with bounds at both ends.
    Terms(terms::Terms),
    /// Who held an office on a day, and the sentences that say so.
    Incumbent(terms::Incumbent),
    /// One project, district or person over time; what articles say against each other.
    Ledger(ledger::Ledger),
    /// What changed between two stores, or between two days.
    Diff(diff::Diff),
    /// Pairs that may be one, side by side, for a person to judge.
    Review(judge::Review),
    /// Writes down that two are one, are two, or cannot be told yet.
    Judge(judge::Judge),
    /// What each layer saw in a sentence, and which rules read it.
    Why(why::Why),
    /// Which rules came close to an expected fact, and where each stopped.
    WhyNot(why::WhyNot),
    /// Precision, recall and F1 against annotated articles; literate cases.
    Evaluate(evaluate::Evaluate),
    /// Draws a random sample of facts in their sentences, for a reader to judge.
    Sample(sample::Sample),
    /// Sentences with an official and a verb of action that gave no fact.
    Silence(silence::Silence),
    /// Makes a store of a graph that many machines wrote.
    Load(load::Load),
    /// Lists the articles of a store.
    Articles(articles::Articles),
    /// Removes an article and the facts that only it supports.
    Remove(articles::Remove),
    /// Checks a store: quotations against the text, facts and counts against the articles.
    Verify(keep::Verify),
    /// Copies a store into a folder of its own, with a hash of every file.
    Backup(keep::BackUp),
    /// Makes a store of a backup.
    Restore(keep::Restore),
    /// Carries a store of an older guanmo over to this one.
    Migrate(keep::Migrate),
    /// Writes fictional articles with known truth.
    Generate(generate::Generate),
    /// Serves the store over HTTP: pages, a JSON API, SPARQL.
    Serve(serve::Serve),
    /// Tools for assistants over the Model Context Protocol.
    Mcp(mcp::Mcp),
    /// Answers queries of `serve`, in bounds of memory; not for typing.
    #[command(hide = true)]
    QueryWorker(query_worker::QueryWorker),
    /// Prints completions for a shell.
    #[command(after_help = "Example: guanmo completions bash > guanmo.bash")]
    Completions { shell: clap_complete::Shell },
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(output::WRONG_USE);
            // Help that cannot be printed (a closed pipe) has nobody to be printed for.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    output::finish(dispatch(arguments.command))
}

fn dispatch(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Extract(c) => c.run(),
        Command::Text(c) => c.run(),
        Command::Build(c) => c.run(),
        Command::Query(c) => c.run(),
        Command::Queries => query::list(),
        Command::Show(c) => c.run(),
        Command::Neighbors(c) => c.run(),
        Command::Path(c) => c.run(),
        Command::Central(c) => c.run(),
        Command::Components(c) => c.run(),
        Command::CoAttendance(c) => c.run(),
        Command::Export(c) => c.run(),
        Command::Publish(c) => c.run(),
        Command::Explain(c) => c.run(),
        Command::Terms(c) => c.run(),
        Command::Incumbent(c) => c.run(),
        Command::Ledger(c) => c.run(),
        Command::Diff(c) => c.run(),
        Command::Review(c) => c.run(),
        Command::Judge(c) => c.run(),
        Command::Why(c) => c.run(),
        Command::WhyNot(c) => c.run(),
        Command::Evaluate(c) => c.run(),
        Command::Sample(c) => c.run(),
        Command::Silence(c) => c.run(),
        Command::Load(c) => c.run(),
        Command::Articles(c) => c.run(),
        Command::Remove(c) => c.run(),
        Command::Verify(c) => c.run(),
        Command::Backup(c) => c.run(),
        Command::Restore(c) => c.run(),
        Command::Migrate(c) => c.run(),
        Command::Generate(c) => c.run(),
        Command::Serve(c) => c.run(),
        Command::Mcp(c) => c.run(),
        Command::QueryWorker(c) => c.run(),
        Command::Completions { shell } => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "guanmo", &mut bytes);
            std::io::Write::write_all(&mut output::out(), &bytes)?;
            Ok(output::DONE)
        }
    }
}
