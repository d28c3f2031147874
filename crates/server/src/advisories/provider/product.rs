//! What the world reads of one product's advisories: a plain page, and an Atom feed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use maud::{PreEscaped, html};
use steadfast_store::{Id, Time, Tx, kinds};

use super::{GROUND, MOST, answer, path};
use crate::advisories::content::Content;
use crate::advisories::document::Catalogue;
use crate::advisories::error::AdvisoryError;
use crate::advisories::publish::moment;
use crate::advisories::read;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::Frame;
use crate::web::pages::security::{SecurityRow, SecurityView, StateRow, security};
use crate::web::visit::{Visit, page};

/// Somebody who reads without an account.
#[derive(Clone, Debug)]
pub(super) struct Anybody(Frame);

impl FromRequestParts<Arc<App>> for Anybody {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        Ok(Self(Frame { flash: None, ..visit.frame(app).await? }))
    }
}

/// An advisory of the product, in its newest version.
struct Shown {
    name: String,
    path: String,
    published: Option<Time>,
    released: Option<Time>,
    revision: i64,
    content: Content,
    /// Labels of releases by their ids.
    labels: BTreeMap<String, String>,
}

struct Found {
    product: String,
    contact: String,
    all: Vec<Shown>,
}

fn found(tx: &mut Tx<'_>, id: Id<kinds::Product>) -> Result<Found, AdvisoryError> {
    let catalogue = read::catalogue(tx, id)?;
    let labels = labels(&catalogue);
    let mut all = Vec::new();
    for advisory in tx.advisories_public(Some(id), MOST)? {
        let newest = tx.advisory_revision(advisory.id, advisory.revision)?.ok_or(AdvisoryError::NotFound("version"))?;
        all.push(Shown {
            path: format!("{GROUND}/{}", path(&advisory)),
            name: advisory.name,
            published: advisory.published,
            released: advisory.released,
            revision: advisory.revision,
            content: read::content(&newest.content)?,
            labels: labels.clone(),
        });
    }
    Ok(Found { product: catalogue.product, contact: catalogue.contact, all })
}

fn labels(catalogue: &Catalogue) -> BTreeMap<String, String> {
    catalogue.releases.keys().map(|id| (id.clone(), catalogue.label(id))).collect()
}

/// The page with an advisory alone, as its next version would stand there.
pub(crate) fn preview(
    tx: &mut Tx<'_>,
    id: Id<kinds::Advisory>,
    (document, now): (String, Time),
) -> Result<SecurityView, AdvisoryError> {
    let advisory = read::advisory(tx, id)?;
    let catalogue = read::catalogue(tx, advisory.product)?;
    let shown = Shown {
        path: document,
        published: advisory.published,
        released: Some(now),
        revision: advisory.revision + 1,
        content: read::content(&advisory.content)?,
        labels: labels(&catalogue),
        name: advisory.name,
    };
    Ok(SecurityView {
        feed: format!("/p/{}/security.atom", advisory.product),
        product: catalogue.product,
        contact: catalogue.contact,
        rows: vec![row(shown)],
        back: None,
    })
}

fn id(text: &str) -> Result<Id<kinds::Product>, Problem> {
    text.parse().map_err(|_| Problem::not_found("there is no such product"))
}

/// The page.
pub(super) async fn page_of(
    State(app): State<Arc<App>>,
    Anybody(frame): Anybody,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let found = app.store.read::<_, AdvisoryError, _>(move |tx| found(tx, id)).await?;
    let view = SecurityView {
        product: found.product,
        contact: found.contact,
        feed: format!("/p/{text}/security.atom"),
        rows: found.all.into_iter().map(row).collect(),
        back: None,
    };
    Ok(page(StatusCode::OK, security(&frame, &view)))
}

fn row(shown: Shown) -> SecurityRow {
    let states = shown.content.flaws.iter().flat_map(|flaw| &flaw.states);
    let label = |id: &String| shown.labels.get(id).cloned().unwrap_or_else(|| id.clone());
    let states = states.map(|said| StateRow {
        release: label(&said.release),
        state: said.state.clone(),
        detail: if said.mitigation.is_empty() { said.detail.clone() } else { said.mitigation.clone() },
    });
    SecurityRow {
        states: states.collect(),
        flaws: shown.content.flaws.iter().filter_map(|flaw| flaw.ids.first().cloned()).collect(),
        exploited: shown.content.flaws.iter().any(|flaw| flaw.exploited.is_some()),
        title: shown.content.title,
        summary: shown.content.summary,
        action: shown.content.action,
        withdrawn: shown.content.withdrawn,
        name: shown.name,
        document: shown.path,
        revision: shown.revision,
        released: shown.released.map_or(0, |time| time.0),
    }
}

/// The feed, for readers of news.
pub(super) async fn atom(State(app): State<Arc<App>>, Path(text): Path<String>) -> Result<Response, Problem> {
    let (id, address) = (id(&text)?, app.config.address());
    let found = app.store.read::<_, AdvisoryError, _>(move |tx| found(tx, id)).await?;
    let own = format!("{address}/p/{text}/security");
    let updated = found.all.first().and_then(|newest| newest.released).unwrap_or_else(|| app.ambient.now());
    let feed = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        feed xmlns="http://www.w3.org/2005/Atom" {
            title { (found.product) ": security advisories" }
            id { (own) }
            updated { (moment(updated)) }
            author { name { (found.product) } }
            (link(&own, "alternate", "text/html"))
            (link(&format!("{own}.atom"), "self", "application/atom+xml"))
            @for shown in &found.all {
                entry {
                    title { (shown.name) ": " (shown.content.title.en) }
                    id { (address) (shown.path) }
                    published { (shown.published.map(moment).unwrap_or_default()) }
                    updated { (shown.released.map(moment).unwrap_or_default()) }
                    summary { (shown.content.summary.en) }
                    (link(&format!("{own}#{}", shown.name), "alternate", "text/html"))
                    (link(&format!("{address}{}", shown.path), "related", "application/json"))
                }
            }
        }
    };
    Ok(answer("application/atom+xml; charset=utf-8", feed.into_string()))
}

/// An element of XML that is closed at once: HTML would leave it open.
fn link(href: &str, rel: &str, kind: &str) -> PreEscaped<String> {
    let escaped = html! { (href) }.into_string().replace('"', "&quot;");
    PreEscaped(format!("<link rel=\"{rel}\" type=\"{kind}\" href=\"{escaped}\"/>"))
}
