//! What contradicts the act or itself, each in a file that says no more than that.

use steadfast_product::{Phase, Severity, check};

use super::check::{found, one};
use super::{GATEWAY, file};

#[test]
fn each_contradiction_is_wrong_and_has_a_place() {
    for (text, code) in [
        ("[support]\nfrom = 2026-06-01\nto = 2025-06-01\n", "support-ends-before-it-begins"),
        ("[support]\nyears = 4\n", "support-too-short"),
        ("[support]\nfrom = 2026-06-01\nto = 2031-05-31\n", "support-too-short"),
        ("[purpose]\nexpected-years = 10\n[support]\nyears = 5\n", "support-too-short"),
        ("[updates]\nautomatic = false\n", "not-automatic-without-reason"),
        ("[updates]\nautomatic = true\nopt-out = false\n", "no-opt-out"),
        ("[updates]\npostpone = false\n", "no-postponement"),
        ("[updates]\nsecurity-apart = false\n", "not-apart-without-reason"),
        ("[updates]\nfree = false\n", "not-free"),
        ("[security-level]\nscheme = \"iec-62443\"\nlevel = 5\n", "level-unknown"),
        ("[security-level]\nscheme = \"etsi-en-303-645\"\nlevel = 1\n", "level-unknown"),
        ("[category]\nid = \"default\"\ncore-function = \"A router for homes.\"\n", "category-not-considered"),
        ("[category]\nid = \"III.I.12\"\n[route]\nprocedure = \"A\"\n", "route-closed"),
        ("[category]\nid = \"IV.1\"\n[route]\nprocedure = \"A\"\n[product]\nopen-source = true\n", "route-closed"),
        ("[product]\nkind = \"remote\"\n", "only-remote"),
        ("[[account]]\nrole = \"admin\"\nfirst-credential = \"shared\"\n", "shared-credential"),
        ("[[not-applicable]]\nrequirement = \"I.2.1\"\nreason = \"x\"\n", "always-applies"),
        ("[[not-applicable]]\nrequirement = \"I.1.2.g\"\n", "exemption-without-reason"),
        ("[risk]\nlikelihood = [\"rare\"]\n[[threat]]\nid = \"t\"\nlikelihood = \"rarely\"\n", "not-on-the-scale"),
        ("[information]\nlanguages = [\"German\"]\n", "language-unknown"),
        ("[information]\nlanguages = [\"de\"]\nchanges = { de = \"x\", files = \"y\" }\n", "language-unknown"),
    ] {
        let finding = one(text, code);
        assert_eq!(finding.severity, Severity::Wrong, "{text}");
        assert!(finding.place.is_some(), "{text}");
    }
}

#[test]
fn what_would_be_wrong_is_right_with_its_reason() {
    for (text, code) in [
        ("[purpose]\nexpected-years = 3\n[support]\nyears = 3\n", "support-too-short"),
        ("[support]\nfrom = 2026-06-01\nto = 2031-06-01\n", "support-too-short"),
        ("[support]\nyears = 4\nreasons = { shorter = \"Sold for one season.\" }\n", "support-too-short"),
        ("[updates]\nautomatic = false\nnot-automatic = \"It must not stop.\"\n", "not-automatic-without-reason"),
        ("[updates]\nfree = false\n[product]\ntailor-made = true\n", "not-free"),
        (
            "[category]\nid = \"default\"\ncore-function = \"A router for homes.\"\nconsidered = [\"III.I.12\"]\n",
            "category-not-considered",
        ),
        (
            "[category]\nid = \"III.I.12\"\n[route]\nprocedure = \"A\"\n[product]\nopen-source = true\n\
             public-documentation = \"https://maker.example\"\n",
            "route-closed",
        ),
        ("[category]\nid = \"default\"\n[route]\nprocedure = \"A\"\n", "route-closed"),
    ] {
        assert!(found(text).iter().all(|finding| finding.code != code), "{text}");
    }
}

#[test]
fn an_exemption_is_contradicted_by_threats_that_can_occur_and_by_controls() {
    let exempt = "[risk]\nversion = \"2\"\n[[not-applicable]]\nrequirement = \"I.1.2.g\"\nreason = \"No data.\"\nassessment = \"1\"\n";
    let threat = |treatment: &str| {
        format!("{exempt}[[threat]]\nid = \"t\"\ntreatment = \"{treatment}\"\nrequirements = [\"I.1.2.g\"]\n")
    };
    assert!(one(&threat("mitigate"), "exemption-contradicted").says.contains("threat \"t\""));
    assert!(found(&threat("not-present")).iter().all(|finding| finding.code != "exemption-contradicted"));
    let control = format!("{exempt}[[control]]\nid = \"c\"\nrequirements = [\"I.1.2.g\"]\n");
    assert!(one(&control, "exemption-contradicted").says.contains("control \"c\""));
    assert_eq!(one(exempt, "exemption-of-another-assessment").severity, Severity::Missing);
}

#[test]
fn threats_are_treated_by_somebody() {
    for (text, code) in [
        ("treatment = \"accept\"\nreason = \"x\"\n", "accepted-by-nobody"),
        ("treatment = \"accept\"\nreason = \"x\"\naccepted-by = \"head\"\n", "accepted-by-nobody"),
        ("treatment = \"mitigate\"\n", "threat-without-control"),
        ("treatment = \"transfer\"\n", "treatment-without-reason"),
        ("treatment = \"not-present\"\n", "treatment-without-reason"),
        ("says = \"x\"\n", "threat-without-treatment"),
        ("says = \"x\"\n", "threat-without-requirement"),
        ("treatment = \"mitigate\"\n", "residual-not-said"),
    ] {
        let finding = one(&format!("[[threat]]\nid = \"t\"\n{text}"), code);
        assert_eq!((finding.severity, finding.path.starts_with("threat[0]")), (Severity::Missing, true), "{text}");
    }
    let text = "[[interface]]\nid = \"i\"\n[[interface]]\nid = \"j\"\n[[entry]]\nid = \"e\"\ninterface = \"j\"\n\
                [[threat]]\nid = \"t\"\ninterfaces = [\"i\"]\nentries = [\"e\"]\n";
    assert_eq!(one(text, "entry-of-another-interface").severity, Severity::Wrong);
}

#[test]
fn each_class_is_considered_at_each_interface() {
    let door = "[[interface]]\nid = \"web\"\nkind = \"web-page\"\n";
    assert_eq!(one(door, "interface-without-threats").path, "interface[0]");
    let one_class = format!("{door}[[threat]]\nid = \"t\"\nstride = \"spoofing\"\ninterfaces = [\"web\"]\n");
    let lacking: Vec<_> = found(&one_class).into_iter().filter(|one| one.code == "class-not-considered").collect();
    assert_eq!(lacking.len(), 5);
    assert!(lacking[0].advice.contains("For example:"), "{}", lacking[0].advice);
}

#[test]
fn a_product_outside_the_act_is_asked_for_nothing_more() {
    let text = "[scope]\nexcluded = \"aviation\"\nreason = \"It has a type certificate.\"\n";
    let codes: Vec<_> = found(text).into_iter().map(|one| (one.code, one.severity)).collect();
    assert_eq!(codes, [("outside-scope", Severity::Open)]);
    assert!(found("[scope]\nexcluded = \"aviation\"\n").len() > 10);
}

#[test]
fn taking_one_thing_out_of_a_whole_file_is_noticed() {
    let whole = GATEWAY.strip_prefix("# ").expect("a comment").split_once("schema = 1\n").expect("a schema").1;
    for (from, to, code) in [
        ("expected-years = 10\n", "", "not-said"),
        ("accepted-by = \"head of product\"\n", "", "accepted-by-nobody"),
        (
            "stride = \"repudiation\"\ninterfaces = [\"pages\"]",
            "stride = \"spoofing\"\ninterfaces = [\"pages\"]",
            "class-not-considered",
        ),
        ("given-by = \"event-log\"", "given-by = \"event-logs\"", "feature-unknown"),
        ("id = \"drill\"", "id = \"drills\"", "unknown-id"),
        ("languages = [\"en\", \"de\"]", "languages = [\"en\", \"de\", \"fr\"]", "text-not-in-language"),
    ] {
        let changed = whole.replacen(from, to, 1);
        assert_ne!(changed, whole, "{from}");
        assert!(check(&file(&changed), Phase::Delivery).iter().any(|one| one.code == code), "{from}");
    }
}
