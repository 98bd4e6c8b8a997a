//! The graph as the vocabulary lays it out, and the ontology that declares every term of it.

use super::support::{FIXTURES, PAGE, fixtures, guanmo, in_memory, rows};
use guanmo::rdf::{QueryLimits, Store};
use std::sync::LazyLock;
use tempfile::TempDir;

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let mut texts = fixtures();
    texts.push(("sjz-20230517", PAGE));
    in_memory(&texts)
});

fn ask(query: &str) -> Vec<Vec<String>> {
    rows(STORE.query(query, QueryLimits::default()).unwrap_or_else(|e| panic!("{query}\n{e}")))
}

fn holds(query: &str) {
    assert_eq!(ask(query), [["true"]], "{query}");
}

fn none(query: &str) {
    let found = ask(query);
    assert!(found.is_empty(), "{query}\n{found:?}");
}

const LABELS: &str = "FILTER NOT EXISTS { GRAPH gm:ontology { ?term rdfs:label|skos:prefLabel ?zh , ?en \
    FILTER(LANG(?zh) = 'zh' && LANG(?en) = 'en') } }";

#[test]
fn every_term_of_the_data_is_declared_in_two_languages() {
    let own = "?g NOT IN (gm:ontology, gm:index)";
    for pattern in [
        "?s ?term ?o".to_string(),
        "?s a ?term".into(),
        "GRAPH ?g { ?s ?term ?o } FILTER(".to_string() + own + ")",
        "GRAPH ?g { ?s a ?term } FILTER(".to_string() + own + ")",
        "?s ?p ?o BIND(DATATYPE(?o) AS ?term) FILTER(STRSTARTS(STR(?term), STR(gm:)))".into(),
        "?s ?p ?term FILTER(isIRI(?term) && STRSTARTS(STR(?term), STR(gm:)))".into(),
    ] {
        assert!(ask(&format!("SELECT DISTINCT ?term {{ {pattern} }}")).len() > 1 || pattern.contains("DATATYPE"), "{pattern}");
        none(&format!("SELECT DISTINCT ?term {{ {pattern} {LABELS} }}"));
    }
}

#[test]
fn every_class_property_and_concept_of_the_ontology_is_labelled() {
    for class in
        ["owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property", "rdfs:Datatype", "skos:Concept", "skos:ConceptScheme"]
    {
        let owl = "PREFIX owl: <http://www.w3.org/2002/07/owl#>";
        let terms = format!("GRAPH gm:ontology {{ ?term a {class} }}");
        assert!(!ask(&format!("{owl} SELECT ?term {{ {terms} }}")).is_empty(), "{class}");
        none(&format!("{owl} SELECT ?term {{ {terms} {LABELS} }}"));
    }
    none("SELECT ?c { GRAPH gm:ontology { ?c a skos:Concept FILTER NOT EXISTS { ?c skos:inScheme/rdfs:label ?l } } }");
}

#[test]
fn every_relation_stage_and_level_of_the_model_is_declared() {
    use guanmo::model::{EntityKind, Level, Modality, Predicate, Stage};
    let declared = |name: String| holds(&format!("ASK {{ GRAPH gm:ontology {{ gm:{name} a ?c }} }}"));
    Predicate::ALL.iter().for_each(|p| declared(p.name().into()));
    EntityKind::ALL.iter().for_each(|k| declared(k.name().into()));
    Stage::ALL.iter().for_each(|s| declared(format!("stage-{}", s.name())));
    Level::ALL.iter().for_each(|l| declared(format!("level-{}", l.name())));
    Modality::ALL.iter().for_each(|m| declared(format!("modality-{}", m.name())));
}

#[test]
fn places_have_codes_levels_and_the_unit_above() {
    holds("ASK { ?p rdfs:label '新华区'@zh ; a gm:Place, gm:Division ; gm:level gm:level-county ; skos:notation '130105'^^gm:GBT2260 }");
    holds("ASK { ?p skos:notation '130105'^^gm:GBT2260 ; gm:locatedIn ?c . ?c rdfs:label '石家庄市'@zh ; gm:level gm:level-prefecture }");
    holds("ASK { ?p skos:notation '130105'^^gm:GBT2260 ; gm:locatedIn+/rdfs:label '河北省'@zh }");
    holds("ASK { ?p rdfs:label '高新区'@zh ; a gm:Zone ; gm:locatedIn/rdfs:label '石家庄市'@zh }");
    none("SELECT ?p { ?p skos:notation ?code FILTER(!STRENDS(STR(?code), '0000')) FILTER NOT EXISTS { ?p gm:locatedIn/a gm:Division } }");
    none("SELECT ?p { ?p gm:locatedIn+ ?p }");
    none("SELECT ?p { ?p skos:altLabel '我市'@zh }");
}

#[test]
fn posts_are_memberships_and_make_officials() {
    holds(
        "ASK { ?m a org:Membership ; org:member/rdfs:label '高远山'@zh ; gm:post '市委书记'@zh ; org:organization/rdfs:label ?body ; \
         org:role/rdfs:label '市委书记'@zh ; gm:firstAttested '2024-04-13'^^xsd:date ; gm:lastAttested '2024-05-20'^^xsd:date }",
    );
    holds(
        "ASK { ?m org:member/rdfs:label '邢望川'@zh ; gm:post '副市长'@zh ; gm:former true FILTER NOT EXISTS { ?m gm:firstAttested ?d } }",
    );
    holds("ASK { ?p a gm:Official, gm:Person ; rdfs:label '田一禾'@zh }");
    none("SELECT ?p { ?p a gm:Official FILTER NOT EXISTS { ?p gm:holdsPost ?post } }");
    none("SELECT ?p { ?p a gm:Official ; rdfs:label '邢望川'@zh }");
}

#[test]
fn dates_and_amounts_are_typed_and_bounded() {
    holds("ASK { ?e gm:occurredOn '2024-04-12'^^xsd:date }");
    holds("ASK { ?p gm:expectedCompletion '2024-10'^^xsd:gYearMonth }");
    holds(
        "ASK { ?f rdf:predicate gm:expectedCompletion ; rdf:object '2024-10'^^xsd:gYearMonth ; gm:earliest '2024-10-01'^^xsd:date ; \
         gm:latest '2024-10-31'^^xsd:date }",
    );
    holds("ASK { ?f rdf:predicate gm:investment ; rdf:object 1280000000.0 ; gm:currency 'CNY' . ?p gm:investment 1280000000.0 }");
    holds(
        "ASK { GRAPH gm:meta { ?a schema:datePublished '2024-04-13'^^xsd:date ; gm:earliest ?d ; schema:headline ?h ; schema:publisher ?p } }",
    );
    none(
        "SELECT ?f { ?f rdf:object ?d FILTER(DATATYPE(?d) IN (xsd:date, xsd:gYearMonth, xsd:gYear)) FILTER NOT EXISTS { ?f gm:earliest ?e ; gm:latest ?l } }",
    );
}

#[test]
fn foreign_money_stands_on_fact_nodes_only() {
    let store = in_memory(&[("usd", "签约\n石家庄日报 2024-04-13\n\n4月12日，云帆轴承生产基地项目签约，总投资1.2亿美元。\n")]);
    let ask = |q: &str| rows(store.query(q, QueryLimits::default()).expect("an answer"));
    assert_eq!(ask("SELECT ?o ?c { ?f rdf:predicate gm:investment ; rdf:object ?o ; gm:currency ?c }"), [["120000000", "USD"]]);
    assert_eq!(ask("ASK { ?p gm:investment ?o }"), [["false"]], "a plain sum of yuan must not count dollars");
}

#[test]
fn facts_have_qualifiers_and_evidence_in_the_graph_of_their_article() {
    holds(
        "ASK { ?f a gm:Fact ; rdf:predicate gm:visited ; rdf:object/rdfs:label '栾城区'@zh ; gm:listOrder 2 ; gm:modality gm:modality-done }",
    );
    holds("ASK { ?f rdf:predicate gm:ranked ; gm:rank -1 ; gm:scope '全市'@zh }");
    holds(
        "ASK { GRAPH ?a { ?f prov:wasDerivedFrom ?span ; gm:rule ?rule ; gm:confidence ?c . ?span a oa:SpecificResource ; oa:hasSource ?a ; \
         oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?words ] , [ a oa:TextPositionSelector ; oa:start ?from ; oa:end ?to ] } \
         GRAPH gm:meta { ?a a gm:Article } FILTER(STRSTARTS(STR(?span), CONCAT(STR(?a), '#char='))) }",
    );
    none("SELECT ?f { ?f a gm:Fact FILTER NOT EXISTS { GRAPH ?a { ?f prov:wasDerivedFrom ?s } } }");
    none("SELECT ?f { ?f a gm:Fact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o FILTER NOT EXISTS { ?s ?p ?o } }");
    none("SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER(isBlank(?s) && ?g != gm:ontology) }");
}

#[test]
fn quotations_are_the_words_at_their_place() {
    let found = ask(
        "SELECT ?text ?start ?end ?exact { GRAPH ?a { ?span oa:hasSelector/oa:exact ?exact ; oa:hasSelector ?p . ?p oa:start ?start ; oa:end ?end } \
         GRAPH gm:articles { ?a gm:text ?text } }",
    );
    assert!(found.len() > 60, "{}", found.len());
    for row in found {
        let (start, end): (usize, usize) = (row[1].parse().expect("a number"), row[2].parse().expect("a number"));
        let words: String = row[0].chars().skip(start).take(end - start).collect();
        assert_eq!(words, row[3]);
    }
}

#[test]
fn another_base_moves_entities_and_the_prefix_id() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    let base = "https://example.org/news/";
    assert_eq!(guanmo(&["build", FIXTURES, "--store", &store, "--base", base]).code, 0);
    let run = guanmo(&["query", "--store", &store, "--format", "csv", "SELECT ?p { ?p a gm:Person FILTER(STRSTARTS(STR(?p), STR(id:))) }"]);
    assert!(run.out.lines().count() > 1 && run.out.lines().skip(1).all(|l| l.starts_with(base)), "{}{}", run.out, run.err);
    let wrong = guanmo(&["build", FIXTURES, "--store", &store, "--base", "news"]);
    wrong.refuses(2, &["--base news"]);
}

#[test]
fn a_fact_keeps_its_iri_when_articles_come_and_go() {
    let facts = |store: &Store| rows(store.query("SELECT ?f { ?f a gm:Fact } ORDER BY ?f", QueryLimits::default()).expect("an answer"));
    let (few, many) = (in_memory(&fixtures()[2..]), in_memory(&fixtures()));
    let all = facts(&many);
    assert!(facts(&few).iter().all(|fact| all.contains(fact)), "the IRI is a hash of what identifies the fact");
}
