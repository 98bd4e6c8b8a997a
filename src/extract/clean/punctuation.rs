//! A folded run → the same run with one form of each punctuation mark, so that rules see one form.

/// Half-width marks beside Chinese characters become the Chinese marks; marks inside numbers become half-width.
pub(super) fn unify(chars: &mut [char]) {
    let given = chars.to_vec();
    for (i, slot) in chars.iter_mut().enumerate() {
        let before = i.checked_sub(1).map(|b| given[b]);
        let after = given.get(i + 1).copied();
        *slot = mark(*slot, before, after, is_thousands(&given, i));
    }
    quotes(chars);
}

fn mark(c: char, before: Option<char>, after: Option<char>, thousands: bool) -> char {
    let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    let beside = wide(before) || wide(after);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let inside_number = digit(before) && digit(after);
    match c {
        '(' => '（',
        ')' => '）',
        '，' if thousands => ',',
        ',' if beside && !inside_number => '，',
        ';' if beside => '；',
        '!' if beside => '！',
        '?' if beside => '？',
        '：' if inside_number => ':',
        ':' if beside && !inside_number => '：',
        other => other,
    }
}

/// Whether the comma at `at` parts thousands: one to three digits before it, exactly three behind.
fn is_thousands(chars: &[char], at: usize) -> bool {
    if chars[at] != '，' {
        return false;
    }
    let behind = chars[at + 1..].iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    let before = chars[..at].iter().rev().take(4).take_while(|c| c.is_ascii_digit()).count();
    behind == 3 && (1..=3).contains(&before)
}

/// Straight quotes become opening and closing ones: by what stands beside them, else in turn.
fn quotes(chars: &mut [char]) {
    let mut open = false;
    for at in 0..chars.len() {
        if chars[at] != '"' {
            continue;
        }
        let before = at.checked_sub(1).map(|b| chars[b]);
        let opens = match (before, chars.get(at + 1)) {
            (_, None) => false,
            (None, _) => true,
            (Some('：' | '“' | '（'), _) => true,
            (_, Some('，' | '。' | '；' | '、' | '！' | '？' | '）')) => false,
            _ => !open,
        };
        chars[at] = if opens { '“' } else { '”' };
        open = opens;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unified(text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        unify(&mut chars);
        chars.into_iter().collect()
    }

    #[test]
    fn one_form_of_each_mark() {
        assert_eq!(unified("会议强调:要加快(提速),不能停!"), "会议强调：要加快（提速），不能停！");
        assert_eq!(unified("定于14:20,得分98.5,产值1,200万元"), "定于14:20，得分98.5，产值1,200万元");
        assert_eq!(unified("8：30开会，产值1，200万元，共12家"), "8:30开会，产值1,200万元，共12家");
        assert_eq!(unified("3，15，20号地块"), "3，15，20号地块");
    }

    #[test]
    fn straight_quotes_find_their_sides() {
        assert_eq!(unified("他说:\"要快。\"又到\"金谷\"、\"银谷\"看"), "他说：“要快。”又到“金谷”、“银谷”看");
        assert_eq!(unified("抢回来\"，他说"), "抢回来”，他说");
    }
}
