//! The notices of a case, one of them, and its units.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use steadfast_store::{ContactWay, NoticeProgress, NoticeReach, NoticedUnit, OwnerNoticeRow, Time};
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::tag;
use crate::http::problem::Problem;
use crate::owner_notices::content::Content;
use crate::owner_notices::read::{self, Whole};
use steadfast_trust::encoding::hex;

/// How far a notice came.
#[derive(Serialize, ToSchema)]
pub(super) struct ProgressShown {
    /// All units that it is for.
    units: i64,
    /// They state that they keep it.
    kept: i64,
    /// Among them: an owner opened it.
    opened: i64,
    /// They speak for themselves, and did not come for it yet.
    waiting: i64,
    /// Neither the unit nor an address of its owner's can be told.
    unreachable: i64,
}

impl From<NoticeProgress> for ProgressShown {
    fn from(progress: NoticeProgress) -> Self {
        let NoticeProgress { units, kept, opened, waiting, unreachable } = progress;
        Self { units, kept, opened, waiting, unreachable }
    }
}

/// A notice in the list of its case.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnerNoticeSummary {
    /// `onn_…`.
    id: String,
    /// From 1 on, in its case.
    number: i64,
    /// `cas_…`.
    case: String,
    /// `prd_…`.
    product: String,
    /// In English.
    title: String,
    /// `draft`, `sent` or `recalled`.
    state: &'static str,
    /// The notice in whose place it comes: `onn_…`.
    corrects: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    sent: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    recalled: Option<Time>,
    /// How far it came, once it was sent.
    progress: Option<ProgressShown>,
    /// For `If-Match`.
    version: i64,
}

impl From<(OwnerNoticeRow, NoticeProgress)> for OwnerNoticeSummary {
    fn from((notice, progress): (OwnerNoticeRow, NoticeProgress)) -> Self {
        Self {
            title: Content::kept(&notice.content).unwrap_or_default().en.title,
            id: notice.id.to_string(),
            number: notice.number,
            case: notice.case.to_string(),
            product: notice.product.to_string(),
            state: notice.state.as_str(),
            corrects: notice.corrects.map(|earlier| earlier.to_string()),
            sent: notice.sent,
            recalled: notice.recalled,
            progress: notice.sent.map(|_| progress.into()),
            version: notice.version,
        }
    }
}

/// Whom a notice is for.
#[derive(Serialize, ToSchema)]
pub(super) struct ScopeShown {
    /// `releases`, `case` or `product`.
    base: &'static str,
    /// `rel_…`.
    releases: Vec<String>,
    /// Member States; none: everywhere.
    markets: Vec<String>,
    /// Whether units are told too that come into the scope later.
    later: bool,
}

/// How many units a draft would be for now, and how it could reach them.
#[derive(Serialize, ToSchema)]
pub(super) struct ReachShown {
    units: i64,
    /// They speak for themselves, and show it.
    by_unit: i64,
    /// Their owner left a mail address.
    by_mail: i64,
    /// Their owner left an address for a webhook.
    by_webhook: i64,
    /// Nothing of that: they are not told.
    by_nothing: i64,
}

impl From<NoticeReach> for ReachShown {
    fn from(reach: NoticeReach) -> Self {
        let NoticeReach { units, by_unit, by_mail, by_webhook, by_nothing } = reach;
        Self { units, by_unit, by_mail, by_webhook, by_nothing }
    }
}

/// Deliveries to addresses that owners left.
#[derive(Default, Serialize, ToSchema)]
pub(super) struct DeliveriesShown {
    /// The other side took them: the mail server, or the webhook.
    delivered: i64,
    /// They are tried again.
    waiting: i64,
    /// They were given up after five days.
    failed: i64,
}

impl DeliveriesShown {
    fn of(counts: &[(ContactWay, String, i64)], way: ContactWay) -> Self {
        let of = |state: &str| {
            let found = counts.iter().find(|(known, word, _)| *known == way && word == state);
            found.map_or(0, |(_, _, count)| *count)
        };
        Self { delivered: of("delivered"), waiting: of("waiting"), failed: of("failed") }
    }
}

/// A notice with what it says, whom it is for, and how far it came.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnerNoticeShown {
    #[serde(flatten)]
    summary: OwnerNoticeSummary,
    content: Content,
    /// The SHA-256 of what was sent.
    sha256: Option<String>,
    scope: ScopeShown,
    /// Of a draft.
    reach: Option<ReachShown>,
    /// By mail.
    mail: DeliveriesShown,
    /// By webhook.
    webhook: DeliveriesShown,
}

impl From<Whole> for OwnerNoticeShown {
    fn from(whole: Whole) -> Self {
        let notice = whole.notice;
        let scope = ScopeShown {
            base: notice.base.as_str(),
            releases: whole.releases.iter().map(|(id, _)| id.to_string()).collect(),
            markets: whole.markets,
            later: notice.later,
        };
        let sha256 = notice.digest.map(|digest| hex(&digest));
        let reach = notice.sent.is_none().then(|| whole.reach.into());
        let [mail, webhook] =
            [ContactWay::Mail, ContactWay::Webhook].map(|way| DeliveriesShown::of(&whole.deliveries, way));
        Self { content: whole.content, sha256, scope, reach, mail, webhook, summary: (notice, whole.progress).into() }
    }
}

/// A unit that a notice is for.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticedUnitShown {
    /// `unt_…`.
    unit: String,
    serial: String,
    /// The Member State where it was made available.
    market: Option<String>,
    /// Whether it speaks for itself.
    speaks: bool,
    /// When it was first told.
    #[schema(value_type = Option<String>, format = DateTime)]
    told: Option<Time>,
    /// When it stated that it keeps it.
    #[schema(value_type = Option<String>, format = DateTime)]
    kept: Option<Time>,
    /// When it stated that an owner opened it.
    #[schema(value_type = Option<String>, format = DateTime)]
    opened: Option<Time>,
}

impl From<NoticedUnit> for NoticedUnitShown {
    fn from(found: NoticedUnit) -> Self {
        let NoticedUnit { unit, serial, market, speaks, told, kept, opened, .. } = found;
        Self { unit: unit.to_string(), serial, market, speaks, told, kept, opened }
    }
}

/// The newest notices of a case, at most 50.
#[utoipa::path(
    get, path = "/cases/{id}/owner-notices", tag = "owner notices", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<OwnerNoticeSummary>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn of_case(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<Vec<OwnerNoticeSummary>>, Problem> {
    by.may(Action::CaseRead)?;
    let case = text.parse().map_err(CaseError::Id)?;
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        tx.case(case)?.ok_or(CaseError::NotFound("case"))?;
        Ok(read::of_case(tx, case)?)
    });
    Ok(Json(found.await?.into_iter().map(OwnerNoticeSummary::from).collect()))
}

/// One notice.
#[utoipa::path(
    get, path = "/owner-notices/{id}", tag = "owner notices", params(("id" = String, Path)),
    responses(
        (status = 200, body = OwnerNoticeShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CaseRead)?;
    let id = id(&text)?;
    let whole = app.store.read::<_, CaseError, _>(move |tx| read::whole(tx, id)).await?;
    let version = [(header::ETAG, tag(whole.notice.version))];
    Ok((version, Json(OwnerNoticeShown::from(whole))).into_response())
}

/// The units that a notice is for, and how far it came on each.
#[utoipa::path(
    get, path = "/owner-notices/{id}/units", tag = "owner notices", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<NoticedUnitShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn units(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<NoticedUnitShown>>, Problem> {
    by.may(Action::CaseRead)?;
    by.may(Action::UnitRead)?;
    let lost = |_| Problem::invalid("cursor is none of this list's");
    let after = page.cursor.as_ref().map(|text| text.parse().map_err(lost)).transpose()?.unwrap_or(0);
    let (id, limit) = (id(&text)?, page.limit()?);
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        read::notice(tx, id)?;
        Ok(tx.owner_notice_units(id, after, limit + 1)?)
    });
    Ok(Json(Page::of(found.await?, limit, |unit| unit.number.to_string(), NoticedUnitShown::from)))
}
