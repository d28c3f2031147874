//! Why a bundle is not taken from a stick: for good, or until it can be read.

use std::io::{self, Read};

use steadfast_device::update::take;

use super::house::{House, believed, rule};
use crate::made::NOW;

/// A stick that somebody pulls out after so many bytes.
struct Pulled<'a>(&'a [u8]);

impl Read for Pulled<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(into)?;
        if count == 0 { Err(io::Error::other("no such device")) } else { Ok(count) }
    }
}

#[test]
fn a_bundle_that_cannot_be_read_may_be_another_time_and_one_that_is_none_never() {
    let house = House::new();
    let begin = b"STEADFAST BUNDLE 1\n";
    for (length, is_pulled) in [(0, true), (10, true), (begin.len(), true), (begin.len(), false)] {
        let bytes = &begin[..length];
        let from: &mut dyn Read = if is_pulled { &mut Pulled(bytes) } else { &mut &*bytes };
        let failed = take(&mut believed(), from, &rule(), &house.images, NOW).expect_err("it is not whole");
        assert_eq!(failed.may_pass(), is_pulled, "{length}: {failed}");
    }
    let failed = take(&mut believed(), &b"something else altogether"[..], &rule(), &house.images, NOW);
    assert!(!failed.expect_err("it is none").may_pass());
}
