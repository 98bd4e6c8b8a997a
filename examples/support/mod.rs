//! A small graph made by hand for the examples. The places are real, the people and projects invented.

use guanmo::model::{
    ArticleRecord, DateSpan, EntityKind, KnowledgeGraph, Modality, Money, Node, NodeId, PartialDate, Predicate, Qualifiers, Span, Stage,
    Statement, Support, Target,
};

const NODES: [(EntityKind, &str, &str); 8] = [
    (EntityKind::Company, "河北衡岳重工有限公司", "he bei heng yue zhong gong you xian gong si"),
    (EntityKind::Event, "2024年春季项目观摩活动", "2024 nian chun ji xiang mu guan mo huo dong"),
    (EntityKind::Event, "全市招商工作会议", "quan shi zhao shang gong zuo hui yi"),
    (EntityKind::Person, "柳启明", "liu qi ming"),
    (EntityKind::Person, "邢望川", "xing wang chuan"),
    (EntityKind::Person, "韩若冰", "han ruo bing"),
    (EntityKind::Place, "正定县", "zheng ding xian"),
    (EntityKind::Project, "衡岳智能装备项目", "heng yue zhi neng zhuang bei xiang mu"),
];

pub fn sample_graph() -> KnowledgeGraph {
    let nodes = NODES.map(|(kind, label, pinyin)| Node {
        key: format!("{kind}|石家庄市|{label}"),
        kind,
        label: label.into(),
        aliases: Vec::new(),
        pinyin: pinyin.into(),
        level: None,
        code: None,
        anchor: Some("石家庄市".into()),
    });
    let mut graph = KnowledgeGraph { nodes: nodes.into(), statements: Vec::new(), articles: articles() };
    tour(&mut graph);
    meeting(&mut graph);
    graph
        .statements
        .sort_by(|a, b| (a.subject, a.predicate, &a.target, &a.qualifiers).cmp(&(b.subject, b.predicate, &b.target, &b.qualifiers)));
    graph
}

fn tour(graph: &mut KnowledgeGraph) {
    let tour = "2024年春季项目观摩活动";
    let day = DateSpan::on(PartialDate::day(2024, 3, 7));
    say(graph, 0, tour, Predicate::OccurredOn, Target::Date(day), "3月7日");
    meet(graph, 0, "韩若冰", tour, "inspector", "韩若冰参加观摩");
    meet(graph, 0, "柳启明", tour, "chair", "柳启明主持观摩");
    link(graph, 0, tour, Predicate::Visited, "衡岳智能装备项目", "观摩团来到衡岳智能装备项目");
    let project = "衡岳智能装备项目";
    link(graph, 0, project, Predicate::LocatedIn, "正定县", "位于正定县的衡岳智能装备项目");
    link(graph, 0, "河北衡岳重工有限公司", Predicate::ParticipatesIn, project, "由河北衡岳重工有限公司投资建设");
    say(graph, 0, project, Predicate::Investment, Target::Money(Money::yuan(1_280_000_000)), "总投资12.8亿元");
    say(graph, 0, project, Predicate::Stage, Target::Stage(Stage::Structure), "正在进行主体施工");
    say(graph, 0, "韩若冰", Predicate::HoldsPost, Target::Text("市长".into()), "市长韩若冰");
}

fn meeting(graph: &mut KnowledgeGraph) {
    meet(graph, 1, "柳启明", "全市招商工作会议", "speaker", "柳启明在会上讲话");
    meet(graph, 1, "邢望川", "全市招商工作会议", "participant", "邢望川参加会议");
}

fn articles() -> Vec<ArticleRecord> {
    let record = |id: &str, title: &str, day| ArticleRecord {
        id: id.into(),
        source: format!("{id}.txt"),
        title: Some(title.into()),
        publisher: None,
        authors: Vec::new(),
        date: Some(PartialDate::day(2024, 3, day)),
        url: None,
        home: Some("石家庄市".into()),
    };
    vec![record("a1", "我市举行春季项目观摩活动", 8), record("a2", "全市招商工作会议召开", 15)]
}

fn meet(graph: &mut KnowledgeGraph, article: usize, who: &str, event: &str, role: &str, quote: &str) {
    link(graph, article, who, Predicate::Attended, event, quote);
    if let Some(statement) = graph.statements.last_mut() {
        statement.qualifiers.role = Some(role.into());
        statement.qualifiers.modality = Some(Modality::Done);
    }
}

fn link(graph: &mut KnowledgeGraph, article: usize, from: &str, predicate: Predicate, to: &str, quote: &str) {
    let to = Target::Node(node(graph, to));
    say(graph, article, from, predicate, to, quote);
}

fn say(graph: &mut KnowledgeGraph, article: usize, from: &str, predicate: Predicate, target: Target, quote: &str) {
    let support =
        Support { article, span: Span::new(0, quote.chars().count()), quote: quote.into(), rule: "made.by-hand".into(), confidence: 1.0 };
    let subject = node(graph, from);
    graph.statements.push(Statement { subject, predicate, target, qualifiers: Qualifiers::default(), supports: vec![support] });
}

fn node(graph: &KnowledgeGraph, label: &str) -> NodeId {
    NodeId(graph.nodes.iter().position(|node| node.label == label).expect("one of the names above"))
}
