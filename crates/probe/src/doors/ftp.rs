//! A login by FTP.

use super::{Door, Heard, Who, at};
use crate::wire::connection::Connection;
use crate::wire::{Place, Silence, Wire};

/// An FTP server.
#[derive(Debug)]
pub(super) struct Ftp(pub(super) Place);

impl Door for Ftp {
    fn name(&self) -> String {
        format!("FTP at {}", at(self.0))
    }

    fn place(&self) -> Place {
        self.0
    }

    fn knock(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence> {
        let mut connection = wire.open(Place { from: who.from, ..self.0 })?;
        if code(&mut connection)? != 220 {
            return Ok(Heard::Refused(None));
        }
        connection.send(format!("USER {}\r\n", who.account).as_bytes())?;
        let mut said = code(&mut connection)?;
        if said == 331 {
            connection.send(format!("PASS {}\r\n", who.password).as_bytes())?;
            said = code(&mut connection)?;
        }
        Ok(match said {
            230 => Heard::In,
            421 | 450 => Heard::Refused(None),
            500..=599 => Heard::Wrong,
            other => return Err(Silence::Unreadable(format!("FTP {other}"))),
        })
    }
}

/// The number of the next answer, which may have several lines.
fn code(connection: &mut Connection) -> Result<u16, Silence> {
    let bytes = connection.read_until(|bytes| last(bytes).is_some())?;
    last(&bytes).ok_or_else(|| Silence::Unreadable("it is not FTP".to_owned()))
}

fn last(bytes: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    let line = text.lines().next_back()?;
    let (number, rest) = line.split_at_checked(3)?;
    if rest.starts_with('-') { None } else { number.parse().ok() }
}
