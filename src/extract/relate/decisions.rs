//! Lists of decisions: a heading or verb says 任命 or 免去, and names with posts follow it over sentences and lines.

use super::apply::{quote, written};
use super::encode::Encoded;
use crate::extract::phrases::Phrases;
use crate::extract::reading::ReadBlock;
use crate::extract::recognise::MentionKind;
use crate::model::{DateSpan, EntityId, Fact, Object, Predicate, Qualifiers};
use regex::Regex;
use std::sync::LazyLock;

/// Longest line that can be a heading of decisions, in characters.
const MAX_HEADING: usize = 20;

/// Longest heading that stands in front of its list in one paragraph, in characters.
const MAX_LEAD: usize = 10;

/// `张三为X局长、Y书记` or `张三的X局长职务`, at the head of a line or right behind another member of the list.
static MEMBER: LazyLock<Regex> = LazyLock::new(|| {
    let open = r"(?:^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]?)?|[；，、：。](?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])?|任命|免去|聘任|选举|补选|推选|撤销|接受|批准)了?";
    let name = "(?P<p>\u{E000}(?:（[^）]{0,20}）)?(?:[、和]\u{E000}(?:（[^）]{0,20}）)?)*)(?:同志)?(?:（[^）]{0,20}）)?";
    let posts = "(?P<posts>\u{E007}(?:、\u{E007})*)";
    // A body that no table knows: 某市人大常委会农业与农村工作委员会.
    let body = "(?P<body>[^，。；：\u{E000}\u{E007}]{0,30}?)";
    Regex::new(&format!(
        "{open}{name}(?:(?P<as>为|任|兼任|挂职任|挂任)|的|因[^，。；]{{0,10}}辞去|辞去|){body}{posts}(?P<tail>职务|的职务|职务的请求)?"
    ))
    .expect("the pattern is a constant")
});

/// Verbs of decision that stand before the names of a list.
static DECIDING: Phrases = Phrases::of(&["任命", "聘任", "选举", "补选", "推选", "免去", "撤销", "接受", "不再担任", "不再兼任"]);

/// 根据区长某某的提名，任命：: on whose proposal it is decided.
static PROPOSED_BY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:根据|经|按照|依据)[^，：；]{1,24}的?(?:提名|提请|建议)，").expect("the pattern is a constant"));

/// 不再担任Y主任职务; 免去其Y主任职务: another post of the person named last in the same sentence.
static ALSO: LazyLock<Regex> = LazyLock::new(|| {
    let posts = "(?P<posts>[^，。；：\u{E000}\u{E007}]{0,8}\u{E007}(?:、\u{E007})*)";
    Regex::new(&format!("(?P<p>\u{E000})[^；。\u{E000}]*?(?:，|）|因[^，；。]{{2,8}})(?:不再担任|不再兼任|同时?免去其|免去其){posts}"))
        .expect("the pattern is a constant")
});

/// What the list is about now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Appoint,
    Remove,
}

/// Reads all lists of decisions of an article.
pub fn find(given: &[char], blocks: &[ReadBlock], out: &mut Vec<Fact>) {
    let (mut mode, mut date) = (None, None);
    for block in blocks.iter().filter(|b| b.is_read()) {
        let text = block.joined.as_str();
        for m in &block.mentions {
            if let MentionKind::Date(d) = &m.kind
                && d.day
            {
                date = Some(d.value);
            }
        }
        if block.text.len() <= MAX_HEADING {
            // 主任职务 in a member of the list is no 任职.
            let goes_on = mode.filter(|_| MEMBER.is_match(&encoded(block).text));
            mode = goes_on.or_else(|| heading(text));
        }
        // …会议决定，任命：: a sentence that ends so is the heading of the lines behind it.
        let opens = text.strip_suffix('：').and_then(|t| heading(t.rsplit(['，', '。', '；']).next().unwrap_or(t)));
        if opens.is_some() {
            mode = opens;
            continue;
        }
        // 一、任命：张三为…；李四为…: the heading stands in front of its list.
        let lead = text.split_once('：').filter(|(lead, _)| lead.chars().count() <= MAX_LEAD).and_then(|(lead, _)| heading(lead));
        let mode_before = mode;
        mode = lead.filter(|_| block.text.len() > MAX_HEADING).or(mode);
        // Without a mode only a verb of decision in the sentence itself decides.
        let lead_only = mode != mode_before;
        if mode.is_none() && !DECIDING.any(&block.text.chars) {
            continue;
        }
        let mut any = false;
        for &(start, end) in &block.sentences {
            let sentence = Encoded::new(&block.text.chars, &block.mentions, start, end);
            any |= members(given, block, &sentence, mode, date, out);
            also(given, block, &sentence, date, out);
        }
        if !any && block.text.len() > MAX_HEADING || lead_only {
            mode = None;
        }
    }
}

fn encoded(block: &ReadBlock) -> Encoded {
    Encoded::new(&block.text.chars, &block.mentions, 0, block.text.len())
}

/// 二、决定任命; 免去：; a proposal decides nothing.
fn heading(text: &str) -> Option<Mode> {
    let text = PROPOSED_BY.replace(text, "");
    if ["拟", "提名", "议案", "公示", "建议", "名单", "提请"].iter().any(|w| text.contains(w)) {
        return None;
    }
    let removes = ["免去", "接受辞职", "撤销", "辞职", "免职"].iter().any(|w| text.contains(w));
    let appoints = ["任命", "聘任", "任职"].iter().any(|w| text.contains(w));
    match (appoints, removes) {
        (true, false) => Some(Mode::Appoint),
        (false, true) => Some(Mode::Remove),
        _ => None,
    }
}

fn members(given: &[char], block: &ReadBlock, sentence: &Encoded, mode: Option<Mode>, date: Option<DateSpan>, out: &mut Vec<Fact>) -> bool {
    let mut any = false;
    let said = Said::of(&sentence.text);
    for found in MEMBER.captures_iter(&sentence.text) {
        let (whole, name, posts) = (found.get(0), found.name("p"), found.name("posts"));
        let (Some(whole), Some(name), Some(posts)) = (whole, name, posts) else { continue };

        let takes = found.name("as").is_some();
        let wanted = if takes { Mode::Appoint } else { Mode::Remove };
        let decided = said.before(name.start()).or(mode) == Some(wanted);
        if !decided || said.refused < name.start() || !takes && found.name("tail").is_none() {
            continue;
        }
        any = true;
        let named = (sentence.token_at(name.start())..sentence.token_at(name.end())).filter_map(|t| sentence.tokens[t].mention);
        let predicate = if takes { Predicate::AppointedTo } else { Predicate::RemovedFrom };
        let persons = named.filter(|&m| block.mentions[m].kind == MentionKind::Person);
        for id in persons.filter_map(|m| block.entity_of[m]) {
            let body = found.name("body").map_or(posts.start(), |b| b.start());
            each_post(given, block, sentence, (name.start(), whole.end()), (body, posts.end()), |post, evidence| {
                out.push(fact(id, predicate, post, date, evidence));
            });
        }
    }
    any
}

/// Posts that the person of a decision leaves with it.
fn also(given: &[char], block: &ReadBlock, sentence: &Encoded, date: Option<DateSpan>, out: &mut Vec<Fact>) {
    for found in ALSO.captures_iter(&sentence.text) {
        let (Some(whole), Some(name), Some(posts)) = (found.get(0), found.name("p"), found.name("posts")) else { continue };
        let who = sentence.tokens[sentence.token_at(name.start())].mention.and_then(|m| block.entity_of[m]);
        let wished = ["拟", "建议", "提请"].iter().any(|w| sentence.text[..posts.start()].contains(w));
        let whole = sentence.block_range(sentence.token_at(whole.start()), sentence.token_at(whole.end()));
        let (Some(id), Some((a, b)), false) = (who, whole, wished) else { continue };
        let first = sentence.token_at(posts.start());
        let mut from = first;
        for token in first..sentence.token_at(posts.end()) {
            let is_post = sentence.tokens[token].mention.is_some_and(|m| matches!(block.mentions[m].kind, MentionKind::Post { .. }));
            if is_post {
                let post = written(given, block, sentence, from, token + 1);
                out.push(fact(id, Predicate::RemovedFrom, post, date, quote(given, block.text.given(a, b))));
                from = token + 2;
            }
        }
    }
}

/// The words of decision in one sentence, by their bytes. What stands in 根据…的提名， is none.
struct Said {
    verbs: Vec<(usize, Mode)>,
    /// Where a word first stands that takes the decision back; the text's length where none does.
    refused: usize,
}

impl Said {
    fn of(text: &str) -> Self {
        let blank = |c: &regex::Captures| " ".repeat(c[0].len());
        let text = PROPOSED_BY.replace_all(text, blank);
        let at = |words: &'static [&'static str]| words.iter().flat_map(|w| text.match_indices(w)).map(|(i, _)| i);
        let appoints = at(&["任命", "聘任", "选举", "补选", "推选"]).map(|i| (i, Mode::Appoint));
        let mut verbs: Vec<(usize, Mode)> = appoints.chain(at(&["免去", "撤销", "接受"]).map(|i| (i, Mode::Remove))).collect();
        verbs.sort_unstable_by_key(|v| v.0);
        let refused = at(&["拟", "提名", "建议", "提请", "关于", "议案", "没有", "未"]).min().unwrap_or(text.len());
        Self { verbs, refused }
    }

    /// The verb that rules at a place: the last before it.
    fn before(&self, place: usize) -> Option<Mode> {
        self.verbs[..self.verbs.partition_point(|v| v.0 < place)].last().map(|v| v.1)
    }
}

fn each_post(
    given: &[char],
    block: &ReadBlock,
    sentence: &Encoded,
    whole: (usize, usize),
    posts: (usize, usize),
    mut take: impl FnMut(String, crate::model::Evidence),
) {
    let Some((a, b)) = sentence.block_range(sentence.token_at(whole.0), sentence.token_at(whole.1)) else { return };
    let mut from = sentence.token_at(posts.0);
    for token in sentence.token_at(posts.0)..sentence.token_at(posts.1) {
        let is_post = sentence.tokens[token].mention.is_some_and(|m| matches!(block.mentions[m].kind, MentionKind::Post { .. }));
        if is_post {
            take(written(given, block, sentence, from, token + 1), quote(given, block.text.given(a, b)));
            from = token + 2;
        }
    }
}

fn fact(subject: EntityId, predicate: Predicate, post: String, date: Option<DateSpan>, evidence: crate::model::Evidence) -> Fact {
    Fact {
        subject,
        predicate,
        object: Object::Text(post),
        qualifiers: Qualifiers { date, ..Qualifiers::default() },
        evidence,
        rule: "decision.member-of-list".into(),
        confidence: 0.95,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Resources, extract};
    use crate::model::{Document, Predicate};

    fn facts(text: &str) -> Vec<String> {
        let resources = Resources::load().unwrap();
        let articles = extract(&Document::new("t", text), &resources);
        let decided = |p| matches!(p, Predicate::AppointedTo | Predicate::RemovedFrom);
        let one = |a: &crate::model::Article| -> Vec<String> {
            let facts = a.facts.iter().filter(|f| decided(f.predicate));
            facts.map(|f| format!("{} {} {}", a.entities[f.subject.0].name, f.predicate.name(), f.object)).collect()
        };
        articles.iter().flat_map(one).collect()
    }

    #[test]
    fn lines_under_a_heading_are_decisions() {
        let text = "关于人事任免的公告\n    2024年3月8日，市人大常委会会议通过：\n一、决定任命\n    邵长青为云州市商务局局长；\n    温如玉为云州市审计局局长。\n二、决定免去\n    钟鸣的云州市商务局局长职务。\n";
        let found = facts(text);
        for wanted in ["邵长青 appointedTo 云州市商务局局长", "温如玉 appointedTo 云州市审计局局长", "钟鸣 removedFrom 云州市商务局局长"]
        {
            assert!(found.iter().any(|f| f == wanted), "{wanted} in {found:?}");
        }
    }

    #[test]
    fn who_takes_a_post_leaves_another() {
        let text = "关于邵长青等同志职务任免的通知\n    2024年3月8日，市政府决定：\n    邵长青任云州市政府副秘书长（试用期一年），不再担任云州市商务局局长职务；\n    温如玉任云州市审计局局长，免去其云州市财政局副局长职务。\n";
        let found = facts(text);
        for wanted in ["邵长青 removedFrom 云州市商务局局长", "温如玉 removedFrom 云州市财政局副局长"] {
            assert!(found.iter().any(|f| f == wanted), "{wanted} in {found:?}");
        }
    }

    #[test]
    fn members_part_by_commas_behind_a_proposal() {
        let text = "公告\n    2024年3月8日，市人大常委会举行会议。会议根据市长高远山的提名，决定任命邵长青为云州市商务局局长，温如玉为云州市审计局局长；决定免去钟鸣的云州市商务局局长职务，田一禾的云州市审计局局长职务。\n";
        let found = facts(text);
        for wanted in ["温如玉 appointedTo 云州市审计局局长", "田一禾 removedFrom 云州市审计局局长"] {
            assert!(found.iter().any(|f| f == wanted), "{wanted} in {found:?}");
        }
    }

    #[test]
    fn on_whose_proposal_is_no_proposal() {
        let text = "任免名单\n    2024年3月8日\n一、根据区长高远山的提名，任命：\n    邵长青为云州市商务局局长；\n";
        assert!(facts(text).contains(&"邵长青 appointedTo 云州市商务局局长".to_string()), "{:?}", facts(text));
    }

    #[test]
    fn proposals_decide_nothing() {
        let text = "公示\n    2024年3月8日\n拟任命人选\n    邵长青为云州市商务局局长。\n";
        assert!(facts(text).is_empty(), "{:?}", facts(text));
    }
}
