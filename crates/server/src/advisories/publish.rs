//! The check of an advisory, and its publication as a version that nobody changes.

use jiff::Timestamp;
use steadfast_csaf::{Report, check_text};
use steadfast_store::{Advisory, AdvisoryRevision, Id, Time, Tx, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::content::Content;
use super::document::{Versions, document};
use super::error::AdvisoryError;
use super::{edit, key, read};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;

const SUMMARY: RefusedField = RefusedField::new("summary", "empty", "say in one line what changed with this version");
const LONGEST: usize = 1_000;

/// A time as documents have it: by the second.
#[must_use]
pub(crate) fn moment(time: Time) -> String {
    Timestamp::from(time).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What a look at an advisory gives: the document as it would be published now, and what the tests say of it.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub(crate) document: String,
    pub(crate) report: Report,
}

/// Checks an advisory as if it were published now.
pub(crate) async fn check(app: &App, id: Id<kinds::Advisory>) -> Result<Checked, AdvisoryError> {
    let (address, now) = (app.config.address(), app.ambient.now());
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| {
        let advisory = read::advisory(tx, id)?;
        let content = read::content(&advisory.content)?;
        made(tx, &advisory, &content, (now, "A new version"), &address)
    });
    let document = read.await?;
    Ok(Checked { report: check_text(&document), document })
}

/// The document that the next version is.
fn made(
    tx: &mut Tx<'_>,
    advisory: &Advisory,
    content: &Content,
    (now, summary): (Time, &str),
    address: &str,
) -> Result<String, AdvisoryError> {
    let catalogue = read::catalogue(tx, advisory.product)?;
    let history = tx.advisory_history(advisory.id)?;
    let mut all: Vec<_> = history.into_iter().map(|(number, time, summary)| (number, moment(time), summary)).collect();
    all.push((advisory.revision + 1, moment(now), summary.to_owned()));
    let versions = Versions { id: advisory.name.clone(), address: address.to_owned(), all, is_draft: false };
    Ok(document(content, &catalogue, &versions).draft())
}

/// Publishes what an advisory says as its next version; that one's number.
///
/// # Errors
/// When the document breaks the standard, nothing changed, a second person is wanted, or it is not allowed.
pub async fn publish(
    app: &App,
    ask: Ask,
    id: Id<kinds::Advisory>,
    seen: i64,
    summary: &str,
) -> Result<i64, AdvisoryError> {
    let summary = summary.trim().to_owned();
    if summary.is_empty() || summary.len() > LONGEST {
        return Err(AdvisoryError::Fields(vec![SUMMARY]));
    }
    let (address, vault, person) = (app.config.address(), app.vault.clone(), ask.by.person());
    let done = app.act::<_, AdvisoryError, _>(ask, move |tx, at| {
        let mut advisory = read::unchanged(tx, id, seen)?;
        if !advisory.is_changed {
            return Err(AdvisoryError::Same);
        }
        if edit::takes_two(tx)? && (person.is_none() || advisory.editor == person) {
            return Err(AdvisoryError::SamePerson);
        }
        let content = read::content(&advisory.content)?;
        let text = made(tx, &advisory, &content, (at.now, &summary), &address)?;
        let blocking = check_text(&text).blocking();
        if !blocking.is_empty() {
            return Err(AdvisoryError::Blocked(blocking));
        }
        key::settle_name(tx)?;
        let signature = key::in_time(tx, &vault, at.now)?.sign(text.as_bytes(), key::seconds(at.now));
        let digest = hex(&sha256(&[text.as_bytes()]));
        keep(tx, at, &mut advisory, &content.tlp, (&summary, text, signature))?;
        let fact = Fact::new("advisory-published", &id)
            .with("name", advisory.name)
            .with("revision", advisory.revision)
            .with("tlp", advisory.tlp)
            .with("sha256", digest)
            .with("withdrawn", !content.withdrawn.is_empty());
        Ok((advisory.revision, fact))
    });
    Ok(done.await?.answer)
}

fn keep(
    tx: &mut Tx<'_>,
    at: &At,
    advisory: &mut Advisory,
    tlp: &str,
    (summary, document, signature): (&str, String, String),
) -> Result<(), AdvisoryError> {
    advisory.revision += 1;
    tx.advisory_revision_insert(&AdvisoryRevision {
        advisory: advisory.id,
        revision: advisory.revision,
        time: at.now,
        summary: summary.to_owned(),
        content: advisory.content.clone(),
        document,
        signature,
    })?;
    advisory.published = advisory.published.or(Some(at.now));
    (advisory.released, advisory.is_changed) = (Some(at.now), false);
    tlp.clone_into(&mut advisory.tlp);
    if tx.advisory_change(advisory)? { Ok(()) } else { Err(AdvisoryError::Changed) }
}
