//! However much there is, an archive is made and read in little memory: counted in a binary of its own, whose allocator counts.

mod alone;

use std::io::{self, Read as _};
use std::sync::Arc;

use steadfast_device::outside::{Folder, Memory};
use steadfast_device::vault::{Limits, Recipient, import};

/// Bytes of the file that is taken along.
const LARGE: usize = 4 << 20;

/// What is enough for it, in bytes.
const ENOUGH: u64 = 1 << 20;

#[test]
fn an_archive_of_any_size_takes_little_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("large"), vec![7; LARGE]).expect("written");
    let storage = Memory::default();
    let mut unit = alone::set_up(&storage, Arc::new(Folder::open(folder.path())));
    let to = Recipient::read("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p").expect("a recipient");
    for to in [None, Some(to)] {
        unit.begin_export(to).expect("begun");
        let made = allocation_counter::measure(|| {
            let mut archive = unit.archive().expect("begun");
            let bytes = io::copy(&mut archive, &mut io::sink()).expect("nothing changed");
            assert!(bytes > LARGE as u64);
        });
        assert!(made.bytes_max > 64 << 10 && made.bytes_max < ENOUGH, "{made:?}");
    }
    unit.begin_export(None).expect("begun");
    let read = allocation_counter::measure(|| {
        let archive = unit.archive().expect("begun");
        import(archive, &Limits::default()).expect("it holds");
    });
    assert!(read.bytes_max < ENOUGH, "{read:?}");
    let whole = allocation_counter::measure(|| {
        let mut bytes = Vec::new();
        unit.archive().expect("begun").read_to_end(&mut bytes).expect("nothing changed");
    });
    assert!(whole.bytes_max > LARGE as u64, "the allocator counts");
}
