//! Wrong calls, each with its answer; and that answers keep their numbers.

use std::fs;
use std::path::Path;

use steadfast_device_c::code::SfCode;

use crate::programs::{Language, Way, built, run, values};
use crate::world;

#[test]
fn each_misuse_has_its_answer_and_the_unit_works_on() {
    let world = world::made();
    let program = built("tests/c/misuse.c", Language::C, Way::Watched, world.path());
    let said = run(&program, &[world.path()]);
    let asked: u32 = values(&said, "asked")[0].parse().expect("a number");
    assert!(asked > 300, "{said}");
}

#[test]
fn calls_in_any_order_break_nothing() {
    let world = world::made();
    let program = built("tests/c/random.c", Language::C, Way::Watched, world.path());
    let said = run(&program, &[world.path(), Path::new("1"), Path::new("12")]);
    assert_eq!(values(&said, "walks"), ["12"]);
}

#[test]
fn the_header_names_each_code_as_the_library_does() {
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/steadfast_device.h");
    let header = fs::read_to_string(header).expect("there");
    let list = header.split("enum SfCode").nth(1).and_then(|rest| rest.split("};").next()).expect("the list");
    let lines = list.lines().map(str::trim).filter(|line| line.starts_with("SF_"));
    let named: Vec<String> = lines.map(|line| line.trim_end_matches(',').to_owned()).collect();
    let ours = SfCode::ALL.map(|code| format!("{} = {}", code.name().to_string_lossy(), code as i32));
    assert_eq!(named, ours);
}

/// Codes as they were given out. A line is added for a new one; none is ever changed, taken away or used again.
const GIVEN: [(i32, &str); 46] = [
    (0, "SF_OK"),
    (1, "SF_NULL"),
    (2, "SF_HANDLE"),
    (3, "SF_BUSY"),
    (4, "SF_PANICKED"),
    (5, "SF_TOO_SMALL"),
    (6, "SF_NOT_TEXT"),
    (7, "SF_TOO_LONG"),
    (8, "SF_RANGE"),
    (9, "SF_ORDER"),
    (10, "SF_NOTHING"),
    (11, "SF_CALLBACK"),
    (20, "SF_STORAGE"),
    (21, "SF_RANDOM"),
    (22, "SF_DAMAGED"),
    (23, "SF_LOG"),
    (24, "SF_IMAGES"),
    (25, "SF_MEMORY"),
    (26, "SF_NO_TIME"),
    (30, "SF_NOBODY"),
    (31, "SF_UNCONFIRMED"),
    (32, "SF_FACTORY"),
    (33, "SF_ANOTHER"),
    (34, "SF_CONFIRMED"),
    (40, "SF_NO_OWNER"),
    (41, "SF_OWNED"),
    (42, "SF_LOCKED"),
    (43, "SF_ACCOUNT"),
    (44, "SF_SETTING"),
    (45, "SF_NAME"),
    (46, "SF_PASSWORD"),
    (47, "SF_WRONG"),
    (48, "SF_WAIT"),
    (49, "SF_STOPPED"),
    (50, "SF_CODE_NEEDED"),
    (51, "SF_PASS"),
    (60, "SF_NOT_RECORDED"),
    (70, "SF_REFUSED"),
    (71, "SF_ANSWER"),
    (80, "SF_NO_UPDATE"),
    (81, "SF_UNFIT"),
    (82, "SF_NOT_BELIEVED"),
    (83, "SF_NO_REPOSITORY"),
    (90, "SF_UNDER_WAY"),
    (91, "SF_CHANGED"),
    (92, "SF_ARCHIVE"),
];

#[test]
fn codes_keep_their_numbers_for_ever() {
    let ours = SfCode::ALL.map(|code| (code as i32, code.name().to_str().expect("ASCII")));
    assert_eq!(ours.as_slice(), GIVEN.as_slice());
}
