//! What the act covers, and whom it binds.

use std::collections::BTreeSet;

use steadfast_cra::duties::{Who, duties};
use steadfast_cra::scope::{Effect, exclusion, exclusions, role, roles};

#[test]
fn exclusions_have_names_of_their_own_and_cite_a_place() {
    let ids: BTreeSet<&str> = exclusions().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), exclusions().len());
    for one in exclusions() {
        assert!(one.reference.starts_with("Art. "), "{}", one.id);
        assert!(one.says.ends_with('.') && !one.title.en.is_empty() && !one.title.de.is_empty(), "{}", one.id);
    }
}

#[test]
fn what_article_2_takes_out_is_there() {
    let outside = [
        "medical-devices",
        "in-vitro-diagnostics",
        "vehicles",
        "aviation",
        "marine",
        "spare-parts",
        "national-security",
    ];
    for id in outside {
        assert_eq!(exclusion(id).map(|one| one.effect), Some(Effect::Outside), "{id}");
    }
    assert_eq!(exclusion("pure-service").map(|one| one.effect), Some(Effect::NoProduct));
}

#[test]
fn whoever_rebrands_or_modifies_has_the_duties_of_a_manufacturer() {
    for (id, article) in [("rebrander", "Art. 21"), ("modifier", "Art. 22")] {
        let found = role(id).expect("a role");
        assert_eq!((found.reference.as_str(), found.binds.as_slice()), (article, &["manufacturer".to_owned()][..]));
    }
}

#[test]
fn each_role_is_bound_by_duties_that_are_there() {
    let known: BTreeSet<&str> = duties().iter().flat_map(|duty| &duty.who).map(|who| who.as_str()).collect();
    for one in roles() {
        assert!(one.binds.iter().all(|key| known.contains(key.as_str())), "{}", one.id);
    }
    assert!(known.contains(Who::Steward.as_str()));
}
