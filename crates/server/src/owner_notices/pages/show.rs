//! One notice.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, NoticeProgress, NoticeReach, OwnerNoticeRow, Tx, kinds};
use steadfast_trust::encoding::hex;

use crate::access::action::Action;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::owner_notices::content::Content;
use crate::owner_notices::read::{self, Whole};
use crate::web::Filled;
use crate::web::pages::case_owners::OwnersRow;
use crate::web::pages::owner_notice::{NoticeRights, OwnerNoticeView, ProgressView, ReachView, owner_notice};
use crate::web::pages::owner_notice_form::NoticeFormView;
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Releases that can be chosen on the page.
const RELEASES: i64 = 30;

type Choices = Vec<(String, String)>;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let id = id.parse().map_err(CaseError::Id)?;
    shown(&app, &reader, id, (None, None), StatusCode::OK).await
}

/// The page, with a form that came back where one did, or why something was not done.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::OwnerNotice>,
    (filled, refused): (Option<Filled>, Option<String>),
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let whole = read::whole(tx, id)?;
        Ok((choices(tx, &whole)?, whole))
    });
    let (releases, whole) = found.await?;
    let filled = filled.unwrap_or_else(|| fresh(&whole));
    let view = view(whole, NoticeFormView { releases, filled }, rights(reader), refused);
    Ok(page(status, owner_notice(&reader.frame, &view)))
}

/// The newest releases of the product, and those of the scope.
fn choices(tx: &mut Tx<'_>, whole: &Whole) -> Result<Choices, CaseError> {
    let mut found: Choices = Vec::new();
    for release in tx.release_list(Some(whole.notice.product), None, None, RELEASES)? {
        let part = tx.part(release.part)?.map(|part| part.name).unwrap_or_default();
        found.push((release.id.to_string(), format!("{part} {}", release.label)));
    }
    for (id, label) in &whole.releases {
        if !found.iter().any(|(known, _)| *known == id.to_string()) {
            found.push((id.to_string(), label.clone()));
        }
    }
    Ok(found)
}

fn fresh(whole: &Whole) -> Filled {
    let Content { en, de, gravity, address } = &whole.content;
    let filled = Filled::empty()
        .with("en-title", &en.title)
        .with("en-happened", &en.happened)
        .with("en-advice", &en.advice)
        .with("de-title", &de.title)
        .with("de-happened", &de.happened)
        .with("de-advice", &de.advice)
        .with("gravity", gravity)
        .with("address", address)
        .with("base", whole.notice.base.as_str())
        .with("markets", whole.markets.join(", "));
    let filled = if whole.notice.later { filled.with("later", "yes") } else { filled };
    whole.releases.iter().fold(filled, |filled, (id, _)| filled.with("releases", id.to_string()))
}

fn rights(reader: &Reader) -> NoticeRights {
    let may = |action| reader.by.may(action).is_ok();
    NoticeRights {
        write: may(Action::OwnerNoticeWrite),
        send: may(Action::OwnerNoticeSend),
        units: may(Action::UnitRead),
    }
}

fn view(whole: Whole, form: NoticeFormView, rights: NoticeRights, refused: Option<String>) -> OwnerNoticeView {
    let Whole { notice, case, content, releases, markets, reach, progress, deliveries, corrects } = whole;
    let NoticeReach { units, by_unit, by_mail, by_webhook, by_nothing } = reach;
    OwnerNoticeView {
        id: notice.id.to_string(),
        number: notice.number,
        case: (case.id.to_string(), case.number, case.title),
        state: notice.state.as_str(),
        texts: [("en", content.en), ("de", content.de)]
            .map(|(language, words)| (language, words.title, words.happened, words.advice))
            .into(),
        gravity: content.gravity,
        address: content.address,
        base: notice.base.as_str(),
        scope: (releases.into_iter().map(|(_, label)| label).collect(), markets),
        later: notice.later,
        corrects,
        times: (notice.sent.map(|at| at.0), notice.recalled.map(|at| at.0)),
        digest: notice.digest.map(|digest| hex(&digest)),
        reach: ReachView { units, by_unit, by_mail, by_webhook, by_nothing },
        progress: came(progress),
        deliveries: deliveries.into_iter().map(|(way, state, count)| (way.as_str(), state, count)).collect(),
        version: notice.version,
        form,
        rights,
        refused,
    }
}

fn came(progress: NoticeProgress) -> ProgressView {
    let NoticeProgress { units, kept, opened, waiting, unreachable } = progress;
    ProgressView { units, kept, opened, waiting, unreachable }
}

/// A notice on the page of its case.
pub(crate) fn row((notice, progress): (OwnerNoticeRow, NoticeProgress)) -> OwnersRow {
    OwnersRow {
        title: Content::kept(&notice.content).unwrap_or_default().en.title,
        id: notice.id.to_string(),
        number: notice.number,
        state: notice.state.as_str(),
        sent: notice.sent.map(|at| at.0),
        progress: came(progress),
    }
}
