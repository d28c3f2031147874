//! The form that stands in for the reporting platform's in a demo. It is its own judge, by the published list of fields alone:
//! it knows nothing of cases, and keeps nothing.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_cra::clocks::{Event, Stage};
use steadfast_cra::srp::{self, Draft, Field, Finding, Format, Level, Problem};
use steadfast_store::{CaseKind, NoticeStage};
use steadfast_trust::encoding::hex;

use crate::app::App;
use crate::cases::clocks::event;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, field};
use crate::http::problem::Problem as Refused;
use crate::notices::sheet::{is_blank, law};
use crate::notices::value::from_words;
use crate::notices::words;
use crate::web::pages::stand_in::{self as form, StandInView, label, stand_in, stand_in_taken};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem as Wrong, Texts};

/// What an address asks for.
type Named = (String, String);

/// Which form it is.
struct Asked {
    event: Event,
    stage: Stage,
}

fn asked((kind, word): &Named, filled: Filled) -> Result<(Asked, StandInView), CaseError> {
    let kind: CaseKind = kind.parse().map_err(|_| CaseError::NotFound("form"))?;
    let stage: NoticeStage = word.parse().map_err(|_| CaseError::NotFound("form"))?;
    let asked = Asked { event: event(kind), stage: law(stage) };
    let glossary = srp::current();
    let fields = glossary.form(asked.event, asked.stage).map(|entry| (entry.field, entry.level == Level::Required));
    let version = glossary.version.clone();
    Ok((
        asked,
        StandInView {
            event: kind.as_str().to_owned(),
            stage: stage.as_str(),
            version,
            fields: fields.collect(),
            filled,
        },
    ))
}

/// The empty form.
pub(super) async fn show(reader: Reader, Path(named): Path<Named>) -> Result<Response, Refused> {
    let (_, view) = asked(&named, Filled::empty())?;
    Ok(page(StatusCode::OK, stand_in(&reader.frame, &view)))
}

/// Takes what was pasted, or says what the platform would not take.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Refused> {
    let (asked, view) = asked(&named, Filled::empty())?;
    let filled = judged(reader.frame.texts, &asked, &view.fields, &sent);
    let view = StandInView { filled, ..view };
    if view.filled.is_fine() {
        let number = format!("STAND-IN-{}", hex(&app.ambient.random::<4>()).to_uppercase());
        return Ok(page(StatusCode::OK, stand_in_taken(&reader.frame, &view, &number)));
    }
    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, stand_in(&reader.frame, &view)))
}

/// What was pasted, and what is wrong with it by the form; what the law asks for besides is not the form's to say.
fn judged(texts: Texts, asked: &Asked, fields: &[form::Asked], sent: &Sent) -> Filled {
    let (mut draft, mut filled) = (Draft::default(), Filled::empty());
    for (one, _) in fields {
        let words = field(sent, &one.id);
        filled = filled.with(&one.id, words.clone());
        match from_words(one, &[as_typed(one, &words)]) {
            Ok(value) if is_blank(&value) => {}
            Ok(value) => draft.set(&*one.id, value),
            Err(_) => filled = filled.wrong(&one.id, Wrong::Other(crate::t!(texts, "stand-in-not-taken"))),
        }
    }
    let by_form = |finding: &Finding| {
        !matches!(
            finding.problem,
            Problem::MissingByLaw(_) | Problem::MissingIfAvailable | Problem::PerhapsOverLimit { .. }
        )
    };
    let findings = srp::check(srp::current(), asked.event, asked.stage, &draft);
    findings.iter().filter(|one| by_form(one)).fold(filled, |filled, finding| {
        let Some(one) = srp::current().field(&finding.field) else { return filled };
        filled.wrong(&one.id, Wrong::Other(format!("{}: {}", label(one), words::problem(texts, &finding.problem))))
    })
}

/// As people paste it: yes and no as the form says them, times with their zone behind.
fn as_typed(field: &Field, words: &str) -> String {
    match field.format {
        Format::Bool => words.to_lowercase(),
        Format::DatetimeUtc => words.trim_end_matches(" UTC").to_owned(),
        _ => words.to_owned(),
    }
}
