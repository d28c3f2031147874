//! Feeds, managed by people: which there are, how often they are fetched, and what is decided where one shrank.

use std::time::Duration;

use steadfast_store::{Feed, FeedImport, FeedState, Id, ImportState, StoreError, Time, Tx, kinds};

use super::defaults;
use super::error::FeedError;
use super::hand_in::name;
use super::kind::FeedKind;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::jobs::kind::Kind;

/// The most feeds.
pub const MOST: usize = 200;
/// The shortest and the longest time between two fetches, in hours.
pub const HOURS: std::ops::RangeInclusive<u64> = 1..=168;

/// What a feed is to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What it is called: by this name the index knows its records, so that it never changes.
    pub name: Option<String>,
    /// What is expected there; it never changes either.
    pub kind: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Hours between two fetches.
    pub every_hours: Option<u64>,
}

fn address(app: &App, url: &str) -> Result<String, FeedError> {
    Ok(app.webhooks.reach.read(url)?.to_string())
}

fn hours(hours: u64) -> Result<u64, FeedError> {
    let refused = FeedError::Every { least: *HOURS.start(), most: *HOURS.end() };
    if HOURS.contains(&hours) { Ok(hours) } else { Err(refused) }
}

/// Everything that is not taken, field by field.
#[must_use]
pub fn refused(app: &App, wanted: &Wanted) -> Vec<FeedError> {
    let mut refused = Vec::new();
    refused.extend(wanted.name.as_deref().and_then(|text| name(text).err()));
    refused.extend(wanted.kind.as_deref().and_then(|text| text.parse::<FeedKind>().err().map(Into::into)));
    refused.extend(wanted.url.as_deref().and_then(|url| address(app, url).err()));
    refused.extend(wanted.every_hours.and_then(|every| hours(every).err()));
    refused
}

fn of(tx: &mut Tx<'_>, id: Id<kinds::Feed>) -> Result<Feed, FeedError> {
    tx.feed(id)?.ok_or(FeedError::NotFound("feed"))
}

/// What the ledger is told of a feed: never the address, which may hold a secret.
fn of_it(fact: Fact, feed: &Feed) -> Fact {
    fact.with("every-hours", feed.every.as_secs() / 3600).with("state", feed.state.as_str())
}

/// Adds a feed; it is fetched at once.
///
/// # Errors
/// When something is not taken, there is one of this name, or it is not allowed.
pub async fn add(app: &App, ask: Ask, wanted: Wanted) -> Result<Id<kinds::Feed>, FeedError> {
    let kind: FeedKind = wanted.kind.unwrap_or_default().parse()?;
    let (name, url) = (name(&wanted.name.unwrap_or_default())?, address(app, &wanted.url.unwrap_or_default())?);
    let new = defaults::new(app, kind, &name, &url, hours(wanted.every_hours.unwrap_or(24))?);
    let done = app.act::<_, FeedError, _>(ask, move |tx, at| {
        if tx.feed_list()?.len() >= MOST {
            return Err(FeedError::Enough(MOST));
        }
        if !tx.feed_insert(&new)? {
            return Err(FeedError::Taken);
        }
        tx.job_ask(Kind::FeedFetch.as_str(), at.now)?;
        Ok((new.id, of_it(Fact::new("feed-added", &new.id), &new)))
    });
    let id = done.await?.answer;
    app.wake.notify_one();
    Ok(id)
}

/// Changes address and interval of a feed on top of `version`; its new version. From another address everything is
/// fetched anew.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(app: &App, ask: Ask, id: Id<kinds::Feed>, version: i64, wanted: Wanted) -> Result<i64, FeedError> {
    let url = wanted.url.map(|url| address(app, &url)).transpose()?;
    let every = wanted.every_hours.map(hours).transpose()?;
    let done = app.act::<_, FeedError, _>(ask, move |tx, at| {
        let before = of(tx, id)?;
        let every = every.map_or(before.every, |hours| Duration::from_secs(hours * 3600));
        let moved = url.as_ref().is_some_and(|url| *url != before.url);
        let due = if moved { at.now } else { before.due.min(at.now.after(every)) };
        let url = url.clone().unwrap_or_else(|| before.url.clone());
        let changed = Feed { url, every, due, version, ..before };
        if !tx.feed_change(&changed)? {
            return Err(FeedError::Changed);
        }
        tx.job_ask(Kind::FeedFetch.as_str(), at.now)?;
        Ok((version + 1, of_it(Fact::new("feed-changed", &id), &changed)))
    });
    let version = done.await?.answer;
    app.wake.notify_one();
    Ok(version)
}

/// Switches a feed on or off. What was loaded of it stays, with its age.
///
/// # Errors
/// When it is so already, or it is not allowed.
pub async fn switch(app: &App, ask: Ask, id: Id<kinds::Feed>, to_on: bool) -> Result<(), FeedError> {
    let (state, fact) = match to_on {
        true => (FeedState::On, Fact::new("feed-enabled", &id)),
        false => (FeedState::Off, Fact::new("feed-disabled", &id)),
    };
    app.act::<_, FeedError, _>(ask, move |tx, at| {
        let before = of(tx, id)?;
        if before.state == state {
            return Err(FeedError::Already);
        }
        let changed = Feed { state, due: at.now, ..before };
        if !tx.feed_change(&changed)? {
            return Err(FeedError::Changed);
        }
        tx.job_ask(Kind::FeedFetch.as_str(), at.now)?;
        Ok(((), of_it(fact.clone(), &changed)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

/// Has a feed fetched at once.
///
/// # Errors
/// When it is off, there is none, or it is not allowed.
pub async fn fetch(app: &App, ask: Ask, id: Id<kinds::Feed>) -> Result<(), FeedError> {
    app.act::<_, FeedError, _>(ask, move |tx, at| {
        of(tx, id)?;
        if !tx.feed_ask(id, at.now)? {
            return Err(FeedError::Off);
        }
        tx.job_ask(Kind::FeedFetch.as_str(), at.now)?;
        Ok(((), Fact::new("feed-asked", &id)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

/// Decides on what is held back of a feed. What is taken goes the way of a file that was handed in under the feed's
/// name; what is left is asked about again where it comes again.
///
/// # Errors
/// When nothing is held back, or it is not allowed.
pub async fn decide(app: &App, ask: Ask, id: Id<kinds::Feed>, take: bool) -> Result<(), FeedError> {
    let import = app.ambient.id();
    app.act::<_, FeedError, _>(ask, move |tx, at| {
        let feed = of(tx, id)?;
        let held = feed.held.ok_or(FeedError::NotHeld)?;
        if !tx.feed_leave(id, held.blob)? {
            return Err(FeedError::NotHeld);
        }
        if take {
            tx.import_insert(&of_held(import, &feed, held.blob, held.since, at.now))?;
            tx.job_ask(Kind::FeedImport.as_str(), at.now)?;
        }
        Ok(((), Fact::new("feed-decided", &id).with("taken", take)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

fn of_held(
    id: Id<kinds::Import>,
    feed: &Feed,
    content: steadfast_store::BlobHash,
    since: Time,
    now: Time,
) -> FeedImport {
    FeedImport {
        id,
        name: feed.name.clone(),
        content,
        bytes: 0,
        fetched: Some(since),
        state: ImportState::Waiting,
        failure: None,
        records: 0,
        problems: 0,
        report: None,
        anew: true,
        created: now,
        ended: None,
    }
}

/// One feed.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Feed>) -> Result<Feed, FeedError> {
    app.store.read::<_, FeedError, _>(move |tx| of(tx, id)).await
}

/// Every feed, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App) -> Result<Vec<Feed>, StoreError> {
    app.store.read(|tx| tx.feed_list()).await
}
