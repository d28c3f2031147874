//! SNMP version 2c: one question (what the device is), and whether its answer is one.

/// The name of `sysDescr.0`.
const SYSTEM: [u8; 10] = [0x06, 0x08, 0x2b, 6, 1, 2, 1, 1, 1, 0];
/// The number of the question.
const NUMBER: [u8; 6] = [0x02, 4, 0x13, 0x37, 0x0b, 0x0e];

/// The question, under a community.
#[must_use]
pub fn question(community: &str) -> Vec<u8> {
    let bound = wrapped(0x30, &[SYSTEM.as_slice(), &[5, 0]].concat());
    let asked = [NUMBER.as_slice(), &[2, 1, 0, 2, 1, 0], &wrapped(0x30, &bound)].concat();
    let version = [2, 1, 1];
    wrapped(0x30, &[version.as_slice(), &wrapped(0x04, community.as_bytes()), &wrapped(0xa0, &asked)].concat())
}

fn wrapped(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag, content.len() as u8];
    bytes.extend(content);
    bytes
}

/// Whether a packet is an answer under this community: an error to the question counts, since a wrong community gets none.
#[must_use]
pub fn answers(packet: &[u8], community: &str) -> bool {
    let read = || {
        let (message, _) = part(packet, 0x30)?;
        let (_, rest) = part(message, 0x02)?;
        let (named, rest) = part(rest, 0x04)?;
        let (said, _) = part(rest, 0xa2)?;
        let (number, _) = part(said, 0x02)?;
        Some(named == community.as_bytes() && number == &NUMBER[2..])
    };
    read().unwrap_or(false)
}

/// The content of a part with this tag, and what follows it.
fn part(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        0x81 => rest.split_first().map(|(length, rest)| (usize::from(*length), rest))?,
        0x82 => rest.split_first_chunk().map(|(length, rest)| (usize::from(u16::from_be_bytes(*length)), rest))?,
        _ => return None,
    };
    (*found == tag && length <= rest.len()).then(|| rest.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::{answers, question};

    #[test]
    fn an_answer_is_told_from_its_question_and_from_anything_else() {
        let mut packet = question("public");
        assert!(!answers(&packet, "public"), "that is a question");
        let at = packet.iter().position(|byte| *byte == 0xa0).expect("it asks");
        packet[at] = 0xa2;
        assert!(answers(&packet, "public"));
        assert!(!answers(&packet, "private"));
        for end in 0..packet.len() {
            assert!(!answers(&packet[..end], "public"), "{end}");
        }
    }
}
