//! The device's broker, as far as its door.

use std::io::{Read as _, Write as _};

use super::house::{Caller, Tried};
use super::listener::{Tls, Work, end};

/// A broker over TLS that lets nobody in without a name and a password.
pub(super) fn work(tls: Tls) -> Work {
    Box::new(move |house, stream, from| {
        let mut stream = tls.wrap(stream)?;
        let mut head = [0; 2];
        stream.read_exact(&mut head)?;
        if head[0] != 0x10 || head[1] > 127 {
            return Ok(());
        }
        let mut body = vec![0; usize::from(head[1])];
        stream.read_exact(&mut body)?;
        let code =
            match credentials(&body).map(|(name, word)| house.try_in(&name, &word, Caller { from, cookie: None })) {
                Some(Tried::In) => 0,
                Some(Tried::Refused(_)) => 3,
                Some(Tried::Wrong) | None => 5,
            };
        stream.write_all(&[0x20, 2, 0, code])?;
        end(&mut stream)
    })
}

/// Name and password, where both are there.
fn credentials(body: &[u8]) -> Option<(String, String)> {
    let (flags, rest) = (body.get(7)?, body.get(10..)?);
    let (_, rest) = text(rest)?;
    let (name, rest) = text(rest)?;
    let (password, _) = text(rest)?;
    (flags & 0xc0 == 0xc0).then_some((name, password))
}

fn text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (text, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((String::from_utf8_lossy(text).into_owned(), rest))
}
