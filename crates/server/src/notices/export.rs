//! A stage as text and for programs.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value as Json;
use steadfast_cra::srp::{Level, Problem};
use steadfast_store::{NoticeReceipt, Time};
use steadfast_trust::encoding::hex;
use utoipa::ToSchema;

use super::fill::Sourced;
use super::sheet::{Line, Sheet, Weight, kept, weight};
use super::value::{pasted, to_json};
use super::wording::moment;
use super::words;
use crate::web::{Language, Texts};

/// Drafts are in English, and so is what programs read.
pub(super) const TEXTS: Texts = Texts::new(Language::English);

/// A stage of the report of a case. Nothing was submitted from here.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetShown {
    /// `cas_…`.
    case: String,
    /// The case's number.
    number: i64,
    /// `vulnerability` or `incident`.
    kind: &'static str,
    /// `early-warning`, `notification`, `intermediate-report` or `final-report`.
    stage: &'static str,
    /// The version of the list of fields.
    form: String,
    /// The day on which somebody looked whether that list still holds.
    form_checked: String,
    /// Whether nothing is missing without which the form does not let one through, or the law is not met.
    complete: bool,
    /// In the order of the form.
    fields: Vec<NoticeFieldShown>,
    /// What was handed in of this case, in the order it was noted.
    receipts: Vec<NoticeReceiptShown>,
    /// The case's version, for `If-Match`.
    version: i64,
}

/// A field.
#[derive(Serialize, ToSchema)]
struct NoticeFieldShown {
    /// Its stable name.
    field: String,
    /// What it is called.
    label: String,
    /// The number that the list of fields gives it.
    number: Option<String>,
    /// How firmly the form asks for it.
    level: &'static str,
    /// The most characters.
    max_chars: Option<usize>,
    /// What stands in it: text, a list of words, yes or no, a time; nothing: it is empty.
    value: Option<Json>,
    /// Where that comes from: `typed`, `case`, `awareness`, `catalogue`, `fleet`, `advisories`, `register`, `alerts`,
    /// `rollouts`, `measure` or `together`: of several of these.
    source: Option<&'static str>,
    /// As of when it is.
    #[schema(value_type = Option<String>, format = DateTime)]
    as_of: Option<Time>,
    /// What is known now, where something else was typed.
    known: Option<Json>,
    /// The version that one types over; 0: nobody has typed.
    version: i64,
    /// What is missing or wrong.
    problems: Vec<NoticeProblemShown>,
}

/// What is missing or wrong.
#[derive(Serialize, ToSchema)]
struct NoticeProblemShown {
    /// `missing-by-form`, `missing-by-law`, `missing-if-available`, `over-limit`, `perhaps-over-limit`, `wrong-format`,
    /// `not-offered`, `needless` or `unknown`.
    code: &'static str,
    /// Whether nothing is complete with it.
    grave: bool,
    /// Article and point, of what the law asks for.
    source: Option<String>,
    /// In a sentence.
    says: String,
}

/// What was handed in.
#[derive(Serialize, ToSchema)]
struct NoticeReceiptShown {
    /// Its number in the case.
    receipt: i64,
    stage: &'static str,
    /// The number that the platform gave.
    number: String,
    #[schema(value_type = String, format = DateTime)]
    handed_in: Time,
    #[schema(value_type = String, format = DateTime)]
    noted: Time,
    /// Who handed it in: `usr_…`.
    submitter: Option<String>,
    file_name: String,
    file_sha256: Option<String>,
    /// The version of the list of fields.
    form: String,
    /// What was drafted, by field.
    #[schema(value_type = Object)]
    drafted: Json,
    /// What was handed in, by field.
    #[schema(value_type = Object)]
    handed: Json,
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Required => "required",
        Level::Optional => "optional",
        Level::IfAvailable => "if-available",
        Level::Carried => "carried",
        Level::NotOffered => "not-offered",
        Level::Automatic => "automatic",
    }
}

impl SheetShown {
    pub(crate) fn of(sheet: &Sheet) -> Self {
        Self {
            case: sheet.case.id.to_string(),
            number: sheet.case.number,
            kind: sheet.case.kind.as_str(),
            stage: sheet.stage.as_str(),
            form: sheet.form.version.clone(),
            form_checked: sheet.form.checked_on.to_string(),
            complete: sheet.is_complete(),
            fields: sheet.lines.iter().map(field).collect(),
            receipts: sheet.receipts.iter().map(receipt).collect(),
            version: sheet.case.version,
        }
    }
}

fn field(line: &Line) -> NoticeFieldShown {
    let (of, filled) = (line.field, line.filled());
    NoticeFieldShown {
        field: of.id.clone(),
        label: label(line),
        number: of.number.clone(),
        level: level(line.level),
        max_chars: of.max_chars,
        value: filled.map(|one| to_json(&one.value)),
        source: line.value.as_ref().map(|one| one.source.as_str()),
        as_of: line.value.as_ref().map(|one| one.as_of),
        known: line.known.as_ref().map(|one: &Sourced| to_json(&one.value)),
        version: line.version(),
        problems: line.problems.iter().map(problem).collect(),
    }
}

pub(super) fn label(line: &Line) -> String {
    TEXTS.named_maybe("notice-field", &line.field.id).unwrap_or_else(|| line.field.label.clone())
}

fn problem(problem: &Problem) -> NoticeProblemShown {
    NoticeProblemShown {
        code: words::code(problem),
        grave: weight(problem) != Weight::Should,
        source: match problem {
            Problem::MissingByLaw(demand) => Some(demand.source.clone()),
            _ => None,
        },
        says: words::problem(TEXTS, problem),
    }
}

fn receipt(one: &NoticeReceipt) -> NoticeReceiptShown {
    NoticeReceiptShown {
        receipt: one.number,
        stage: one.stage.as_str(),
        number: one.reference.clone(),
        handed_in: one.handed_in,
        noted: one.noted,
        submitter: one.submitter.map(|person| person.to_string()),
        file_name: one.file_name.clone(),
        file_sha256: one.file_digest.as_ref().map(|digest| hex(digest)),
        form: one.form.clone(),
        drafted: kept(&one.drafted).into(),
        handed: kept(&one.handed).into(),
    }
}

/// The stage as text: what is missing first, then the fields in the form's order.
pub(crate) fn text(sheet: &Sheet) -> String {
    let (version, date) = (sheet.form.version.as_str(), sheet.form.checked_on.to_string());
    let plain = crate::t!(TEXTS, "notice-plain", version = version, date = date);
    let name = TEXTS.named("notice-stage", sheet.stage.as_str());
    let mut out = format!("{name}, case #{}\n{plain}\n", sheet.case.number);
    for line in sheet.gaps() {
        let problems: Vec<String> = line.problems.iter().map(|one| words::problem(TEXTS, one)).collect();
        let _ = write!(out, "\nMISSING {}: {}", label(line), problems.join(" "));
    }
    for line in &sheet.lines {
        let number = line.field.number.as_deref().unwrap_or("-");
        let (value, from) = match line.filled() {
            Some(one) => (pasted(&one.value), format!(" [{}, {}]", one.source.as_str(), moment(one.as_of))),
            None => ("(empty)".to_owned(), String::new()),
        };
        let _ = write!(out, "\n\n{number} {}{from}\n{value}", label(line));
    }
    out.push('\n');
    out
}
