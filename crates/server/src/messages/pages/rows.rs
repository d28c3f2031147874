//! From rows of the database to rows of the pages.

use steadfast_store::{Carrier, DeliveryState, Message, Receiver, ReceiverState as Stored, StoreError, Tx};

use crate::messages::manage::least_word;
use crate::web::pages::message_receiver::{MessageRow, MessageState};
use crate::web::pages::messages::{ReceiverRow, ReceiverState};

/// A receiver as a row.
pub(super) fn receiver(
    tx: &mut Tx<'_>,
    receiver: &Receiver,
    address: Option<String>,
    waiting: u64,
) -> Result<ReceiverRow, StoreError> {
    let product = match receiver.product {
        Some(id) => Some(tx.product(id)?.map_or_else(|| id.to_string(), |product| product.name)),
        None => None,
    };
    Ok(ReceiverRow {
        id: receiver.id.to_string(),
        name: receiver.name.clone(),
        way: receiver.carrier.map_or("mail", Carrier::as_str).to_owned(),
        address,
        product,
        least: least_word(receiver.least).to_owned(),
        state: state(receiver),
        waiting,
        last_delivered: receiver.delivered.map(|time| time.0),
        failing: receiver.failing.map(|time| time.0),
    })
}

fn state(receiver: &Receiver) -> ReceiverState {
    match receiver.state {
        Stored::Off => ReceiverState::Off,
        Stored::On if receiver.failing.is_some() => ReceiverState::Failing,
        Stored::On if receiver.delivered.is_some() => ReceiverState::Active,
        Stored::On => ReceiverState::Untried,
    }
}

/// Messages as rows, with what they are called.
pub(super) fn messages(receiver: &Receiver, messages: &[Message], called: Vec<String>) -> Vec<MessageRow> {
    messages.iter().zip(called).map(|(one, called)| message(receiver, one, called)).collect()
}

/// A message as a row. What was answered matters only where it did not arrive.
fn message(receiver: &Receiver, message: &Message, subject: String) -> MessageRow {
    let state = match message.state {
        DeliveryState::Waiting => MessageState::Waiting,
        DeliveryState::Delivered => MessageState::Delivered,
        DeliveryState::Failed => MessageState::GivenUp,
    };
    let next = (state == MessageState::Waiting).then_some(message.due.max(receiver.pause));
    MessageRow {
        id: message.id.to_string(),
        subject,
        time: message.created.0,
        state,
        attempts: u64::try_from(message.attempts).unwrap_or(0),
        error: message.answer.clone().filter(|text| !text.is_empty() && state != MessageState::Delivered),
        next: next.filter(|_| receiver.state == Stored::On).map(|time| time.0),
    }
}
