//! Papers as the programs of others read them: Poppler's `pdftotext` and `pdfinfo`, and `qpdf`.

mod tables;

use std::process::Command;

use proptest::prelude::*;
use steadfast_pdf::{Block, Language, Made, Paper, print};

const MADE: Made = Made { year: 2026, month: 11, day: 28, hour: 22, minute: 41, second: 7 };

pub(crate) fn paper(blocks: Vec<Block>) -> Paper {
    let (title, about) = ("Early warning".to_owned(), "Case 7, Gateway".to_owned());
    Paper { title, about, language: Language::English, made: MADE, blocks }
}

/// What a program of others says of a paper.
pub(crate) fn asked(program: &str, options: &[&str], paper: &Paper) -> String {
    of_bytes(program, options, &print(paper).expect("written"))
}

/// What a program of others says of a written paper.
pub(crate) fn of_bytes(program: &str, options: &[&str], written: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, written).expect("a file");
    let answer = Command::new(program).args(options).arg(&file).output().expect("the program is there");
    assert!(answer.status.success(), "{program}: {answer:?}");
    String::from_utf8(answer.stdout).expect("text")
}

/// What is read in it, a paragraph a line.
pub(crate) fn text(paper: &Paper) -> String {
    let script = "pdftotext -enc UTF-8 \"$0\" -";
    asked("sh", &["-c", script], paper)
}

pub(crate) fn facts(paper: &Paper) -> String {
    asked("pdfinfo", &["-isodates"], paper)
}

fn entry(value: &str) -> Block {
    Block::Entry { label: "Product".to_owned(), note: "1.3, from the catalogue".to_owned(), value: value.to_owned() }
}

#[test]
fn every_alphabet_of_the_union_is_read_back_as_it_was_written() {
    for words in
        ["Größe straße €", "Žluťoučký kůň", "Ελληνικά ώρα", "Български език", "Zażółć gęślą jaźń", "Ġgantija ħ"]
    {
        let read = text(&paper(vec![Block::Text(words.to_owned())]));
        assert!(read.contains(words), "{words}: {read}");
    }
}

#[test]
fn a_letter_that_the_font_does_not_have_is_still_read_and_copied() {
    let read = text(&paper(vec![Block::Text("a 漢 z".to_owned()), entry("😀")]));
    assert!(read.contains('漢') && read.contains('😀'), "{read}");
}

#[test]
fn what_is_long_goes_on_and_nothing_is_lost() {
    let words: Vec<String> = (0..4000).map(|number| format!("w{number}")).collect();
    let long = paper(vec![Block::Heading("Words".to_owned()), Block::Notice(words.join(" ")), entry(&"x".repeat(900))]);
    let read = text(&long);
    let all: Vec<&str> = read.split_whitespace().filter(|word| word.starts_with('w') && *word != "warning").collect();
    assert!(all == words, "{} words of {}", all.len(), words.len());
    assert_eq!(read.matches('x').count(), 900);
    let pages = facts(&long);
    assert!(pages.lines().any(|line| line.starts_with("Pages:") && !line.ends_with(" 1")), "{pages}");
}

#[test]
fn it_says_what_it_is_of_and_when_and_is_tagged() {
    let said = facts(&paper(vec![entry("Gateway")]));
    for line in ["Early warning", "2026-11-28T22:41:07Z", "Tagged:          yes", "A4"] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn its_structure_holds() {
    asked("qpdf", &["--check"], &paper(vec![Block::Heading("Words".to_owned()), entry("Gateway")]));
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let one = paper(vec![Block::Notice("Nothing has been submitted from here.".to_owned()), entry("Gateway")]);
    assert_eq!(print(&one).expect("written"), print(&one).expect("written"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_stands_in_it_is_written(title in any::<String>(), label in any::<String>(), value in any::<String>()) {
        let block = Block::Entry { label: label.clone(), note: value.clone(), value };
        let paper = Paper { title, about: label, ..paper(vec![block, Block::Heading(String::new())]) };
        prop_assert!(print(&paper).is_ok());
    }
}
