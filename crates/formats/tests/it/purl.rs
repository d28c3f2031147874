//! Package URLs: the cases of the purl specification, and what real bills hold besides.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use serde_json::Value;
use steadfast_formats::purl::{Purl, PurlError};

fn parse(text: &str) -> Purl {
    text.parse().unwrap()
}

#[test]
fn a_purl_is_split_into_decoded_parts() {
    let purl = parse("pkg:npm/%40angular/animation@12.3.1?vcs_url=git%2Bhttps://x.org/y#/src/./lib/");
    assert_eq!(purl.kind, "npm");
    assert_eq!(purl.namespace.as_deref(), Some("@angular"));
    assert_eq!(purl.name, "animation");
    assert_eq!(purl.version.as_deref(), Some("12.3.1"));
    assert_eq!(purl.qualifiers["vcs_url"], "git+https://x.org/y");
    assert_eq!(purl.subpath.as_deref(), Some("src/lib"));
    assert_eq!(purl.to_string(), "pkg:npm/%40angular/animation@12.3.1?vcs_url=git%2Bhttps:%2F%2Fx.org%2Fy#src/lib");
}

#[test]
fn an_unencoded_scope_is_no_version() {
    let scoped = parse("pkg:npm/@babel/core");
    assert_eq!((scoped.namespace.as_deref(), scoped.name.as_str(), scoped.version), (Some("@babel"), "core", None));
    assert_eq!(parse("pkg:npm/@babel/core@7.0.0").version.as_deref(), Some("7.0.0"));
}

#[test]
fn types_without_a_definition_are_read_by_the_generic_rules() {
    let purl = parse("pkg:alpine/Busybox@1.36.1-r2?arch=x86_64");
    assert_eq!((purl.kind.as_str(), purl.name.as_str()), ("alpine", "Busybox"));
    assert_eq!(parse("pkg:dotnet/System.Text@8.0.0").kind, "dotnet");
    assert!(purl.check().is_ok());
}

#[test]
fn an_encoded_path_of_git_is_a_path() {
    let purl = parse("pkg:git/example.org%2Fgroup%2Ftool@v1");
    assert_eq!((purl.namespace.as_deref(), purl.name.as_str()), (Some("example.org"), "group/tool"));
    assert_eq!(purl.to_string(), "pkg:git/example.org/group/tool@v1");
    assert_eq!((parse("pkg:git/tool").namespace, parse("pkg:git/%2Ftool%2F").name), (None, "tool".to_owned()));
}

#[test]
fn what_a_type_demands_is_asked_for_by_check_alone() {
    let purl = parse("pkg:deb/openssl@3.0.11");
    assert_eq!(purl.name, "openssl");
    assert_eq!(purl.check(), Err(PurlError { reason: "deb purls need a namespace".to_owned() }));
}

#[test]
fn what_is_no_purl_is_refused_with_a_reason() {
    let cases = [
        ("", "it does not start with pkg:"),
        ("openssl", "it does not start with pkg:"),
        ("pkg:///", "it has no name"),
        ("pkg:pypi/", "it has no name"),
        ("pkg:maven/@1.3.4", "the name is missing"),
        ("pkg:3nginx/nginx", "\"3nginx\" is no package type"),
        ("pkg:npm/a?in%20production=1", "\"in%20production\" is no qualifier key"),
        ("pkg:npm/a?x=1&x=2", "the qualifier x is given twice"),
        ("pkg:npm/%ff", "\"%ff\" does not decode to UTF-8 text"),
    ];
    for (text, reason) in cases {
        assert_eq!(text.parse::<Purl>().unwrap_err().reason, reason, "{text}");
    }
}

/// What became of the specification's cases.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    parsed: usize,
    built: usize,
    canonical: usize,
    refused: usize,
}

#[test]
fn every_case_of_the_purl_specification_holds() {
    let Some(data) = steadfast_testkit::shared_data() else { return };
    let root = data.join("conformance/purl-spec/tests");
    let mut tally = Tally::default();
    for folder in ["spec", "types"] {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let document: Value = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
            for case in document["tests"].as_array().unwrap() {
                check_case(case, &mut tally);
            }
        }
    }
    assert_eq!(tally, Tally { parsed: 171, built: 157, canonical: 204, refused: 54 });
}

fn check_case(case: &Value, tally: &mut Tally) {
    let kind = case["test_type"].as_str().unwrap();
    let input = &case["input"];
    let outcome = match kind {
        "parse" => Purl::strict(input.as_str().unwrap()),
        "build" => built(input).normalised().and_then(|purl| purl.check().map(|()| purl)),
        "validate" => input.as_str().unwrap().parse(),
        other => panic!("an unknown kind of case: {other}"),
    };
    if case["expected_failure"] == true {
        assert!(outcome.is_err(), "{case}: {outcome:?}");
        tally.refused += 1;
        return;
    }
    let purl = outcome.unwrap_or_else(|error| panic!("{case}: {error}"));
    let expected = &case["expected_output"];
    if kind == "parse" {
        assert_eq!(purl, built(expected), "{case}");
        tally.parsed += 1;
    } else {
        assert_eq!(purl.to_string(), expected.as_str().unwrap(), "{case}");
        *(if kind == "build" { &mut tally.built } else { &mut tally.canonical }) += 1;
    }
}

fn built(parts: &Value) -> Purl {
    let text = |key: &str| parts[key].as_str().map(str::to_owned);
    let qualifiers = parts["qualifiers"].as_object().into_iter().flatten();
    Purl {
        kind: text("type").unwrap_or_default(),
        namespace: text("namespace"),
        name: text("name").unwrap_or_default(),
        version: text("version"),
        qualifiers: qualifiers.map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned())).collect(),
        subpath: text("subpath"),
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in ".*") {
        let _ = text.parse::<Purl>();
        let _ = format!("pkg:{text}").parse::<Purl>();
    }

    #[test]
    fn the_canonical_form_reads_as_the_same_purl(text in "pkg:(npm|pypi|git|generic|mlflow)/[ -~é]{1,40}") {
        if let Ok(purl) = text.parse::<Purl>() {
            prop_assert_eq!(purl.to_string().parse::<Purl>(), Ok(purl));
        }
    }

    #[test]
    fn encoded_slashes_and_many_signs_are_read_back(text in "pkg:(git|npm|zz|mlflow)/([aB@/?#=&:. ]|%2F|%40|%2E){1,12}") {
        if let Ok(purl) = text.parse::<Purl>() {
            prop_assert_eq!(purl.to_string().parse::<Purl>(), Ok(purl));
        }
    }

    #[test]
    fn what_was_built_is_read_back(
        namespace in proptest::option::of("[^/]{1,9}(/[^/]{1,9}){0,2}"),
        name in ".{1,12}",
        version in proptest::option::of(".{1,12}"),
        value in ".{1,12}",
    ) {
        let qualifiers = BTreeMap::from([("vcs_url".to_owned(), value)]);
        let kind = "generic".to_owned();
        let purl = Purl { kind, namespace, name, version, qualifiers, subpath: None };
        prop_assert_eq!(purl.to_string().parse::<Purl>(), Ok(purl));
    }
}
