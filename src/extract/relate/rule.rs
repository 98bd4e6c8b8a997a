//! Rules as data: one relation family per TOML file in `data/rules`.
//!
//! A pattern is a regular expression over an encoded sentence with typed slots: `<p:Person+>` a list of persons with
//! their posts, `<e:Event>` one event, `<Date>` an unnamed date, `…` a gap inside a clause, `……` a gap inside the
//! sentence, `{name}` a macro of the file. A rule without examples and counter-examples is refused.

use super::encode::class_of;
use super::needs::Needs;
use crate::model::{Predicate, Stage};
use regex::Regex;
use serde::Deserialize;

/// Why a rule file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: rule {rule}: {problem}")]
pub struct RuleError {
    file: String,
    rule: String,
    problem: String,
}

/// A file of rules as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    macros: std::collections::BTreeMap<String, String>,
    rule: Vec<RuleText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    name: String,
    pattern: String,
    facts: Vec<String>,
    #[serde(default)]
    unless_before: Option<String>,
    #[serde(default)]
    unless_after: Option<String>,
    #[serde(default)]
    unless_inside: Option<String>,
    #[serde(default)]
    only_before: Option<String>,
    #[serde(default)]
    in_speech: bool,
    #[serde(default)]
    in_report: bool,
    #[serde(default)]
    negation_ok: bool,
    #[serde(default = "full")]
    confidence: f32,
    examples: Vec<Example>,
    counter: Vec<String>,
}

fn full() -> f32 {
    0.95
}

/// A sentence and some of the facts that it must give, as `subject predicate object`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    pub gives: Vec<String>,
}

/// A compiled rule.
#[derive(Debug)]
pub struct Rule {
    pub name: String,
    pub pattern: Regex,
    /// What a sentence must hold before the pattern is tried.
    pub needs: Needs,
    pub unless_before: Option<Regex>,
    pub unless_after: Option<Regex>,
    pub unless_inside: Option<Regex>,
    pub only_before: Option<Regex>,
    /// Whether the rule also reads what officials are reported to have said.
    pub in_speech: bool,
    /// Whether it reads at least what is reported as known (介绍, 透露), and not what is demanded or wished.
    pub in_report: bool,
    /// Whether the rule reads negated clauses too (停工, 未开工).
    pub negation_ok: bool,
    pub confidence: f32,
    pub templates: Vec<Template>,
    pub examples: Vec<Example>,
    pub counter: Vec<String>,
}

/// One fact that a match gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub predicate: Predicate,
    pub subject: Vec<Term>,
    pub object: Vec<Term>,
    pub qualifiers: Vec<(String, Term)>,
}

/// Where a part of a fact comes from; of several the first that resolves is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A slot or group of the pattern.
    Slot(String),
    /// What the context knows: `@project`, `@event` …
    Context(String),
    /// Itself.
    Literal(String),
    Stage(Stage),
}

/// Compiles one file of rules.
///
/// # Errors
/// When the TOML is malformed (the message has line and column), a pattern or a fact cannot be read, or a rule has
/// no example or no counter-example.
pub fn compile(file: &str, text: &str) -> Result<Vec<Rule>, RuleError> {
    let fail = |rule: &str, problem: String| RuleError { file: file.into(), rule: rule.into(), problem };
    let parsed: RuleFile = toml::from_str(text).map_err(|e| fail("(file)", e.to_string()))?;
    let line = |name: &str| {
        let here = |l: &str| l.trim_start().starts_with("name") && l.contains(&format!("\"{name}\""));
        text.lines().position(here).map_or(0, |at| at + 1)
    };
    let wrong = |r: &RuleText, p| fail(&format!("{} (line {})", r.name, line(&r.name)), p);
    parsed.rule.iter().map(|r| compile_one(r, &parsed.macros).map_err(|p| wrong(r, p))).collect()
}

fn compile_one(text: &RuleText, macros: &std::collections::BTreeMap<String, String>) -> Result<Rule, String> {
    if text.examples.is_empty() || text.counter.is_empty() {
        return Err("expected at least one [[rule.examples]] and one `counter` sentence".into());
    }
    let build = |p: &str| expand(p, macros).and_then(|e| Regex::new(&e).map_err(|e| e.to_string()));
    let optional = |p: &Option<String>| p.as_deref().map(build).transpose();
    let pattern = build(&text.pattern)?;
    let needs = Needs::of(pattern.as_str());
    let templates: Vec<Template> = text.facts.iter().map(|f| template(f)).collect::<Result<_, _>>()?;
    check_slots(&pattern, &templates)?;
    Ok(Rule {
        name: text.name.clone(),
        unless_before: optional(&text.unless_before)?,
        unless_after: optional(&text.unless_after)?,
        unless_inside: optional(&text.unless_inside)?,
        only_before: optional(&text.only_before)?,
        pattern,
        needs,
        in_speech: text.in_speech,
        in_report: text.in_report,
        negation_ok: text.negation_ok,
        confidence: text.confidence,
        templates,
        examples: text.examples.clone(),
        counter: text.counter.clone(),
    })
}

fn check_slots(pattern: &Regex, templates: &[Template]) -> Result<(), String> {
    let names: Vec<&str> = pattern.capture_names().flatten().collect();
    let used = templates.iter().flat_map(|t| t.subject.iter().chain(&t.object).chain(t.qualifiers.iter().map(|q| &q.1)));
    for term in used {
        match term {
            Term::Slot(name) if !names.contains(&name.as_str()) => {
                return Err(format!("fact uses `{name}`, which is no slot of the pattern (it has: {})", names.join(", ")));
            }
            Term::Context(name) if !super::resolve::NAMES.contains(&name.as_str()) => {
                return Err(format!("unknown reference `@{name}`; expected one of @{}", super::resolve::NAMES.join(", @")));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Replaces macros, gaps and slots by regular expressions.
fn expand(pattern: &str, macros: &std::collections::BTreeMap<String, String>) -> Result<String, String> {
    let mut text = pattern.to_string();
    for _ in 0..4 {
        for (name, value) in macros {
            text = text.replace(&format!("{{{name}}}"), &format!("(?:{value})"));
        }
    }
    let text = text.replace("……", "[^。！？]{0,90}?").replace('…', "[^，。；：！？]{0,30}?");
    slots(&text)
}

fn slots(text: &str) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(open) = rest.find('<') {
        if rest[..open].ends_with("(?P") {
            let close = rest.find('>').ok_or("a group name is not closed")?;
            out.push_str(&rest[..=close]);
            rest = &rest[close + 1..];
            continue;
        }
        out.push_str(&rest[..open]);
        let close = rest[open..].find('>').ok_or("a slot `<` is not closed by `>`")? + open;
        out.push_str(&slot(&rest[open + 1..close])?);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

fn slot(text: &str) -> Result<String, String> {
    let (name, kind) = text.split_once(':').map_or((None, text), |(n, k)| (Some(n), k));
    let (kind, list) = kind.strip_suffix('+').map_or((kind, false), |k| (k, true));
    let mut class = String::new();
    for part in kind.split('|') {
        class.push_str(class_of(part).ok_or_else(|| format!("unknown slot type `{part}`"))?);
    }
    let body = if list { list_of(&class) } else { format!("[{class}]") };
    Ok(match name {
        Some(name) => format!("(?P<{name}>{body})"),
        None => format!("(?:{body})"),
    })
}

/// A list: members parted by 、和与及以及; persons may have their posts in front, and then also a comma between.
fn list_of(class: &str) -> String {
    let (person, post) = ("\u{E000}", "[\u{E007}\u{E00F}]");
    if class == person {
        let posts = format!("(?:[\u{E001}\u{E002}\u{E003}]*{post}[、，]?)");
        let tail = "(?:（[^（）]{0,20}）)?(?:先生|女士|博士|教授|同志)?";
        // The body of a title may be one that no table knows: 、合作区执行委员会主任张三.
        let titled = format!("[^，。；：！？“”\u{E000}\u{E005}向对在把被请陪率为同]{{0,24}}{post}");
        return format!(
            "{person}{tail}(?:(?:[、和与及]|以及){posts}*{person}{tail}|(?:[、，；及和与]|以及|，以及)[^，。；：！？“”\u{E000}\u{E005}向对在把被请陪率]{{0,24}}{posts}+{person}{tail}|(?:，|；|以及|，以及|和)(?:{titled}，){{1,3}}{titled}{person}{tail}|(?:及|和|以及|，)[^，。；：！？\u{E000}]{{0,24}}(?:[\u{E007}\u{E00F}]|负责同志|负责人|代表)，(?:以及|和|及)?(?:[\u{E001}\u{E002}\u{E003}]*{posts}[、，]?)*{person}{tail})*"
        );
    }
    let tail = "(?:（[^（）]{0,14}）)?";
    format!("[{class}](?:{tail}(?:[、和与及]|以及)\u{E001}*[{class}])*{tail}")
}

/// Reads `attended(p, e|@event; role=chair)`.
fn template(text: &str) -> Result<Template, String> {
    let wrong = || format!("cannot read fact `{text}`; expected predicate(subject, object; key=value)");
    let (name, rest) = text.split_once('(').ok_or_else(wrong)?;
    let inside = rest.strip_suffix(')').ok_or_else(wrong)?;
    let (ends, quals) = inside.split_once(';').unwrap_or((inside, ""));
    let (subject, object) = ends.split_once(',').ok_or_else(wrong)?;
    let predicate = Predicate::parse(name.trim()).ok_or_else(|| format!("unknown predicate `{}`", name.trim()))?;
    let mut qualifiers = Vec::new();
    for pair in quals.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let (key, value) = pair.split_once('=').ok_or_else(wrong)?;
        qualifiers.push((key.trim().to_string(), qualifier(value.trim())));
    }
    let terms = |t: &str| t.split('|').map(|p| term(p.trim(), predicate)).collect();
    Ok(Template { predicate, subject: terms(subject), object: terms(object), qualifiers })
}

/// In qualifiers a bare word is itself; `$x` is a slot and `@x` context.
fn qualifier(text: &str) -> Term {
    if let Some(name) = text.strip_prefix('@') {
        return Term::Context(name.into());
    }
    match text.strip_prefix('$') {
        Some(slot) => Term::Slot(slot.into()),
        None => Term::Literal(text.into()),
    }
}

/// `@x` is context, `'x'` a literal, a stage's name a stage, anything else a slot.
fn term(text: &str, predicate: Predicate) -> Term {
    if let Some(name) = text.strip_prefix('@') {
        return Term::Context(name.into());
    }
    if let Some(literal) = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')) {
        return Term::Literal(literal.into());
    }
    match Stage::parse(text) {
        Some(stage) if predicate == Predicate::Stage => Term::Stage(stage),
        _ => Term::Slot(text.into()),
    }
}
