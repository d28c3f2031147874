//! `steadfast law`: the act as data. What it says, our reading, and how sure we are, apart.

mod arguments;
mod duties;
mod entry;
mod routes;
mod standards;

use std::io::Write;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

pub(crate) use arguments::Law;

use crate::failure::{Exit, Failure};

/// Answers a question about the law.
pub(crate) fn run(command: &Law, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let text = match command {
        Law::Show(args) => entry::show(args)?,
        Law::Standards(args) => standards::show(args)?,
        Law::Duties(args) => duties::show(args),
        Law::Routes(args) => routes::show(args, args.now.unwrap_or_else(|| today(clock)))?,
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn today(clock: Timestamp) -> Date {
    Offset::UTC.to_datetime(clock).date()
}

/// A name that is not known, with what to do.
fn unknown(what: &str, name: &str, instead: &str) -> Failure {
    Failure::Usage(format!("there is no {what} {name:?}: {instead}"))
}

#[cfg(test)]
mod tests;
