//! Whether a form is looked at: what machines do wrong is refused before anything of it is kept.

use std::net::IpAddr;

use steadfast_store::StoreError;

use crate::app::App;
use crate::reports::submit::{Crowd, crowd};
use crate::reports::ticket::{Standing, Ticket};

/// Why a form comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turned {
    /// It was not handed out by this server, or too long ago: there is a new one, with what was typed.
    Old,
    /// It was handed out a moment ago; send it again after so many seconds.
    Young(u64),
    /// The field that stays empty did not.
    Machine,
    /// The network waits for so many seconds.
    Network(u64),
    /// Nobody could read what arrives.
    Full,
    /// More files than a report takes.
    TooManyFiles,
    /// Larger files than a report takes.
    TooLarge,
    /// Attachments cannot be taken at the moment.
    NoRoom,
    /// Too many bring attachments at the moment.
    Busy,
}

/// What is looked at before anything else of a form: its ticket, which is given back where it is good.
pub(super) async fn pass(
    app: &App,
    network: Option<IpAddr>,
    (ticket, trap): (&str, &str),
) -> Result<Result<Ticket, Turned>, StoreError> {
    if !trap.is_empty() {
        return Ok(Err(Turned::Machine));
    }
    let Some(ticket) = Ticket::read(app, ticket) else { return Ok(Err(Turned::Old)) };
    let crowd = crowd(app).await?;
    if crowd == Crowd::Full {
        return Ok(Err(Turned::Full));
    }
    let standing = ticket.standing(app.ambient.now(), crowd == Crowd::Flood);
    if let Some(wait) = app.lobby.form(network, app.ambient.steady()) {
        return Ok(Err(Turned::Network(wait)));
    }
    Ok(match standing {
        Standing::Good => Ok(ticket),
        Standing::TooYoung(seconds) => Err(Turned::Young(seconds)),
        Standing::TooOld => Err(Turned::Old),
    })
}
