//! Members of lists that are projects by the list's word or by their neighbours: “A、B两个项目”, “察看了A、B项目”.

use super::boundary::{EdgeKind, Walker, is_edge_mark};
use super::project::is_generic;
use super::{Mention, MentionKind, has_at};

/// “A、B、C等6个项目”, “A、B两个项目”: the members are projects, whatever their heads.
pub fn listed(walker: &Walker, found: &[Mention]) -> Vec<Mention> {
    let text = walker.text;
    let mut out = Vec::new();
    for end in 2..=text.len() {
        if !(has_at(text, end - 2, "项目")) {
            continue;
        }
        let bare = end >= 3 && text[end - 3] == '等';
        let Some(count_at) = counted(text, end - 2).or(bare.then_some(end - 2)) else { continue };
        let list_end = if count_at > 0 && text[count_at - 1] == '等' { count_at - 1 } else { count_at };
        if bare && !found.iter().any(|m| m.end <= list_end && m.end + 60 > list_end) {
            continue;
        }
        members(walker, list_end, found, &mut out);
    }
    out
}

/// Start of a count such as 6个, 两个, 等21个 (with up to six characters of kind) before 项目.
fn counted(text: &[char], head: usize) -> Option<usize> {
    let low = head.saturating_sub(8);
    let measure = (low..head).rev().find(|&i| matches!(text[i], '个' | '大'))?;
    let mut at = measure;
    while at > 0 && (text[at - 1].is_ascii_digit() || "一二三四五六七八九十两多余百".contains(text[at - 1])) {
        at -= 1;
    }
    (at < measure).then_some(at)
}

/// 大新|下雷产业园: a member begins with the place that ends where the way left ended.
fn from_place(walker: &Walker, start: usize) -> usize {
    let is = |cells: &[bool], at: usize| cells.get(at).copied().unwrap_or(false);
    let mut before = (start.saturating_sub(6)..start).rev().take_while(|&at| !is_edge_mark(walker.text[at]) && !walker.blocked[at]);
    before.find(|&at| is(walker.after_place, start) && is(walker.begins, at)).unwrap_or(start)
}

fn members(walker: &Walker, list_end: usize, found: &[Mention], out: &mut Vec<Mention>) {
    let text = walker.text;
    let mut end = list_end;
    let mut names: Vec<(usize, usize)> = Vec::new();
    loop {
        let start = from_place(walker, walker.left_edge(end, EdgeKind::Project));
        if end < start + 4 {
            break;
        }
        names.push((start, end));
        if start == 0 || text[start - 1] != '、' {
            break;
        }
        end = start - 1;
    }
    let joined = names.len() > 1 || text.get(list_end) == Some(&'等');
    for (start, end) in names.into_iter().filter(|_| joined) {
        // A project inside a longer member is a part of its name: …产业园 of …产业园标准厂房.
        let known = found.iter().chain(out.iter()).any(|m| m.start < end && start < m.end && !(start <= m.start && m.end + 2 <= end));
        if !known && !is_edge_mark(text[start]) && !is_generic(walker, start, end) && !walker.blocked[start] {
            out.push(Mention { start, end, kind: MentionKind::Project, reason: "a member of a list that is called projects" });
        }
    }
}

/// 观摩了A、B项目: what stands beside a project in a list of stops is one too.
pub fn beside(walker: &Walker, found: &[Mention]) -> Vec<Mention> {
    const SEEN: [&str; 12] = ["观摩了", "察看了", "查看了", "参观了", "考察了", "察看", "观摩", "查看", "参观", "看了", "走进", "来到"];
    let mut out = Vec::new();
    for project in found {
        let mut end = project.start;
        let mut items: Vec<(usize, usize)> = Vec::new();
        while end > 0 && matches!(walker.text[end - 1], '、') {
            let start = walker.left_edge(end - 1, EdgeKind::Project);
            if end - 1 < start + 4 || found.iter().any(|m| m.start < end - 1 && start < m.end) {
                break;
            }
            items.push((start, end - 1));
            end = start;
        }
        if !items.is_empty() && SEEN.iter().any(|w| super::ends_with(walker.text, end, w)) {
            let members = items.into_iter().filter(|&(a, b)| !is_generic(walker, a, b));
            out.extend(members.map(|(start, end)| Mention { start, end, kind: MentionKind::Project, reason: "a stop beside a project" }));
        }
    }
    out
}
