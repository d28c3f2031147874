//! Numbers as LEB128: seven bits to a byte, the lowest first.

/// Appends `number`.
#[cfg(any(feature = "make", test))]
pub(crate) fn write(mut number: u64, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(number as u8 & 0x7f | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number byte by byte. `None` where it does not fit into 63 bits.
pub(crate) fn read<E>(mut next: impl FnMut() -> Result<u8, E>) -> Result<Option<u64>, E> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let byte = next()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// A signed number as an unsigned one, small where it is near zero.
#[cfg(any(feature = "make", test))]
pub(crate) fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

/// A signed number from an unsigned one that is even for those from zero up: 0, -1, 1, -2 and so on.
pub(crate) fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::{read, unzigzag, write, zigzag};

    fn back(bytes: &[u8]) -> Result<Option<u64>, ()> {
        let mut bytes = bytes.iter().copied();
        read(|| bytes.next().ok_or(()))
    }

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), (1 << 63) - 1] {
            let mut bytes = Vec::new();
            write(number, &mut bytes);
            assert_eq!(back(&bytes), Ok(Some(number)));
        }
    }

    #[test]
    fn what_is_too_large_or_cut_off_is_no_number() {
        assert_eq!(back(&[0xff; 12]), Ok(None));
        assert_eq!(back(&[0x80]), Err(()));
    }

    #[test]
    fn signs_fold_and_unfold() {
        for number in [0, -1, 1, i64::MAX / 2, i64::MIN / 2] {
            assert_eq!(unzigzag(zigzag(number)), number);
        }
        assert_eq!([zigzag(-1), zigzag(1)], [1, 2]);
    }
}
