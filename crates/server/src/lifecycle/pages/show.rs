//! The page: support, what stays until when, how devices ended, what is left to do, what everybody may read.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use steadfast_store::{Id, ProductPage, Time, Tx, UnitEnds, kinds};

use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::http::problem::Problem;
use crate::lifecycle::ended::{self, Ended, Left};
use crate::lifecycle::kept::{self, Kept};
use crate::lifecycle::read::{self, Support};
use crate::lifecycle::support::{CONSIDERATIONS, Considered};
use crate::web::Filled;
use crate::web::pages::lifecycle::{
    EndsView, KeptRow, LifecycleView, NoticeRow, PageView, ReleaseRow, SupportView, WindowRow, lifecycle,
};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// What was read for it.
pub(super) struct Whole {
    support: Support,
    kept: Kept,
    ended: Ended,
    left: Left,
    page: Option<ProductPage>,
}

fn read(tx: &mut Tx<'_>, id: Id<kinds::Product>, now: Time) -> Result<Whole, CatalogueError> {
    Ok(Whole {
        support: read::support(tx, id, now)?,
        kept: kept::kept(tx, id)?,
        ended: ended::ended(tx, id)?,
        left: ended::left(tx, id, now)?,
        page: tx.public_page(id)?,
    })
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    shown(&app, &reader, &text, ("", Filled::empty()), StatusCode::OK).await
}

/// The page, with a form that came back.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    text: &str,
    returned: (&'static str, Filled),
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    reader.by.may(Action::UnitRead)?;
    let (id, now) = (text.parse().map_err(CatalogueError::from)?, app.ambient.now());
    let found = app.store.read::<_, CatalogueError, _>(move |tx| read(tx, id, now)).await?;
    let may = |action| reader.by.may(action).is_ok();
    let view =
        LifecycleView { returned, may: (may(Action::SupportChange), may(Action::ProductPublish)), ..view(found) };
    Ok(page(status, lifecycle(&reader.frame, &view)))
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn view(whole: Whole) -> LifecycleView {
    let Whole { support, kept, ended, left, page } = whole;
    LifecycleView {
        id: support.product.id.to_string(),
        name: support.product.name.clone(),
        kept: rows(&kept),
        more: kept.more,
        ends: ends(&ended),
        stage: left.stage.as_str(),
        duties: left
            .duties
            .into_iter()
            .map(|one| (one.what, one.place, one.standing.as_str(), text(one.until)))
            .collect(),
        page: page_view(page),
        support: support_view(support),
        returned: ("", Filled::empty()),
        may: (false, false),
    }
}

fn support_view(support: Support) -> SupportView {
    let considered = support.reasons.as_ref().map(|kept| Considered::kept(&kept.content)).unwrap_or_default();
    let windows = support.windows.iter().map(|(span, units)| WindowRow {
        from: text(span.from),
        before: text(span.before),
        ends: text(span.ends),
        suffices: text(span.ends.and_then(|ends| support.promises.suffices_until(ends))),
        units: count(*units),
    });
    let releases = support.releases.iter().filter(|one| one.placed.0.is_some()).map(|one| ReleaseRow {
        id: one.release.id.to_string(),
        name: format!("{} {}", one.part, one.release.label),
        placed: (text(one.placed.0), text(one.placed.1)),
        ends: (text(one.ends.0), text(one.ends.1)),
    });
    let notices = support.notices.iter().map(|(notice, progress)| NoticeRow {
        ends: notice.ends.clone(),
        stage: notice.stage.as_str(),
        told: notice.told.0,
        counts: [progress.units, progress.kept, progress.opened, progress.units - progress.kept].map(count),
    });
    SupportView {
        windows: windows.collect(),
        releases: releases.collect(),
        notices: notices.collect(),
        units: (count(support.units.0), count(support.units.1)),
        months: considered.expected_months,
        considered: CONSIDERATIONS.into_iter().zip(considered.texts().map(str::to_owned)).collect(),
        version: support.reasons.map_or(0, |reasons| reasons.version),
        gaps: support.gaps,
    }
}

fn rows(kept: &Kept) -> Vec<KeptRow> {
    let updates = kept.updates.iter().map(|one| KeptRow {
        kind: one.artifact.kind.clone(),
        name: one.artifact.path.clone(),
        about: one.release.label.clone(),
        since: one.artifact.issued.0,
        until: Some(one.until.to_string()),
        proved: one.proved.0.map(|at| at.0),
        fault: one.proved.1.clone(),
    });
    let documents = kept.documents.iter().map(|one| KeptRow {
        kind: one.document.kind.clone(),
        name: one.document.name.clone(),
        about: String::new(),
        since: one.document.kept.0,
        until: text(one.until),
        proved: one.document.proved.map(|at| at.0),
        fault: one.document.fault.clone(),
    });
    updates.chain(documents).collect()
}

fn numbers(ends: UnitEnds) -> [u64; 6] {
    [ends.by_unit, ends.by_staff_erased, ends.by_staff_unknown, ends.handed_over, ends.reset, ends.unsaid].map(count)
}

fn ends(ended: &Ended) -> EndsView {
    let releases = ended.releases.iter().map(|(one, part, version)| {
        (
            part.clone(),
            version.clone(),
            [one.ends.by_unit, one.ends.by_staff_erased, one.ends.by_staff_unknown].map(count),
        )
    });
    EndsView {
        in_use: count(ended.in_use),
        exported: count(ended.exported),
        counts: numbers(ended.ends),
        releases: releases.collect(),
        untold: count(ended.untold),
    }
}

fn page_view(page: Option<ProductPage>) -> PageView {
    page.map_or_else(PageView::default, |page| PageView {
        published: page.published,
        slug: page.slug,
        gtin: page.gtin,
        languages: page.languages,
        version: page.version,
    })
}
