//! A page's operators → the characters it shows, each with its place, in the order of drawing.

use super::font::Font;
use super::matrix::Matrix;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// Most bytes of operators in one file, unpacked; those of a form count each time it is drawn.
pub const MAX_PDF_CONTENT_BYTES: usize = 64 << 20;

/// Most characters shown by one file.
pub const MAX_PDF_CHARS: usize = 4_000_000;

/// Forms drawn inside forms.
const MAX_FORMS_DEEP: usize = 8;

/// States saved inside each other.
const MAX_STATES: usize = 256;

/// A character where it stands: `x` runs along the line, `y` upwards across it.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub text: String,
    pub x: f32,
    pub end: f32,
    pub y: f32,
    pub size: f32,
}

/// Why a file is read no further.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    Bytes,
    Chars,
}

#[derive(Clone)]
struct State<'a> {
    place: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// Reads page after page; fonts and limits are those of the file.
pub struct Painter<'a> {
    pdf: &'a Document,
    fonts: HashMap<usize, Rc<Font<'a>>>,
    bytes_left: usize,
    chars_left: usize,
    /// Characters of which nothing says which they are.
    pub unknown: usize,
    out: Vec<Glyph>,
    /// Marked parts that are open, and how many of them are headers or footers.
    marked: Vec<bool>,
}

impl<'a> Painter<'a> {
    pub fn new(pdf: &'a Document) -> Self {
        let (bytes_left, chars_left) = (MAX_PDF_CONTENT_BYTES, MAX_PDF_CHARS);
        Self { pdf, fonts: HashMap::new(), bytes_left, chars_left, unknown: 0, out: Vec::new(), marked: Vec::new() }
    }

    /// The characters of a page.
    pub fn page(&mut self, page: ObjectId) -> Result<Vec<Glyph>, Stop> {
        let content = self.pdf.get_page_content_with_limit(page, self.bytes_left).map_err(|_| Stop::Bytes)?;
        let (own, shared) = self.pdf.get_page_resources(page).unwrap_or_default();
        let resources = own.into_iter().chain(shared.into_iter().filter_map(|id| self.pdf.get_dictionary(id).ok())).collect();
        self.marked.clear();
        self.paint(&content, &resources, Matrix::UNIT, 0)?;
        Ok(std::mem::take(&mut self.out))
    }

    fn paint(&mut self, content: &[u8], resources: &Vec<&'a Dictionary>, place: Matrix, depth: usize) -> Result<(), Stop> {
        self.bytes_left = self.bytes_left.checked_sub(content.len()).ok_or(Stop::Bytes)?;
        let start = State { place, font: None, size: 0.0, spacing: 0.0, word_spacing: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 };
        let mut pen = Pen { state: start, saved: Vec::new(), line: Matrix::UNIT, text: Matrix::UNIT };
        // What cannot be read ends the stream, not the file.
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            if !pen.moves(&operation) {
                self.operate(&operation, &mut pen, resources, depth)?;
            }
        }
        Ok(())
    }

    fn operate(&mut self, op: &Operation, pen: &mut Pen<'a>, resources: &Vec<&'a Dictionary>, depth: usize) -> Result<(), Stop> {
        match op.operator.as_str() {
            "Tf" => {
                pen.state.font = name(op, 0).and_then(|n| self.font(n, resources));
                pen.state.size = number(op, 1);
            }
            "Tj" => self.show(op.operands.first(), pen)?,
            "'" => {
                pen.next_line();
                self.show(op.operands.first(), pen)?;
            }
            "\"" => {
                (pen.state.word_spacing, pen.state.spacing) = (number(op, 0), number(op, 1));
                pen.next_line();
                self.show(op.operands.get(2), pen)?;
            }
            "TJ" => self.show_parts(op.operands.first(), pen)?,
            "Do" => self.form(op, pen, resources, depth)?,
            "BDC" | "BMC" => self.marked.push(is_margin(op, resources, self.pdf)),
            "EMC" => drop(self.marked.pop()),
            _ => {}
        }
        Ok(())
    }

    fn font(&mut self, name: &[u8], resources: &[&'a Dictionary]) -> Option<Rc<Font<'a>>> {
        let pdf = self.pdf;
        let font = resources.iter().find_map(|r| below(r, b"Font", pdf)?.get_deref(name, pdf).and_then(Object::as_dict).ok())?;
        let key = std::ptr::from_ref(font) as usize;
        Some(Rc::clone(self.fonts.entry(key).or_insert_with(|| Rc::new(Font::read(font, pdf)))))
    }

    /// Strings, and numbers by which the pen goes back between them.
    fn show_parts(&mut self, parts: Option<&Object>, pen: &mut Pen<'a>) -> Result<(), Stop> {
        for part in parts.and_then(|o| o.as_array().ok()).into_iter().flatten() {
            match part.as_float() {
                Ok(back) => pen.advance(-back / 1000.0 * pen.state.size),
                Err(_) => self.show(Some(part), pen)?,
            }
        }
        Ok(())
    }

    fn show(&mut self, string: Option<&Object>, pen: &mut Pen<'a>) -> Result<(), Stop> {
        let (Some(Ok(bytes)), Some(font)) = (string.map(Object::as_str), pen.state.font.clone()) else { return Ok(()) };
        let hidden = self.marked.contains(&true);
        for shown in font.show(bytes) {
            let (x, y, size) = pen.spot();
            let state = &pen.state;
            let extra = state.spacing + if shown.space { state.word_spacing } else { 0.0 };
            pen.advance(shown.width * state.size + extra);
            let (end, _, _) = pen.spot();
            self.chars_left = self.chars_left.checked_sub(1).ok_or(Stop::Chars)?;
            self.unknown += usize::from(shown.text.is_empty() && !hidden);
            if !hidden && size > 0.0 && [x, y, end].iter().all(|n| n.is_finite()) && pen.is_straight() {
                let text = if shown.text.is_empty() { "\u{fffd}".into() } else { shown.text };
                self.out.push(Glyph { text, x, end, y, size });
            }
        }
        Ok(())
    }

    fn form(&mut self, op: &Operation, pen: &Pen<'a>, resources: &[&'a Dictionary], depth: usize) -> Result<(), Stop> {
        let pdf = self.pdf;
        let find = |name| resources.iter().find_map(|r| below(r, b"XObject", pdf)?.get_deref(name, pdf).and_then(Object::as_stream).ok());
        let Some(form) = name(op, 0).and_then(find).filter(|_| depth < MAX_FORMS_DEEP) else { return Ok(()) };
        if !form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Form") {
            return Ok(());
        }
        let Ok(content) = form.get_plain_content_with_limit(self.bytes_left) else { return Ok(()) };
        let own: Vec<&Dictionary> = below(&form.dict, b"Resources", pdf).into_iter().chain(resources.iter().copied()).collect();
        let matrix =
            form.dict.get_deref(b"Matrix", pdf).and_then(Object::as_array).ok().and_then(|m| Matrix::read(m)).unwrap_or(Matrix::UNIT);
        self.paint(&content, &own, matrix.then(&pen.state.place), depth + 1)
    }
}

/// Where the next character goes.
struct Pen<'a> {
    state: State<'a>,
    saved: Vec<State<'a>>,
    line: Matrix,
    text: Matrix,
}

impl Pen<'_> {
    /// Carries out what only moves or changes the pen; false for everything else.
    fn moves(&mut self, op: &Operation) -> bool {
        match op.operator.as_str() {
            "q" if self.saved.len() < MAX_STATES => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.place = Matrix::read(&op.operands).unwrap_or(Matrix::UNIT).then(&self.state.place),
            "BT" => self.set(Matrix::UNIT),
            "Tm" => self.set(Matrix::read(&op.operands).unwrap_or(Matrix::UNIT)),
            "Td" => self.go(number(op, 0), number(op, 1)),
            "TD" => {
                self.state.leading = -number(op, 1);
                self.go(number(op, 0), number(op, 1));
            }
            "T*" => self.next_line(),
            "Tc" => self.state.spacing = number(op, 0),
            "Tw" => self.state.word_spacing = number(op, 0),
            "Tz" => self.state.scale = number(op, 0) / 100.0,
            "TL" => self.state.leading = number(op, 0),
            "Ts" => self.state.rise = number(op, 0),
            _ => return false,
        }
        true
    }

    fn set(&mut self, matrix: Matrix) {
        (self.line, self.text) = (matrix, matrix);
    }

    fn go(&mut self, x: f32, y: f32) {
        self.set(Matrix::moved(x, y).then(&self.line));
    }

    fn next_line(&mut self) {
        self.go(0.0, -self.state.leading);
    }

    fn advance(&mut self, by: f32) {
        self.text = Matrix::moved(by * self.state.scale, 0.0).then(&self.text);
    }

    /// Along the line, across it, and the size in which it is seen.
    fn spot(&self) -> (f32, f32, f32) {
        let all = Matrix::moved(0.0, self.state.rise).then(&self.text).then(&self.state.place);
        let (x, y) = all.along();
        (x, y, all.height() * self.state.size.abs())
    }

    /// Whether the line runs along an edge of the page: what runs across it is a watermark.
    fn is_straight(&self) -> bool {
        self.text.then(&self.state.place).is_straight()
    }
}

/// A dictionary in a dictionary.
fn below<'a>(dictionary: &'a Dictionary, key: &[u8], pdf: &'a Document) -> Option<&'a Dictionary> {
    dictionary.get_deref(key, pdf).and_then(Object::as_dict).ok()
}

/// Whether a marked part is a header, a footer or a page number.
fn is_margin(op: &Operation, resources: &[&Dictionary], pdf: &Document) -> bool {
    if name(op, 0) != Some(b"Artifact") {
        return false;
    }
    let named = name(op, 1)
        .and_then(|n| resources.iter().find_map(|r| below(r, b"Properties", pdf)?.get_deref(n, pdf).and_then(Object::as_dict).ok()));
    let properties = op.operands.get(1).and_then(|o| o.as_dict().ok()).or(named);
    properties.is_some_and(|p| p.get(b"Type").and_then(Object::as_name).is_ok_and(|t| t == b"Pagination"))
}

fn number(op: &Operation, at: usize) -> f32 {
    op.operands.get(at).and_then(|o| o.as_float().ok()).filter(|n| n.is_finite()).unwrap_or(0.0)
}

fn name(op: &Operation, at: usize) -> Option<&[u8]> {
    op.operands.get(at).and_then(|o| o.as_name().ok())
}
