//! The words between a name and its place in an order: which of them say that it stands there.

use crate::extract::charset::CharSet;
use crate::extract::recognise::RankInfo;
use regex::Regex;
use std::sync::LazyLock;

/// An order that a clause gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// One place or one limit for all.
    One(RankInfo),
    /// A place for each: 第一、第二; 第4至第8位.
    Each(Vec<i32>),
    /// The place behind the last one given: 紧随其后.
    Next,
}

impl Order {
    /// The order of a run of ranks; `span` where 至 stands between them.
    pub fn of(ranks: &[RankInfo], span: bool) -> Self {
        let places: Vec<i32> = ranks.iter().filter_map(|r| if let RankInfo::At(n) = r { Some(*n) } else { None }).collect();
        match (ranks, places.as_slice()) {
            ([one], _) => Self::One(*one),
            (_, [a, b]) if span && a < b => Self::Each((*a..=*b).collect()),
            (_, all) if all.len() == ranks.len() => Self::Each(places),
            _ => Self::Each(Vec::new()),
        }
    }

    /// Rank or limit of each of `count` members; nothing where the words leave it open.
    pub fn places(
        &self,
        count: usize,
        link: &str,
        scores: &[Option<String>],
        last: Option<i32>,
    ) -> Option<Vec<(Option<i32>, Option<i32>)>> {
        let at = |n: i32| (Some(n), None);
        match self {
            Self::Each(places) => (places.len() == count).then(|| places.iter().map(|&n| at(n)).collect()),
            Self::Next => last.filter(|_| count == 1).map(|n| vec![at(n + 1)]),
            Self::One(RankInfo::At(n)) => (count == 1 || TIED.is_match(link)).then(|| vec![at(*n); count]),
            Self::One(RankInfo::Top(n)) => {
                let all = usize::try_from(*n).is_ok_and(|n| n == count);
                let turn = count > 1 && all && (link.contains("依次") || link.contains('分') && descending(scores));
                Some(if turn { (1..=*n).map(at).collect() } else { vec![(None, Some(*n)); count] })
            }
            Self::One(RankInfo::Bottom(n)) => Some(vec![(None, Some(-*n)); count]),
        }
    }
}

fn descending(scores: &[Option<String>]) -> bool {
    let values: Vec<f64> = scores.iter().flatten().filter_map(|s| s.parse().ok()).collect();
    values.len() == scores.len() && values.windows(2).all(|w| w[0] > w[1])
}

/// Compiles one of the fixed patterns of this folder.
pub fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

/// Words by which several share one place.
static TIED: LazyLock<Regex> = LazyLock::new(|| regex("并列|同列|同居|同获|均|都|双双|同为|齐居"));

/// What the words of [`order_word`] begin with.
static ORDER_HEADS: LazyLock<CharSet> = LazyLock::new(|| CharSet::of("紧位次排列拔独居领折夺最获".chars()));

/// Whether a text may have a word that is a place by itself.
pub fn may_order(text: &str) -> bool {
    ORDER_HEADS.any_in(text)
}

/// Words that are a place by themselves, with their length in characters.
pub fn order_word(symbols: &[char]) -> Option<(usize, Order)> {
    const WORDS: [(&str, i32); 25] = [
        ("排名最后", -1),
        ("排在最后", -1),
        ("位列最后", -1),
        ("位居最后", -1),
        ("列最后", -1),
        ("拔得头筹", 1),
        ("独占鳌头", 1),
        ("位居榜首", 1),
        ("居于首", 1),
        ("位列首", 1),
        ("排在首", 1),
        ("居首", 1),
        ("居次席", 2),
        ("列次席", 2),
        ("获亚军", 2),
        ("获季军", 3),
        ("领跑", 1),
        ("折桂", 1),
        ("夺魁", 1),
        ("最高", 1),
        ("最低", -1),
        ("最末", -1),
        ("居末", -1),
        ("列末", -1),
        ("排末", -1),
    ];
    if !symbols.first().is_some_and(|c| ORDER_HEADS.has(*c)) {
        return None;
    }
    let starts = |word: &str| word.chars().enumerate().all(|(i, c)| symbols.get(i) == Some(&c));
    for word in ["紧随其后", "紧跟其后", "位居其后", "次之"] {
        if starts(word) {
            return Some((word.chars().count(), Order::Next));
        }
    }
    let (word, n) = WORDS.iter().find(|(w, _)| starts(w))?;
    let length = word.chars().count();
    (symbols.len() == length).then_some((length, Order::One(RankInfo::At(*n))))
}

/// What is wished, past, denied or only a case.
static UNREAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "未|没|无缘|力争|争取|争创|确保|冲刺|目标|努力|瞄准|奋力|冲击|向着|迈向|如果|倘若|若|一旦|要求|摆脱|告别|曾|去年同期|上年|上季度|上半年仅|上届|上期|上月|上一|原来|此前|凡|距离|有望|预计|拟|即将|不(?:再|能|得|要|是|甘|进|列|排|参)|要(?:在|力|进|争|努|以)|连续(?:两|三|2|3)(?:次|个月)(?:排名)?$|对[^，]{0,12}$|[由从自]$",
    )
});

/// 由上季度的第六位: where somebody rose or fell from.
static FROM: LazyLock<Regex> = LazyLock::new(|| regex("[由从](?:上[^，。]{1,3}|去年[^，。]{0,3}|\u{E008}|年初|原来)?的?\u{E00B}"));

pub fn is_unreal(before: &str) -> bool {
    UNREAL.is_match(&FROM.replace_all(before, ""))
}

/// What may not stand right behind a place: 第一名的县, 第一名获得者, 第一名为A县.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "^(?:的(?:[^位好成佳宝]|$)|跃|升|退|降|滑|跌|上升|下降|前移|攀升|晋|获|奖|书|分别|依次|为|是|：|和[\u{E000}-\u{E004}]|至|得主|相差|差距|水平|方阵|梯队|大|家|个)",
    )
});

pub fn goes_on(after: &str) -> bool {
    GOES_ON.is_match(after)
}

/// Verbs of standing in an order.
const VERBS: &str = "蝉联|跃居|跃升至|跃升到|跃升为|跃至|升至|升到|上升到|上升至|攀升至|前移至|晋升至|退居|退至|降至|降到|下降至|滑落至|滑至|跌至|跌落至|稳居|稳坐|暂列|暂居|暂排|分列|分居|分获|分别列|分别居|名列|位列|位居|位于|高居|荣居|荣列|并列|同列|同居|同获|跻身|进入|挺进|闯入|杀入|冲进|迈入|晋级|进位至|夺得|勇夺|斩获|摘得|摘取|荣获|获得|获|取得|拿下|拿到|夺取|夺|登上|问鼎|摘下|捧得|排名|排在|排到|排列|排位|排序|排|列|居|占据|占|得";

/// Words that may stand between without changing whose place it is.
const FILL: &str = "（[^）]*）|\u{E00C}(?:[和、与]\u{E00C})*|\u{E008}|\u{E00A}|以来|以|得分|综合|总分|总成绩|成绩|最终|均|都|也|则|还|已|又|再|继续|再次|再度|首次|连续[^，]{1,5}|仅|双双|分别|一举|强势|率先|从而|因此|其中|高分|的|绝对优势|明显优势|优势|考核|测评|评比|打分|名次|位次|排名|为|[0-9.]+%|约|达|异军突起|后来居上|表现突出|不负众望|优异|好|后者|同比[^，]{0,8}|较[^，]{1,8}位|[由从](?:上[^，。]{1,3}|去年[^，。]{0,3}|\u{E008}|年初|原来)?的?\u{E00B}|以[0-9]+(?:[.][0-9]+)?|组|场|，";

/// Among whom: 全市, 各县（市、区）, 同类县区, 全省57个县中.
const SCOPE: &str = "(?:全[国省市县区州盟旗]|\u{E001})?(?:同类|同组|各|重点|[^，。；：\u{E000}-\u{E0FF}]{0,10})?(?:县区|市县|县市|县（市、区）|县（区、市）|县市区|单位|园区|区县|开发区|乡镇|镇街|街道|城市|组|类|区域|赛道|系统)|全[国省市县区州盟旗]|全[国省市县区州盟旗]系统|\u{E001}|[东西南北中粤苏鲁皖浙赣湘鄂]{1,3}地区";

static JOINS: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        "^(?:{FILL})*(?:在[^，。；：]{{1,30}}?(?:中|里|内|间|上)(?:{FILL})*)?(?:(?:{VERBS})(?:了|到)?(?:{FILL})*)*(?:{SCOPE})?(?:的|第)?$"
    ))
});

/// What may be compared where the sentence names an appraisal: 累计并网率居全国第二位 in a ranking of progress.
const FIGURE: &str = "[^，的\u{E000}\u{E003}-\u{E005}]{0,12}?(?:率|指数|速|幅|额|量|值|数|度|到资|车间|团队|代表队|参赛队)";

static JOINS_OWN: LazyLock<Regex> = LazyLock::new(|| {
    let fill = format!("(?:{FILL}|\u{E006}|在[^，。；：]{{1,30}}?(?:中|里|内|间|上|\u{E006})|同样|成功|最后)*");
    regex(&format!("^{fill}(?:{FIGURE})?{fill}(?:(?:{VERBS})(?:了|到)?(?:{FILL})*)*(?:{SCOPE})?(?:的)?$"))
});

/// Whether the words between a name and a place join them. `own`: the sentence names what the place is held in.
pub fn joins(link: &str, own: bool) -> bool {
    JOINS.is_match(link) || own && JOINS_OWN.is_match(link)
}

/// An exercise that a sentence names in words that were not recognised: the place is not in another one.
static EXERCISE: LazyLock<Regex> =
    LazyLock::new(|| regex("(?:考核|考评|评价|评议|测评|评估|评比|评选|排名|排行|榜单?|竞赛|大赛|比赛|赛|监测)(?:结果)?(?:中|里|上|显示)"));

pub fn names_exercise(before: &str) -> bool {
    EXERCISE.is_match(before)
}

/// Whether what somebody says is a report: 局长介绍，….
static REPORTS: LazyLock<Regex> = LazyLock::new(|| regex("(?:介绍|通报|透露|公布|宣布|宣读|告诉(?:记者)?)[^，。]{0,4}[，：]?“?$"));

pub fn reports(before: &str) -> bool {
    REPORTS.is_match(before)
}

static VERB: LazyLock<Regex> = LazyLock::new(|| regex(&format!("(?:{VERBS})(?:了|到)?(?:{SCOPE})?(?:的)?$")));

pub fn has_verb(link: &str) -> bool {
    VERB.is_match(link)
}

/// A preposition before a name makes it something else than the subject.
static GOVERNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        "(?:在|由|被|比|较|对|为|给|与|同|于|超过|超|高出|领先|落后|距|向|让|从|代表|来自|经|据|按|按照|根据|以|包括|调研|来到|走进|赴|入选|跻身|上榜|登上|出口|销往|远销|发往|运往|位于|地处|落户|入驻|支援|毗邻|依托|前往|全)$",
    )
});

pub fn is_governed(before: &str) -> bool {
    GOVERNED.is_match(before)
}

/// A place's name that only says among whom: 甲市各县区中, 甲市8个县区中.
static IS_SCOPE: LazyLock<Regex> =
    LazyLock::new(|| regex("^(?:各|[0-9一二三四五六七八九十]+个|\u{E00A}|辖区|所有|参评|同类)[^，]{0,10}(?:中|里|内|间)|^$"));

pub fn is_scope(follows: &str) -> bool {
    !follows.is_empty() && IS_SCOPE.is_match(follows)
}

/// Who tells, opens or hears something is not what is told of.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    regex("介绍|表示|告诉|强调|指出|宣读|通报|公布|发布|主持|出席|介绍说|透露|说$|坦言|调研|来到|走进|召开|举行|揭晓|统计")
});

pub fn tells(clause: &str) -> bool {
    TELLS.is_match(clause)
}

/// Percentages show that a figure is compared.
pub fn has_figure(text: &str) -> bool {
    text.contains('%')
}

/// Figures of trade and output: a place told right behind them is held in them, not in an exercise.
static TRADE: LazyLock<Regex> = LazyLock::new(|| regex("[\u{E009}\u{E00A}%产量额率值亿吨]|收入|增长|规模|市场|增速|增幅|总量|面积|占比"));

pub fn has_trade(text: &str) -> bool {
    TRADE.is_match(text)
}

/// Whether a place among all of a land or province can be held in an exercise of this name.
pub fn fits_scope(scope: Option<&str>, exercise: &str) -> bool {
    match scope {
        Some("全国") => exercise.contains("全国") || exercise.contains("国家") || exercise.contains("中国"),
        Some("全省") => exercise.contains('省') || exercise.contains("全国") || exercise.contains("自治区"),
        _ => true,
    }
}

/// Whether an appraisal is only a figure that is compared: 开工率, 增速, 到资.
pub fn is_measure(name: &str) -> bool {
    name.ends_with(['率', '速', '幅', '额', '量', '值', '数', '资', '度'])
}
