//! Which update is for a unit.

use steadfast_device::update::{Rule, Unfit};
use steadfast_protocol::{KnownPart, Runs};
use steadfast_trust::tuf::{Custom, Delta};

use super::house::{home, rule, started};
use super::repository::{LINE, PART, custom};

fn judged(change: impl FnOnce(&mut Custom)) -> Result<(), Unfit> {
    let mut said = custom(7);
    change(&mut said);
    rule().judge(LINE, &said)
}

#[test]
fn what_is_for_this_unit_is_taken() {
    judged(|_| {}).expect("it fits");
    judged(|said| said.hardware = vec!["A".to_owned(), "B".to_owned()]).expect("for this hardware too");
    judged(|said| said.least = 5).expect("it starts from what runs");
    judged(|said| said.sequence = 6).expect("the next");
    judged(|said| said.sequence = u64::MAX).expect("however far");
    let anybody = Rule { parts: Vec::new(), levels: [].into(), ..rule() };
    anybody.judge(LINE, &custom(1)).expect("nobody named the parts, and no level is known");
}

#[test]
fn each_thing_that_is_not_is_its_own_reason() {
    let own = |text: &str| text.to_owned();
    assert_eq!(rule().judge("other", &custom(7)), Err(Unfit::Line(own("other"))));
    assert_eq!(rule().judge("targets", &custom(7)), Err(Unfit::Line(own("targets"))));
    assert_eq!(judged(|said| said.product = own("prd_other")), Err(Unfit::Product(own("prd_other"))));
    assert_eq!(judged(|said| said.part = own("prt_other")), Err(Unfit::Part(own("prt_other"))));
    assert_eq!(judged(|said| said.channel = own("beta")), Err(Unfit::Channel(own("beta"))));
    for hardware in ["A", "b", "", "BB"] {
        assert_eq!(judged(|said| said.hardware = vec![own(hardware)]), Err(Unfit::Hardware));
    }
    let delta = Delta { from: own("00"), to: own("11"), image: own("x") };
    assert_eq!(judged(|said| said.delta = Some(delta)), Err(Unfit::Delta));
    for offered in [0, 4, 5] {
        assert_eq!(judged(|said| said.sequence = offered), Err(Unfit::NotNewer { runs: 5, offered }));
    }
    assert_eq!(judged(|said| said.least = 6), Err(Unfit::TooFar { runs: Some(5), least: 6 }));
    let nobody_knows = Rule { levels: [].into(), ..rule() };
    assert_eq!(
        nobody_knows.judge(LINE, &Custom { least: 1, ..custom(7) }),
        Err(Unfit::TooFar { runs: None, least: 1 })
    );
}

#[test]
fn a_unit_asks_for_what_it_is_and_for_more_than_runs() {
    let storage = home();
    let mut unit = started(&storage).expect("it starts");
    assert_eq!(unit.rule(&[]), Rule { parts: Vec::new(), ..rule() });
    unit.life.parts = vec![KnownPart { id: PART.to_owned(), name: "App".to_owned() }];
    assert_eq!(unit.rule(&[]), rule());
    let told = |part: &str, sequence| Runs { part: part.to_owned(), version: "x".to_owned(), sequence, image: None };
    let levels = |told: &[Runs]| unit.rule(told).levels;
    assert_eq!(levels(&[told(PART, Some(9))])[PART], 9, "what programs say can only raise it");
    assert_eq!(levels(&[told(PART, Some(3))])[PART], 5, "and never lower it");
    assert_eq!(levels(&[told("prt_2", Some(2)), told("prt_3", None)]).get("prt_2"), Some(&2));
    assert_eq!(levels(&[told("prt_3", None)]).get("prt_3"), None, "one that says nothing is unknown");
    let runs = unit.runs(vec![told(PART, Some(3)), told("prt_2", Some(2))]);
    let said: Vec<_> = runs.iter().map(|run| (run.part.as_str(), run.sequence, run.image.is_some())).collect();
    assert_eq!(said, [(PART, Some(5), true), ("prt_2", Some(2), false)]);
}
