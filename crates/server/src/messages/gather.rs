//! From news to messages: gathered for half a minute and apart by five by mail, so that a storm is one mail; line by line for
//! syslog. While a message waits for a receiver, news go on gathering: whatever was down finds one message, not a thousand.

use std::collections::BTreeMap;
use std::time::Duration;

use steadfast_monitor::detect::Reason;
use steadfast_store::{
    Alert, AlertNews, Coverage, Id, Lease, NewMessage, Receiver, Stage, StoreError, Time, Tx, Way, kinds,
};

use super::ALERT;
use super::finding::{self, Around};
use super::settings::server;
use super::words::{Page, Told, Words};
use crate::app::App;
use crate::config::host_name;
use crate::monitoring::kept::read_kept;
use crate::monitoring::read::{self, NamedAlert};
use crate::monitoring::sight::Sight;
use crate::monitoring::words::{cause_words, sentence};
use crate::web::{Language, Texts, urls};

/// For so long news are gathered before a mail tells of them.
pub const GATHERED: Duration = Duration::from_secs(30);
/// The least time between two mails about alerts to one receiver.
pub const APART: Duration = Duration::from_secs(5 * 60);
/// Alerts that one mail names; of the others it says how many.
const NAMED: usize = 50;
/// News of one alert at most: one of each stage.
const STAGES: usize = 3;
/// Lines of syslog that are made in one go.
pub(super) const LINES: usize = 64;
/// Reasons that a message gives.
const REASONS: usize = 5;
/// Units of an alert whose reasons are looked at.
const LOOKED_AT: i64 = 100;

/// Puts the news of one receiver into messages; false where there are none to be put.
///
/// # Errors
/// When the lease was lost, or the database fails.
pub async fn step(app: &App, lease: &Lease) -> Result<bool, StoreError> {
    let now = app.ambient.now();
    let Some((receiver, coverage)) = app.store.read(move |tx| ready(tx, now)).await? else { return Ok(false) };
    let (lease, address, host) = (lease.clone(), app.config.address(), host_name());
    let ids: Vec<Id<kinds::Message>> = (0..LINES).map(|_| app.ambient.id()).collect();
    app.store
        .write::<_, StoreError, _>(move |tx| {
            tx.lease_check(&lease)?;
            let teller = Teller { receiver: &receiver, address: &address, host: &host, coverage, now };
            match receiver.way {
                Way::Mail => teller.mail(tx, ids[0]),
                Way::Syslog => teller.lines(tx, &ids),
            }
        })
        .await?;
    Ok(true)
}

/// Whether there is a receiver whose news can be put into a message.
///
/// # Errors
/// When the database fails.
pub(super) fn next(tx: &mut Tx<'_>, now: Time) -> Result<Option<Receiver>, StoreError> {
    tx.alert_news_ready(now, now.before(GATHERED), now.before(APART))
}

/// Somebody to tell, and how many units share events, of how many.
type Ready = (Receiver, (i64, i64));

/// That receiver; for a mail also how many units share events, of how many: every unit is looked at for it, and nobody has to
/// wait for that behind a transaction that writes.
fn ready(tx: &mut Tx<'_>, now: Time) -> Result<Option<Ready>, StoreError> {
    let Some(receiver) = next(tx, now)? else { return Ok(None) };
    let mut all = Coverage::default();
    if receiver.way == Way::Mail {
        tx.coverage()?.into_iter().for_each(|product| all += product.units);
    }
    Ok(Some((receiver, (all.shares, all.in_use()))))
}

/// Who is told, and what every message needs.
struct Teller<'a> {
    receiver: &'a Receiver,
    address: &'a str,
    host: &'a str,
    coverage: (i64, i64),
    now: Time,
}

impl Teller<'_> {
    fn texts(&self) -> Texts {
        texts(self.receiver)
    }

    fn mail(&self, tx: &mut Tx<'_>, id: Id<kinds::Message>) -> Result<(), StoreError> {
        let count = tx.alert_news_count(self.receiver.id)?;
        let most = i64::try_from(NAMED * STAGES).unwrap_or(i64::MAX);
        let news = tx.alert_news(self.receiver.id, most)?;
        let mut told = named(tx, news)?;
        told.truncate(NAMED);
        let details = server(tx)?.is_some_and(|server| server.details);
        let sight = if details { Sight::Whole } else { Sight::Outside };
        let page = Page { texts: self.texts(), address: self.address, sight, coverage: self.coverage };
        let words = match told.as_mut_slice() {
            [] => None,
            [one] if count == 1 => {
                one.reasons = reasons(tx, &one.named.alert)?;
                Some((page.one(one), Some(one.named.alert.id)))
            }
            several => Some((page.digest(several, count), None)),
        };
        if let Some((Words { subject, text }, alert)) = words {
            let new = NewMessage { id, receiver: self.receiver.id, kind: ALERT.to_owned(), alert, subject, body: text };
            tx.message_insert(&new, self.now)?;
        }
        tx.alert_news_taken(self.receiver.id, self.now)
    }

    fn lines(&self, tx: &mut Tx<'_>, ids: &[Id<kinds::Message>]) -> Result<(), StoreError> {
        let news = tx.alert_news(self.receiver.id, i64::try_from(ids.len()).unwrap_or(i64::MAX))?;
        if news.is_empty() {
            return tx.alert_news_sweep().map(drop);
        }
        for (news, id) in news.iter().zip(ids) {
            let body = self.line(tx, news, *id)?;
            let subject = format!("{ALERT}-{}", news.stage);
            let (receiver, alert) = (self.receiver.id, Some(news.alert.id));
            let new = NewMessage { id: *id, receiver, kind: ALERT.to_owned(), alert, subject, body };
            tx.message_insert(&new, self.now)?;
            tx.alert_news_take(self.receiver.id, news)?;
        }
        Ok(())
    }

    fn line(&self, tx: &mut Tx<'_>, news: &AlertNews, message: Id<kinds::Message>) -> Result<String, StoreError> {
        let (alert, reasons) = (&news.alert, reasons(tx, &news.alert)?);
        let product = tx.product(alert.product)?;
        let maker = product.as_ref().map(|product| tx.manufacturer(product.manufacturer)).transpose()?.flatten();
        let name = product.map_or_else(|| alert.product.to_string(), |product| product.name);
        let vendor = maker.map_or_else(|| "unknown".to_owned(), |maker| maker.name);
        let cause = read_kept(&alert.cause).ok();
        let about = cause_words(self.texts(), cause.as_ref());
        let says = sentence(self.texts(), &alert.detector, about, &name, alert.units);
        let page = format!("{}{}", self.address, urls::with(urls::ALERT, &[&alert.id.to_string()]));
        let around = Around {
            message,
            product: &name,
            vendor: &vendor,
            says: &says,
            cause: cause.as_ref(),
            page: &page,
            host: self.host,
            now: self.now,
        };
        Ok(finding::told(self.receiver, alert, news.stage, &reasons, around))
    }
}

/// The texts of a receiver's language.
pub(super) fn texts(receiver: &Receiver) -> Texts {
    Texts::new(Language::from_code(&receiver.language).unwrap_or_default())
}

/// One entry for each alert, in the order that they have.
fn named(tx: &mut Tx<'_>, news: Vec<AlertNews>) -> Result<Vec<Told>, StoreError> {
    let mut stages: BTreeMap<Id<kinds::Alert>, Vec<Stage>> = BTreeMap::new();
    let mut alerts: Vec<Alert> = Vec::new();
    for AlertNews { stage, alert, .. } in news {
        let known = stages.entry(alert.id).or_default();
        known.push(stage);
        if known.len() == 1 {
            alerts.push(alert);
        }
    }
    let named = read::named(tx, alerts)?;
    let told = |named: NamedAlert| {
        let stages = stages.remove(&named.alert.id).unwrap_or_default();
        Told { named, stages, reasons: Vec::new() }
    };
    Ok(named.into_iter().map(told).collect())
}

/// Why, the most surprising of each detector.
fn reasons(tx: &mut Tx<'_>, alert: &Alert) -> Result<Vec<Reason>, StoreError> {
    let units = tx.alert_units(alert.id, 0, LOOKED_AT)?;
    let mut reasons: Vec<Reason> = units.iter().flat_map(read::reasons).collect();
    reasons.sort_by_key(|reason| (reason.detector, std::cmp::Reverse(reason.score)));
    reasons.dedup_by_key(|reason| reason.detector);
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.score), reason.detector));
    reasons.truncate(REASONS);
    Ok(reasons)
}
