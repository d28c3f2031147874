//! Lists of what was compiled in: they only ever lower a finding.

use serde_json::{Value, json};

use crate::advisories::MODIFIED;
use crate::bills::{bill, product};
use crate::program::{Program, Run};

const KERNEL: &str = "cpe:2.3:o:linux:linux_kernel:6.6.21:*:*:*:*:*:*:*";

/// A CVE record about the kernel before 6.6.50, in these files.
fn record(number: u32, files: &[&str]) -> Value {
    json!({
        "dataType": "CVE_RECORD", "dataVersion": "5.1",
        "cveMetadata": { "cveId": format!("CVE-2026-{number}"), "state": "PUBLISHED", "dateUpdated": MODIFIED, "datePublished": MODIFIED },
        "containers": { "cna": {
            "descriptions": [{ "lang": "en", "value": "A flaw in the kernel" }],
            "affected": [{
                "vendor": "Linux", "product": "Linux", "defaultStatus": "unaffected", "programFiles": files,
                "versions": [{ "version": "0", "lessThan": "6.6.50", "status": "affected", "versionType": "semver" }],
            }],
        }},
    })
}

fn program(records: &[Value]) -> Program {
    let program = Program::new();
    program.write_feed("feed", records).write_json("bom.json", &bill(&[product(KERNEL)]));
    program
}

fn gate(program: &Program, lists: &[&str]) -> Run {
    let mut arguments = vec!["gate", "bom.json", "--advisories", "feed"];
    lists.iter().for_each(|list| arguments.extend(["--compiled-in", list]));
    program.ask(&arguments)
}

/// The status of the only finding, with files as the record names them and a list of what was built.
fn status(files: &[&str], built: &str) -> String {
    let program = program(&[record(1, files)]);
    program.write("built.txt", built);
    let answer = gate(&program, &["built.txt"]).json();
    answer["findings"][0]["status"].as_str().expect("a status").to_owned()
}

const BUILT: &str = "# from the build\ninit/main.c\n\nnet/ipv4/tcp.o\n./kernel/fork.c\n";

#[test]
fn a_flaw_in_files_that_were_all_left_out_is_not_affected_with_the_reason() {
    let program = program(&[record(1, &["drivers/usb/a.c", "drivers/usb/b.c"])]);
    assert_eq!(gate(&program, &[]).exits(1).json()["findings"][0]["status"], "affected");
    program.write("built.txt", BUILT);
    let finding = gate(&program, &["built.txt"]).exits(0).json()["findings"][0].clone();
    assert_eq!((&finding["status"], &finding["reason"]), (&json!("not_affected"), &json!("not-compiled-in")));
    let detail = finding["detail"].as_str().expect("the files");
    assert!(detail.contains("drivers/usb/a.c") && detail.contains("drivers/usb/b.c"), "{detail}");
}

#[test]
fn a_flaw_in_a_file_that_was_built_stays() {
    assert_eq!(status(&["net/ipv4/tcp.c"], BUILT), "affected");
    assert_eq!(status(&["kernel/fork.c"], BUILT), "affected");
    assert_eq!(status(&["drivers/usb/a.c", "net/ipv4/tcp.c"], BUILT), "affected");
}

#[test]
fn a_header_or_a_flaw_without_files_stays() {
    assert_eq!(status(&["include/linux/usb.h"], BUILT), "affected");
    assert_eq!(status(&["drivers/usb/a.c", "include/linux/usb.h"], BUILT), "affected");
    assert_eq!(status(&["arch/arm/boot/dts/x.dts"], BUILT), "affected");
    assert_eq!(status(&[], BUILT), "affected");
}

#[test]
fn a_list_never_raises_a_finding() {
    let program = program(&[record(1, &["net/ipv4/tcp.c"])]);
    program.write("built.txt", BUILT);
    let fixed = "cpe:2.3:o:linux:linux_kernel:6.6.50:*:*:*:*:*:*:*";
    program.write_json("bom.json", &bill(&[product(fixed)]));
    assert_eq!(gate(&program, &["built.txt"]).exits(0).json()["findings"], json!([]));
}

#[test]
fn a_list_speaks_of_the_component_it_is_given_for() {
    let program = program(&[record(1, &["drivers/usb/a.c"])]);
    program.write("built.txt", BUILT);
    gate(&program, &["openssl=built.txt"]).exits(1);
    gate(&program, &["linux_kernel=built.txt"]).exits(0);
}

#[test]
fn a_list_that_would_clear_everything_is_refused() {
    let program = program(&[record(1, &["drivers/usb/a.c"])]);
    for (content, words) in [
        ("", "names no source"),
        ("# nothing\n\n", "names no source"),
        ("init/main.c\nCONFIG_USB=y\n", "line 2"),
        ("init/main.c\n\n/build/linux/net/ipv4/tcp.c\n", "line 3"),
        ("vmlinux\n", "line 1"),
    ] {
        program.write("built.txt", content);
        gate(&program, &["built.txt"]).refuses(&["built.txt", words]);
    }
    gate(&program, &["absent.txt"]).refuses(&["absent.txt"]);
}
