//! The paste assistant, and the receipt that it takes at its end.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value as Json;
use steadfast_cra::srp::Glossary;
use steadfast_store::{Id, NoticeStage, kinds};

use super::stage_of;
use super::view;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, everybody, field, filled, moment, wrong};
use crate::http::problem::Problem;
use crate::notices::hand_in::{self, WantedReceipt};
use crate::notices::say;
use crate::notices::sheet::{Sheet, is_blank, sheet};
use crate::notices::value::{from_words, to_json};
use crate::web::Filled;
use crate::web::flash::done;
use crate::web::pages::notice_paste::{FIELDS, PasteView, paste};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Where the platform is.
const PORTAL: &str = "https://portal.cra-srp.enisa.europa.eu";

async fn shown(
    app: &App,
    reader: &Reader,
    (id, stage): (Id<kinds::Case>, NoticeStage),
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    let found = app.store.read::<_, CaseError, _>(move |tx| Ok((sheet(tx, id, stage, now)?, everybody(tx)?))).await?;
    let (texts, (sheet, people)) = (reader.frame.texts, found);
    let fields = view::fields(texts, &sheet);
    let view = PasteView {
        head: view::head(texts, &sheet, stage),
        grave: fields.iter().filter(|field| field.is_grave).count(),
        fields,
        people,
        may_note: reader.by.may(Action::NoticeNote).is_ok(),
        filled,
        event: sheet.case.kind.as_str(),
        portal: PORTAL,
    };
    Ok(page(status, paste(&reader.frame, &view)))
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let named = (id.parse().map_err(CaseError::Id)?, stage_of(&word)?);
    let me = reader.by.person.id.to_string();
    let fresh = Filled::empty().with("handed_in", moment::typed(app.ambient.now())).with("submitter", me);
    shown(&app, &reader, named, fresh, StatusCode::OK).await
}

/// What was handed in otherwise than drafted: fields whose text somebody changed.
fn otherwise(form: &Glossary, sheet: &Sheet, sent: &Sent) -> Result<BTreeMap<String, Option<Json>>, CaseError> {
    let drafted = sheet.values();
    let mut found = BTreeMap::new();
    for (name, words) in sent {
        let Some(field) = name.strip_prefix("handed.").and_then(|id| form.field(id)) else { continue };
        let value = from_words(field, std::slice::from_ref(words)).map_err(|_| say::VALUE)?;
        let value = Some(value).filter(|value| !is_blank(value)).map(|value| to_json(&value));
        if value.as_ref() != drafted.get(&field.id) && !is_same_minute(value.as_ref(), drafted.get(&field.id)) {
            found.insert(field.id.clone(), value);
        }
    }
    Ok(found)
}

/// Fields of times have no seconds.
fn is_same_minute(one: Option<&Json>, other: Option<&Json>) -> bool {
    let minute = |json: Option<&Json>| {
        let time: Option<jiff::Timestamp> = json.and_then(Json::as_str).and_then(|text| text.parse().ok());
        time.map(|time| time.as_second().div_euclid(60))
    };
    minute(one).is_some() && minute(one) == minute(other)
}

/// Takes the receipt.
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::NoticeNote)?;
    let (case, stage) = (id.parse().map_err(CaseError::Id)?, stage_of(&word)?);
    let sheet = super::stage::read(&app, case, stage).await?;
    let outcome = match otherwise(sheet.form, &sheet, &sent) {
        Ok(handed) => {
            let wanted = WantedReceipt {
                number: field(&sent, "number"),
                handed_in: moment::read_over(&field(&sent, "handed_in")),
                submitter: field(&sent, "submitter"),
                file_name: field(&sent, "file_name"),
                file_sha256: field(&sent, "file_sha256"),
                handed,
            };
            hand_in::hand_in(&app, Ask::new(reader.by.caller.clone(), Action::NoticeNote), case, stage, wanted).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => Ok(done(&urls::with(urls::NOTICES, &[&id]), "notice-handed-in")),
        Err(CaseError::Fields(refused)) => {
            let named = |field: &'static str| if field == "person" { "submitter" } else { field };
            let filled = wrong(reader.frame.texts, filled(&sent, &FIELDS), &refused, named);
            reader.by.may(Action::CaseRead)?;
            shown(&app, &reader, (case, stage), filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}
