//! Bech32 (BIP 173), as age writes recipients.

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Digits of the checksum.
const CHECKSUM: usize = 6;

/// The 32 bytes behind a prefix; nothing where the text is no such thing.
pub(super) fn read(text: &str, prefix: &str) -> Option<[u8; 32]> {
    let lower = text.to_ascii_lowercase();
    if lower != text && text.to_ascii_uppercase() != text {
        return None;
    }
    let digits = lower.strip_prefix(prefix)?.strip_prefix('1')?.bytes();
    let values: Vec<u8> = digits.map(value).collect::<Option<_>>()?;
    if values.len() < CHECKSUM || checksum(prefix, &values) != 1 {
        return None;
    }
    bytes(&values[..values.len() - CHECKSUM])
}

fn value(digit: u8) -> Option<u8> {
    ALPHABET.iter().position(|known| *known == digit).and_then(|at| u8::try_from(at).ok())
}

/// Groups of five bits as bytes; what is left over is zero and no whole group.
fn bytes(values: &[u8]) -> Option<[u8; 32]> {
    let (mut bytes, mut bits, mut left) = (Vec::new(), 0_u32, 0);
    for value in values {
        bits = (bits << 5 | u32::from(*value)) & 0xfff;
        left += 5;
        if left >= 8 {
            left -= 8;
            bytes.push(u8::try_from(bits >> left & 0xff).ok()?);
        }
    }
    let rest = bits & ((1 << left) - 1);
    if left < 5 && rest == 0 { bytes.try_into().ok() } else { None }
}

fn checksum(prefix: &str, values: &[u8]) -> u32 {
    const STEPS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let high = prefix.bytes().map(|byte| byte >> 5);
    let low = prefix.bytes().map(|byte| byte & 31);
    let all = high.chain([0]).chain(low).chain(values.iter().copied());
    all.fold(1, |sum, value| {
        let top = sum >> 25;
        let next = (sum & 0x01ff_ffff) << 5 ^ u32::from(value);
        STEPS.iter().enumerate().filter(|(at, _)| top >> at & 1 == 1).fold(next, |next, (_, step)| next ^ step)
    })
}
