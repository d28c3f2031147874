//! Annex VII.

use steadfast_cra::annexes::{Annex, points};
use steadfast_dossier::contents::{Documentation, Known, completeness, contents};
use steadfast_dossier::facts::Said;
use steadfast_dossier::render::plain;
use steadfast_dossier::{Language, Why};

use crate::facts::{gaps, made, product};

fn all() -> Documentation {
    let known = |id: &str| (id.to_owned(), Known { places: vec![format!("{id}.pdf")], ..Known::default() });
    Documentation { product: product(), points: points(Annex::Seven).map(|point| known(&point.id)).collect() }
}

fn excused(reason: Said) -> Known {
    Known { not_needed: true, reason, ..Known::default() }
}

#[test]
fn whole_documentation_has_no_gap() {
    let found = completeness(&all());
    assert_eq!((found.all, found.there, found.missing), (13, 13, 0));
    assert_eq!(gaps(&contents(&all(), Language::German, made())), []);
}

#[test]
fn nothing_known_is_everything_missing_but_what_is_given_on_request() {
    let found = completeness(&Documentation::default());
    assert_eq!((found.there, found.missing, found.not_needed), (0, 12, 1));
}

#[test]
fn what_is_not_needed_needs_a_reason_and_a_point_that_allows_it() {
    let with = |id: &str, known| {
        let mut facts = all();
        facts.points.insert(id.to_owned(), known);
        contents(&facts, Language::English, made())
    };
    let reason = || Said::everywhere("Software alone.");
    assert_eq!(gaps(&with("VII.1.c", excused(reason()))), []);
    assert!(plain(&with("VII.1.c", excused(reason()))).contains("Software alone."));
    for (id, reason) in [("VII.1.c", Said::default()), ("VII.3", reason())] {
        let paper = with(id, excused(reason));
        assert_eq!((paper.gaps[0].point.as_str(), paper.gaps[0].why), (id, Why::NotExcused));
    }
}

#[test]
fn a_missing_point_is_named_with_its_place() {
    let mut facts = all();
    facts.points.remove("VII.2.b");
    let paper = contents(&facts, Language::English, made());
    assert_eq!(gaps(&paper), [("VII.2.b", true)]);
    let text = plain(&paper);
    assert!(text.contains("Handling of vulnerabilities; Point: Annex VII, point 2(b); State: missing"), "{text}");
    assert!(text.contains("There: 12. Missing: 1."), "{text}");
}
