//! Dossiers that were changed with care, by hand or by whoever has the key: the first thing that does not hold is named.

use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_verify::dossier::{RECORDS, role};

use super::world::{PRODUCT, World, entries, entry, lines, piece, refusal};

#[test]
fn a_changed_content_is_named() {
    let file = World::new().dossier();
    for name in ["bills/gateway.cdx.json", "evidence/tests.xml", "ledger/consistency.jsonl", "papers/en.txt"] {
        let mut changed = file.clone();
        changed[entry(&file, name).end - 1] ^= 1;
        assert_eq!(refusal(&changed), format!("altered part-changed {name}"));
    }
}

#[test]
fn a_removed_an_exchanged_and_an_added_file_are_named() {
    let file = World::new().dossier();
    let all = entries(&file);
    for (at, gone) in all.iter().enumerate().skip(2) {
        let removed = [&file[..gone.start], &file[gone.end..]].concat();
        assert_eq!(refusal(&removed), format!("altered part-missing {}", gone.name), "{at}");
    }
    let (one, other) = (&all[2], &all[3]);
    let exchanged =
        [&file[..one.start], &file[other.start..other.end], &file[one.start..one.end], &file[other.end..]].concat();
    assert_eq!(refusal(&exchanged), format!("altered part-missing {}", one.name));
    let twice = [&file[..one.end], &file[one.start..]].concat();
    assert_eq!(refusal(&twice), format!("altered part-not-named {}", one.name));
    for (at, _) in all.iter().enumerate().skip(2) {
        for name in ["../../evil", "Papers/en.txt", "a\u{308}.txt", "more.txt"] {
            let (start, more) = (all[at].start, local(name));
            let added = [&file[..start], &more, &file[start..]].concat();
            let code = if name == "more.txt" { "part-not-named" } else { "bad-path" };
            assert_eq!(refusal(&added), format!("altered {code} {name}"), "before {}", all[at].name);
        }
    }
    let end = all.last().expect("files").end;
    let added = [&file[..end], &local("more.txt"), &file[end..]].concat();
    assert_eq!(refusal(&added), "altered part-not-named more.txt");
}

/// The header of an empty file.
fn local(name: &str) -> Vec<u8> {
    let mut header = vec![0; 30];
    header[..4].copy_from_slice(b"PK\x03\x04");
    header[26] = u8::try_from(name.len()).expect("a short name");
    [&header, name.as_bytes()].concat()
}

#[test]
fn what_is_cut_off_or_follows_is_named() {
    let file = World::new().dossier();
    let paper = entry(&file, "papers/en.txt");
    assert_eq!(refusal(&file[..paper.start + 10]), "altered cut-off papers/en.txt");
    assert_eq!(refusal(&file[..paper.end - 1]), "altered cut-off ");
    assert_eq!(refusal(&file[..file.len() - 1]), "altered cut-off ");
    assert_eq!(refusal(&file[..100]), "altered cut-off manifest.json");
    assert_eq!(refusal(&[&file[..], b"x"].concat()), "altered trailing-bytes ");
    assert_eq!(refusal(&[&file[..], &file[..]].concat()), "altered trailing-bytes ");
}

#[test]
fn lengths_that_lie_are_named() {
    let file = World::new().dossier();
    let paper = entry(&file, "papers/en.txt");
    for (at, value, code) in
        [(18, 0xffff_ffff_u32, "part-changed"), (22, 1 << 31, "part-changed"), (8, 8, "wrong-header")]
    {
        let mut lying = file.clone();
        lying[paper.start + at..paper.start + at + 4].copy_from_slice(&value.to_le_bytes());
        assert_eq!(refusal(&lying), format!("altered {code} papers/en.txt"), "{at}");
    }
    let mut lying = file.clone();
    lying[14] ^= 1;
    assert_eq!(refusal(&lying), "altered wrong-header manifest.json");
    lying = file.clone();
    lying[paper.start + 14] ^= 1;
    assert!(refusal(&lying).starts_with("altered wrong-"), "{}", refusal(&lying));
    lying = file.clone();
    let end = lying.len();
    lying[end - 12] = 0xff;
    assert_eq!(refusal(&lying), "altered wrong-directory ");
}

#[test]
fn an_altered_moved_or_missing_record_is_named_whoever_signed_the_manifest() {
    let world = World::new();
    let ledger = world.ledger();
    let with = |text: String| {
        let mut pieces = world.whole(&ledger);
        let records = pieces.iter_mut().find(|piece| piece.path == RECORDS).expect("the records");
        records.content = text.into_bytes();
        let packed = steadfast_verify::dossier::pack(Vec::new(), world.head(&ledger), pieces, &ledger.key);
        refusal(&packed.expect("written").0)
    };
    let good = lines(&ledger, &[2, 4, 5]);
    let number = |code: &str, number: u64| format!("altered {code} ledger/records.jsonl #{number}");
    assert_eq!(with(lines(&ledger, &[4, 5])), number("record-missing", 2));
    assert_eq!(with(lines(&ledger, &[2, 4])), number("record-missing", 5));
    assert_eq!(with(lines(&ledger, &[2, 5, 4])), number("record-missing", 4));
    assert_eq!(with(lines(&ledger, &[2, 2, 4, 5])), number("record-not-named", 2));
    assert_eq!(with(lines(&ledger, &[2, 3, 4, 5])), number("record-not-named", 3));
    assert_eq!(with(lines(&ledger, &[2, 4, 5, 5])), number("record-not-named", 5));
    assert_eq!(with(good.replace("\"index\":4", "\"index\":3")), number("record-not-named", 3));
    let other: Vec<&str> = good.lines().collect();
    let leaf = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["leaf"].to_string();
    assert_eq!(with(good.replace(&leaf(other[0]), &leaf(other[2]))), number("record-changed", 2));
    assert_eq!(with(good.replace(&leaf(other[1]), &leaf(other[2]))), number("not-included", 4));
    assert_eq!(with(good.trim_end().to_owned()), "unreadable not-canonical ledger/records.jsonl #5");
}

#[test]
fn evidence_that_is_not_what_its_record_names_is_named() {
    let told = |change: &dyn Fn(&mut World)| {
        let mut world = World::new();
        change(&mut world);
        refusal(&world.dossier())
    };
    let of = |code: &str| format!("altered {code} ledger/records.jsonl #2");
    assert_eq!(told(&|world| world.pieces[0].content = b"<testsuite/>".to_vec()), of("digest-differs"));
    let other_id = |world: &mut World| world.pieces[0].record.as_mut().expect("rests").id = "rec_9".to_owned();
    assert_eq!(told(&other_id), of("other-record"));
    let no_fact = |world: &mut World| drop(world.records[2].facts.remove("report_sha256"));
    assert_eq!(told(&no_fact), of("names-no-digest"));
    let product = |world: &mut World| drop(world.records[2].facts.insert("product".to_owned(), "prd_2".into()));
    assert_eq!(told(&product), of("other-product"));
    let subject = |world: &mut World| world.records[2].subject = Some("prd_2".to_owned());
    assert_eq!(told(&subject), of("other-product"));
    let future = |world: &mut World| world.records[2].time = "2026-11-28T09:00:00.000001Z".to_owned();
    assert_eq!(told(&future), of("record-after-dossier"));
    let own = |world: &mut World| {
        world.records[2].subject = Some(PRODUCT.to_owned());
        world.records[2].time = "2026-11-28T09:00:00Z".to_owned();
        world.pieces[0].content.push(b' ');
        let digest = hex(&sha256(&[&world.pieces[0].content]));
        world.records[2].facts.insert("report_sha256".to_owned(), format!("sha256:{digest}").into());
        world.pieces[0].content.pop();
    };
    assert_eq!(told(&own), of("digest-differs"), "all else is as it must be");
}

#[test]
fn a_manifest_that_nobody_may_unpack_is_not_written() {
    for path in ["../evil", "/etc/passwd", "a\\b", "Papers/a", "manifest.json", "subset.json", "con", "papers/en.txt/x"]
    {
        let mut world = World::new();
        world.pieces.push(piece(path, role::PAPER, b"", None));
        let ledger = world.ledger();
        let packed =
            steadfast_verify::dossier::pack(Vec::new(), world.head(&ledger), world.whole(&ledger), &ledger.key);
        assert!(packed.is_err(), "{path}");
    }
    let mut world = World::new();
    world.pieces.push(world.pieces[0].clone());
    let ledger = world.ledger();
    let packed = steadfast_verify::dossier::pack(Vec::new(), world.head(&ledger), world.whole(&ledger), &ledger.key);
    assert!(packed.is_err(), "one path twice");
}

#[test]
fn a_manifest_that_another_key_signed_is_not_believed() {
    let (world, mut other) = (World::new(), World::new());
    other.seed = 2;
    let (ledger, foreign) = (world.ledger(), other.ledger());
    let pieces = world.whole(&ledger);
    let packed = steadfast_verify::dossier::pack(Vec::new(), world.head(&ledger), pieces.clone(), &foreign.key);
    assert_eq!(refusal(&packed.expect("written").0), "altered not-signed manifest.dsse.json");
    let packed = steadfast_verify::dossier::pack(Vec::new(), other.head(&foreign), pieces, &foreign.key);
    let told = refusal(&packed.expect("written").0);
    assert_eq!(told, "altered checkpoint-not-signed ledger/consistency.jsonl");
}
