//! What programs say, whatever carried the line.

use super::{pam, sshd};
use crate::event::What;

/// What a program says of security. A line of several like it is one event that stands for so many tries.
pub(super) fn says<'a>(program: &'a str, message: &'a str) -> Option<What<'a>> {
    let (message, times) = repeated(message);
    let mut what = match program {
        // Newer versions do the work before the login in a program of its own.
        "sshd" | "sshd-session" | "sshd-auth" | "dropbear" => sshd::says(program, message),
        _ => pam::says(program, message),
    }?;
    if let (What::Authentication(it), Some(times)) = (&mut what, times) {
        it.tries = Some(it.tries.unwrap_or(1).saturating_mul(times));
    }
    Some(what)
}

/// `message repeated 5 times: [ … ]`.
fn repeated(message: &str) -> (&str, Option<u64>) {
    let inner = || {
        let rest = message.strip_prefix("message repeated ")?;
        let (times, rest) = rest.split_once(" times: [")?;
        Some((rest.strip_suffix(']')?.trim_start(), Some(times.parse().ok().filter(|times| *times > 0)?)))
    };
    inner().unwrap_or((message, None))
}
