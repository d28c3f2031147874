//! Advisory indexes: no bytes may break the reader, nor anything that is asked of what it opens. Checksums are made
//! right first, so that the bytes reach what lies behind them.
#![no_main]

use steadfast_formats::{Limits, bom};
use steadfast_matching::bill::Bill;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::index::{Compiler, Index, IndexError};
use steadfast_matching::key;
use steadfast_matching::scan::{self, Question};

const BILL: &[u8] = br#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
    {"type": "library", "name": "a", "purl": "pkg:pypi/some-thing@1.0"},
    {"type": "library", "name": "b", "purl": "pkg:pypi/other@1.0"},
    {"type": "library", "name": "c", "purl": "pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12"},
    {"type": "library", "name": "d", "cpe": "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*"},
    {"type": "library", "name": "e", "cpe": "cpe:2.3:a:acme:tool:1.0:*:*:*:*:*:*:*"}
]}"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = use_up(bytes);
    let _ = use_up(&steadfast_testkit::sealed(bytes.to_vec()));
});

fn use_up(bytes: &[u8]) -> Result<(), IndexError> {
    let index = Index::open(bytes)?;
    for number in 0..u32::try_from(index.len()).unwrap_or(u32::MAX) {
        let Ok(record) = index.record(number) else { continue };
        for key in key::of_record(&record) {
            index.lookup(&key).for_each(|found| drop(index.record(found)));
        }
        index.flaw_ids(index.flaw(number)).iter().for_each(|id| drop(index.lookup(&key::id(id)).count()));
    }
    let bom = bom::read(BILL, &Limits::default()).expect("a bill");
    let coverage = Coverage::new(index.sources(), 0);
    let signals = index.signals()?;
    let question = Question { index: &index, coverage: &coverage, signals: &signals, compiled_in: &[], told: &[] };
    scan::scan(&question, &Bill::new(&bom))?;
    Compiler::resume(&index, 0)?.finish()?;
    Ok(())
}
