//! Documents that are too large, too deep, or unpack to more than anyone has.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use super::{bill_is_refused, feed_is_refused, program};
use crate::bills::bill_of;
use crate::program::{NOW, Program};

/// Hostile input ends well within this, on a slow machine too.
const SOON: Duration = Duration::from_secs(60);

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn soon(work: impl FnOnce()) {
    let begin = Instant::now();
    work();
    let took = begin.elapsed();
    assert!(took < SOON, "it took {took:?}");
}

fn sparse(program: &Program, name: &str) {
    File::create(program.path(name)).and_then(|file| file.set_len(1 << 30)).expect("a sparse file");
}

#[test]
fn a_huge_file_is_refused_without_reading_it() {
    let program = program();
    sparse(&program, "huge.json");
    soon(|| bill_is_refused(&program, "huge.json", &["1073741824 bytes", "limit"]));
    program.write_json("bom.json", &bill_of(&[]));
    for option in ["--vex", "--policy", "--compiled-in", "--kev", "--epss"] {
        soon(|| drop(program.run(&["gate", "bom.json", option, "huge.json"]).refuses(&["huge.json", "limit"])));
    }
}

#[test]
fn a_huge_feed_is_refused() {
    let program = program();
    program.write_json("good.json", &bill_of(&[]));
    sparse(&program, "huge.json");
    soon(|| feed_is_refused(&program, "huge.json", &["1073741824 bytes", "limit"]));
}

#[test]
fn endless_standard_input_is_refused() {
    let program = program();
    let mut command = program.command(&["gate", "-", "--advisories", "feed"]);
    command.stdin(File::open("/dev/zero").expect("an endless device"));
    soon(|| {
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("limit"), "{output:?}");
    });
}

const DEEP: usize = 100_000;

#[test]
fn deep_nesting_is_refused() {
    let program = program();
    program.write("list.json", "[".repeat(DEEP));
    program.write("object.json", "{\"a\":".repeat(DEEP));
    program.write("deep.xml", format!("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">{}", "<a>".repeat(DEEP)));
    for file in ["list.json", "object.json", "deep.xml"] {
        soon(|| bill_is_refused(&program, file, &["line 1"]));
    }
}

/// What stands too deep inside a bill costs that entry, and the bill is no pass.
#[test]
fn a_deep_entry_of_a_bill_is_reported_or_refused() {
    let program = program();
    let bill =
        |inner: &str| format!("{{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{inner}]}}");
    let open = "{\"type\":\"library\",\"name\":\"a\",\"version\":\"1\",\"components\":[";
    program.write("value.json", bill(&format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP))));
    program.write("nested.json", bill(&format!("{}{}", open.repeat(DEEP), "]}".repeat(DEEP))));
    for file in ["value.json", "nested.json"] {
        soon(|| {
            let run = program.ask(&["gate", file, "--advisories", "feed"]);
            assert!([2, 3].contains(&run.code), "{file}: {}", run.err);
        });
    }
}

#[test]
fn a_deep_feed_is_refused() {
    let program = program();
    program.write_json("good.json", &bill_of(&[]));
    program.write("deep.json", format!("{{\"id\":\"X-1\",\"modified\":\"{NOW}\",\"affected\":{}", "[".repeat(DEEP)));
    soon(|| feed_is_refused(&program, "deep.json", &["line 1"]));
}

#[test]
fn entities_that_multiply_are_refused() {
    let program = program();
    let mut text = "<?xml version=\"1.0\"?>\n<!DOCTYPE bom [<!ENTITY a \"ha\">".to_owned();
    for (from, to) in "abcdefghij".chars().zip("bcdefghijk".chars()) {
        text += &format!("<!ENTITY {to} \"{}\">", format!("&{from};").repeat(10));
    }
    text += "]>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"><components>&k;</components></bom>";
    program.write("laughs.xml", text);
    soon(|| bill_is_refused(&program, "laughs.xml", &["line 2"]));
    let outside = "<!DOCTYPE bom [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">&x;</bom>";
    program.write("outside.xml", outside);
    bill_is_refused(&program, "outside.xml", &["line 1"]);
}

/// A zip of a few hundred kilobytes whose only member is 300 MB of zeros.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("all.json", SimpleFileOptions::default().large_file(true)).expect("a member");
    let zeros = vec![b' '; 1 << 20];
    (0..300).for_each(|_| zip.write_all(&zeros).expect("zeros"));
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let program = program();
    program.write_json("good.json", &bill_of(&[]));
    program.write("bomb.zip", bomb());
    soon(|| feed_is_refused(&program, "bomb.zip", &["all.json", "limit"]));
    bill_is_refused(&program, "bomb.zip", &[]);
}
