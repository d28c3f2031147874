//! A list names a flaw as exploited, and something that is sold has it: the case opens by itself, with the list as its signal.
//!
//! Once for each product and flaw, under all names of the flaw: a case that was told of it by a list once, however it ended,
//! is not told again. What a list named long ago, or without saying when, opens nothing, or else the first import would open
//! a case for each flaw of many years at once: it waits for a decision on the first page, where every exploited flaw does.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use steadfast_store::{Case, CaseKind, Id, ListedFlaw, SignalKind, StoreError, Time, Tx, kinds};

use super::error::CaseError;
use super::fields::{LONGEST_TITLE, PRODUCT};
use super::known::{self, Basis};
use super::open::{self, Opened};
use super::signal::{self, Taken};
use super::step::{self, Step};
use crate::access::authorise::Passage;
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;

/// What a list named within so many days opens a case.
const DAYS: i64 = 30;

/// Opens what is missing; a signal comes to a case that is there. The cases, with those that were there before.
///
/// # Errors
/// When the database fails, or the action could not be recorded.
pub(crate) async fn follow(app: &App, job: &'static str) -> Result<Vec<Opened>, CaseError> {
    let since = since(app.ambient.now());
    let listed = app.store.read::<_, StoreError, _>(|tx| tx.flaws_listed()).await?;
    let mut told = Vec::new();
    for flaw in listed.into_iter().filter(|flaw| named_on(&flaw.exploited).is_some_and(|day| day >= since)) {
        let number = flaw.number;
        for product in app.store.read::<_, StoreError, _>(move |tx| tx.flaw_unsignalled(number)).await? {
            told.extend(tell(app, job, &flaw, product).await?);
        }
    }
    Ok(told)
}

/// The first day that counts as lately.
fn since(now: Time) -> Date {
    let now = Timestamp::from_microsecond(now.0).unwrap_or(Timestamp::UNIX_EPOCH);
    Offset::UTC.to_datetime(now).date().saturating_sub(DAYS.days())
}

/// The day on which a list named a flaw, where its words say so.
fn named_on(word: &str) -> Option<Date> {
    word.split_once(" since ")?.1.get(..10)?.parse().ok()
}

/// Tells the case of a product, or opens it; nothing where another process did meanwhile.
async fn tell(
    app: &App,
    job: &'static str,
    flaw: &ListedFlaw,
    product: Id<kinds::Product>,
) -> Result<Option<Opened>, CaseError> {
    let (id, name) = (app.ambient.id(), flaw.name.clone());
    let basis = app.store.read(move |tx| known::basis(tx, &name, None)).await?;
    let flaw = flaw.clone();
    let done = app.act::<_, CaseError, _>(Ask::new(Caller::Job(job), Passage::Work), move |tx, at| {
        if !tx.flaw_unsignalled(flaw.number)?.contains(&product) {
            return Err(CaseError::Already);
        }
        let taken = taken(&flaw, at.now, basis.clone());
        match tx.case_of_flaw(product, flaw.number)? {
            Some(case) => join(tx, at, case, &taken),
            None => opened(tx, at, (id, product), &flaw, &taken),
        }
    });
    match done.await {
        Ok(done) => Ok(Some(done.answer)),
        Err(CaseError::Already) => Ok(None),
        Err(error) => Err(error),
    }
}

/// It arrived when it was seen here; since when the list says so stands beside it, in the list's own words.
fn taken(flaw: &ListedFlaw, now: Time, basis: Basis) -> Taken {
    Taken {
        kind: SignalKind::Kev,
        received: now,
        alert: None,
        about: format!("{}: {}", flaw.name, flaw.exploited),
        reference: String::new(),
        basis,
    }
}

fn join(tx: &mut Tx<'_>, at: &At, id: Id<kinds::Case>, taken: &Taken) -> Result<(Opened, Fact), CaseError> {
    let mut case = step::case(tx, id)?;
    let noted = signal::take(tx, &Step { person: None, at: *at }, &mut case, taken)?;
    Ok((Opened { id, number: case.number, is_new: false }, signal::told(&case, taken, &noted)))
}

fn opened(
    tx: &mut Tx<'_>,
    at: &At,
    (id, product): (Id<kinds::Case>, Id<kinds::Product>),
    flaw: &ListedFlaw,
    taken: &Taken,
) -> Result<(Opened, Fact), CaseError> {
    let new = Case {
        title: format!("{} is named as exploited", flaw.name).chars().take(LONGEST_TITLE).collect(),
        product: Some(product),
        product_name: tx.product(product)?.ok_or(PRODUCT)?.name,
        flaw: flaw.name.clone(),
        ..open::empty(id, CaseKind::Vulnerability, at.now)
    };
    open::open(tx, &Step { person: None, at: *at }, new, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_read_from_the_words_of_either_list() {
        let day = |word| named_on(word).map(|day| day.to_string());
        assert_eq!(day("listed as exploited since 2026-11-20, by ransomware").as_deref(), Some("2026-11-20"));
        assert_eq!(day("euvd-exploited since 2026-11-21").as_deref(), Some("2026-11-21"));
        assert_eq!(
            ["listed as exploited", "kev", "ssvc-active", "since when nobody knows"].map(day),
            [const { None }; 4]
        );
    }
}
