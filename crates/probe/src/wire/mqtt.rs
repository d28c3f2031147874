//! MQTT 3.1.1, as far as its door.

/// What a broker says to somebody who wants in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// In.
    In,
    /// The name or the password is wrong, or nobody may.
    Wrong,
    /// Not now, or not this way.
    Refused,
    /// More is needed.
    Half,
    /// It is not MQTT.
    NotMqtt,
}

/// The first message, with a name and a password where there are any.
#[must_use]
pub fn question(credentials: Option<(&str, &str)>) -> Vec<u8> {
    let flags = if credentials.is_some() { 0b1100_0010 } else { 0b10 };
    let mut body = vec![0, 4, b'M', b'Q', b'T', b'T', 4, flags, 0, 10];
    text(&mut body, "probe");
    if let Some((account, password)) = credentials {
        text(&mut body, account);
        text(&mut body, password);
    }
    let mut message = vec![0x10];
    let mut length = body.len();
    while length > 127 {
        message.push((length % 128) as u8 | 0x80);
        length /= 128;
    }
    message.push(length as u8);
    message.extend(body);
    message
}

fn text(body: &mut Vec<u8>, text: &str) {
    body.extend((text.len() as u16).to_be_bytes());
    body.extend(text.as_bytes());
}

/// Reads what came back.
#[must_use]
pub fn read(bytes: &[u8]) -> Back {
    match bytes {
        [0x20, 2, _, 0, ..] => Back::In,
        [0x20, 2, _, 4 | 5, ..] => Back::Wrong,
        [0x20, 2, _, _, ..] => Back::Refused,
        [] | [0x20] | [0x20, 2] | [0x20, 2, _] => Back::Half,
        _ => Back::NotMqtt,
    }
}
