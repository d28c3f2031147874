//! Papers in PDF, as Poppler's `pdftotext` and `pdfinfo` read them.

use std::process::Command;

use steadfast_dossier::contents::{Documentation, contents};
use steadfast_dossier::declaration::{Declaration, Final, draft};
use steadfast_dossier::facts::Declared;
use steadfast_dossier::render::pdf;
use steadfast_dossier::{Block, Document, Language};

use crate::facts::{declaration, made};

fn asked(program: &str, options: &[&str], paper: &Document) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf(paper).expect("a paper")).expect("a file");
    let script = format!("{program} {} \"$0\" {}", options.join(" "), if program == "pdftotext" { "-" } else { "" });
    let answer = Command::new("sh").args(["-c", &script]).arg(&file).output().expect("the program is there");
    assert!(answer.status.success(), "{program}: {answer:?}");
    // Titles of tags are not in UTF-8.
    String::from_utf8_lossy(&answer.stdout).into_owned()
}

fn laid_out(paper: &Document) -> String {
    asked("pdftotext", &["-layout", "-enc UTF-8"], paper)
}

fn tagged(paper: &Document, tag: &str) -> usize {
    let said = asked("pdfinfo", &["-struct-text"], paper);
    said.split_whitespace().filter(|word| word.trim_end_matches(':') == tag).count()
}

fn with(caption: &str, head: &[&str], rows: &[&[&str]]) -> Document {
    let owned = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
    let rows = rows.iter().map(|row| owned(row)).collect();
    let mut paper = Final::new(&declaration(), Language::English, made()).expect("complete").document().clone();
    paper.blocks = vec![Block::Table { caption: caption.to_owned(), head: owned(head), rows }];
    paper
}

#[test]
fn tables_are_tables_with_heads_and_named_rows() {
    let mut facts = declaration();
    facts.standards.push(Declared { name: "EN 18031-1:2024".to_owned(), parts: "6.1 to 6.3".to_owned() });
    let paper = Final::new(&facts, Language::English, made()).expect("complete").document().clone();
    assert_eq!((tagged(&paper, "Table"), tagged(&paper, "TH"), tagged(&paper, "TD")), (2, 6, 2));
    let text = laid_out(&paper);
    let row = text.lines().find(|line| line.contains("EN 18031-1:2024")).expect("a row");
    assert!(row.contains("in part: 6.1 to 6.3"), "{text}");
    let once = text.matches("Standards, specifications and certification").count();
    assert_eq!(once, 1, "a caption that its heading says already: {text}");
}

#[test]
fn what_is_missing_is_a_table_and_long_words_stay_whole() {
    let paper = contents(&Documentation::default(), Language::German, made());
    assert_eq!(tagged(&paper, "Table"), 2);
    let text = laid_out(&paper);
    for word in ["Unterstützungszeitraum", "Anhang VII Nummer 2 Buchstabe b", "Nutzerinformationen"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let none = draft(&Declaration::default(), Language::German, made());
    assert_eq!(tagged(&none, "Table"), 1, "what is missing; no act is no table");
}

#[test]
fn a_table_too_wide_for_a_page_is_read_row_by_row() {
    let head: Vec<String> = (0..14).map(|column| format!("Measurement{column}")).collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let row: Vec<String> = (0..14).map(|column| format!("value{column}")).collect();
    let row: Vec<&str> = row.iter().map(String::as_str).collect();
    let paper = with("Wide", &head, &[&row]);
    assert_eq!(tagged(&paper, "Table"), 0);
    let text = laid_out(&paper);
    assert!(text.contains("value0") && text.contains("Measurement13: value13"), "{text}");
}

#[test]
fn short_columns_leave_room_for_long_ones() {
    let long = "word ".repeat(400);
    let paper =
        with("Long", &["Entry", "Verdict", "Why"], &[&["I.1.2.a", "unknown", &long], &["I.1.2.b", "met", "Here."]]);
    let text = laid_out(&paper);
    let widest = text.lines().map(|line| line.matches("word").count()).max();
    assert!(widest >= Some(14), "{text}");
    assert_eq!(text.matches("word").count(), 400);
}

#[test]
fn a_heading_stays_with_the_table_below() {
    for lines in 30..60 {
        let mut paper = with("Caption", &["Entry", "Why"], &[&["first", &"words ".repeat(60)]]);
        paper.blocks.insert(0, Block::Paragraph { text: "line\n".repeat(lines) });
        let text = laid_out(&paper);
        let page = text.split('\u{c}').find(|page| page.contains("Caption")).expect("a page");
        assert!(page.contains("first"), "after {lines} lines: {text}");
    }
}
