//! Probe.
use super::*;
use std::fs;
#[test]
fn probe() {
    let Some(data) = steadfast_testkit::shared_data() else { return };
    let mut files = Vec::new();
    for dir in ["sboms/cyclonedx", "sboms/spdx", "sboms/spdx3"] {
        for f in fs::read_dir(data.join(dir)).unwrap() {
            let p = f.unwrap().path();
            if p.is_file() {
                files.push(p);
            }
        }
    }
    for d in fs::read_dir(data.join("ground-truth/crates.io")).unwrap() {
        for n in ["Cargo.lock", "bom.cdx-1.6.json"] {
            files.push(d.as_ref().unwrap().path().join(n));
        }
    }
    files.sort();
    for p in files {
        let name = p.strip_prefix(&data).unwrap().display().to_string();
        match read(&fs::read(&p).unwrap(), &Limits::default()) {
            Err(e) => println!("{name}: ERR {e}"),
            Ok(b) => {
                let built = b.components.iter().filter(|c| !c.built_from.is_empty()).count();
                println!(
                    "{name}: {} {} entries {} reported {} problems {} deps {}/{} subj {:?} ({}) purls {} cpes {} stm {} built {built} tools {:?} creators {:?} created {:?} serial {:?}",
                    b.format,
                    b.format_version,
                    b.entries,
                    b.reported,
                    b.problems.len(),
                    b.dependencies.len(),
                    b.dependencies.iter().map(|d| d.on.len()).sum::<usize>(),
                    b.subject.as_ref().map(|s| &s.name),
                    b.components.iter().filter(|c| c.subject).count(),
                    b.components.iter().filter(|c| !c.purls.is_empty()).count(),
                    b.components.iter().filter(|c| !c.cpes.is_empty()).count(),
                    b.statements.len(),
                    b.tools,
                    b.creators,
                    b.created,
                    b.serial
                );
                for p in b.problems.iter().take(3) {
                    println!("      {p}");
                }
            }
        }
    }
    let mut n = (0, 0, 0, 0, 0);
    for f in fs::read_dir(data.join("sboms/portfolio/containers-spdx22-260")).unwrap() {
        let b = read(&fs::read(f.unwrap().path()).unwrap(), &Limits::default()).unwrap();
        n.0 += 1;
        n.1 += b.entries;
        n.2 += b.components.iter().filter(|c| !c.purls.is_empty()).count();
        n.3 += b.problems.len();
        n.4 += usize::from(b.subject.is_some());
        for p in b.problems.iter().take(1) {
            println!("      {p}");
        }
    }
    println!("{n:?}");
}
