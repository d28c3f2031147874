//! Archives: no input may break the reader, and what it unpacks stays within the limits.
#![no_main]

use std::ops::ControlFlow;

use steadfast_formats::{Limits, archive};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { document: 1 << 20, unpacked: 8 << 20, members: 1_000, ..Limits::default() };
    let mut unpacked = 0;
    let mut members = 0;
    let _ = archive::visit(bytes, &limits, &mut |member| {
        assert!(member.bytes.len() <= limits.document, "a member is larger than the limit");
        unpacked += member.bytes.len();
        members += 1;
        ControlFlow::Continue(())
    });
    assert!(unpacked <= limits.unpacked && members <= limits.members, "more was unpacked than the limits allow");
});
