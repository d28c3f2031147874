//! Where tiles lie.

use proptest::prelude::*;
use steadfast_trust::tile::{BundleError, Resource, Tile, entry_bundle, read_entry_bundle, right_edge};

fn tile(level: u8, number: u64, width: u16) -> Tile {
    Tile { level, number, width }
}

#[test]
fn paths_are_those_of_the_specification() {
    let paths = [
        (Resource::Hashes(tile(0, 1_234_067, 256)), "tile/0/x001/x234/067"),
        (Resource::Hashes(tile(2, 0, 1)), "tile/2/000.p/1"),
        (Resource::Hashes(tile(1, 999, 255)), "tile/1/999.p/255"),
        (Resource::Hashes(tile(0, 1000, 256)), "tile/0/x001/000"),
        (Resource::Entries { number: 1_234_067, width: 256 }, "tile/entries/x001/x234/067"),
        (Resource::Entries { number: 273, width: 112 }, "tile/entries/273.p/112"),
    ];
    for (resource, path) in paths {
        assert_eq!(resource.to_string(), path);
        assert_eq!(path.parse(), Ok(resource));
    }
}

#[test]
fn one_path_per_tile() {
    let others = [
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/00/000",
        "tile/64/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000/",
        "tile/0/+01",
        "tile/0/x001",
        "tile/0/000.p/+1",
        "/tile/0/000",
        "tile/0/../000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/entries",
        "tile/",
        "",
        "tile/0/000.p/1.p/1",
    ];
    for path in others {
        assert!(path.parse::<Resource>().is_err(), "{path}");
    }
}

#[test]
fn the_edge_of_a_tree_is_that_of_the_specification() {
    assert_eq!(right_edge(70_000), [tile(0, 273, 112), tile(1, 1, 17), tile(2, 0, 1)], "the example of tlog-tiles");
    assert_eq!(right_edge(256), [tile(1, 0, 1)]);
    assert_eq!(right_edge(0), []);
    assert_eq!(Tile::of(0, 272, 70_000), Some(tile(0, 272, 256)));
    assert_eq!(Tile::of(0, 274, 70_000), None);
    assert_eq!(Tile::of(63, 0, u64::MAX), None);
    assert_eq!(Tile::of(0, u64::MAX, u64::MAX), None);
}

#[test]
fn entries_have_their_length_before_them() {
    let bundle = entry_bundle(&[[1; 32], [2; 32]]);
    assert_eq!(bundle[..3], [0, 32, 1]);
    assert_eq!(read_entry_bundle(&bundle), Ok(vec![[1; 32], [2; 32]]));
    assert_eq!(read_entry_bundle(&bundle[..67]), Err(BundleError::Length(67)));
    assert_eq!(read_entry_bundle(&[]), Err(BundleError::Length(0)));
    assert_eq!(read_entry_bundle(&entry_bundle(&[[0; 32]; 257])), Err(BundleError::Length(257 * 34)));
    let mut other = bundle;
    other[35] = 31;
    assert_eq!(read_entry_bundle(&other), Err(BundleError::Entry(1)));
}

proptest! {
    #[test]
    fn every_tile_is_read_back_from_its_path(level in 0_u8..=63, number: u64, width in 1_u16..=256, entries: bool) {
        let resource = if entries { Resource::Entries { number, width } } else { Resource::Hashes(tile(level, number, width)) };
        prop_assert_eq!(resource.to_string().parse(), Ok(resource));
    }

    #[test]
    fn no_text_breaks_the_reader_of_paths(path in "(tile/)?[0-9x./pentries]{0,40}") {
        if let Ok(resource) = path.parse::<Resource>() {
            prop_assert_eq!(resource.to_string(), path);
        }
    }
}
