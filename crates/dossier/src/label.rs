//! A label with a code to scan, as SVG: Art. 13(15), (16) and (19), with the CE marking where it may stand.

use std::fmt::Write as _;

use jiff::civil::Date;
use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};

use crate::Language;
use crate::facts::{Party, Product, stated};
use crate::render::escape;
use crate::texts::{filled, text};

/// What stands on the label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Label {
    /// The product.
    pub product: Product,
    /// The manufacturer.
    pub manufacturer: Party,
    /// What the code leads to: the product's page.
    pub address: Option<String>,
    /// The last day of support.
    pub support_end: Option<Date>,
    /// Whether the CE marking stands on it: only once a declaration is final, Art. 30(3).
    pub marked: bool,
    /// The number that follows the marking, as [`crate::marking::Marking::number`] says.
    pub body_number: Option<String>,
}

/// Why there is no label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LabelError {
    /// A label without these says nothing.
    #[error("a label needs {0}")]
    Missing(&'static str),
    /// The address is too long for a code.
    #[error("the address is too long for a code to scan: {0} bytes")]
    TooLong(usize),
    /// There is more to say than a label holds: it goes on packaging or a paper (Art. 13(15) and (16)).
    #[error("a label does not hold {0} letters")]
    TooMuch(usize),
}

/// How wide and high the label is, in its own units: a tenth of a millimetre.
const SIZE: (u32, u32) = (900, 400);

/// The label as SVG of 90 by 40 millimetres.
///
/// # Errors
/// When name, identification, manufacturer or address are not stated, the address is too long for a code, or the words are
/// too many to be read.
pub fn label(facts: &Label, language: Language) -> Result<String, LabelError> {
    let need =
        |value: &Option<String>, what| stated(value.as_deref()).map(str::to_owned).ok_or(LabelError::Missing(what));
    let address = need(&facts.address, "the address of the product's page")?;
    let name = need(&facts.product.name, "the name of the product")?;
    let identification = need(&facts.product.identification, "an identification of the product")?;
    let manufacturer = need(&facts.manufacturer.name, "the name of the manufacturer")?;
    let lines = lines(facts, language, &[name, identification, manufacturer]);
    let (code, rows) = (code(&address)?, rows(&lines)?);
    Ok(svg(facts, &lines.join(", "), &rows, &code, language))
}

fn lines(facts: &Label, language: Language, first: &[String; 3]) -> Vec<String> {
    let [name, identification, manufacturer] = first;
    let named = stated(facts.product.designation.as_deref()).map(|kind| format!("{name} · {kind}"));
    let end = facts.support_end.map(|end| {
        filled(
            "label-support",
            language,
            &[("month", &format!("{:02}", end.month())), ("year", &end.year().to_string())],
        )
    });
    let address = stated(facts.manufacturer.address.as_deref()).map(|lines| lines.replace('\n', ", "));
    let digital = stated(facts.manufacturer.digital.as_deref()).map(str::to_owned);
    let all = [
        Some(named.unwrap_or_else(|| name.clone())),
        Some(identification.clone()),
        Some(manufacturer.clone()),
        address,
        digital,
        end,
    ];
    all.into_iter().flatten().collect()
}

/// The dark modules of a code as a path, and how many modules it is wide.
struct Code {
    path: String,
    modules: usize,
}

fn code(address: &str) -> Result<Code, LabelError> {
    let code =
        QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| LabelError::TooLong(address.len()))?;
    let modules = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(modules.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(PartialEq::eq) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    Ok(Code { path, modules })
}

fn svg(facts: &Label, title: &str, rows: &[Row], code: &Code, language: Language) -> String {
    let (wide, high) = SIZE;
    let title = escape(title);
    let scale = 300.0 / (code.modules + 8) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\" lang=\"{}\"><title>{title}</title><rect width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>",
        wide / 10,
        high / 10,
        language.tag()
    );
    let _ = write!(
        svg,
        "<g transform=\"translate(20 20) scale({scale:.4}) translate(4 4)\" shape-rendering=\"crispEdges\"><path d=\"{}\"/></g>",
        code.path
    );
    words(&mut svg, rows);
    let scan = escape(&text("label-scan", language));
    let _ = write!(svg, "<text x=\"20\" y=\"370\" font-family=\"sans-serif\" font-size=\"20\">{scan}</text>");
    if facts.marked {
        marking(&mut svg, stated(facts.body_number.as_deref()));
    }
    svg.push_str("</svg>\n");
    svg
}

/// A row of words: text, height of its letters, weight.
type Row = (String, u32, &'static str);

/// Heights of letters of the name and of all else, from the best to the least that is still read.
const SIZES: [(u32, u32); 3] = [(32, 22), (28, 20), (24, 18)];
/// How wide and high the room of the words is.
const ROOM: (u32, u32) = (540, 270);

/// The words in rows, as large as they fit.
fn rows(lines: &[String]) -> Result<Vec<Row>, LabelError> {
    let fitting = SIZES.into_iter().map(|sizes| at_size(lines, sizes)).find(|rows| {
        let high: u32 = rows.iter().map(|(_, size, _)| pitch(*size)).sum();
        high <= ROOM.1
    });
    fitting.ok_or_else(|| LabelError::TooMuch(lines.iter().map(|line| line.chars().count()).sum()))
}

fn at_size(lines: &[String], (name, rest): (u32, u32)) -> Vec<Row> {
    let row = |(place, line): (usize, &String)| {
        let (size, weight) = if place == 0 { (name, "bold") } else { (rest, "normal") };
        broken(line, letters(size, weight)).into_iter().map(|text| (text, size, weight)).collect::<Vec<_>>()
    };
    lines.iter().enumerate().flat_map(row).collect()
}

/// How many letters of a size stand in a row. Fonts differ: a row is reckoned for a wide one.
const fn letters(size: u32, weight: &str) -> usize {
    let wide = if weight.len() == "bold".len() { 64 } else { 58 };
    (ROOM.0 * 100 / (size * wide)) as usize
}

const fn pitch(size: u32) -> u32 {
    size * 4 / 3
}

/// A line in rows of at most so many letters, at blanks where there are any.
fn broken(line: &str, most: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in line.split_whitespace() {
        for (part, piece) in parts(word, most.max(1)).into_iter().enumerate() {
            let open = rows.last().map_or(0, |row| row.chars().count());
            if open > 0 && (part > 0 || open + 1 + piece.chars().count() > most) {
                rows.push(String::new());
            }
            if let Some(row) = rows.last_mut() {
                row.push_str(if row.is_empty() { "" } else { " " });
                row.push_str(&piece);
            }
        }
    }
    rows
}

/// A word in parts of at most so many letters: an address goes on behind one of its signs where there is one.
fn parts(word: &str, most: usize) -> Vec<String> {
    let (mut parts, mut rest) = (Vec::new(), word);
    while let Some((end, _)) = rest.char_indices().nth(most) {
        let sign = rest[..end].rfind(['/', '-', '.', '@', '?', '&']).map(|at| at + 1);
        let (part, after) = rest.split_at(sign.unwrap_or(end));
        parts.push(part.to_owned());
        rest = after;
    }
    parts.push(rest.to_owned());
    parts
}

fn words(svg: &mut String, rows: &[Row]) {
    let mut y = 26;
    for (line, size, weight) in rows {
        y += pitch(*size);
        let _ = write!(
            svg,
            "<text x=\"340\" y=\"{y}\" font-family=\"sans-serif\" font-size=\"{size}\" font-weight=\"{weight}\">{}</text>",
            escape(line)
        );
    }
}

/// The CE marking in the proportions of Annex II of Regulation (EC) No 765/2008: two circles of radius 100 with an opening,
/// strokes 30 wide, drawn 7 mm high.
fn marking(svg: &mut String, number: Option<&str>) {
    const LETTERS: &str = "M110 199.4987A100 100 0 0 1 100 200A100 100 0 0 1 100 0A100 100 0 0 1 110 .5013V30.5013\
        A70 70 0 0 0 100 30A70 70 0 0 0 100 170A70 70 0 0 0 110 169.4987ZM280 199.4987A100 100 0 0 1 270 200\
        A100 100 0 0 1 270 0A100 100 0 0 1 280 .5013V30.5013A70 70 0 0 0 270 30A70 70 0 0 0 201.6203 85H260V115\
        H201.6203A70 70 0 0 0 270 170A70 70 0 0 0 280 169.4987Z";
    let _ = write!(svg, "<g transform=\"translate(660 310) scale(.35)\"><title>CE</title><path d=\"{LETTERS}\"/></g>");
    if let Some(number) = number {
        let number = escape(number);
        let _ = write!(svg, "<text x=\"775\" y=\"372\" font-family=\"sans-serif\" font-size=\"40\">{number}</text>");
    }
}
