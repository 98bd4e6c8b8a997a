//! Lines made to be slow: each is read at a length and at twice that length, and may take about twice as long.

use guanmo::model::Document;
use guanmo::pipeline::Pipeline;
use std::time::Instant;

/// Growth above which a line is reported: linear is 2, and machines are noisy.
const SUSPICIOUS: f64 = 2.8;

/// Of so many runs the fastest counts.
const RUNS: usize = 3;

/// A name and a maker of texts of a given size.
type Line = (&'static str, usize, fn(usize) -> String);

const LINES: [Line; 16] = [
    ("one sentence, bytes", 1_000_000, |n| "项目建设稳步推进，".repeat(n / 27)),
    ("one paragraph, bytes", 1_000_000, |n| "市委书记高远山强调，要抓好项目建设。".repeat(n / 54)),
    ("names in a list", 10_000, |n| format!("市长{}出席会议。", list(n, |i| format!("高{}{}", han(i), han(i / 500))))),
    ("posts in a list", 10_000, |n| format!("{}出席会议。", list(n, |i| format!("副市长高{}{}", han(i), han(i / 500))))),
    ("nested brackets", 100_000, |n| format!("{}项目{}。", "（".repeat(n), "）".repeat(n))),
    ("nested quotations", 100_000, |n| format!("{}项目{}。", "“".repeat(n), "”".repeat(n))),
    ("projects in a list", 10_000, |n| format!("{}集中开工。", list(n, |i| format!("{}{}轴承项目", han(i), han(i / 500))))),
    ("companies in a list", 10_000, |n| format!("{}签约。", list(n, |i| format!("{}{}轴承有限公司", han(i), han(i / 500))))),
    ("persons appointed", 10_000, |n| format!("会议决定：{}。", list(n, |i| format!("任命高{}{}为副局长", han(i), han(i / 500))))),
    ("paragraphs", 20_000, |n| lines(n, |i| format!("市长高{}{}在某县调研项目建设，强调要抓好落实。", han(i), han(i / 500)))),
    ("items", 10_000, |n| format!("项目清单：\n{}", lines(n, |i| format!("{}.{}{}轴承项目，总投资3亿元。", i + 1, han(i), han(i / 500))))),
    ("rows of a table", 10_000, |n| format!("项目名称\t建设地点\n{}", lines(n, |i| format!("{}{}轴承项目\t正定县", han(i), han(i / 500))))),
    ("facts of one project", 10_000, |n| (0..n).map(|i| format!("云帆轴承项目总投资{}万元，已开工建设。", i + 1)).collect()),
    ("events", 10_000, |n| lines(n, |i| format!("5月3日，{}{}轴承产业推进大会举行。", han(i), han(i / 500)))),
    ("honours", 10_000, |n| list(n, |i| format!("{}{}轴承有限公司被评为“先进集体”", han(i), han(i / 500)))),
    ("places and ranks", 10_000, |n| list(n, |i| format!("正定县第{i}名得{i}分"))),
];

fn list(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect::<Vec<_>>().join("、")
}

fn lines(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(|i| format!("    {}\n", one(i))).collect()
}

/// One of 500 characters.
fn han(i: usize) -> char {
    char::from_u32(0x4e00 + (i % 500) as u32 * 7).unwrap_or('一')
}

/// Prints the time of each line at half its size and at its size.
pub fn report(pipeline: &Pipeline) {
    for (name, size, make) in LINES {
        let time = |n: usize| {
            let document = Document::new("line", make(n));
            let once = || {
                let start = Instant::now();
                std::hint::black_box(pipeline.run(&document).len());
                start.elapsed().as_secs_f64()
            };
            (0..RUNS).map(|_| once()).fold(f64::INFINITY, f64::min)
        };
        let (half, whole) = (time(size / 2), time(size));
        let growth = whole / half;
        let remark = if growth > SUSPICIOUS { "  more than linear" } else { "" };
        println!("{name}: {size} in {:.0} ms, half of it in {:.0} ms, growth {growth:.1}{remark}", whole * 1e3, half * 1e3);
    }
}
