//! One stream: it waits, looks, tells; and ends with the session, with the server, or after an hour.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::Stream;
use futures_util::stream::unfold;
use steadfast_store::{News, StoreError};
use tokio::sync::watch::Receiver;
use tokio::time::{Sleep, sleep};

use super::listener::{Found, changes, look};
use super::listeners::Place;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::caller::Caller;

/// Without news, how often to say so, and to look whether the listener may still listen.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// News that come close together are told together.
const TOGETHER: Duration = Duration::from_millis(250);
/// After so long a stream ends; a listener comes back by itself and goes on where it stopped.
const LONGEST: Duration = Duration::from_secs(3600);
/// When a listener comes back.
const BACK: Duration = Duration::from_secs(3);

/// What one stream knows.
struct Listening {
    app: Arc<App>,
    by: Caller,
    rights: Vec<Action>,
    next: u64,
    told: News,
    waiting: VecDeque<Event>,
    more: bool,
    head: Receiver<u64>,
    news: Receiver<News>,
    ending: Receiver<bool>,
    over: Pin<Box<Sleep>>,
    _place: Place,
}

/// The events for a listener, from record `next` on.
pub(super) fn events(
    app: Arc<App>,
    by: SignedIn,
    next: u64,
    place: Place,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let (head, mut news, ending) = (app.events.head(), app.events.news.subscribe(), app.events.ending.subscribe());
    let told = *news.borrow_and_update();
    let listening = Listening {
        app,
        by: by.caller,
        rights: by.rights,
        next,
        told,
        // The first words, so that the listener knows that it is heard.
        waiting: VecDeque::from([Event::default().retry(BACK).comment("listening")]),
        more: true,
        head,
        news,
        ending,
        over: Box::pin(sleep(LONGEST)),
        _place: place,
    };
    unfold(listening, |mut listening| async move {
        let event = listening.event().await?;
        Some((Ok(event), listening))
    })
}

impl Listening {
    /// The next event; nothing where the stream ends.
    async fn event(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if !self.more && !self.wait().await {
                return None;
            }
            self.head.mark_unchanged();
            match self.look().await {
                Ok(Some(found)) => self.take(found),
                Ok(None) => return None,
                Err(error) => {
                    tracing::warn!(%error, "a listener is sent away: the database did not answer");
                    return None;
                }
            }
        }
    }

    async fn look(&self) -> Result<Option<Found>, StoreError> {
        let (by, next, now) = (self.by.clone(), self.next, self.app.ambient.now());
        self.app.store.read(move |tx| look(tx, &by, next, now)).await
    }

    fn take(&mut self, found: Found) {
        let news = *self.news.borrow_and_update();
        self.waiting.extend(found.events);
        self.waiting.extend(changes(&self.told, &news, &self.rights));
        (self.next, self.more, self.told) = (found.next, found.more, news);
    }

    /// Waits for news; false where there will be none.
    async fn wait(&mut self) -> bool {
        tokio::select! {
            () = over(&mut self.ending) => return false,
            () = &mut self.over => return false,
            () = sleep(KEEP_ALIVE) => self.waiting.push_back(Event::default().comment("")),
            changed = self.head.changed() => { drop(changed); sleep(TOGETHER).await; }
            changed = self.news.changed() => drop(changed),
        }
        true
    }
}

/// Waits for the server's end.
async fn over(ending: &mut Receiver<bool>) {
    drop(ending.wait_for(|ending| *ending).await);
}
