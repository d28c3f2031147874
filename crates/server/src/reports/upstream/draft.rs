//! A report to a maintainer is written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use steadfast_formats::security_txt::is_address;
use steadfast_store::{Case, Id, StoreError, Tx, Upstream, UpstreamState, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::words::Told;
use crate::access::setup::ORGANISATION;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::reports::error::ReportError;
use crate::reports::fields::{COMPONENT, Checked, FIX, NOTE, PURL, REACH, VERSIONS};

/// The most characters of what a flaw is.
const LONGEST_NOTE: usize = 8000;

/// A report to a maintainer as somebody writes it.
#[derive(Clone, Debug, Default)]
pub struct WantedUpstream {
    /// The component.
    pub component: String,
    /// Its package URL; empty without one.
    pub purl: String,
    /// The versions that are affected, apart by commas.
    pub versions: String,
    /// Where the maintainer can be reached; empty: not known.
    pub contact: String,
    /// What the flaw is.
    pub note: String,
    /// The own fix: an address, or the SHA-256 of a patch; empty without one.
    pub fix: String,
}

/// A draft that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// Its id.
    pub id: Id<kinds::Upstream>,
    /// Its number in the case.
    pub number: i64,
}

impl WantedUpstream {
    fn taken(&self) -> Result<(Told, String), ReportError> {
        let mut checked = Checked::default();
        let component = checked.short(&self.component, COMPONENT);
        checked.must(!component.is_empty(), COMPONENT);
        let versions = checked.short(&self.versions, VERSIONS);
        let versions = versions.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
        let (purl, contact) = (checked.short(&self.purl, PURL), checked.short(&self.contact, REACH));
        checked.must(purl.is_empty() || steadfast_formats::purl::Purl::strict(&purl).is_ok(), PURL);
        let note = checked.text(&self.note, 3..=4 * LONGEST_NOTE, NOTE);
        checked.must(note.chars().count() <= LONGEST_NOTE, NOTE);
        let fix = checked.short(&self.fix, FIX);
        let is_digest = fix.len() == 64 && fix.bytes().all(|byte| byte.is_ascii_hexdigit());
        checked.must(fix.is_empty() || is_digest || is_address("Policy", &fix), FIX);
        checked.taken((Told { component, purl, versions, note, fix, ..Told::default() }, contact))
    }
}

/// Writes a report to the maintainer of a component. Its words never change; another one can be written.
///
/// # Errors
/// When something is not taken, there is no such case, or it is not allowed.
pub async fn draft(app: &App, ask: Ask, case: Id<kinds::Case>, wanted: WantedUpstream) -> Result<Drafted, ReportError> {
    let (told, contact) = wanted.taken()?;
    let (id, person) = (app.ambient.id(), ask.by.person());
    let done = app.act::<_, ReportError, _>(ask, move |tx, at| {
        let case = tx.case(case)?.ok_or(ReportError::NotFound("case"))?;
        let told = completed(tx, told.clone(), &case, id)?;
        let new = Upstream {
            id,
            case: case.id,
            number: tx.upstream_next(case.id)?,
            component: told.component.clone(),
            purl: told.purl.clone(),
            contact: contact.clone(),
            state: UpstreamState::Drafted,
            words: told.text(),
            facts: serde_json::to_string_pretty(&told.facts(at.now))?,
            drafted: at.now,
            drafter: person,
            sent: None,
            sender: None,
            way: None,
            answered: None,
            answer: None,
        };
        tx.upstream_insert(&new)?;
        let fact = about(Fact::new("upstream-drafted", &id), case.product, &new)
            .with("flaw", told.flaw)
            .with("has_contact", !contact.is_empty())
            .with("has_fix", !told.fix.is_empty())
            .with("facts_sha256", hex(&sha256(&[new.facts.as_bytes()])));
        Ok((Drafted { id, number: new.number }, fact))
    });
    Ok(done.await?.answer)
}

/// With what the server knows: who the maker is, the flaw of the case, and what was decided on it.
fn completed(tx: &mut Tx<'_>, told: Told, case: &Case, id: Id<kinds::Upstream>) -> Result<Told, StoreError> {
    let maker = tx.setting(ORGANISATION)?.unwrap_or_default();
    Ok(Told { id: id.to_string(), maker, flaw: case.flaw.clone(), vex: decided(tx, &case.flaw)?, ..told })
}

/// What stands decided on a flaw, each status once.
fn decided(tx: &mut Tx<'_>, flaw: &str) -> Result<Vec<String>, StoreError> {
    let Some(number) = tx.flaw_of_id(flaw)? else { return Ok(Vec::new()) };
    let stands = tx.assessments_of(number)?.into_iter().filter(|one| one.ended.is_none());
    let words: BTreeSet<&str> = stands.map(|one| one.status.as_str()).collect();
    Ok(words.into_iter().map(str::to_owned).collect())
}

/// A record about a report upstream: ids, words of closed lists, numbers and times.
pub(super) fn about(fact: Fact, product: Option<Id<kinds::Product>>, upstream: &Upstream) -> Fact {
    let fact = fact.with("product", product.map(|product| product.to_string())).with("case", upstream.case.to_string());
    fact.with("number", upstream.number).with("purl", upstream.purl.clone())
}
