//! Real bills of materials: each has an answer, and every entry is accounted for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use steadfast_testkit::shared_data;

use crate::program::{Program, Run};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// A program with every shared OSV export in its index.
fn program(data: &Path) -> Program {
    let program = Program::new();
    program.run(&["feed", "import", &data.join("osv").to_string_lossy(), "--now", "2026-07-02"]).exits(0);
    program
}

/// Counts add up, and every finding is about a component of the bill.
fn accounted_for(answer: &Value) {
    let bom = &answer["bom"];
    let number = |key: &str| bom[key].as_u64().expect("a number");
    let named = |component: &Value| component["reference"].as_str().expect("a reference").to_owned();
    assert_eq!(number("entries"), number("components") + number("not_understood"), "{bom}");
    let states = number("checked") + number("unknown") + number("own") + number("build_only");
    assert_eq!(number("components"), states, "{bom}");
    let unknown = answer["unknown_components"].as_array().expect("unknown components");
    assert_eq!(number("unknown"), unknown.len() as u64, "{bom}");
    for finding in answer["findings"].as_array().expect("findings") {
        assert!(finding["component"]["name"].is_string(), "{finding:#}");
        assert!(!named(&finding["component"]).is_empty(), "{finding:#}");
        assert!(!finding["id"].as_str().expect("an id").is_empty(), "{finding:#}");
        assert!(finding["status"] != "unknown" || finding["reason"].is_string(), "{finding:#}");
    }
    for component in unknown {
        assert!(!component["reason"].as_str().expect("a reason").is_empty(), "{component:#}");
    }
}

/// A refusal names the file and says why.
fn reasoned(run: &Run, file: &str) {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{file}: {}", run.err);
    let reason = run.err.split_once(file).map_or("", |(_, reason)| reason.trim_matches([':', ' ', '\n']));
    assert!(!reason.is_empty(), "{file}: {}", run.err);
}

/// One file is statements without a bill; every other one has an answer.
const REFUSED: [&str; 1] = ["yocto-beaglebone-vex.cdx-1.4.json"];

#[test]
fn every_single_bill_has_an_answer_or_a_reason() {
    let Some(data) = shared_data() else { return };
    let program = program(&data);
    let mut refused = BTreeSet::new();
    let folders = ["cyclonedx", "spdx", "spdx3"].map(|folder| data.join("sboms").join(folder));
    let bills: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder)).collect();
    assert_eq!(bills.len(), 32);
    for bill in &bills {
        let file = bill.to_string_lossy();
        let run = program.ask(&["scan", &file]);
        if run.code == 0 {
            accounted_for(&run.json());
        } else {
            reasoned(&run, &file);
            refused.insert(bill.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    assert_eq!(refused, REFUSED.map(str::to_owned).into());
}

#[test]
fn a_portfolio_of_260_bills_is_answered_in_one_run() {
    let Some(data) = shared_data() else { return };
    let program = program(&data);
    let bills: Vec<String> = files(&data.join("sboms/portfolio/containers-spdx22-260"))
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    assert_eq!(bills.len(), 260);
    let arguments: Vec<&str> = std::iter::once("scan").chain(bills.iter().map(String::as_str)).collect();
    let answers = program.ask(&arguments).exits(0).json();
    let answers = answers.as_array().expect("an array");
    assert_eq!(answers.len(), 260);
    for (answer, file) in answers.iter().zip(&bills) {
        assert_eq!(answer["bom"]["file"].as_str(), Some(file.as_str()));
        accounted_for(answer);
    }
    let components: u64 = answers.iter().map(|answer| answer["bom"]["components"].as_u64().expect("a number")).sum();
    let findings: usize = answers.iter().map(|answer| answer["findings"].as_array().expect("findings").len()).sum();
    println!("{components} components, {findings} findings");
    assert!(components > 10_000 && findings > 100);
}
