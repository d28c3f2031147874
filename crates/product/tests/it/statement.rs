//! The statement: complete, in one order, and never too long.

use steadfast_cra::annex_i::requirements;
use steadfast_product::statement::{Applies, MOST_BYTES};
use steadfast_product::{ProductFile, Statement, statement};

fn stated(text: &str) -> Statement {
    statement(&ProductFile::read(format!("schema = 1\n{text}").as_bytes()).expect("a product file"))
}

#[test]
fn a_file_that_says_nothing_leaves_requirements_unknown() {
    let stated = stated("");
    assert!(!stated.says_anything);
    assert_eq!(stated.requirements.len(), requirements().len());
    assert_eq!(stated.requirements["I.1.2.c"].applies, Applies::Unknown);
    assert_eq!(stated.requirements["I.2.1"].applies, Applies::Yes);
    assert_eq!((stated.category, stated.class, stated.route), (None, None, None));
    assert_eq!(stated.file.len(), 64);
}

#[test]
fn threats_and_controls_make_a_requirement_apply_whatever_else_is_said() {
    let exempt = "[[not-applicable]]\nrequirement = \"I.1.2.g\"\nreason = \"It keeps no data.\"\n";
    let alone = stated(exempt);
    assert_eq!(alone.requirements["I.1.2.g"].applies, Applies::No);
    assert_eq!(alone.not_applicable["I.1.2.g"], "It keeps no data.");
    let threat = "[[threat]]\nid = \"t\"\ntreatment = \"mitigate\"\nrequirements = [\"I.1.2.g\", \"I.1.2.g\"]\n";
    let against = stated(&format!("{exempt}{threat}"));
    assert_eq!(against.requirements["I.1.2.g"].applies, Applies::Yes);
    assert_eq!(against.requirements["I.1.2.g"].threats, 1);
    assert_eq!((against.threats.total, against.threats.without_control), (1, 1));
}

#[test]
fn evidence_speaks_for_what_its_controls_serve() {
    let stated = stated(
        "[[control]]\nid = \"c\"\nrequirements = [\"I.1.2.d\"]\nevidence = [\"e\", \"absent\"]\n\
         [[evidence]]\nid = \"e\"\nkind = \"self-test\"\nrequirements = [\"I.1.2.k\"]\nfresh-days = 30\n\
         recognised = { name = \"login*\" }\n",
    );
    assert_eq!(stated.evidence["e"].requirements, ["I.1.2.d", "I.1.2.k"]);
    assert_eq!(stated.evidence["e"].kind.as_deref(), Some("self-test"));
    assert_eq!(stated.requirements["I.1.2.d"].evidence, ["e"]);
    assert_eq!(stated.requirements["I.1.2.d"].controls, 1);
}

#[test]
fn it_is_the_same_json_again_and_fits() {
    let long = "x".repeat(1_000);
    let many: String = (0..300).map(|at| format!("[[evidence]]\nid = \"{at}{long}\"\n")).collect();
    let stated = stated(&format!("[product]\nname = \"{}\"\n{many}", "n".repeat(100_000)));
    let json = stated.to_json();
    assert!(json.len() <= MOST_BYTES, "{}", json.len());
    assert_eq!(stated.shortened.as_ref().map(|cut| cut.entries), Some(300));
    assert_eq!(serde_json::from_slice::<Statement>(&json).expect("JSON"), stated);
}
