//! What staff send from the page.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::show::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::pages::{Sent, field, filled};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::pages::faults::at_fields;
use crate::http::problem::Problem;
use crate::lifecycle::page::{self, WantedPage};
use crate::lifecycle::support::{self, Considered, WantedPromise};
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

/// A form: its name on the page, its fields.
type Which = (&'static str, &'static [&'static str]);

async fn answered(
    (app, reader, id): (&App, &Reader, &str),
    (form, fields): Which,
    sent: &Sent,
    outcome: Result<&'static str, CatalogueError>,
) -> Result<Response, Problem> {
    let error = match outcome {
        Ok(what) => return Ok(done(&urls::with(urls::LIFECYCLE, &[id]), what)),
        Err(error) => error,
    };
    match at_fields(reader.frame.texts, filled(sent, fields), error) {
        Ok(filled) => shown(app, reader, id, (form, filled), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(response) => Ok(*response),
    }
}

/// What the period rests on.
pub(super) async fn consider(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    const FIELDS: [&str; 8] =
        ["expected-months", "expectations", "purpose", "law", "similar", "environment", "components", "guidance"];
    reader.by.may(Action::SupportChange)?;
    let of = |name| field(&sent, name);
    let months = of("expected-months");
    let wanted = Considered {
        // What is no number is refused as one that is too small.
        expected_months: Some(months.trim()).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(-1)),
        expectations: of("expectations"),
        purpose: of("purpose"),
        law: of("law"),
        similar: of("similar"),
        environment: of("environment"),
        components: of("components"),
        guidance: of("guidance"),
    };
    let (ask, seen) = (ask(&reader, Action::SupportChange), of("seen").parse().unwrap_or(-1));
    let product = id.parse().map_err(CatalogueError::from)?;
    let outcome = support::consider(&app, ask, product, seen, wanted).await.map(|_| "support-considered");
    answered((&app, &reader, &id), ("reasons", &FIELDS), &sent, outcome).await
}

fn ask(reader: &Reader, action: Action) -> Ask {
    Ask::new(reader.by.caller.clone(), action)
}

/// An end of support.
pub(super) async fn promise(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::SupportChange)?;
    let of = |name| field(&sent, name);
    let wanted = WantedPromise { placed_from: of("placed-from"), ends: of("ends"), reason: of("reason") };
    let product = id.parse().map_err(CatalogueError::from)?;
    let outcome = support::promise(&app, ask(&reader, Action::SupportChange), product, wanted).await;
    let fields = ("promise", ["placed-from", "ends", "reason"].as_slice());
    answered((&app, &reader, &id), fields, &sent, outcome.map(|()| "support-promised")).await
}

/// What everybody may read.
pub(super) async fn say(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ProductPublish)?;
    let of = |name| field(&sent, name);
    let published = of("published") == "yes";
    let wanted = WantedPage { slug: of("slug"), published, gtin: of("gtin"), languages: of("languages") };
    let seen = of("seen").parse().unwrap_or(-1);
    let product = id.parse().map_err(CatalogueError::from)?;
    let outcome = page::say(&app, ask(&reader, Action::ProductPublish), product, seen, wanted).await;
    let fields = ("page", ["slug", "gtin", "languages", "published"].as_slice());
    answered((&app, &reader, &id), fields, &sent, outcome.map(|_| "product-page-set")).await
}
