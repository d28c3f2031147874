//! What a message says. Of alerts nothing is kept in words: they are made when it is sent or looked at, from what is known then,
//! so that nothing is told that an owner withdrew meanwhile.

use std::collections::BTreeMap;

use steadfast_monitor::detect::Reason;
use steadfast_store::{Alert, AlertNews, Coverage, Id, Message, Receiver, Stage, StoreError, Tx, Way, kinds};

use super::finding::{self, Around};
use super::settings::server;
use super::words::{self, Page, Told, Words};
use super::{ALERT, TEST};
use crate::monitoring::kept::read_kept;
use crate::monitoring::read::{self, NamedAlert};
use crate::monitoring::sight::Sight;
use crate::monitoring::words::{cause_words, sentence};
use crate::t;
use crate::web::{Language, Texts, urls};

/// Alerts that one mail names; of the others it says how many.
const NAMED: usize = 50;
/// News of one alert at most: one of each stage.
const STAGES: usize = 3;
/// Reasons that a message gives.
const REASONS: usize = 5;
/// Units of an alert whose reasons are looked at.
const LOOKED_AT: i64 = 100;

/// Who is told, and what every message needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Teller<'a> {
    pub(super) receiver: &'a Receiver,
    /// Where people find the server.
    pub(super) address: &'a str,
    /// What the server's machine is called.
    pub(super) host: &'a str,
}

impl Teller<'_> {
    /// What a message says now; nothing where all that it is about is gone.
    pub(super) fn words(&self, tx: &mut Tx<'_>, message: &Message) -> Result<Option<Words>, StoreError> {
        match (message.kind.as_str(), self.receiver.way) {
            (ALERT, Way::Mail) => self.mail(tx, message),
            (ALERT, Way::Syslog) => self.line(tx, message),
            _ => Ok(Some(Words { subject: message.subject.clone(), text: message.body.clone() })),
        }
    }

    fn mail(&self, tx: &mut Tx<'_>, message: &Message) -> Result<Option<Words>, StoreError> {
        let (mut told, count) = (told(tx, message.id)?, tx.message_alerts(message.id)?);
        if told.is_empty() {
            return Ok(None);
        }
        let details = server(tx)?.is_some_and(|server| server.details);
        let sight = if details { Sight::Whole } else { Sight::Outside };
        let page = Page { texts: texts(self.receiver), address: self.address, sight, coverage: coverage(tx)? };
        Ok(Some(match told.as_mut_slice() {
            [one] if count == 1 => {
                one.reasons = reasons(tx, &one.named.alert)?;
                page.one(one)
            }
            several => page.digest(several, count),
        }))
    }

    fn line(&self, tx: &mut Tx<'_>, message: &Message) -> Result<Option<Words>, StoreError> {
        let Some(AlertNews { stage, alert, .. }) = tx.message_news(message.id, 1)?.pop() else { return Ok(None) };
        let reasons = reasons(tx, &alert)?;
        let product = tx.product(alert.product)?;
        let maker = product.as_ref().map(|product| tx.manufacturer(product.manufacturer)).transpose()?.flatten();
        let name = product.map_or_else(|| alert.product.to_string(), |product| product.name);
        let vendor = maker.map_or_else(|| "unknown".to_owned(), |maker| maker.name);
        let (cause, texts) = (read_kept(&alert.cause).ok(), texts(self.receiver));
        let says = sentence(texts, &alert.detector, cause_words(texts, cause.as_ref()), &name, alert.units);
        let page = format!("{}{}", self.address, urls::with(urls::ALERT, &[&alert.id.to_string()]));
        let around = Around {
            message: message.id,
            product: &name,
            vendor: &vendor,
            says: &says,
            cause: cause.as_ref(),
            page: &page,
            host: self.host,
            now: message.created,
        };
        let text = finding::told(self.receiver, &alert, stage, &reasons, around);
        Ok(Some(Words { subject: says, text }))
    }
}

/// What a message is called for somebody who looks at it here, by what they see of alerts.
pub(super) fn headline(tx: &mut Tx<'_>, message: &Message, texts: Texts, sight: Sight) -> Result<String, StoreError> {
    if message.kind != ALERT {
        let is_known = sight == Sight::Whole || message.kind == TEST;
        return Ok(if is_known { message.subject.clone() } else { t!(texts, "withheld") });
    }
    let count = tx.message_alerts(message.id)?;
    let told = if count == 1 { told(tx, message.id)? } else { Vec::new() };
    Ok(match (count, told.first()) {
        (0, _) => t!(texts, "message-gone"),
        (_, Some(one)) => words::subject(texts, sight, one),
        (_, None) => t!(texts, "message-digest-subject", count = count),
    })
}

/// The texts of a receiver's language.
pub(super) fn texts(receiver: &Receiver) -> Texts {
    Texts::new(Language::from_code(&receiver.language).unwrap_or_default())
}

/// How many units share events, of how many.
fn coverage(tx: &mut Tx<'_>) -> Result<(i64, i64), StoreError> {
    let mut all = Coverage::default();
    tx.coverage()?.into_iter().for_each(|product| all += product.units);
    Ok((all.shares, all.in_use()))
}

/// The first alerts of a message, in the order that they have, with what there is to tell of each.
fn told(tx: &mut Tx<'_>, message: Id<kinds::Message>) -> Result<Vec<Told>, StoreError> {
    let news = tx.message_news(message, i64::try_from(NAMED * STAGES).unwrap_or(i64::MAX))?;
    let mut stages: BTreeMap<Id<kinds::Alert>, Vec<Stage>> = BTreeMap::new();
    let mut alerts: Vec<Alert> = Vec::new();
    for AlertNews { stage, alert, .. } in news {
        let known = stages.entry(alert.id).or_default();
        known.push(stage);
        if known.len() == 1 {
            alerts.push(alert);
        }
    }
    alerts.truncate(NAMED);
    let told = |named: NamedAlert| {
        let stages = stages.remove(&named.alert.id).unwrap_or_default();
        Told { named, stages, reasons: Vec::new() }
    };
    Ok(read::named(tx, alerts)?.into_iter().map(told).collect())
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
