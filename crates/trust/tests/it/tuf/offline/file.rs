//! The file of a bundle: no bytes break its reader, or make it take more than it should.

use std::io::{Read, repeat};

use serde_json::{Value, json};
use steadfast_trust::tuf::{BundleError, BundleReader, Limits};

use super::super::world::{CONTENT, ROOTS};
use super::{Stick, Unit, world};

const MAGIC: &[u8] = b"STEADFAST BUNDLE 1\n";

/// A bundle with another heading, and nothing behind it.
fn headed(heading: &Value) -> Result<(), BundleError> {
    opened(&[MAGIC, heading.to_string().as_bytes(), b"\n"].concat())
}

fn opened(bytes: &[u8]) -> Result<(), BundleError> {
    BundleReader::open(bytes, &Limits::default()).map(drop)
}

fn heading() -> Value {
    json!({
        "roots": {"first": 1, "lengths": [10]}, "targets": 10, "line": {"name": "gateway", "length": 10},
        "image": {"path": "gateway/1/fw.bin", "length": 10},
    })
}

#[test]
fn what_stands_in_a_bundle_is_as_documented() {
    let stick = Stick::of(&world());
    let heading = format!(
        r#"{{"roots":{{"first":1,"lengths":[{}]}},"targets":{},"line":{{"name":"gateway","length":{}}},"image":{{"path":"gateway/1/fw.bin","length":8}}}}"#,
        stick.roots[0].len(),
        stick.targets.len(),
        stick.line.len(),
    );
    let pieces: [&[u8]; 7] = [MAGIC, heading.as_bytes(), b"\n", &stick.roots[0], &stick.targets, &stick.line, CONTENT];
    assert!(stick.bytes() == pieces.concat(), "{heading}");
}

#[test]
fn something_else_is_no_bundle() {
    for bytes in
        [&b""[..], b"\n", b"STEADFAST BUNDLE 2\n{}\n", b"STEADFAST BUNDLE 10\n{}\n", b"steadfast bundle 1\n{}\n"]
    {
        assert!(matches!(opened(bytes), Err(BundleError::Magic)), "{}", bytes.escape_ascii());
    }
    let longer = [b" ", MAGIC].concat();
    assert!(matches!(opened(&longer), Err(BundleError::Magic)));
    assert!(matches!(opened(MAGIC), Err(BundleError::Cut("heading"))));
}

#[test]
fn a_heading_without_end_is_given_up() {
    let endless = MAGIC.chain(repeat(b'['));
    assert!(matches!(BundleReader::open(endless, &Limits::default()).map(drop), Err(BundleError::Heading)));
    let deep = [MAGIC, "[".repeat(60_000).as_bytes(), b"\n"].concat();
    assert!(matches!(opened(&deep), Err(BundleError::Json(_))));
    let nothing = MAGIC.chain(repeat(b'\n'));
    assert!(matches!(BundleReader::open(nothing, &Limits::default()).map(drop), Err(BundleError::Json(_))));
}

#[test]
fn every_length_is_bounded_before_memory_is_taken() {
    headed(&heading()).expect("a heading");
    let most = Limits::default();
    for (pointer, piece, limit) in [
        ("/roots/lengths/0", "root", most.root),
        ("/targets", "targets", most.targets),
        ("/line/length", "line", most.targets),
    ] {
        for length in [limit + 1, u64::MAX] {
            let mut lying = heading();
            *lying.pointer_mut(pointer).expect("a length") = length.into();
            let refused = headed(&lying).expect_err("it is too long");
            assert!(matches!(refused, BundleError::Long { piece: named, .. } if named == piece), "{refused:?}");
        }
        let mut odd = heading();
        for value in [json!(-1), json!(1.5), json!("10"), json!(null), json!(1e300)] {
            *odd.pointer_mut(pointer).expect("a length") = value;
            assert!(matches!(headed(&odd), Err(BundleError::Json(_))), "{odd}");
        }
    }
}

#[test]
fn thousands_of_roots_are_not_followed() {
    let mut many = heading();
    many["roots"]["lengths"] = vec![1; 10_000].into();
    let refused = headed(&many).expect_err("they are too many");
    assert!(matches!(refused, BundleError::Roots { found: 10_000, most: 256 }), "{refused:?}");
    many["roots"]["lengths"] = vec![1; 256].into();
    headed(&many).expect("as many as a client follows");
}

#[test]
fn a_heading_says_nothing_else() {
    for pointer in ["", "/roots", "/line", "/image"] {
        let mut more = heading();
        more.pointer_mut(pointer).expect("a member")["more"] = json!(1);
        assert!(matches!(headed(&more), Err(BundleError::Json(_))), "{more}");
    }
    for member in ["roots", "targets", "line", "image"] {
        let mut less = heading();
        less.as_object_mut().expect("members").remove(member);
        assert!(matches!(headed(&less), Err(BundleError::Json(_))), "{less}");
    }
}

#[test]
fn a_maker_cannot_write_a_heading_that_nobody_reads() {
    let world = world();
    let stick = Stick { roots: vec![Vec::new(); 40_000], ..Stick::of(&world) };
    let head = steadfast_trust::tuf::BundleHead {
        roots: (1, &stick.roots),
        targets: &stick.targets,
        line: (stick.name, &stick.line),
        image: (stick.path, 8),
    };
    assert!(matches!(head.to_bytes(), Err(BundleError::Heading)));
}

#[test]
fn a_stick_that_ends_anywhere_gives_no_image() {
    let mut world = world();
    world.root.version = 2;
    world.put_root(ROOTS);
    let (stick, unit) = (Stick::of(&world).bytes(), Unit::new(&world));
    let tail = stick.len() - 12..stick.len();
    for end in (0..stick.len()).step_by(499).chain(tail) {
        unit.takes(&stick[..end]).expect_err("it is cut");
    }
}

#[test]
fn a_stick_with_one_byte_altered_says_the_same_or_nothing() {
    let world = world();
    let (stick, unit) = (Stick::of(&world).bytes(), Unit::new(&world));
    let (believed, image) = unit.takes(&stick).expect("it is believed");
    for at in (0..stick.len()).step_by(331).chain(stick.len() - 8..stick.len()) {
        let mut altered = stick.clone();
        altered[at] ^= 1 << (at % 7);
        if let Ok((other, bytes)) = unit.takes(&altered) {
            assert!(
                (other.target, other.custom, bytes)
                    == (believed.target.clone(), believed.custom.clone(), image.clone()),
                "{at}"
            );
        }
    }
}

#[test]
fn lengths_that_lie_shift_what_is_read_and_nothing_is_believed() {
    let world = world();
    let (stick, unit) = (Stick::of(&world), Unit::new(&world));
    let lengths = |text: &str, by: i64| -> Vec<u8> {
        let bytes = stick.bytes();
        let heading_ends =
            bytes.iter().skip(MAGIC.len()).position(|byte| *byte == b'\n').expect("an end") + MAGIC.len();
        let mut heading: Value = serde_json::from_slice(&bytes[MAGIC.len()..heading_ends]).expect("JSON");
        let length = heading.pointer_mut(text).expect("a length");
        *length = length.as_i64().map(|length| length + by).into();
        [MAGIC, heading.to_string().as_bytes(), &bytes[heading_ends..]].concat()
    };
    for pointer in ["/roots/lengths/0", "/targets", "/line/length", "/image/length"] {
        for by in [-9, -1, 1, 9] {
            unit.takes(&lengths(pointer, by)).expect_err("what follows is shifted");
        }
        unit.takes(&lengths(pointer, 0)).expect("it is believed");
    }
}

#[test]
fn the_last_bytes_of_an_image_come_when_the_whole_is_known_to_be_right() {
    let world = world();
    let stick = Stick { image: b"firmwarf".to_vec(), ..Stick::of(&world) }.bytes();
    let unit = Unit::new(&world);
    let bundle = BundleReader::open(&stick[..], &unit.limits).expect("a bundle");
    let (_, mut image) = bundle.believe(&unit.root, &unit.kept, unit.now).expect("it is believed");
    let mut seen = [0; 8];
    assert_eq!(image.read(&mut seen[..7]).expect("bytes"), 7);
    assert!(image.read(&mut seen[7..]).is_err());
    assert!(image.read(&mut seen).is_err(), "a reader that goes on is told again");
}

#[test]
fn an_image_of_nothing_is_read_to_its_end_too() {
    let mut world = world();
    world.line.content.targets.insert(super::super::world::PATH.to_owned(), super::described(b""));
    let mut stick = Stick { image: Vec::new(), announced: 0, ..Stick::of(&world) };
    let unit = Unit::new(&world);
    assert_eq!(unit.takes(&stick.bytes()).expect("it is believed").1, b"");
    stick.image = b"!".to_vec();
    assert!(matches!(unit.takes(&stick.bytes()), Err(BundleError::Trailing)));
}
