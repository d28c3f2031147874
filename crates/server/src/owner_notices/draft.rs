//! The beginning of a notice, with what the case knows.

use std::collections::BTreeMap;

use steadfast_store::{
    Case, CaseKind, Id, NoticeBase, OwnerNoticeRow, OwnerNoticeState, RolloutFilter, RolloutState, StoreError, Tx,
    kinds,
};

use super::read;
use super::words::Known;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step;

/// Rollouts that are looked at for one that mends the flaw.
const FEW: i64 = 20;
/// Characters of a product's name that a draft has.
const LONGEST_NAME: usize = 120;

/// Begins a notice of a case, or one in the place of an earlier notice, whose words and scope it begins with; its id.
///
/// # Errors
/// When the case is not there or names no product, the earlier notice is not of it or was not sent, or it is not allowed.
pub async fn draft(
    app: &App,
    ask: Ask,
    case: Id<kinds::Case>,
    corrects: Option<Id<kinds::OwnerNotice>>,
) -> Result<Id<kinds::OwnerNotice>, CaseError> {
    let (id, editor, address) = (app.ambient.id(), ask.by.person(), app.config.address());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, case)?;
        let product = case.product.ok_or(CaseError::NoProduct)?;
        let earlier = corrects.map(|earlier| read::notice(tx, earlier)).transpose()?;
        if earlier.as_ref().is_some_and(|one| one.case != case.id || one.state == OwnerNoticeState::Draft) {
            return Err(CaseError::NotFound("notice of this case that was sent"));
        }
        let mut new = OwnerNoticeRow {
            id,
            case: case.id,
            number: tx.owner_notice_next(case.id)?,
            product,
            content: String::new(),
            digest: None,
            corrects,
            base: NoticeBase::Case,
            later: true,
            state: OwnerNoticeState::Draft,
            editor,
            sender: None,
            made: at.now,
            sent: None,
            recalled: None,
            version: 1,
        };
        let (releases, markets) = match earlier {
            Some(earlier) => {
                (new.content, new.base, new.later) = (earlier.content, earlier.base, earlier.later);
                (tx.owner_notice_releases(earlier.id)?, tx.owner_notice_markets(earlier.id)?)
            }
            None => {
                let (known, releases) = known(tx, &case, &address)?;
                new.content = known.content().to_kept();
                (releases, Vec::new())
            }
        };
        tx.owner_notice_insert(&new)?;
        tx.owner_notice_scope(id, &releases, &markets)?;
        Ok((id, read::about(Fact::new("owner-notice-drafted", &id), &new)))
    });
    Ok(done.await?.answer)
}

type Releases = Vec<Id<kinds::Release>>;

/// What the case knows, and the releases of its product that its flaw is in. Nothing that people wrote is among it.
fn known(tx: &mut Tx<'_>, case: &Case, address: &str) -> Result<(Known, Releases), CaseError> {
    let product = case.product.ok_or(CaseError::NoProduct)?;
    let name = tx.product(product)?.ok_or(CaseError::NotFound("product"))?.name;
    let number = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let row = number.map(|flaw| tx.flaw_row(flaw)).transpose()?.flatten();
    let hit = releases(tx, case)?;
    let affected: Releases = hit.iter().map(|(id, _)| *id).collect();
    let (fixed, is_offered) = mended(tx, case, &affected)?;
    let own = format!("{address}/p/{product}/security");
    Ok((
        Known {
            product: name.chars().take(LONGEST_NAME).collect(),
            is_incident: case.kind == CaseKind::Incident,
            flaw: case.flaw.chars().take(LONGEST_NAME).collect(),
            affected: hit.into_iter().map(|(_, version)| version).collect(),
            fixed,
            is_offered,
            is_exploited: row.is_some_and(|row| row.exploited.is_some()),
            address: Some(own).filter(|own| own.starts_with("https://")).unwrap_or_default(),
        },
        affected,
    ))
}

/// The releases of a case's product that its flaw is in, with their versions.
pub(super) fn releases(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<(Id<kinds::Release>, String)>, StoreError> {
    let flaw = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let Some(flaw) = flaw else { return Ok(Vec::new()) };
    let hit = tx.flaw_releases(flaw)?.into_iter().filter(|one| Some(one.product) == case.product);
    Ok(hit.map(|one| (one.release, one.label)).collect())
}

/// The version that mends it, and whether units are offered it: the newest rollout for security that brings nothing affected.
/// Of a flaw it brings something newer than all that is; where that is not known, it began since the case opened.
fn mended(tx: &mut Tx<'_>, case: &Case, affected: &Releases) -> Result<(Option<String>, bool), StoreError> {
    let mut newest = BTreeMap::new();
    for id in affected {
        if let Some(release) = tx.release(*id)? {
            let known = newest.entry(release.part).or_insert(release.sequence);
            *known = release.sequence.max(*known);
        }
    }
    let filter = RolloutFilter { product: case.product, state: None };
    for rollout in tx.rollout_list(&filter, None, FEW)? {
        let mends = match newest.get(&rollout.part) {
            Some(newest) => rollout.sequence > *newest,
            None => affected.is_empty() && rollout.started.is_some_and(|at| at >= case.opened),
        };
        if !mends || rollout.kind == "feature" {
            continue;
        }
        if let Some(release) = tx.release(rollout.release)? {
            return Ok((Some(release.label), matches!(rollout.state, RolloutState::Running | RolloutState::Done)));
        }
    }
    Ok((None, false))
}
