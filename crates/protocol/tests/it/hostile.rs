//! Bytes of strangers: an error, in time, and nothing else.

use proptest::prelude::*;
use steadfast_protocol::{CheckIn, Envelope, MOST_BYTES, MessageError, decode, encode};

use crate::{check_in, key};

#[test]
fn what_is_too_long_or_goes_on_is_refused() {
    assert!(matches!(decode::<CheckIn>(&vec![0; MOST_BYTES + 1]), Err(MessageError::Large(_))));
    let mut more = encode(&check_in());
    more.push(0);
    assert!(matches!(decode::<CheckIn>(&more), Err(MessageError::More(1))));
}

#[test]
fn lengths_that_are_not_there_cost_nothing() {
    for claim in ["9bffffffffffffffff", "bbffffffffffffffff", "5bffffffffffffffff", "a1009b7fffffffffffffff"] {
        let digit = |at: usize| u8::from_str_radix(&claim[at..at + 2], 16).expect("hexadecimal");
        let bytes: Vec<u8> = (0..claim.len()).step_by(2).map(digit).collect();
        assert!(decode::<CheckIn>(&bytes).is_err(), "{claim}");
        assert!(decode::<Envelope>(&bytes).is_err(), "{claim}");
    }
}

#[test]
fn depth_is_no_danger() {
    // An unknown field whose value is an array in an array, and so on.
    let mut deep = vec![0xa1, 0x18, 0x40];
    deep.extend(std::iter::repeat_n(0x81, MOST_BYTES - 10));
    assert!(decode::<CheckIn>(&deep).is_err());
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode::<Envelope>(&bytes);
        let _ = decode::<CheckIn>(&bytes);
    }

    #[test]
    fn a_damaged_envelope_never_opens_to_something_else(at in 0_usize..400, bit in 0_u8..8) {
        let whole = encode(&Envelope::sign(&check_in(), &key(1)));
        let mut damaged = whole.clone();
        let at = at % damaged.len();
        damaged[at] ^= 1 << bit;
        if let Ok(envelope) = decode::<Envelope>(&damaged) {
            match envelope.open::<CheckIn>(&key(1).public()) {
                Ok(read) => prop_assert_eq!(read, check_in()),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }
}
