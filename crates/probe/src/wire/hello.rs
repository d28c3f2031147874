//! The first message of a TLS client that knows only what has long been given up, and what comes back.

/// A version that nobody should take any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// TLS 1.0.
    Tls10,
    /// TLS 1.1.
    Tls11,
}

impl Old {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Tls10, Self::Tls11];

    /// As people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
        }
    }

    const fn number(self) -> [u8; 2] {
        match self {
            Self::Tls10 => [3, 1],
            Self::Tls11 => [3, 2],
        }
    }
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// The other side goes on, with this version.
    Takes(u8, u8),
    /// It refuses, with this alert.
    Refuses(u8),
    /// More is needed.
    Half,
    /// It is not TLS.
    NotTls,
}

/// Suites of that time: with and without elliptic curves, for keys of either kind.
const SUITES: [u16; 10] = [0xc009, 0xc00a, 0xc013, 0xc014, 0x0033, 0x0039, 0x002f, 0x0035, 0x000a, 0x00ff];
/// Groups (X25519, P-256, P-384, P-521), and points as they are.
const EXTENSIONS: [u8; 20] = [0, 10, 0, 10, 0, 8, 0, 29, 0, 23, 0, 24, 0, 25, 0, 11, 0, 2, 1, 0];

/// The first message, with so much chance in it.
#[must_use]
pub fn question(version: Old, random: [u8; 32]) -> Vec<u8> {
    let mut body = version.number().to_vec();
    body.extend(random);
    body.push(0);
    body.extend([0, 2 * SUITES.len() as u8]);
    body.extend(SUITES.iter().flat_map(|suite| suite.to_be_bytes()));
    body.extend([1, 0, 0, EXTENSIONS.len() as u8]);
    body.extend(EXTENSIONS);
    let mut message = vec![1, 0, 0, body.len() as u8];
    message.extend(body);
    let mut record = vec![22, 3, 1, 0, message.len() as u8];
    record.extend(message);
    record
}

/// Reads what came back.
#[must_use]
pub fn read(bytes: &[u8]) -> Back {
    match bytes {
        [21, 3, 0..=4, 0, 2, _, alert, ..] => Back::Refuses(*alert),
        [22, 3, 0..=4, _, _, 2, _, _, _, major @ 3, minor, ..] => Back::Takes(*major, *minor),
        _ if is_beginning(bytes, &[21, 3]) && bytes.len() < 7 => Back::Half,
        _ if is_beginning(bytes, &[22, 3]) && bytes.len() < 11 => Back::Half,
        _ => Back::NotTls,
    }
}

fn is_beginning(bytes: &[u8], known: &[u8]) -> bool {
    bytes.iter().zip(known).all(|(byte, known)| byte == known)
}

#[cfg(test)]
mod tests {
    use super::{Back, Old, question, read};

    #[test]
    fn lengths_in_the_question_are_right() {
        let bytes = question(Old::Tls11, [7; 32]);
        assert_eq!(usize::from(bytes[4]), bytes.len() - 5);
        assert_eq!(usize::from(bytes[8]), bytes.len() - 9);
        assert_eq!(&bytes[9..11], [3, 2]);
    }

    #[test]
    fn answers_are_told_apart() {
        assert_eq!(read(&[21, 3, 1, 0, 2, 2, 70]), Back::Refuses(70));
        assert_eq!(read(&[22, 3, 1, 0, 80, 2, 0, 0, 76, 3, 1, 9]), Back::Takes(3, 1));
        assert_eq!(read(b"HTTP/1.1 400 Bad Request"), Back::NotTls);
        for half in [&[][..], &[22], &[22, 3, 1, 0, 80, 2], &[21, 3, 1]] {
            assert_eq!(read(half), Back::Half, "{half:?}");
        }
    }
}
