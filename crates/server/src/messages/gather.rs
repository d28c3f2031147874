//! From news to messages: gathered for half a minute and apart by five by mail, so that a storm is one mail; line by line for
//! syslog. While a message waits for a receiver, news go on gathering: whatever was down finds one message, not a thousand.
//! A message rests on the news that it was made of; what it says is made when it is sent.

use std::time::Duration;

use steadfast_store::{AlertNews, Id, Lease, NewMessage, Receiver, StoreError, Time, Tx, Way, kinds};

use super::ALERT;
use crate::app::App;

/// For so long news are gathered before a mail tells of them.
pub const GATHERED: Duration = Duration::from_secs(30);
/// The least time between two mails about alerts to one receiver.
pub const APART: Duration = Duration::from_secs(5 * 60);
/// Lines of syslog that are made in one go.
pub(super) const LINES: usize = 64;

/// Puts the news of one receiver into messages; false where there are none to be put.
///
/// # Errors
/// When the lease was lost, or the database fails.
pub async fn step(app: &App, lease: &Lease) -> Result<bool, StoreError> {
    let now = app.ambient.now();
    let Some(receiver) = app.store.read(move |tx| next(tx, now)).await? else { return Ok(false) };
    let lease = lease.clone();
    let ids: Vec<Id<kinds::Message>> = (0..LINES).map(|_| app.ambient.id()).collect();
    app.store
        .write::<_, StoreError, _>(move |tx| {
            tx.lease_check(&lease)?;
            match receiver.way {
                Way::Mail => mail(tx, receiver.id, ids[0], now),
                Way::Syslog => lines(tx, receiver.id, &ids, now),
            }
        })
        .await?;
    Ok(true)
}

/// A receiver whose news can be put into a message.
///
/// # Errors
/// When the database fails.
pub(super) fn next(tx: &mut Tx<'_>, now: Time) -> Result<Option<Receiver>, StoreError> {
    tx.alert_news_ready(now, now.before(GATHERED), now.before(APART))
}

/// All news in one message.
fn mail(tx: &mut Tx<'_>, receiver: Id<kinds::Receiver>, id: Id<kinds::Message>, now: Time) -> Result<(), StoreError> {
    let count = tx.alert_news_count(receiver)?;
    if let Some(news) = tx.alert_news(receiver, 1)?.first() {
        tx.message_insert(&about(id, receiver, Some(news).filter(|_| count == 1)), now)?;
    }
    tx.alert_news_taken(receiver, id, now)
}

/// Each of them in its own.
fn lines(
    tx: &mut Tx<'_>,
    receiver: Id<kinds::Receiver>,
    ids: &[Id<kinds::Message>],
    now: Time,
) -> Result<(), StoreError> {
    let news = tx.alert_news(receiver, i64::try_from(ids.len()).unwrap_or(i64::MAX))?;
    for (news, id) in news.iter().zip(ids) {
        tx.message_insert(&about(*id, receiver, Some(news)), now)?;
        tx.alert_news_take(receiver, *id, news)?;
    }
    Ok(())
}

/// A message about one alert, or about several.
fn about(id: Id<kinds::Message>, receiver: Id<kinds::Receiver>, one: Option<&AlertNews>) -> NewMessage {
    let alert = one.map(|news| news.alert.id);
    NewMessage { id, receiver, kind: ALERT.to_owned(), alert, subject: String::new(), body: String::new() }
}
