//! A stage as a paper to print or to keep beside its receipt.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use steadfast_cra::srp::Problem;
use steadfast_pdf::{Block, Language, Made, Paper};
use steadfast_store::Time;

use super::export::{TEXTS, label};
use super::sheet::{Line, Sheet};
use super::value::pasted;
use super::wording::moment;
use super::words;
use crate::http::problem::Problem as HttpProblem;
use crate::t;

/// The stage as a file: what is missing first, then the fields in the form's order. It is of the moment that it is asked for.
///
/// # Errors
/// When the document cannot be written.
pub(crate) fn file(sheet: &Sheet, now: Time) -> Result<Response, HttpProblem> {
    let written = steadfast_pdf::print(&paper(sheet, now)).map_err(|error| {
        tracing::error!(%error, "a paper cannot be written");
        HttpProblem::defect("the server's log has the cause under this request's id; the text of the stage is there")
    })?;
    let name = format!("attachment; filename=\"case-{}-{}.pdf\"", sheet.case.number, sheet.stage.as_str());
    let kind = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((kind, written).into_response())
}

fn paper(sheet: &Sheet, now: Time) -> Paper {
    let (version, date) = (sheet.form.version.as_str(), sheet.form.checked_on.to_string());
    let stage = TEXTS.named("notice-stage", sheet.stage.as_str());
    let mut blocks = vec![Block::Notice(t!(TEXTS, "notice-plain", version = version, date = date))];
    let gaps = sheet.gaps();
    if !gaps.is_empty() {
        blocks.push(Block::Heading(t!(TEXTS, "notice-gaps", count = gaps.len())));
        blocks
            .extend(gaps.into_iter().map(|line| Block::Text(format!("{}: {}", named(line), problems(&line.problems)))));
    }
    blocks.push(Block::Heading(t!(TEXTS, "notice-fields")));
    blocks.extend(sheet.lines.iter().map(entry));
    let about = format!("#{} · {}", sheet.case.number, moment(now));
    Paper { title: stage, about, language: Language::English, made: made(now), blocks }
}

fn named(line: &Line) -> String {
    line.field.number.as_deref().map_or_else(|| label(line), |number| format!("{number} {}", label(line)))
}

fn problems(all: &[Problem]) -> String {
    all.iter().map(|one| words::problem(TEXTS, one)).collect::<Vec<_>>().join(" ")
}

fn entry(line: &Line) -> Block {
    let (note, value) = match line.filled() {
        Some(one) => (format!("{}, {}", one.source.as_str(), moment(one.as_of)), pasted(&one.value)),
        None => (String::new(), "(empty)".to_owned()),
    };
    Block::Entry { label: named(line), note, value }
}

/// A moment as documents write it.
fn made(now: Time) -> Made {
    let at = jiff::tz::Offset::UTC.to_datetime(now.into());
    let small = |number: i8| u8::try_from(number).unwrap_or(0);
    Made {
        year: u16::try_from(at.year()).unwrap_or(0),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
    }
}
