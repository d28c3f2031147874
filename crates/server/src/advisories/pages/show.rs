//! One advisory: what its next version says, what the tests say of that, and what was published.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Advisory, Id, Time, Tx, kinds};

use super::{findings, form, id};
use crate::access::action::Action;
use crate::advisories::content::Content;
use crate::advisories::document::Catalogue;
use crate::advisories::error::AdvisoryError;
use crate::advisories::{edit, publish, read};
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::Filled;
use crate::web::pages::advisory::{AdvisoryRights, AdvisoryView, VersionRow, advisory};
use crate::web::pages::advisory_form::{AdvisoryFormView, FlawForm, ReleaseForm};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Releases of a product that the form shows beside those of which something is said, the newest first.
const RELEASES: usize = 30;
/// Releases of one vulnerability that the form shows at most.
const MOST: usize = 200;

/// What the database says, all of one moment.
struct Found {
    advisory: Advisory,
    content: Content,
    catalogue: Catalogue,
    versions: Vec<(i64, Time, String)>,
    case: Option<(String, i64, String)>,
    four_eyes: bool,
}

impl Found {
    fn read(tx: &mut Tx<'_>, id: Id<kinds::Advisory>) -> Result<Self, AdvisoryError> {
        let advisory = read::advisory(tx, id)?;
        let case = advisory.case.map(|case| tx.case(case)).transpose()?.flatten();
        Ok(Self {
            content: read::content(&advisory.content)?,
            catalogue: read::catalogue(tx, advisory.product)?,
            versions: tx.advisory_history(id)?,
            case: case.map(|case| (case.id.to_string(), case.number, case.title)),
            four_eyes: edit::takes_two(tx)?,
            advisory,
        })
    }
}

/// What stands in the form in place of what is kept, and what stood against it.
#[derive(Default)]
pub(super) struct Returned {
    pub(super) typed: Option<Content>,
    /// What is wrong with the summary of the publication.
    pub(super) publishing: Filled,
    pub(super) refused: Option<String>,
    pub(super) wrong: Vec<crate::http::refused::RefusedField>,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    shown(&app, &reader, id(&text)?, Returned::default(), StatusCode::OK).await
}

pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Advisory>,
    returned: Returned,
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    let found = app.store.read::<_, AdvisoryError, _>(move |tx| Found::read(tx, id)).await?;
    let checked = publish::check(app, id).await?;
    let public = format!("{}/p/{}/security", app.config.address(), found.advisory.product);
    let (content, advisory_kept) = (returned.typed.as_ref().unwrap_or(&found.content), &found.advisory);
    let may = |action| reader.by.may(action).is_ok();
    let own = reader.by.caller.person();
    let view = AdvisoryView {
        id: id.to_string(),
        name: advisory_kept.name.clone(),
        title: found.content.title.en.clone(),
        state: read::state(advisory_kept),
        tlp: advisory_kept.tlp.clone(),
        product: (advisory_kept.product.to_string(), found.catalogue.product.clone()),
        case: found.case.clone(),
        version: advisory_kept.version,
        revision: advisory_kept.revision,
        form: AdvisoryFormView {
            flaws: flaws(content, &found.catalogue),
            filled: form::wrong(reader.frame.texts, form::filled(content), &returned.wrong),
        },
        checked: findings::checked(&checked.report),
        versions: found.versions.iter().rev().map(version).collect(),
        public,
        rights: AdvisoryRights {
            draft: may(Action::AdvisoryDraft),
            publish: may(Action::AdvisoryPublish),
            takes_another: found.four_eyes && (own.is_none() || own == advisory_kept.editor),
        },
        is_changed: advisory_kept.is_changed,
        next_tlp: found.content.tlp.clone(),
        publishing: returned.publishing,
        refused: returned.refused,
    };
    Ok(page(status, advisory(&reader.frame, &view)))
}

fn version((number, time, summary): &(i64, Time, String)) -> VersionRow {
    VersionRow { number: *number, time: time.0, summary: summary.clone() }
}

/// A form for each vulnerability, and an empty one behind them.
fn flaws(content: &Content, catalogue: &Catalogue) -> Vec<FlawForm> {
    let mut all: Vec<FlawForm> =
        content.flaws.iter().map(|flaw| of_flaw(flaw.ids.first(), &flaw.states, catalogue)).collect();
    let has_empty = content.flaws.last().is_some_and(|flaw| *flaw == Default::default());
    if !has_empty {
        all.push(of_flaw(None, &[], catalogue));
    }
    all
}

fn of_flaw(name: Option<&String>, states: &[crate::advisories::content::StateSaid], catalogue: &Catalogue) -> FlawForm {
    let said = |id: &str| states.iter().any(|said| said.release == id);
    let mut others: Vec<_> = catalogue.releases.iter().filter(|(id, _)| !said(id)).collect();
    others.sort_by_key(|(_, release)| (std::cmp::Reverse(release.sequence), release.part.clone()));
    let others = others.into_iter().take(RELEASES).map(|(id, _)| id.as_str());
    let shown = states.iter().map(|said| said.release.as_str()).take(MOST);
    let release = |id: &str| ReleaseForm { id: id.to_owned(), name: catalogue.label(id) };
    FlawForm {
        name: name.cloned().unwrap_or_default(),
        said: shown.map(release).collect(),
        others: others.map(release).collect(),
    }
}
