//! What becomes of a delivery and its webhook after an attempt. Pure: time and randomness are arguments.

use std::time::Duration;

use steadfast_store::{Attempt, Delivery, DeliveryState, Time, Webhook};

use super::post::Answer;
use crate::sending::patience::{self, spread};

/// The waits between attempts, as the Standard Webhooks specification advises; after the last attempt it is given up.
const WAITS: [Duration; 9] = [
    Duration::from_secs(5),
    Duration::from_secs(5 * 60),
    Duration::from_secs(30 * 60),
    Duration::from_secs(2 * 3600),
    Duration::from_secs(5 * 3600),
    Duration::from_secs(10 * 3600),
    Duration::from_secs(14 * 3600),
    Duration::from_secs(20 * 3600),
    Duration::from_secs(24 * 3600),
];
/// After so long without a success a webhook is stopped.
const FAILS_TOO_LONG: Duration = Duration::from_secs(5 * 86_400);

/// Why the server stops a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The receiver said that it is gone for good.
    Gone,
    /// Nothing arrived for days.
    Failing,
}

impl Stop {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

/// How the attempt ended for the delivery. `random` spreads the waits by a fifth in both directions.
pub(crate) fn attempt(delivery: &Delivery, answer: &Answer, now: Time, took: Duration, random: u16) -> Attempt {
    let wait = usize::try_from(delivery.attempts).ok().and_then(|made| WAITS.get(made));
    let (state, due) = match wait {
        _ if answer.is_well() => (DeliveryState::Delivered, now),
        Some(wait) => (DeliveryState::Waiting, now.after(spread(*wait, random))),
        None => (DeliveryState::Failed, now),
    };
    let took = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    Attempt { state, due, status: answer.status.map(i64::from), answer: answer.text.clone(), took }
}

/// Until when nothing more is tried after a failure.
pub(crate) fn pause(webhook: &Webhook, answer: &Answer, now: Time, random: u16) -> Time {
    now.after(patience::pause(webhook.tries, random).max(answer.wait.unwrap_or_default()))
}

/// Whether the webhook is to be stopped after a failure.
pub(crate) fn stop(webhook: &Webhook, answer: &Answer, now: Time) -> Option<Stop> {
    if answer.status == Some(410) {
        return Some(Stop::Gone);
    }
    webhook.failing.filter(|since| now.since(*since) >= FAILS_TOO_LONG).map(|_| Stop::Failing)
}
