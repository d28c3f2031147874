//! Reading: old files go on to work, wrong ones are refused with their place, and no bytes break the reader.

use steadfast_product::{LARGEST, ProductFile};

fn refused(text: &str) -> String {
    ProductFile::read(text.as_bytes()).expect_err(text).to_string()
}

#[test]
fn files_from_before_are_product_files() {
    let text = "schema = 1\n[gate]\nblock-severity = \"high\"\n[[gate.accept]]\ncomponent = \"a\"\nreason = \"b\"\nexpires = 2027-01-31\n\
                [network]\nany-name-server = true\n[unit]\nname = \"x\"\n";
    let file = ProductFile::read(text.as_bytes()).expect("an old file");
    assert!(!file.says_anything());
    assert!(file.network.expect("a table").declaration.any_name_server);
    assert_eq!(file.gate.accept.len(), 1);
    assert_eq!(file.unit.expect("a table")["name"].as_str(), Some("x"));
}

#[test]
fn what_is_wrong_is_refused_with_line_and_column() {
    for (text, words) in [
        ("schema = 1\n[product]\nnmae = \"x\"\n", ["line 3, column 1", "nmae"]),
        ("schema = 1\n[product]\nkind = \"thing\"\n", ["line 3, column 8", "thing"]),
        ("schema = 1\n[[threat]]\nstride = 5\n", ["line 3, column 10", "string"]),
        ("schema = 1\n[support]\nfrom = \"some day\"\n", ["line 3", "2027-01-31"]),
        ("schema = 3\n", ["schema 3", "schema = 1"]),
        ("[product]\n", ["missing field `schema`", "schema = 1"]),
        ("schema = 1\n[risk\n", ["line 2", ""]),
        ("schema = 1\n[[gate.own]]\ncomponent = \"*\"\n", ["gate.own", "*"]),
    ] {
        let reason = refused(text);
        assert!(words.iter().all(|word| reason.contains(word)), "{text}: {reason}");
    }
    assert!(ProductFile::read(b"schema = 1\n\xff").expect_err("no text").to_string().starts_with("line 2, column 1"));
}

#[test]
fn ten_megabytes_of_prose_and_deep_nesting_end_quickly() {
    let prose = format!("schema = 1\n[purpose]\nintended = \"{}\"\n", "word ".repeat(2_000_000));
    assert!(refused(&prose).contains(&LARGEST.to_string()));
    for (open, close) in [("[", "]"), ("{ a = ", "}")] {
        let deep = format!("schema = 1\nunit = {}1{}\n", open.repeat(100_000), close.repeat(100_000));
        assert!(!refused(&deep).is_empty());
    }
    let dotted = format!("schema = 1\n[unit]\na{} = 1\n", ".a".repeat(100_000));
    assert!(!refused(&dotted).is_empty());
    let wide = format!("schema = 1\n[{}]\n", "x".repeat(LARGEST - 100));
    assert!(!refused(&wide).is_empty());
}
