//! What is handed over to an authority: some parts, with the whole manifest.

use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_verify::dossier::{Chosen, DossierWriter, HandedTo, Held, Measured, Packed, RECORDS, Sealed, Subset};

use super::world::{World, entries, entry, held, lines, refusal};

/// A subset of the world's dossier; `records` are the numbers handed over, `change` is made to the list.
fn subset(parts: &[&str], records: Option<&[usize]>, change: impl Fn(&mut Subset)) -> Vec<u8> {
    let world = World::new();
    let ledger = world.ledger();
    let mut pieces = world.whole(&ledger);
    pieces.sort_by(|one, other| one.path.cmp(&other.path));
    let measured: Vec<_> =
        pieces.iter().map(|piece| Measured::of(&mut piece.content.as_slice()).expect("memory")).collect();
    let named = pieces.iter().zip(&measured).map(|(piece, measured)| piece.part(measured)).collect();
    let manifest = world.head(&ledger).manifest(named);
    let sealed = Sealed::new(&manifest, &ledger.key).expect("sealed");
    let all = parts.iter().map(|path| (*path).to_owned()).collect();
    let mut list = Subset::new(&sealed.digest(), "Aktenzeichen 4711/26", "2026-11-30T10:00:00Z", all);
    let chosen = records.map(|numbers| lines(&ledger, numbers));
    list.records = chosen.as_ref().map(|text| Chosen {
        bytes: text.len() as u64,
        numbers: records.expect("chosen").iter().map(|number| *number as u64).collect(),
        sha256: hex(&sha256(&[text.as_bytes()])),
    });
    change(&mut list);
    let sealed = sealed.subset(&manifest, &list, &ledger.key).expect("sealed");
    let mut writer = DossierWriter::begin(Vec::new(), &sealed).expect("begun");
    for piece in pieces.iter().filter(|piece| list.holds(&piece.path)) {
        let content = match &chosen {
            Some(text) if piece.path == RECORDS => text.as_bytes(),
            _ => &piece.content,
        };
        let measured = Measured::of(&mut &*content).expect("memory");
        writer.part(&piece.path, &measured, &mut &*content).expect("written");
    }
    writer.finish().expect("written")
}

/// The report of tests with its record.
pub(crate) fn handed_over() -> Vec<u8> {
    subset(&["evidence/tests.xml", RECORDS], Some(&[2]), |_| {})
}

#[test]
fn what_was_not_handed_over_is_counted_and_not_missed() {
    let findings = held(&handed_over());
    let expected = [Held::Withheld, Held::Withheld, Held::ByRecord, Held::Withheld, Held::ByManifest, Held::Withheld];
    assert_eq!(findings.parts, expected);
    assert_eq!(findings.roles()["record"], (2, 1));
    assert_eq!(findings.records.len(), 1);
    assert_eq!(findings.subset.expect("a subset").to, "Aktenzeichen 4711/26");
}

#[test]
fn what_goes_takes_the_records_along_on_which_it_rests() {
    let world = World::new();
    let ledger = world.ledger();
    let packed = || Packed::new(world.head(&ledger), world.whole(&ledger), &ledger.key).expect("packed");
    let handed = |paths: &[&str]| {
        let (to, made) = ("Aktenzeichen 4711/26".to_owned(), "2026-11-30T10:00:00Z".to_owned());
        let parts = paths.iter().map(|path| (*path).to_owned()).collect();
        packed()
            .handed_to(HandedTo { to, made, parts }, &ledger.key)
            .expect("it goes")
            .write(Vec::new())
            .expect("memory")
    };
    let findings = held(&handed(&["evidence/tests.xml"]));
    assert_eq!(
        (findings.parts[2], findings.records.len()),
        (Held::ByRecord, 1),
        "the record that names it, and no other"
    );
    let paper = held(&handed(&["papers/en.txt"]));
    assert_eq!(paper.records.len(), 0, "it rests on none");
    assert!(
        packed().handed_to(HandedTo { to: "x".into(), made: String::new(), parts: Vec::new() }, &ledger.key).is_err()
    );
    assert_eq!(held(&packed().write(Vec::new()).expect("memory")).subset, None);
}

#[test]
fn a_part_without_its_record_says_so() {
    let findings = held(&subset(&["evidence/tests.xml"], None, |_| {}));
    assert_eq!(findings.parts[2], Held::RecordWithheld);
    let findings = held(&subset(&["evidence/tests.xml", RECORDS], None, |_| {}));
    assert_eq!((findings.parts[2], findings.records.len()), (Held::ByRecord, 3), "the whole file of records");
}

#[test]
fn a_part_that_was_handed_over_may_not_be_missing() {
    let file = handed_over();
    let gone = entry(&file, "evidence/tests.xml");
    let removed = [&file[..gone.start], &file[gone.end..]].concat();
    assert_eq!(refusal(&removed), "altered part-missing evidence/tests.xml");
}

#[test]
fn a_list_of_another_manifest_is_not_taken() {
    let mut other = World::new();
    other.pieces.truncate(1);
    other.listed = vec![2];
    let (own, foreign) = (handed_over(), other.dossier());
    let mixed = [&foreign[..entries(&foreign)[1].end], &own[entry(&own, "subset.json").start..]].concat();
    assert_eq!(refusal(&mixed), "altered other-statement subset.json");
}
