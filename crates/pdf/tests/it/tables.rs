//! Tables, lists, links, headings and attachments, as the programs of others read them.

use proptest::prelude::*;
use steadfast_pdf::{Attachment, Block, Column, Language, Paper, PrintError, Table, print, print_with};

use crate::{asked, facts, of_bytes, paper, text};

fn table(rows: usize, words: usize) -> Table {
    let column = |title: &str, share| Column { title: title.to_owned(), share };
    let row = |number: usize| {
        let why: Vec<String> = (0..words).map(|word| format!("r{number}w{word}")).collect();
        vec![format!("Requirement {number}"), "unknown".to_owned(), why.join(" ")]
    };
    Table {
        summary: "Requirements and verdicts".to_owned(),
        columns: vec![column("Entry", 3), column("Verdict", 2), column("Why", 5)],
        rows: (0..rows).map(row).collect(),
        first_names_row: true,
    }
}

fn structure(paper: &Paper) -> String {
    asked("pdfinfo", &["-struct-text"], paper)
}

/// How deep each title stands in the outline, by how far the list of it is set in.
fn outlined(paper: &Paper) -> Vec<(String, usize)> {
    let listed = of_bytes("qpdf", &["--json", "--json-key=outlines"], &print(paper).expect("written"));
    let lines = listed.lines().filter_map(|line| {
        let title = line.trim_start().strip_prefix("\"title\": \"")?;
        Some((title.trim_end_matches(['"', ',']).to_owned(), (line.len() - line.trim_start().len() - 2) / 4))
    });
    let mut titles: Vec<_> = lines.collect();
    titles.sort();
    titles
}

#[test]
fn a_table_is_read_row_by_row_with_heads_of_columns_and_rows() {
    let said = structure(&paper(vec![Block::Table(table(2, 2))]));
    let order: Vec<&str> = said
        .split_whitespace()
        .map(|word| word.trim_end_matches(':'))
        .filter(|word| ["Table", "THead", "TBody", "TR", "TH", "TD", "L", "LI"].contains(word))
        .collect();
    let row = ["TR", "TH", "TD", "TD"];
    let expected: Vec<&str> =
        ["Table", "THead", "TR", "TH", "TH", "TH", "TBody"].into_iter().chain(row).chain(row).collect();
    assert_eq!(order, expected, "{said}");
    assert_eq!((said.matches("/Scope /Column").count(), said.matches("/Scope /Row").count()), (3, 2), "{said}");
}

#[test]
fn a_long_table_loses_nothing_and_repeats_its_head_on_each_page() {
    let long = paper(vec![Block::Table(table(90, 12))]);
    let read = text(&long);
    for number in 0..90 {
        for word in 0..12 {
            assert!(read.contains(&format!("r{number}w{word}")), "row {number}, word {word}");
        }
    }
    let pages = facts(&long).lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok());
    let pages: usize = pages.expect("a number of pages");
    assert!(pages > 2);
    assert_eq!(read.lines().filter(|line| line.trim() == "Verdict").count(), pages, "a head on each page");
    assert_eq!(structure(&long).matches("Verdict").count(), 1, "which is read once");
}

#[test]
fn a_row_that_is_longer_than_a_page_goes_on() {
    let mut long = table(2, 1);
    long.rows[0][2] = (0..1500).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
    let read = text(&paper(vec![Block::Table(long)]));
    let words: Vec<&str> = read.split_whitespace().filter(|word| word.starts_with('w') && word.len() > 1).collect();
    for number in 0..1500 {
        assert!(words.contains(&format!("w{number}").as_str()), "w{number}");
    }
    assert!(read.contains("Requirement 1"));
}

#[test]
fn rows_of_other_lengths_have_as_many_cells_as_there_are_columns() {
    let mut uneven = table(2, 1);
    uneven.rows = vec![vec!["one".to_owned()], ["a", "b", "c", "beyond"].map(str::to_owned).to_vec()];
    let uneven = paper(vec![Block::Table(uneven)]);
    assert_eq!(structure(&uneven).split_whitespace().filter(|word| *word == "TD").count(), 4);
    assert!(!text(&uneven).contains("beyond"));
    asked("qpdf", &["--check"], &uneven);
}

#[test]
fn points_are_tagged_as_a_list() {
    let items = ["first", "second"].map(str::to_owned).to_vec();
    for (numbered, mark) in [(true, "2."), (false, "•")] {
        let list = paper(vec![Block::List { numbered, items: items.clone() }]);
        let said = structure(&list);
        assert_eq!(said.split_whitespace().filter(|word| *word == "LI").count(), 2, "{said}");
        assert!(said.contains("LBody") && text(&list).contains(mark), "{said}");
    }
}

#[test]
fn what_leads_elsewhere_leads_there_and_other_addresses_lead_nowhere() {
    let link = |address: &str| {
        let block = Block::Link { text: "The register".to_owned(), address: address.to_owned() };
        asked("pdfinfo", &["-url"], &paper(vec![block]))
    };
    assert!(link("https://example.com/register?a=1").contains("https://example.com/register?a=1"));
    for address in ["javascript:alert(1)", "file:///etc/passwd", "https://exämple.com", "https://example.com/a b", ""]
    {
        assert!(!link(address).contains("Annotation"), "{address}");
    }
    let wide = Block::Link { text: "words ".repeat(60), address: "https://example.com/".to_owned() };
    asked("qpdf", &["--check"], &paper(vec![wide]));
}

#[test]
fn headings_are_listed_by_level_and_none_is_skipped() {
    let sub = |level, text: &str| Block::Subheading { level, text: text.to_owned() };
    let heading = |text: &str| Block::Heading(text.to_owned());
    let deep =
        paper(vec![heading("A"), sub(6, "B"), sub(6, "C"), heading("D"), sub(3, "E"), Block::Text("t".to_owned())]);
    let said = structure(&deep);
    let levels: Vec<&str> = said
        .split_whitespace()
        .filter(|word| word.len() == 2 && word.starts_with('H') && word.ends_with(|end: char| end.is_ascii_digit()))
        .collect();
    assert_eq!(levels, ["H1", "H2", "H3", "H4", "H2", "H3"], "{said}");
    let expected = [("A", 1), ("B", 2), ("C", 3), ("D", 1), ("E", 2), ("Early warning", 1)];
    assert_eq!(outlined(&deep), expected.map(|(title, depth)| (title.to_owned(), depth)));
}

#[test]
fn files_go_inside_and_come_out_as_they_were() {
    let one = Attachment {
        name: "register.json".to_owned(),
        media_type: "application/json".to_owned(),
        description: "The register".to_owned(),
        content: b"{\"entries\":[]}".to_vec(),
    };
    let with = print_with(&paper(Vec::new()), std::slice::from_ref(&one)).expect("written");
    let listed = of_bytes("qpdf", &["--list-attachments"], &with);
    assert!(listed.contains("register.json"), "{listed}");
    assert_eq!(of_bytes("qpdf", &["--show-attachment=register.json"], &with), "{\"entries\":[]}");
    let twice = print_with(&paper(Vec::new()), &[one.clone(), one.clone()]);
    assert!(matches!(twice, Err(PrintError::Attachment(name)) if name == "register.json"));
    let odd = Attachment { media_type: "json".to_owned(), ..one };
    assert!(matches!(print_with(&paper(Vec::new()), &[odd]), Err(PrintError::Attachment(_))));
}

#[test]
fn a_paper_in_german_says_so() {
    let german = Paper { language: Language::German, ..paper(vec![Block::Table(table(1, 1))]) };
    let read = of_bytes("qpdf", &["--json", "--json-key=qpdf"], &print(&german).expect("written"));
    assert!(read.contains("\"/Lang\": \"u:de\""));
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|&cell| cell.to_owned()).collect()
}

#[test]
fn columns_are_as_wide_as_their_words_ask_for() {
    let long = "Konformitätsbewertungsverfahren";
    let row = cells(&["I.1.2.a", long, &"word ".repeat(200), "met"]);
    let table = Table::fitted("Fitted".to_owned(), cells(&["Id", "Procedure", "Why", "State"]), vec![row]);
    let table = table.expect("a page is wide enough");
    assert!(table.first_names_row && table.columns[2].share > table.columns[3].share);
    let read = text(&paper(vec![Block::Table(table)]));
    assert!(read.contains(long) && read.contains("I.1.2.a") && read.matches("word").count() == 200, "{read}");
    let wide = cells(&[long; 5]);
    assert_eq!(Table::fitted(String::new(), wide.clone(), vec![wide]), None, "no page holds so many long words");
    assert_eq!(Table::fitted(String::new(), Vec::new(), vec![cells(&["a"])]), None);
}

#[test]
fn a_long_row_goes_on_rather_than_leave_most_of_a_page_empty() {
    let rows = vec![cells(&["first", &"line\n".repeat(20)]), cells(&["second", &"line\n".repeat(40)])];
    let table = Table::fitted("Long".to_owned(), cells(&["Row", "Lines"]), rows).expect("two columns");
    let read = text(&paper(vec![Block::Table(table)]));
    let page = read.split('\u{c}').next().expect("a page");
    assert!(page.contains("second"), "{read}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_stands_in_cells_and_points_is_written(
        cells in prop::collection::vec(prop::collection::vec(any::<String>(), 0..5), 0..6),
        titles in prop::collection::vec((any::<String>(), any::<u8>()), 0..5),
        words in any::<String>(),
        level: u8,
        numbered: bool,
    ) {
        let columns = titles.into_iter().map(|(title, share)| Column { title, share }).collect();
        let table = Table { summary: words.clone(), columns, rows: cells.clone(), first_names_row: numbered };
        let list = Block::List { numbered, items: cells.concat() };
        let link = Block::Link { text: words.clone(), address: format!("https://{words}") };
        let blocks = vec![Block::Subheading { level, text: words }, Block::Table(table), list, link];
        let written = print(&paper(blocks));
        prop_assert!(written.is_ok(), "{written:?}");
    }
}
