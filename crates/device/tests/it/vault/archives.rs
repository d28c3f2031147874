//! Archives as hostile hands make them: whole in all but one thing.

use serde_json::json;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

const BLOCK: usize = 512;

/// A header of ustar.
pub(super) fn header(path: &[u8], size: u64, kind: u8) -> Vec<u8> {
    let mut block = vec![0; BLOCK];
    block[..path.len()].copy_from_slice(path);
    for (at, text) in [(100, "0000600"), (108, "0000000"), (116, "0000000"), (136, "15315410360")] {
        block[at..at + text.len()].copy_from_slice(text.as_bytes());
    }
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    block[148..156].copy_from_slice(b"        ");
    let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block
}

/// A member, padded.
pub(super) fn member(path: &str, kind: u8, bytes: &[u8]) -> Vec<u8> {
    let mut member = header(path.as_bytes(), bytes.len() as u64, kind);
    member.extend_from_slice(bytes);
    member.resize(member.len().next_multiple_of(BLOCK), 0);
    member
}

pub(super) const SETTINGS: &[u8] = br#"{"schema":1,"settings":{"telnet":"on","of-another":"x"}}"#;

/// The files of a small export.
pub(super) fn files() -> Vec<(&'static str, &'static [u8])> {
    vec![("settings.json", SETTINGS), ("log.jsonl", b"{}\n"), ("data/note", b"private"), ("product/one", b"1")]
}

/// The manifest of files.
pub(super) fn manifest(files: &[(&str, &[u8])]) -> Vec<u8> {
    let file =
        |(path, bytes): &(&str, &[u8])| json!({ "path": path, "size": bytes.len(), "sha256": hex(&sha256(&[bytes])) });
    let files: Vec<_> = files.iter().map(file).collect();
    let manifest = json!({
        "schema": 1, "kind": "steadfast-export", "unit": "sha256:00", "serial": "SN-9", "product": "prd_9",
        "time": 1_800_000_000, "left_out": 0, "files": files,
    });
    manifest.to_string().into_bytes()
}

/// The checksums of files.
pub(super) fn sums(files: &[(&str, &[u8])]) -> Vec<u8> {
    let line = |(path, bytes): &(&str, &[u8])| format!("{}  {path}\n", hex(&sha256(&[bytes])));
    files.iter().map(line).collect::<String>().into_bytes()
}

/// An archive of members that were made, with its end.
pub(super) fn ended(members: &[Vec<u8>]) -> Vec<u8> {
    [members.concat(), vec![0; 2 * BLOCK]].concat()
}

/// An archive of files, with a manifest and checksums that are theirs.
pub(super) fn whole(files: &[(&str, &[u8])]) -> Vec<u8> {
    with_manifest(files, &manifest(files))
}

/// The same with another manifest.
pub(super) fn with_manifest(files: &[(&str, &[u8])], manifest: &[u8]) -> Vec<u8> {
    let all: Vec<_> = files.iter().copied().chain([("manifest.json", manifest)]).collect();
    with_sums(&all, &sums(&all))
}

/// Files, and any checksums.
pub(super) fn with_sums(files: &[(&str, &[u8])], sums: &[u8]) -> Vec<u8> {
    let all = files.iter().copied().chain([("SHA256SUMS", sums)]);
    ended(&all.map(|(path, bytes)| member(path, b'0', bytes)).collect::<Vec<_>>())
}

/// Archives that are refused, each with a name.
pub(super) fn hostile() -> Vec<(String, Vec<u8>)> {
    let good = files();
    let mut all: Vec<(String, Vec<u8>)> = vec![
        ("empty".into(), Vec::new()),
        ("zeros".into(), vec![0; 2 * BLOCK]),
        ("no-archive".into(), b"<html>".repeat(200)),
        ("truncated".into(), whole(&good)[..3000].to_vec()),
        ("without-its-end".into(), whole(&good)[..whole(&good).len() - BLOCK].to_vec()),
        ("goes-on".into(), [whole(&good), member("data/more", b'0', b"x")].concat()),
        ("no-manifest".into(), ended(&good.iter().map(|(path, bytes)| member(path, b'0', bytes)).collect::<Vec<_>>())),
        (
            "sums-of-others".into(),
            with_sums(&[&good[..], &[("manifest.json", &manifest(&good))]].concat(), &sums(&good)),
        ),
    ];
    let paths = [
        "/etc/passwd",
        "../up",
        "data/../up",
        "product/../../up",
        "product//one",
        "product/./one",
        "data/",
        "product",
        "./settings.json",
        "other/file",
        "data/UP",
        "data/a/b",
        "receipts/a/b",
        "manifest.json/x",
        "settings.json ",
    ];
    for (number, path) in paths.iter().enumerate() {
        all.push((format!("path-{number}"), whole(&[&good[..], &[(path, b"x")]].concat())));
    }
    for kind in [b'1', b'2', b'3', b'4', b'5', b'6', b'7', b'g', b'L', b'K', b'S', 0] {
        let members = [member("product/link", kind, b""), whole(&good)].concat();
        all.push((format!("kind-{kind}"), members));
    }
    all.push(("twice".into(), whole(&[&good[..], &[("data/note", b"other")]].concat())));
    all.push(("missing".into(), with_manifest(&good[..3], &manifest(&good))));
    all.push(("extra".into(), with_manifest(&good, &manifest(&good[..3]))));
    let other = [("settings.json", SETTINGS), ("log.jsonl", b"{}\n"), ("data/note", b"PRIVATE"), ("product/one", b"1")];
    all.push(("other-content".into(), with_manifest(&other, &manifest(&good))));
    let replaced =
        |from: &str, to: &str| String::from_utf8(manifest(&good)).expect("text").replace(from, to).into_bytes();
    all.push(("of-another-kind".into(), with_manifest(&good, &replaced("steadfast-export", "something"))));
    all.push(("of-a-later-version".into(), with_manifest(&good, &replaced("\"schema\":1", "\"schema\":2"))));
    all.push(("manifest-of-nothing".into(), with_manifest(&good, b"[[[[")));
    all.push(("endless".into(), [header(b"product/endless", (1 << 33) - 1, b'0'), b"x".repeat(5000)].concat()));
    let bomb = [("settings.json", vec![b' '; 40_000]), ("data/one", vec![0; 40_000]), ("data/two", vec![0; 40_000])];
    let bomb: Vec<_> = bomb.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
    all.push(("much-to-hold".into(), whole(&bomb)));
    let records = |text: &str| {
        let name = member("pax-records", b'x', text.as_bytes());
        [name, member("product/short", b'0', b"x"), whole(&good)].concat()
    };
    let texts =
        ["", "27 linkpath=../../../etc/x\n", "20 path=product/two", "99999999999999999999 path=x\n", "6 path", "x"];
    for (number, text) in texts.iter().enumerate() {
        all.push((format!("records-{number}"), records(text)));
    }
    let many: Vec<Vec<u8>> = (0..120).map(|at| member(&format!("product/{at}"), b'0', b"")).collect();
    all.push(("many".into(), ended(&many)));
    all
}
