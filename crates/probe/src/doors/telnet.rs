//! A login by Telnet.

use super::{Door, Heard, Who, at};
use crate::wire::connection::Connection;
use crate::wire::{Place, Silence, Wire};

/// "Interpret as command", and the words that offer and ask, refuse to do and to let.
const IAC: u8 = 255;
const WILL: u8 = 251;
const WONT: u8 = 252;
const DO: u8 = 253;
const DONT: u8 = 254;

/// A Telnet server.
#[derive(Debug)]
pub(super) struct Telnet(pub(super) Place);

impl Door for Telnet {
    fn name(&self) -> String {
        format!("Telnet at {}", at(self.0))
    }

    fn place(&self) -> Place {
        self.0
    }

    fn knock(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence> {
        let mut connection = wire.open(Place { from: who.from, ..self.0 })?;
        hear(&mut connection, |text| text.contains("login:") || text.contains("user"))?;
        connection.send(format!("{}\r\n", who.account).as_bytes())?;
        hear(&mut connection, |text| text.contains("assword"))?;
        connection.send(format!("{}\r\n", who.password).as_bytes())?;
        let said = hear(&mut connection, |text| outcome(text).is_some())?;
        outcome(&said).ok_or_else(|| Silence::Unreadable("it neither refuses nor opens".to_owned()))
    }
}

/// What is said until it is enough, with a "no" to every option that is offered or asked for.
fn hear(connection: &mut Connection, enough: impl Fn(&str) -> bool) -> Result<String, Silence> {
    let (mut bytes, mut answered) = (Vec::new(), 0);
    loop {
        let more = connection.read_until(|more| !more.is_empty())?;
        bytes.extend(more);
        let (text, options) = split(&bytes);
        let new: Vec<u8> = options.iter().skip(answered).flatten().copied().collect();
        answered = options.len();
        connection.send(&new)?;
        if enough(&text) {
            return Ok(text);
        }
        if bytes.len() > 16 * 1024 {
            return Err(Silence::Unreadable("it talks and never asks".to_owned()));
        }
    }
}

/// The text without options in lower case, and the refusals that the options get.
fn split(bytes: &[u8]) -> (String, Vec<[u8; 3]>) {
    let (mut text, mut options, mut rest) = (Vec::new(), Vec::new(), bytes);
    while let Some((first, after)) = rest.split_first() {
        rest = match (*first, after) {
            (IAC, [WILL, option, after @ ..]) => refuse(&mut options, DONT, *option, after),
            (IAC, [DO, option, after @ ..]) => refuse(&mut options, WONT, *option, after),
            (IAC, [_, _, after @ ..]) => after,
            (IAC, _) => &[],
            (byte, after) => {
                text.push(byte);
                after
            }
        };
    }
    (String::from_utf8_lossy(&text).to_lowercase(), options)
}

fn refuse<'a>(options: &mut Vec<[u8; 3]>, how: u8, option: u8, after: &'a [u8]) -> &'a [u8] {
    options.push([IAC, how, option]);
    after
}

/// What the words after a password mean.
fn outcome(text: &str) -> Option<Heard> {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["too many", "locked", "try again later"]) {
        Some(Heard::Refused(None))
    } else if says(&["incorrect", "failed", "denied", "invalid", "wrong", "login:"]) {
        Some(Heard::Wrong)
    } else {
        text.trim_end().ends_with(['#', '$', '>']).then_some(Heard::In)
    }
}
