//! What becomes of a message and its receiver after an attempt. Pure: time and randomness are arguments.

use std::time::Duration;

use steadfast_store::{DeliveryState, Message, MessageAttempt, Receiver, Time};

use crate::sending::patience;

/// After so long without success a message is given up.
const GIVEN_UP: Duration = Duration::from_secs(5 * 86_400);
/// Letters of an answer that are kept.
const KEPT: usize = 300;

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether the other side took it.
    pub is_well: bool,
    /// What it said, or why there was no answer.
    pub text: String,
}

impl Answer {
    pub(super) fn well(text: impl AsRef<str>) -> Self {
        Self { is_well: true, text: cleaned(text.as_ref()) }
    }

    pub(super) fn none(text: impl AsRef<str>) -> Self {
        Self { is_well: false, text: cleaned(text.as_ref()) }
    }
}

/// How the attempt ended for the message: it is tried again until it is days old.
pub(super) fn attempt(message: &Message, answer: &Answer, pause: Time, now: Time, took: Duration) -> MessageAttempt {
    let (state, due) = match answer.is_well {
        true => (DeliveryState::Delivered, now),
        false if now.since(message.created) >= GIVEN_UP => (DeliveryState::Failed, now),
        false => (DeliveryState::Waiting, pause),
    };
    let took = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    MessageAttempt { state, due, answer: answer.text.clone(), took }
}

/// Until when nothing more is tried after a failure. Never long: what waits is to arrive soon after the other side is back.
pub(super) fn pause(receiver: &Receiver, now: Time, random: u16) -> Time {
    now.after(patience::pause(receiver.tries, random))
}

/// On one line, without control characters, and short.
fn cleaned(text: &str) -> String {
    let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").chars().take(KEPT).collect()
}
