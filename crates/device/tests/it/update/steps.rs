//! What comes next for an update.

use steadfast_device::update::{Automatic, Phase, Situation, Step, Why, Work, step};
use steadfast_protocol::{Consent, Hold, Kind, Seconds, Wish};

use crate::made::NOW;

const LATER: Seconds = NOW + 1000;

/// An owner who has security updates installed by themselves, at any time.
fn so() -> Situation {
    Situation {
        consent: Some(consent(true, false)),
        wish: None,
        automatic: Automatic::Applicable,
        window: "".parse().expect("a window"),
        now: NOW,
        minute: Some(720),
        safe: true,
    }
}

fn consent(automatic: bool, features: bool) -> Consent {
    Consent { automatic, features, since: None }
}

/// A security update that lies there, and may be installed.
fn work() -> Work {
    Work { phase: Phase::Brought, may: true, kind: Some(Kind::Security), ..Work::default() }
}

fn closed() -> Situation {
    Situation { window: "02:00-05:00".parse().expect("a window"), ..so() }
}

fn next(work: &Work, so: &Situation) -> Step {
    step(Some(work), so)
}

#[test]
fn without_an_update_or_after_its_end_nothing_comes() {
    assert_eq!(step(None, &so()), Step::Nothing);
    for phase in [Phase::Failed, Phase::Returned] {
        let agreed = Situation { wish: Some((Wish::Agreed, None)), ..so() };
        assert_eq!(next(&Work { phase, ..work() }, &agreed), Step::Nothing);
    }
}

#[test]
fn each_phase_has_its_step() {
    let of = |phase| next(&Work { phase, ..work() }, &so());
    let phases = [Phase::Offered, Phase::Known, Phase::Brought, Phase::Installed, Phase::Trial];
    assert_eq!(phases.map(of), [Step::Find, Step::Bring, Step::Install, Step::Restart, Step::Watch]);
    assert_eq!(next(&work(), &Situation { safe: false, ..so() }), Step::Ask);
}

/// What somebody decided, and what comes of an update that lies there, and of one that is known alone.
type Row = (&'static str, fn(&mut Work, &mut Situation), Step, Step);

const POSTPONED: Step = Step::Wait(Why::Postponed(Some(LATER)));
const REFUSED: Step = Step::Wait(Why::Refused);
const OFF: Step = Step::Wait(Why::AutomaticOff);
const NEVER: Step = Step::Wait(Why::NotApplicable);
const NOT_AGREED: Step = Step::Wait(Why::NotAgreed);

const ROWS: &[Row] = &[
    ("by itself", |_, _| {}, Step::Install, Step::Bring),
    ("nobody owns it", |_, so| so.consent = None, Step::Install, Step::Bring),
    (
        "nobody owns it, and it is something new",
        |work, so| (so.consent, work.kind) = (None, Some(Kind::Feature)),
        NOT_AGREED,
        NOT_AGREED,
    ),
    ("something new", |work, _| work.kind = Some(Kind::Feature), NOT_AGREED, NOT_AGREED),
    (
        "something new, to an owner who wants that",
        |work, so| (work.kind, so.consent) = (Some(Kind::Feature), Some(consent(true, true))),
        Step::Install,
        Step::Bring,
    ),
    ("both", |work, _| work.kind = Some(Kind::Combined), Step::Install, Step::Bring),
    ("nobody says what for", |work, _| work.kind = None, Step::Install, Step::Bring),
    ("switched off", |_, so| so.consent = Some(consent(false, true)), OFF, OFF),
    ("never by itself on this product", |_, so| so.automatic = Automatic::NotApplicable, NEVER, NEVER),
    ("refused", |_, so| so.wish = Some((Wish::Refused, None)), REFUSED, REFUSED),
    ("put off", |_, so| so.wish = Some((Wish::Postponed, Some(LATER))), POSTPONED, Step::Bring),
    (
        "put off without an end",
        |_, so| so.wish = Some((Wish::Postponed, None)),
        Step::Wait(Why::Postponed(None)),
        Step::Bring,
    ),
    (
        "put off without an end, and it mends: no longer than it can be",
        |work, so| (so.wish, work.latest) = (Some((Wish::Postponed, None)), Some(LATER)),
        POSTPONED,
        Step::Bring,
    ),
    (
        "put off for longer than it can be",
        |work, so| (so.wish, work.latest) = (Some((Wish::Postponed, Some(LATER + 9))), Some(LATER)),
        POSTPONED,
        Step::Bring,
    ),
    (
        "put off for longer than it could be, until now",
        |work, so| (so.wish, work.latest) = (Some((Wish::Postponed, Some(LATER))), Some(NOW)),
        Step::Install,
        Step::Bring,
    ),
    ("put off until now", |_, so| so.wish = Some((Wish::Postponed, Some(NOW))), Step::Install, Step::Bring),
    (
        "put off until now, and switched off",
        |_, so| (so.wish, so.consent) = (Some((Wish::Postponed, Some(NOW))), Some(consent(false, false))),
        OFF,
        OFF,
    ),
    (
        "agreed, though all is switched off, and the window is closed",
        |_, so| *so = Situation { wish: Some((Wish::Agreed, None)), consent: Some(consent(false, false)), ..closed() },
        Step::Install,
        Step::Bring,
    ),
    (
        "agreed, on a product where nothing installs by itself",
        |work, so| {
            (so.wish, so.automatic) = (Some((Wish::Agreed, None)), Automatic::NotApplicable);
            work.kind = Some(Kind::Feature);
        },
        Step::Install,
        Step::Bring,
    ),
    ("the window is closed", |_, so| *so = closed(), Step::Wait(Why::Window), Step::Bring),
    ("the window is open", |_, so| *so = Situation { minute: Some(180), ..closed() }, Step::Install, Step::Bring),
    ("nobody knows the time", |_, so| *so = Situation { minute: None, ..closed() }, Step::Install, Step::Bring),
    ("held back", |work, _| work.may = false, Step::Wait(Why::HeldBack), Step::Bring),
    (
        "held back, and agreed: that is not the owner's to lift",
        |work, so| (work.may, so.wish) = (false, Some((Wish::Agreed, None))),
        Step::Wait(Why::HeldBack),
        Step::Bring,
    ),
    ("refused elsewhere", |work, _| hold(work, Hold::Refused), REFUSED, Step::Bring),
    ("put off elsewhere", |work, _| hold(work, Hold::Postponed), POSTPONED, Step::Bring),
    ("switched off elsewhere", |work, _| hold(work, Hold::OptedOut), OFF, Step::Bring),
    ("not agreed elsewhere", |work, _| hold(work, Hold::NotAgreed), NOT_AGREED, Step::Bring),
    (
        "refused elsewhere, and agreed here",
        |work, so| {
            hold(work, Hold::Refused);
            so.wish = Some((Wish::Agreed, None));
        },
        Step::Install,
        Step::Bring,
    ),
];

fn hold(work: &mut Work, hold: Hold) {
    (work.may, work.hold, work.until) = (false, Some(hold), Some(LATER));
}

#[test]
fn every_decision_has_what_it_leads_to() {
    for (name, change, lies, known) in ROWS {
        let (mut work, mut so) = (work(), so());
        change(&mut work, &mut so);
        assert_eq!(next(&work, &so), *lies, "{name}");
        if *lies == Step::Install {
            assert_eq!(next(&work, &Situation { safe: false, ..so }), Step::Ask, "{name}: not in a safe state");
        }
        work.phase = Phase::Known;
        assert_eq!(next(&work, &so), *known, "{name}: known alone");
    }
}

#[test]
fn what_is_in_its_place_goes_on_whatever_somebody_wants() {
    for (name, change, ..) in ROWS {
        for (phase, wanted) in
            [(Phase::Installed, Step::Restart), (Phase::Trial, Step::Watch), (Phase::Offered, Step::Find)]
        {
            let (mut work, mut so) = (work(), so());
            change(&mut work, &mut so);
            work.phase = phase;
            assert_eq!(next(&work, &so), wanted, "{name}");
        }
    }
}
