//! What the world may read: `security.txt`, the policy, who is thanked.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_store::{Credit, StoreError, Tx};

use super::visitor::Visitor;
use crate::advisories::error::AdvisoryError;
use crate::advisories::key;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::sealed::Written;
use crate::reports::security_txt::served;
use crate::reports::settings::{self, Kept, base};
use crate::t;
use crate::vault::Vault;
use crate::web::pages::disclosed::{PolicyView, ThanksView, policy as policy_page, thanks as thanks_page};
use crate::web::visit::page;
use crate::web::{Language, Texts, urls};

/// The most finders on the page.
const THANKED: i64 = 500;

async fn kept(app: &App) -> Result<Kept, StoreError> {
    app.store.look_up::<_, StoreError, _>(settings::kept).await
}

/// RFC 9116, as it was published.
pub(super) async fn security_txt(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let (vault, now) = (app.vault.clone(), app.ambient.now());
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| {
        let key = if key::is_expired(tx, now)? { None } else { Some(key::key(tx, &vault)?) };
        Ok((settings::kept(tx)?, key))
    });
    let (kept, key) = read.await?;
    let text = served(&kept, &app.config.address(), now, key.as_ref()).map_err(|error| {
        tracing::error!(%error, "security.txt cannot be served");
        Problem::defect("what was published breaks RFC 9116: look at the settings of disclosure")
    })?;
    let text = text.ok_or_else(|| Problem::not_found("nobody published a security.txt here"))?;
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")];
    Ok((headers, text).into_response())
}

/// What finders can expect.
pub(super) async fn policy(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Problem> {
    let kept = kept(&app).await?;
    let texts = visitor.frame.texts;
    let own = match texts.language() {
        Language::German => &kept.disclosure.policy_de,
        Language::English => &kept.disclosure.policy_en,
    };
    let days = kept.disclosure.acknowledge_days;
    let text = if own.is_empty() { default_policy(texts, days) } else { own.clone() };
    let view = PolicyView { text, days, contact: kept.disclosure.contact };
    Ok(page(StatusCode::OK, policy_page(&visitor.frame, &view)))
}

/// The policy that comes with the program: a proposal.
pub(in crate::reports) fn default_policy(texts: Texts, days: u8) -> String {
    t!(texts, "disclosure-default-policy", days = u64::from(days))
}

/// Who is thanked, each because they want it.
pub(super) async fn thanks(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Problem> {
    let vault = app.vault.clone();
    let rows = app.store.read::<_, ReportError, _>(move |tx| thanked(tx, &vault)).await?;
    Ok(page(StatusCode::OK, thanks_page(&visitor.frame, &ThanksView { rows })))
}

fn thanked(tx: &mut Tx<'_>, vault: &Vault) -> Result<Vec<(Option<String>, i64)>, ReportError> {
    let mut rows = Vec::new();
    for report in tx.reports_shown(THANKED)? {
        let Some(sealed) = tx.report_sealed(report.id)? else { continue };
        let name = match report.credit {
            Credit::Named => Some(Written::open(vault, report.id, &sealed)?.credit_name.clone()),
            Credit::Anonymous => None,
            Credit::None => continue,
        };
        rows.push((name, report.shown.map_or(0, |shown| shown.0)));
    }
    Ok(rows)
}

/// The whole address of a finder's page: by the name that the maker published, else by the one that the browser asked for.
pub(super) async fn address(app: &App, headers: &HeaderMap, secret: &str) -> Result<String, StoreError> {
    let said = base(&kept(app).await?.disclosure, "");
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if app.config.reached_by_tls() { "https" } else { "http" };
    let base =
        said.unwrap_or_else(|| if host.is_empty() { app.config.address() } else { format!("{scheme}://{host}") });
    Ok(format!("{base}{}", urls::with(urls::REPORT_OWN, &[secret])))
}

/// What a finder keeps.
pub(super) fn receipt_text(texts: Texts, address: &str) -> String {
    format!("{}\n\n{address}\n\n{}\n", t!(texts, "report-keep"), t!(texts, "report-keep-why"))
}
