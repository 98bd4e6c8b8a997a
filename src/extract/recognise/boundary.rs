//! Where a name begins: from its head word leftwards to a word that cannot belong to it.

use super::lexicon::Lexicon;
use super::words::Words;
use super::{Mention, MentionKind};

/// Single characters that always end the way left. Other listed single characters may begin a name
/// (中能…, 上林…) and end it only where something stands before them.
const HARD_SINGLES: &str = "向的在对将把由被从到是了着为获也还又已却";

/// Single characters that always end the way left in a company's or body's name.
const COMPANY_HARD_SINGLES: &str = "的在对将把由被从到是了着与和及等各该跟让给令向以于为经同据按说称已受";

/// Verbs that stand inside names of companies and bodies.
const TRADE_VERBS: &[&str] = &[
    "投资", "建设", "发展", "开发", "生产", "制造", "加工", "运输", "设计", "检测", "管理", "服务", "控股", "置业", "贸易", "销售", "创业",
    "创新", "合作", "联合", "传动", "传播", "出版", "印刷", "养殖", "种植", "餐饮", "消防", "救援", "维修", "安装", "装饰", "装修", "租赁",
    "担保", "融资", "供电", "供水", "发电", "输电", "通信", "连锁", "回收", "再生", "拍卖", "咨询", "勘察", "测量", "监理", "施工", "运营",
    "供热", "供销", "驱动", "计算", "智造", "促进", "改革", "规划", "保障", "监督", "审批", "执法", "救助", "教育", "研究", "指导", "交易",
    "更新", "整治", "治理", "保护", "防治", "控制", "监测", "统计", "审计", "招商", "引资", "扶贫", "振兴", "推广", "繁育", "培训", "交流",
    "会展", "竞争", "协同", "攻坚", "征收", "拆迁", "采购", "储备", "应急", "体育", "医疗", "组织", "宣传", "统战", "信访", "督查", "编辑",
    "储能", "流体", "航行", "航空", "组培",
];

/// What stands before 组织 where that closes the name of a body: 世界卫生组织, 上合组织.
const BODIES: &[&str] = &[
    "合作",
    "上合",
    "旅游",
    "卫生",
    "贸易",
    "公约",
    "条约",
    "国际",
    "社会",
    "文化",
    "劳工",
    "气象",
    "知识产权",
    "经合",
    "粮农",
    "海事",
    "党",
];

/// Longest name in characters; what is longer is not a name.
pub const MAX_NAME_CHARS: usize = 40;

/// Which extra stop words apply.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    Company,
    Project,
    Event,
}

/// Where the companies of a block stand.
#[derive(Debug, Default)]
pub struct Companies {
    /// For every position behind a company's first character, up to its end: where the company begins.
    start: Vec<Option<usize>>,
    /// Where companies and bodies end.
    ends: Vec<bool>,
}

impl Companies {
    /// `bodies` are mentions of companies and others; `length` is that of the block.
    pub fn new(bodies: &[Mention], length: usize) -> Self {
        let mut out = Self { start: vec![None; length + 1], ends: vec![false; length + 1] };
        for company in bodies.iter().rev().filter(|m| m.kind == MentionKind::Company) {
            out.start[company.start + 1..=company.end].fill(Some(company.start));
            out.ends[company.end] = true;
        }
        for body in bodies.iter().filter(|m| m.kind == MentionKind::Organization) {
            out.ends[body.end] = true;
        }
        out
    }

    fn start_of(&self, at: usize) -> Option<usize> {
        self.start.get(at).copied().flatten()
    }

    fn ends_at(&self, at: usize) -> bool {
        self.ends.get(at) == Some(&true)
    }
}

/// A block as the walker sees it.
pub struct Walker<'a> {
    pub text: &'a [char],
    pub words: &'a Words,
    pub lexicon: &'a Lexicon,
    /// Characters of mentions that no name runs over (day dates, money, persons, posts).
    pub blocked: &'a [bool],
    /// Positions at which a place's name ends: a name may begin right there with a soft stop word.
    pub after_place: &'a [bool],
    /// Positions at which a place's, company's or body's name begins: a sure left edge of a longer name.
    pub begins: &'a [bool],
    /// Companies found before: a project's name that reaches into one begins where the company's does.
    pub companies: &'a Companies,
}

impl Walker<'_> {
    /// The leftmost position from which `[.., head)` can still be one name.
    pub fn left_edge(&self, head: usize, kind: EdgeKind) -> usize {
        let floor = head.saturating_sub(MAX_NAME_CHARS);
        let mut at = head;
        let mut verb = None;
        // 公路改建工程: to rebuild is the work itself right before 工程, and told about it elsewhere.
        if kind == EdgeKind::Project && super::ends_with(self.text, head, "改建") {
            at -= 2;
        }
        while at > floor {
            match self.step(at, floor, kind) {
                Step::To(next) => at = next,
                Step::Doubt(next) => {
                    verb.get_or_insert(at);
                    at = next;
                }
                Step::Stop => return self.before_verb(verb, at, head),
                // 抽水蓄能电站, 查验场项目: a lone character so close to the head is part of the name.
                Step::Soft(next) if kind == EdgeKind::Project && at + 3 > head && self.is_inside_name(at) => at = next,
                Step::Soft(next) => return self.before_verb(verb, self.past_soft(at, next, floor, kind), head),
            }
        }
        self.before_verb(verb, at, head)
    }

    /// Whether a lone character close to the head can be part of the name; 两年前项目 has none.
    fn is_inside_name(&self, at: usize) -> bool {
        let time = self.text[at - 1] == '前' && at >= 2 && matches!(self.text[at - 2], '年' | '月' | '天' | '日' | '周');
        "能场上中下地家前后会".contains(self.text[at - 1]) && !time
    }

    /// A verb that no table knows belongs to the name where a place, a company or a quotation begins before it
    /// (某县游客集散中心), or where too little would be left without it; else the name begins right behind it.
    fn before_verb(&self, verb: Option<usize>, edge: usize, head: usize) -> usize {
        // 屠宰分割及副产品深加工项目: what 及 joins to a noun is one.
        let joined = verb.is_some_and(|v| self.text[v] == '及');
        let short = joined || verb.is_some_and(|v| v + 3 > head && edge + 4 <= head);
        let sure = short || self.begins.get(edge).copied().unwrap_or(false) || self.text.get(edge) == Some(&'“');
        verb.filter(|_| !sure).unwrap_or(edge)
    }

    /// After a soft stop word: the name begins with it only if a hard edge stands right before it.
    fn past_soft(&self, edge: usize, soft: usize, floor: usize, kind: EdgeKind) -> usize {
        let mut at = soft;
        for _ in 0..2 {
            if self.after_place.get(at).copied().unwrap_or(false) {
                return at;
            }
            if at == 0 || at <= floor {
                return if at == 0 { 0 } else { edge };
            }
            match self.step(at, floor, kind) {
                Step::Stop => return at,
                Step::Soft(next) => at = next,
                // 某区|云都智算中心: two lone characters right behind a place are a name of their own.
                Step::To(next) if kind == EdgeKind::Project && at - next == 1 && self.is_coined(next) => return self.left_edge(next, kind),
                Step::To(_) | Step::Doubt(_) => return edge,
            }
        }
        edge
    }

    /// Whether a lone character that is no word of grammar stands right behind a place's full name.
    fn is_coined(&self, at: usize) -> bool {
        let full = at > 0 && "省市县区镇乡旗".contains(self.text[at - 1]);
        full && self.after_place.get(at).copied().unwrap_or(false) && matches!(self.words.class(at), b'n' | b'a' | b'j' | b'z')
    }

    fn step(&self, at: usize, floor: usize, kind: EdgeKind) -> Step {
        let last = self.text[at - 1];
        if self.blocked[at - 1] {
            return Step::Stop;
        }
        if let Some(start) = self.companies.start_of(at).filter(|_| kind == EdgeKind::Project) {
            return Step::To(start);
        }
        if let Some(open) = opening_of(last) {
            return self.jump(at, floor, open, last, kind);
        }
        let dash = last == '—' && kind == EdgeKind::Event && at >= 2 && self.text[at - 2] != '—' && self.text.get(at) != Some(&'—');
        if dash {
            return Step::To(at - 1);
        }
        // 5G+工业互联网大会, 互联网+医疗: a plus sign inside a name.
        let plus =
            last == '+' && at >= 2 && kind != EdgeKind::Company && (self.text[at - 2].is_ascii_alphanumeric() || self.text[at - 2] == '网');
        if plus {
            return Step::To(at - 1);
        }
        if is_edge_mark(last) {
            return Step::Stop;
        }
        let start = self.words.before(at).max(floor);
        let word: String = self.text[start..at].iter().collect();
        if self.blocked[start] {
            return Step::Stop;
        }
        self.judge(&word, start, kind)
    }

    /// A closing quote or bracket: the whole quoted part belongs to the name if it is short.
    fn jump(&self, at: usize, floor: usize, open: char, close: char, kind: EdgeKind) -> Step {
        let longest = if close == '）' { 14 } else { 16 };
        let low = floor.max(at.saturating_sub(longest + 2));
        match (low..at - 1).rev().find(|&i| self.text[i] == open) {
            Some(i) if self.text[i..at].iter().any(|c| matches!(c, '。' | '！' | '？' | '，' | '；')) => Step::Stop,
            Some(i) if close == '）' && kind == EdgeKind::Project => {
                if i + 2 < at && i > 0 {
                    Step::To(i)
                } else {
                    Step::Stop
                }
            }
            Some(i) if i + 2 < at => Step::To(i),
            _ => Step::Stop,
        }
    }

    fn judge(&self, word: &str, start: usize, kind: EdgeKind) -> Step {
        let (all, own) = match kind {
            EdgeKind::Company => (&self.lexicon.stops_all, &self.lexicon.stops_company),
            EdgeKind::Project => (&self.lexicon.stops_all, &self.lexicon.stops_project),
            EdgeKind::Event => (&self.lexicon.stops_all, &self.lexicon.stops_event),
        };
        let single = word.chars().nth(1).is_none();
        let after_company = || ["公司", "集团", "银行"].iter().any(|w| super::ends_with(self.text, start, w));
        if kind == EdgeKind::Company && matches!(word, "联合" | "携手" | "会同") && after_company() {
            return Step::Stop;
        }
        if kind == EdgeKind::Event && matches!(word, "和" | "与") && self.ends_event(start) {
            return Step::Stop;
        }
        if kind == EdgeKind::Project && matches!(word, "和" | "与" | "以及") && self.ends_project(start) {
            return Step::Stop;
        }
        if kind == EdgeKind::Event && word == "组织" && BODIES.iter().any(|w| super::ends_with(self.text, start, w)) {
            return Step::To(start);
        }
        // 经|开区 is no 经, 可|持续 no 可.
        let zone = word == "经" && self.text.get(start + 1) == Some(&'开') || word == "可" && self.text.get(start + 1) == Some(&'持');
        let listed = !zone && (all.contains(word) || own.contains(word));
        if !listed && !self.is_wrong_class(word, start, kind) {
            return Step::To(start);
        }
        if !listed && kind == EdgeKind::Project && self.words.class(start) == b'v' && self.follows_noun(start) {
            return Step::Doubt(start);
        }
        if !single {
            return Step::Stop;
        }
        match kind {
            EdgeKind::Company if word == "和" && start > 0 && self.joins_a_name(start) => Step::To(start),
            EdgeKind::Company if COMPANY_HARD_SINGLES.contains(word) => Step::Stop,
            EdgeKind::Company => Step::To(start),
            _ if HARD_SINGLES.contains(word) => Step::Stop,
            _ => Step::Soft(start),
        }
    }

    /// Whether an event's name ends at `end`: 常务会议和…分析会 are two.
    fn ends_event(&self, end: usize) -> bool {
        self.lexicon.event_heads.longest_before(self.text, end) >= 2
    }

    /// Whether a project's or a place's name ends at `end`: 甲项目和乙工程 are two, 加工和物流项目 is one.
    fn ends_project(&self, end: usize) -> bool {
        let work = ["大桥", "隧道", "公路", "铁路", "水库", "产业园", "污水处理厂"].iter().any(|w| super::ends_with(self.text, end, w));
        work || self.companies.ends_at(end)
            || self.lexicon.project_heads.longest_before(self.text, end) >= 2
            || self.after_place.get(end).copied().unwrap_or(false)
    }

    /// Whether a common noun stands right before `start`, inside the same name for all that is known.
    fn follows_noun(&self, start: usize) -> bool {
        start > 0
            && !self.blocked[start - 1]
            && super::is_han(self.text[start - 1])
            && self.words.class(self.words.before(start)) == b'n'
            && !self.after_place.get(start).copied().unwrap_or(false)
    }

    /// 和 after a lone character (正和集团) is part of a name; after a word it joins two.
    fn joins_a_name(&self, and: usize) -> bool {
        let before = self.words.before(and);
        let lone = and - before == 1 && super::is_han(self.text[before]);
        lone && (before == 0 || is_edge_mark(self.text[before - 1]) || and >= 2 && self.words.before(before) + 2 <= before)
    }

    /// Words whose class no name of the kind has: verbs in companies (but those of trades), adverbs and pronouns.
    fn is_wrong_class(&self, word: &str, start: usize, kind: EdgeKind) -> bool {
        let single = word.chars().nth(1).is_none();
        let named_place = self.after_place.get(start).copied().unwrap_or(false);
        if named_place || single || !self.words.is_boundary(start) {
            return false;
        }
        match (kind, self.words.class(start)) {
            (EdgeKind::Company, b'v') => !TRADE_VERBS.contains(&word),
            (EdgeKind::Company | EdgeKind::Project, b'd' | b'r' | b'p' | b'c' | b'u') => !matches!(
                word,
                "超低"
                    | "超高"
                    | "超细"
                    | "超薄"
                    | "以及"
                    | "联合"
                    | "共同"
                    | "一体"
                    | "综合"
                    | "慢行"
                    | "快速"
                    | "高速"
                    | "同步"
                    | "定向"
                    | "无害"
                    | "一期"
                    | "二期"
            ),
            (EdgeKind::Project, b'v') => !self.lexicon.project_verbs.contains(word),
            (EdgeKind::Event, b'r' | b'p') => true,
            (EdgeKind::Project, b'm') => word.starts_with('第') && word.chars().count() > 2,
            _ => false,
        }
    }
}

enum Step {
    To(usize),
    Stop,
    Soft(usize),
    /// A verb that may stand inside the name or in front of it.
    Doubt(usize),
}

fn opening_of(close: char) -> Option<char> {
    Some(match close {
        '”' => '“',
        '’' => '‘',
        '）' => '（',
        '》' => '《',
        _ => return None,
    })
}

/// Marks that no name contains.
pub fn is_edge_mark(c: char) -> bool {
    // Arrows, boxes and bullets of every kind part names; circled numbers count with them.
    let sign = ('\u{2190}'..='\u{2bff}').contains(&c) || ('\u{1f000}'..='\u{1faff}').contains(&c);
    sign || matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '、'
            | '“'
            | '‘'
            | '（'
            | '《'
            | '【'
            | '】'
            | '…'
            | '—'
            | '｜'
            | '|'
            | ' '
            | '['
            | ']'
            | '>'
            | '<'
            | '〔'
            | '〕'
            | '\n'
            | '\t'
            | '+'
            | '='
    )
}
