//! Pages as papers, sites and offices lay them out. All persons and companies are invented.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::load);

fn all(document: &Document) -> Vec<ArticleText> {
    let given: Vec<char> = document.text.chars().collect();
    articles(document, &given, &FOLDER)
}

fn read(page: &str) -> Vec<ArticleText> {
    all(&Document::new("page", page))
}

fn only(page: &str) -> ArticleText {
    let mut all = read(page);
    assert_eq!(all.len(), 1, "one article is never cut");
    all.remove(0)
}

/// Blocks as `Kind text`, furniture left out.
fn shown(article: &ArticleText) -> Vec<String> {
    let seen = article.blocks.iter().filter(|b| b.kind != BlockKind::Furniture);
    seen.map(|b| format!("{:?} {}", b.kind, b.text.text())).collect()
}

fn of(article: &ArticleText, kind: BlockKind) -> Vec<String> {
    article.blocks.iter().filter(|b| b.kind == kind).map(|b| b.text.text()).collect()
}

fn date(article: &ArticleText) -> String {
    article.meta.date.map(|d| d.to_string()).unwrap_or_default()
}

#[test]
fn a_paper_page_holds_two_articles() {
    let all = read(
        "大庆日报\n\n第03版：要闻\n\n市领导督导春季项目复工\n\n钟 岳 主持 费明远 讲话\n\n本报3月2日讯（记者 蓝 天 实习记者 邱小北）3月1日，市委书记费明远到高新区督导项目复工情况，市委副书记钟岳主持会议。\n\n在听取汇报后，费明远说，要抢抓工期，确保一季度全部复工，不误农时。（下转02版）\n\n让沃土长出“金豆子”\n——萨尔图区 2024 年现代农业产业园见闻\n\n本报记者 汪 洋 通讯员 任 重\n\n春耕时节，记者走进萨尔图区现代农业产业园，只见温室大棚整齐排列，工人们正忙着育苗。\n\n今年1月，该园获评“省级示范园”。负责人石磊说：“今年打算再建30栋。”\n",
    );
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].meta.title.as_deref(), Some("市领导督导春季项目复工"));
    assert_eq!(all[0].meta.authors, ["蓝天", "邱小北"]);
    assert_eq!(of(&all[0], BlockKind::Furniture), ["第03版：要闻", "（下转02版）"]);
    assert_eq!(all[1].meta.title.as_deref(), Some("让沃土长出“金豆子”"));
    assert_eq!(all[1].meta.authors, ["汪洋", "任重"]);
    assert!(all.iter().all(|a| a.meta.publisher.as_deref() == Some("大庆日报")));
    assert!(all[0].span.end <= all[1].span.start);
}

#[test]
fn signatures_part_articles_too() {
    let all = read(
        "甲县项目开工\n\n5月6日，甲县重点项目集中开工，总投资30亿元，县委书记高远山出席开工仪式并宣布开工。\n（苏 北）\n\n乙县召开推进会\n\n5月7日，乙县召开重点项目推进会，县长柳青川主持会议，通报一季度项目建设情况。\n（舒怀山 冉大飞）\n",
    );
    let titles: Vec<_> = all.iter().filter_map(|a| a.meta.title.as_deref()).collect();
    assert_eq!(titles, ["甲县项目开工", "乙县召开推进会"]);
    assert_eq!(all[1].meta.authors, ["舒怀山", "冉大飞"]);
}

#[test]
fn tables_captions_links_and_headings_start_no_article() {
    let article = only(
        "全市一季度项目排名公布\n\n时间：2023年04月21日 来源：南阳日报 作者：本报记者 丁一平 编辑：孙小某\n\n4月20日，市发展改革委公布一季度项目建设综合排名，项目总数为120个。\n\n项目进度“快马加鞭”\n\n目前，全市重点项目开工率达到95.6%，完成投资210亿元，超过序时进度。\n\n图为项目现场\n本报记者 陆山 摄\n\n附：一季度综合排名\n排名|县区|得分|备注\n1|邓州市|95.5|\n2|唐河县|94.2|进步最快\n（本报记者 丁一平）\n\n相关链接：\n一季度全市项目观摩结束\n本报讯\n",
    );
    assert_eq!(article.meta.authors, ["丁一平"]);
    assert_eq!(article.meta.publisher.as_deref(), Some("南阳日报"));
    assert_eq!(of(&article, BlockKind::TableRow), ["排名|县区|得分|备注", "1|邓州市|95.5", "2|唐河县|94.2|进步最快"]);
    assert!(of(&article, BlockKind::Section).contains(&"项目进度“快马加鞭”".to_string()));
    assert!(of(&article, BlockKind::Furniture).contains(&"一季度全市项目观摩结束".to_string()));
}

#[test]
fn broken_paragraphs_are_joined_and_real_ones_kept() {
    let page = "石化项目开工\n\n5月6日，石化项目集中开工。\n\n走进位于高新区的恒岳石化新材料产业园项目\n\n建设现场，塔吊林立，施工人员正在加紧作\n\n业。项目总投资12亿元，由恒岳集团建设。\n\n市领导马长河、\n魏然参加。\n\n抓进度 项目现场热火朝天\n\n目前，一期主体已经完工，二期计划明年开工。";
    assert_eq!(
        shown(&only(page)),
        [
            "Headline 石化项目开工",
            "Body 5月6日，石化项目集中开工。",
            "Body 走进位于高新区的恒岳石化新材料产业园项目建设现场，塔吊林立，施工人员正在加紧作业。项目总投资12亿元，由恒岳集团建设。",
            "Body 市领导马长河、魏然参加。",
            "Section 抓进度项目现场热火朝天",
            "Body 目前，一期主体已经完工，二期计划明年开工。",
        ]
    );
}

#[test]
fn commas_make_a_title_no_text_nor_a_day_a_title() {
    let article = only(
        "稳投资，抓项目，甲县吹响二季度重点项目建设冲锋号角\n2024-04-12 10:26 来源：甲县融媒体中心\n4 月 1 1 日，县委书记高远山率队前往产业园，调 研\n重点项目建设，县长柳青川参加。\n",
    );
    assert_eq!(of(&article, BlockKind::Headline), ["稳投资，抓项目，甲县吹响二季度重点项目建设冲锋号角"]);
    assert_eq!(of(&article, BlockKind::Body), ["4月11日，县委书记高远山率队前往产业园，调研重点项目建设，县长柳青川参加。"]);
}

#[test]
fn a_site_page_keeps_furniture_apart() {
    let article = only(
        "您当前的位置 ： 首页 >> 政务要闻\n赵岳川到宜阳县调研时强调\n扛稳扛牢责任 奋力谱写新篇\n发布时间: 2022/8/19 9:05:11  来源: 洛阳网—洛阳日报  责编: 李小某\n本报讯 （洛报融媒记者 石 榴 白云飞 通讯员 高小山）8月18日，市委书记赵岳川到宜阳县调研，市领导马长河参加。\n他指出，项目是经济发展的“牛鼻子”。③5\n[编辑：周 末]\n上一篇：\n市政府召开常务会议\n分享到：\n",
    );
    assert_eq!(article.meta.title.as_deref(), Some("赵岳川到宜阳县调研时强调 扛稳扛牢责任 奋力谱写新篇"));
    assert_eq!(article.meta.publisher.as_deref(), Some("洛阳日报"));
    assert_eq!(article.meta.authors, ["石榴", "白云飞", "高小山"]);
    assert_eq!(date(&article), "2022-08-19");
    assert_eq!(
        of(&article, BlockKind::Body),
        ["8月18日，市委书记赵岳川到宜阳县调研，市领导马长河参加。", "他指出，项目是经济发展的“牛鼻子”。"]
    );
}

#[test]
fn an_official_notice_is_signed_by_its_body() {
    let article = only(
        "任丘市人民政府关于表彰2023年度先进单位的决定\n任政字〔2024〕11号\n\n各乡镇人民政府，各街道办事处，市政府各部门：\n\n　　经研究，市政府决定对下列单位予以表彰：\n\n　　一、先进乡镇（3个）\n　　出岸镇、石门桥镇、吕公堡镇\n\n　　二、先进企业（2家）\n　　1．恒岳石化装备有限公司\n　　2．昌润管业股份有限公司\n\n　　希望受表彰的单位再接再厉。\n\n任丘市人民政府\n二〇二四年二月二十三日\n",
    );
    assert_eq!(article.meta.publisher.as_deref(), Some("任丘市人民政府"));
    assert_eq!(date(&article), "2024-02-23");
    assert!(article.meta.authors.is_empty());
    assert_eq!(
        of(&article, BlockKind::ListItem),
        ["一、先进乡镇（3个）", "二、先进企业（2家）", "1.恒岳石化装备有限公司", "2.昌润管业股份有限公司"]
    );
    assert_eq!(of(&article, BlockKind::Meta), ["任政字〔2024〕11号", "任丘市人民政府", "二〇二四年二月二十三日"]);
}

#[test]
fn agencies_and_feeds() {
    let agency = only(
        "新华社郑州10月12日电（记者王文静、李  明）10月12日，2022年中国智能装备产业大会在郑州开幕。\n大会由省工业和信息化厅主办，签约项目38个，总投资412亿元。（完）\n",
    );
    assert_eq!((agency.meta.title.as_deref(), agency.meta.publisher.as_deref()), (None, Some("新华社")));
    assert_eq!(agency.meta.authors, ["王文静", "李明"]);
    assert_eq!(date(&agency), "2022-10-12");
    let feed = only(
        "湖州发布  2024-06-18 18:02  浙江\n\n全市重大项目开工！\n\n点击蓝字关注我们\n\n6月18日上午，湖州市举行二季度重大项目集中开工活动。\n\n▲活动现场\n\n来源丨湖州日报全媒体新闻中心\n记者丨费 凡 沈听雨\n摄影丨陆山\n编辑丨郑好\n\n往期推荐\n",
    );
    assert_eq!(feed.meta.title.as_deref(), Some("全市重大项目开工！"));
    assert_eq!(feed.meta.authors, ["费凡", "沈听雨"]);
    assert_eq!(date(&feed), "2024-06-18");
}

#[test]
fn mastheads_and_reprints_name_the_paper() {
    let page = only(
        "2018年01月02日　星期二　宜春日报　导报综合新闻\n\n## 甲县项目开工\n\n本报讯　全媒体记者 鄢大陵报道：2017年12月28日，甲县举行重大项目集中开工仪式。\n",
    );
    assert_eq!((page.meta.title.as_deref(), page.meta.publisher.as_deref()), (Some("甲县项目开工"), Some("宜春日报")));
    assert_eq!((date(&page).as_str(), page.meta.authors.join("、").as_str()), ("2018-01-02", "鄢大陵"));
    assert_eq!(of(&page, BlockKind::Body), ["2017年12月28日，甲县举行重大项目集中开工仪式。"]);
    let reprint =
        only("甲县项目开工\n\n4月12日，甲县举行重大项目集中开工仪式，县委书记高远山出席。\n\n（原载《陕西日报》2011年4月14日）\n");
    assert_eq!((reprint.meta.publisher.as_deref(), date(&reprint).as_str()), (Some("陕西日报"), "2011-04-14"));
    let station = only("甲县项目开工\n\n昨天，甲县举行重大项目集中开工仪式，县委书记高远山出席。\n（来源：齐齐哈尔广播电视台）\n");
    assert_eq!(station.meta.publisher.as_deref(), Some("齐齐哈尔广播电视台"));
}

#[test]
fn given_facts_win() {
    let given =
        crate::model::Given {
            title: Some("甲".into()), date: Some("2023年5月6日".into()), publisher: Some("乙日报".into()), url: None
        };
    let document = Document {
        given, ..Document::new("a", "题目\n2020-01-01 来源：丙日报\n市长高远山到高新区调研重点项目建设。\n")
    };
    let article = all(&document).remove(0);
    assert_eq!((article.meta.title.as_deref(), article.meta.publisher.as_deref()), (Some("甲"), Some("乙日报")));
    assert_eq!(date(&article), "2023-05-06");
}

#[test]
fn an_appraisals_year_is_not_the_articles() {
    assert_eq!(date(&only("2022年度考核结果公布\n\n2月14日，市委召开会议，通报2022年度综合考核结果，表彰先进单位。")), "");
    assert_eq!(date(&only("2023年一季度观摩举行\n\n2月14日，市委举行观摩，市委书记高远山带队参加。")), "2023-02-14");
}

#[test]
fn sentences_keep_quotations_whole() {
    let run = |text: &str| {
        let given: Vec<char> = text.chars().collect();
        crate::extract::clean::clean(&given, 0, given.len(), &FOLDER)
    };
    let cut = |text: &str| -> Vec<String> {
        let text = run(text);
        sentences(&text).into_iter().map(|(a, b)| text.slice(a, b)).collect()
    };
    assert_eq!(cut("会议强调，要快。“要稳！要快。”他说。散会？"), ["会议强调，要快。", "“要稳！要快。”他说。", "散会？"]);
    assert_eq!(cut("甲县（含乙镇。丙镇）开工；丁县竣工。完成。"), ["甲县（含乙镇。丙镇）开工；丁县竣工。", "完成。"]);
    let text = run("他说，“要快，要稳”；会议（甲，乙）指出：开工。");
    let clauses: Vec<String> = clauses(&text, 0, text.len()).into_iter().map(|(a, b)| text.slice(a, b)).collect();
    assert_eq!(clauses, ["他说，", "“要快，要稳”；", "会议（甲，乙）指出：", "开工。"]);
}

/// The project's own gold, and the folder that GUANMO_GOLD names: what the articles say about themselves.
#[test]
fn metadata_of_gold_articles() {
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut folders = vec![(own.join("articles"), own.join("gold")), (own.join("gold/cities"), own.join("gold/cities"))];
    folders.extend(std::env::var_os("GUANMO_GOLD").map(|f| (f.clone().into(), f.into())));
    let (mut seen, mut wrong) = (0, Vec::new());
    for (texts, golds) in folders {
        let mut entries: Vec<_> = std::fs::read_dir(&golds).into_iter().flatten().filter_map(Result::ok).map(|e| e.path()).collect();
        entries.sort();
        for path in entries.into_iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
            let text = texts.join(path.file_name().unwrap_or_default()).with_extension("txt");
            let (Ok(text), Ok(gold)) = (std::fs::read_to_string(text), std::fs::read_to_string(&path)) else { continue };
            let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
            let golds = gold.as_array().cloned().unwrap_or_else(|| vec![gold]);
            let found = read(&text);
            assert_eq!(found.len(), golds.len(), "{}", path.display());
            for (article, gold) in found.iter().zip(&golds) {
                seen += 4;
                wrong.extend(differences(article, &gold["article"]).into_iter().map(|d| format!("{}: {d}", path.display())));
            }
        }
    }
    if seen == 0 {
        println!("skipped: no gold articles here");
    }
    assert!(wrong.len() * 20 <= seen, "{} of {seen} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn differences(article: &ArticleText, gold: &serde_json::Value) -> Vec<String> {
    let plain = |t: &str| -> String { t.chars().map(|c| FOLDER.fold(c)).filter(|c| !c.is_whitespace()).collect() };
    let simple = |t: &str| -> String {
        let mut chars: Vec<char> = plain(t).chars().collect();
        FOLDER.simplify(&mut chars);
        chars.into_iter().collect()
    };
    let mut out = Vec::new();
    for (key, found) in
        [("title", article.meta.title.clone()), ("publisher", article.meta.publisher.clone()), ("date", Some(date(article)))]
    {
        let mut accepted: Vec<String> = gold[key].as_str().into_iter().map(simple).collect();
        accepted.extend(gold[format!("{key}Any")].as_array().into_iter().flatten().filter_map(|v| v.as_str()).map(simple));
        let found = simple(&found.unwrap_or_default());
        if !accepted.is_empty() && !accepted.contains(&found) {
            out.push(format!("{key} {found}, not {accepted:?}"));
        }
    }
    let authors: Vec<String> = gold["authors"].as_array().into_iter().flatten().filter_map(|v| v.as_str()).map(simple).collect();
    if authors != article.meta.authors {
        out.push(format!("authors {:?}, not {authors:?}", article.meta.authors));
    }
    out
}

proptest! {
    #[test]
    fn nothing_panics_and_offsets_rise(text in "([\\PC\n\t]|本报讯|（记者|。|来源：|\n|一、|2024年1月2日| |　|【|】|①|張裡){0,80}") {
        let length = text.chars().count();
        for article in read(&text) {
            prop_assert!(article.span.end <= length);
            for block in &article.blocks {
                let run = &block.text;
                prop_assert_eq!(run.chars.len(), run.origin.len());
                prop_assert_eq!(run.chars.len(), run.gap.len());
                prop_assert!(run.origin.windows(2).all(|w| w[0] < w[1]), "{:?}", run.origin);
                prop_assert!(run.origin.last().is_none_or(|&o| o < length));
                let ranges = sentences(run);
                prop_assert!(ranges.windows(2).all(|w| w[0].1 == w[1].0));
                prop_assert_eq!(ranges.last().map_or(0, |r| r.1), run.len());
            }
        }
    }
}

/// A megabyte on one line takes seconds where anything is quadratic, and must not exceed the sentence bound.
#[test]
fn one_long_line_is_read() {
    let article = only(&"市长高远山到“高新区（二期）”调研，要求项目加快建设".repeat(12_000));
    let body = article.blocks.iter().find(|b| b.kind == BlockKind::Body).expect("a body");
    assert!(sentences(&body.text).iter().all(|(a, b)| b - a <= sentence::MAX_SENTENCE_CHARS + 1));
}

/// Inputs that are nothing but openings: they end only where no step looks back over all of them.
#[test]
fn hostile_pages_are_read_in_linear_time() {
    for piece in [
        "（完）",
        "本报讯（",
        "“",
        "（记者",
        "\n1、",
        "\n（张大山）",
        "\n甲县开工\n本报讯",
        "【",
        "\n来源：",
        "张 ",
        "\n上一篇：\n甲县开工",
        "\n1|2|3",
    ] {
        let page = piece.repeat(1_000_000 / piece.len());
        assert!(read(&page).iter().all(|a| a.span.end <= page.chars().count()));
    }
}
