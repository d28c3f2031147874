//! Dossiers as they were written once, and the seeds of the fuzz target `dossier`.

use std::path::{Path, PathBuf};

use steadfast_verify::Verdict;
use steadfast_verify::dossier::DossierAsked;

use super::subset::handed_over;
use super::world::{World, ask};
use crate::ledger::record;

/// A dossier; one that was made later and leads to it; one of a ledger that was rewritten; what was handed over of the first.
fn files() -> [(&'static str, Vec<u8>); 4] {
    let (mut newer, mut forked) = (World::new(), World::new());
    newer.records.push(record(6));
    newer.earlier = vec![3, 6];
    forked.records[0].kind = "person-removed".to_owned();
    [
        ("dossier.zip", World::new().dossier()),
        ("dossier-newer.zip", newer.dossier()),
        ("dossier-forked.zip", forked.dossier()),
        ("dossier-subset.zip", handed_over()),
    ]
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn dossiers_are_written_as_they_were_and_hold() {
    let key = World::new().ledger().fingerprint();
    for (name, bytes) in files() {
        let kept = std::fs::read(folder("tests/fixtures").join(name)).expect("a kept file");
        assert!(kept == bytes, "{name} is no longer written as it was");
        let asked = DossierAsked { key: Some(&key), ..DossierAsked::default() };
        assert!(matches!(ask(&kept, &asked), Verdict::Shown(_)), "{name}");
    }
}

#[test]
fn seeds_hold_where_their_name_says_so_and_nowhere_else() {
    let seeds = std::fs::read_dir(folder("../../fuzz/corpus/dossier")).expect("a corpus");
    let seeds: Vec<_> = seeds.map(|seed| seed.expect("an entry")).collect();
    assert!(seeds.len() > 5, "{} seeds", seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(seed.path()).expect("a seed");
        let held = matches!(ask(&bytes, &DossierAsked::default()), Verdict::IssuerNotChecked(_));
        assert_eq!(held, name.starts_with("good"), "{name}");
    }
}

/// The kept files, and seeds made of them.
#[test]
#[ignore = "writes the kept files anew: only for a new version of the format"]
fn write_the_dossiers() {
    let write = |path: PathBuf, bytes: &[u8]| std::fs::write(path, bytes).expect("written");
    let seeds = folder("../../fuzz/corpus/dossier");
    std::fs::create_dir_all(&seeds).expect("a folder");
    for (name, bytes) in files() {
        write(folder("tests/fixtures").join(name), &bytes);
        write(seeds.join(format!("good-{name}")), &bytes);
    }
    let good = World::new().dossier();
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    write(seeds.join("flipped"), &flipped);
    write(seeds.join("cut"), &good[..good.len() / 3]);
    write(seeds.join("trailing"), &[good.as_slice(), b"x"].concat());
    write(seeds.join("twice"), &[good.as_slice(), good.as_slice()].concat());
    let mut huge = good;
    huge[18..22].copy_from_slice(&0x0100_0000_u32.to_le_bytes());
    write(seeds.join("huge-manifest"), &huge);
    write(seeds.join("empty-archive"), b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
}
