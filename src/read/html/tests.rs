//! Pages of many builds. All persons are invented.

use super::*;

const BODY: &str =
    "<p>6月14日，市委书记高远山到汝州市调研重点项目，市长柳青川参加。</p><p>高远山强调，要加快项目建设，确保早开工、早建成。</p>";
const LINES: [&str; 2] =
    ["6月14日，市委书记高远山到汝州市调研重点项目，市长柳青川参加。", "高远山强调，要加快项目建设，确保早开工、早建成。"];

fn read_page(page: &str) -> (Vec<String>, Given) {
    let (text, given) = read(page, "a.html").unwrap_or_else(|e| panic!("{e}"));
    (text.lines().map(|l| l.trim_start_matches('\u{3000}').to_string()).collect(), given)
}

/// Checks that a page gives its title, perhaps some lines, and the two paragraphs.
fn reads(page: &str, between: &[&str]) -> Given {
    let (lines, given) = read_page(page);
    let mut wanted = vec!["高远山到汝州市调研重点项目"];
    wanted.extend(between);
    wanted.extend(LINES);
    assert_eq!(lines, wanted, "{page}");
    assert_eq!(given.title.as_deref(), Some("高远山到汝州市调研重点项目"), "{page}");
    given
}

#[test]
fn a_logo_is_no_title() {
    let title = "<title>高远山到汝州市调研重点项目-汝州日报网</title>";
    reads(&format!("{title}<h1>汝州日报网</h1><div class=tit>高远山到汝州市调研重点项目</div><div class=cont>{BODY}</div>"), &[]);
    let given = reads(&format!("{title}<h1>汝州日报网</h1><div class=cont>{BODY}</div>"), &[]);
    assert_eq!(given.publisher.as_deref(), None, "网 alone is no outlet's word");
}

#[test]
fn comments_may_be_longer_than_the_article() {
    let comments = "<p>写得好，支持，希望继续报道，大家都看到了变化。</p>".repeat(2);
    let page = format!(
        "<title>高远山到汝州市调研重点项目</title><h1>高远山到汝州市调研重点项目</h1><div class=\"article-content\">{BODY}</div><div id=\"commentList\" class=\"comment-list\">{comments}</div>"
    );
    reads(&page, &[]);
}

#[test]
fn names_of_frameworks_mark_nothing() {
    let page = format!(
        "<title>高远山到汝州市调研重点项目</title><div class=\"position-relative mb-bottom\"><h1>高远山到汝州市调研重点项目</h1><div class=\"d-flex position-relative\"><span>2023-06-15</span><span>来源：汝州日报</span></div><div class=content>{BODY}</div></div>"
    );
    reads(&page, &["2023-06-15 来源：汝州日报"]);
}

#[test]
fn a_wrapper_named_content_is_not_the_article() {
    let page = format!(
        "<title>高远山到汝州市调研重点项目</title><div class=content><div class=left><h1>高远山到汝州市调研重点项目</h1><div class=\"con_text\"><style>p{{}}</style>{BODY}</div></div><div class=\"right hot-list\"><p>热点，一则。</p><ul><li><a href=1>丰收节活动举行</a></ul></div></div>"
    );
    reads(&page, &[]);
}

#[test]
fn links_within_a_sentence_are_its_words() {
    let body = BODY.replace("汝州市调研", "<a href=x>汝州市</a>调研");
    let more = "<p><a href=y>丰收节活动举行</a></p><p>相关阅读：</p><p>县长丁得水，昨日调研。</p>";
    reads(&format!("<title>高远山到汝州市调研重点项目</title><article><h1>高远山到汝州市调研重点项目</h1>{body}{more}</article>"), &[]);
}

#[test]
fn titles_above_and_below_the_title_are_kept() {
    let page = format!(
        "<title>高远山到汝州市调研重点项目_汝州日报</title><div class=main><p class=\"pretitle\">抢抓机遇促发展</p><h1>高远山到汝州市调研重点项目</h1><p class=subtitle>柳青川参加</p><div id=zoom>{BODY}</div><p>责任编辑：禹小山</p></div>"
    );
    let (lines, given) = read_page(&page);
    assert_eq!(lines, ["抢抓机遇促发展", "高远山到汝州市调研重点项目", "柳青川参加", LINES[0], LINES[1], "责任编辑：禹小山"]);
    assert_eq!(given.publisher.as_deref(), Some("汝州日报"));
}

#[test]
fn states_of_the_markup() {
    let head = "<meta property='og:title' content='高远山到汝州市调研重点项目'><meta name=PublishDate content='2023年6月15日'><meta name=source content='本站'><meta property='og:url' content='javascript:x'>";
    let given = reads(&format!("<head>{head}</head><body><div class=text>{BODY}</div>"), &[]);
    assert_eq!((given.date.as_deref(), given.publisher, given.url), (Some("2023-06-15"), None, None));
}

#[test]
fn a_page_of_a_table_is_an_article() {
    let rows = "<tr><td>1</td><td>温泉镇</td><td>96</td></tr><tr><td>2</td><td>小屯镇</td><td>95</td></tr>";
    let (lines, _) =
        read_page(&format!("<h1>二季度考核排名公布</h1><div class=content><table><tr><th>名次<th>乡镇<th>得分</tr>{rows}</table></div>"));
    assert_eq!(lines, ["二季度考核排名公布", "名次\t乡镇\t得分", "1\t温泉镇\t96", "2\t小屯镇\t95"]);
}

#[test]
fn a_page_of_links_is_none() {
    let links = "<li><a href=1>高远山到汝州市调研，柳青川参加</a> 06-15</li>".repeat(30);
    assert!(matches!(read(&format!("<title>要闻</title><ul class=list>{links}</ul>"), "a.html"), Err(ReadError::Unreadable { .. })));
}
