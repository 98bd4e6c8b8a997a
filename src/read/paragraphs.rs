//! Lines of a document → its text, laid out as papers do, so that the paragraphs stay apart where it is cut again.

/// What paragraphs are set in by.
pub const INDENT: &str = "\u{3000}\u{3000}";

/// A line from which on a document is text, in characters, where no sentence ends in it.
const TEXT_CHARS: usize = 60;

/// Title and head stand as they are; from the first sentence on each paragraph is set in; rows of tables are not.
pub fn compose<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut running = false;
    for line in lines.map(|l| l.trim_end_matches([' ', '\t'])) {
        let row = line.contains('\t');
        running |= !row && (line.contains('。') || line.chars().count() > TEXT_CHARS);
        if running && !row && !line.is_empty() && !line.starts_with('\u{3000}') {
            out.push_str(INDENT);
        }
        out.push_str(if row { line } else { line.trim_start_matches([' ', '\t']) });
        out.push('\n');
    }
    out
}
