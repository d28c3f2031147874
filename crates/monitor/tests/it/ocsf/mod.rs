//! Events and findings as OCSF writes them: by the published schema, and without loss.

mod schema;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use steadfast_monitor::alert::{Answer, UnitAlert};
use steadfast_monitor::detect::{Against, Cause, Detector, Figure, Metric, Peer, Place, Reason, Surprise};
use steadfast_monitor::event::*;
use steadfast_monitor::ocsf::{self, FleetFinding, Stage, Unit};
use steadfast_monitor::read::Lines;

use crate::any::{event, seeds, texts};

use schema::violations;

const UNIT: Unit<'static> = Unit { unit: "unt_1", product: "Lamp", vendor: "Lumen", received: 1_800_000_000 };

fn exported(event: &Event<'_>) -> Value {
    serde_json::from_str(&ocsf::event(event, &UNIT)).expect("JSON")
}

/// Where OCSF has a place for fields of an event of this kind.
fn places(kind: Option<Kind>, inbound: bool) -> Vec<(&'static str, &'static str)> {
    let by = ("by", "/actor/user/name");
    match kind {
        Some(Kind::Authentication) => vec![
            ("attempt", "/status_detail"),
            ("account", "/user/name"),
            ("source", "/src_endpoint/ip"),
            ("service", "/service/name"),
            ("factor", "/auth_factors/0/factor_type"),
            ("tries", "/count"),
        ],
        Some(Kind::Account) => vec![("account", "/user/name"), by],
        Some(Kind::Configuration | Kind::Reset | Kind::Switch) => vec![by],
        Some(Kind::Network) => {
            let [near, far] = if inbound { [DESTINATION, SOURCE] } else { [SOURCE, DESTINATION] };
            let (came, went) = ("/traffic/bytes_in", "/traffic/bytes_out");
            vec![
                ("local", near[0]),
                ("local_port", near[1]),
                ("interface", near[2]),
                ("remote", far[0]),
                ("remote_port", far[1]),
                ("name", far[3]),
                ("received", if inbound { went } else { came }),
                ("sent", if inbound { came } else { went }),
                ("transport", "/connection_info/protocol_name"),
                ("process", "/app_name"),
                ("duration", "/duration"),
                ("flows", "/count"),
            ]
        }
        Some(Kind::Update) => vec![("part", "/app/uid"), ("version", "/app/version"), ("detail", "/status_detail")],
        Some(Kind::Running) => vec![("version", "/app/version")],
        Some(Kind::Product) => vec![("text", "/message")],
        Some(Kind::MakerNotice) => vec![("title", "/message")],
        Some(Kind::MakerPolicy) => vec![("detail", "/message")],
        Some(Kind::Integrity | Kind::Concluded) | None => vec![],
    }
}

const SOURCE: [&str; 4] =
    ["/src_endpoint/ip", "/src_endpoint/port", "/src_endpoint/interface_name", "/src_endpoint/name"];

const DESTINATION: [&str; 4] =
    ["/dst_endpoint/ip", "/dst_endpoint/port", "/dst_endpoint/interface_name", "/dst_endpoint/name"];

/// The line in our own names that an object of OCSF stands for.
fn line(object: &Value) -> String {
    let mut line: Map<String, Value> = object["unmapped"].as_object().cloned().unwrap_or_default();
    let has_time = line.remove("has_time").is_none();
    let kind = line.get("kind").and_then(Value::as_str).and_then(Kind::named);
    if has_time && !line.contains_key("time") {
        line.insert("time".into(), (object["time"].as_i64().expect("a time") / 1000).into());
    }
    if let Some(number) = object["metadata"].get("sequence") {
        line.insert("number".into(), number.clone());
    }
    let direction = object["connection_info"]["direction_id"].as_u64().and_then(|number| Direction::of(number as u8));
    direction.map(|direction| line.insert("direction".into(), direction.code().into()));
    object.get("state_id").map(|state| line.insert("on".into(), (*state == 2).into()));
    for (name, path) in places(kind, direction == Some(Direction::Inbound)) {
        object.pointer(path).map(|value| line.insert(name.into(), value.clone()));
    }
    Value::from(line).to_string()
}

/// The same event again, from what was written.
fn check(event: &Event<'_>) {
    let object = exported(event);
    assert_eq!(violations(&object), Vec::<String>::new(), "{object}");
    let line = line(&object);
    let mut lines = Lines::default();
    let read = lines.read(line.as_bytes()).unwrap_or_else(|error| panic!("{error}: {line}")).expect("an event");
    let word = |name: &str| object[name].as_u64().expect("a number") as u8;
    let read = Event { severity: Severity::of(word("severity_id")), outcome: Outcome::of(word("status_id")), ..read };
    assert_eq!(read, *event, "{object}");
}

proptest! {
    #[test]
    fn any_event_is_written_by_the_schema_and_without_loss(seed in seeds(), texts in texts()) {
        check(&event(&seed, &texts));
    }

    #[test]
    fn an_event_of_which_half_is_unknown_loses_nothing(seed in seeds(), texts in texts(), which in any::<u64>()) {
        check(&sparse(event(&seed, &texts), which));
    }
}

/// The event without some of its fields.
fn sparse(mut event: Event<'_>, which: u64) -> Event<'_> {
    let mut kept = Vec::new();
    let what = event.what.expect("a kind");
    what.fields(&mut |name, value| kept.push((name, value.to_string())));
    let mut names = kept.iter().enumerate();
    let dropped: Vec<&str> =
        names.by_ref().filter(|(at, _)| which >> at & 1 == 1).map(|(_, (name, _))| *name).collect();
    let mut what = what;
    for name in dropped {
        // A value that is none of the field takes it away.
        let _ = what.put(name, steadfast_monitor::event::Value::Other);
    }
    event.what = Some(what);
    event
}

#[test]
fn every_word_of_every_kind_has_its_place() {
    for attempt in Attempt::ALL {
        for factor in Factor::ALL {
            let (attempt, factor) = (Some(*attempt), Some(*factor));
            check(&told(What::Authentication(Authentication { attempt, factor, ..Authentication::default() })));
        }
    }
    for change in AccountChange::ALL {
        check(&told(What::Account(Account { change: Some(*change), ..Account::default() })));
    }
    for activity in NetworkActivity::ALL {
        for state in Connection::ALL {
            for direction in Direction::ALL {
                let (activity, state, direction) = (Some(*activity), Some(*state), Some(*direction));
                check(&told(What::Network(Network { activity, state, direction, ..Network::default() })));
            }
        }
    }
    for step in UpdateStep::ALL {
        check(&told(What::Update(Update { step: Some(*step), ..Update::default() })));
    }
    for finding in Finding::ALL {
        check(&told(What::Integrity(Integrity { finding: Some(*finding), ..Integrity::default() })));
    }
    for run in Run::ALL {
        check(&told(What::Running(Running { run: Some(*run), ..Running::default() })));
    }
    for step in ConclusionStep::ALL {
        for detector in Detector::ALL {
            let (step, detector) = (Some(*step), Some(*detector));
            check(&told(What::Concluded(Concluded { step, detector, ..Concluded::default() })));
        }
    }
    Kind::ALL.iter().for_each(|kind| check(&told(What::of(*kind))));
}

fn told(what: What<'_>) -> Event<'_> {
    let moment = Moment { time: Some(1_800_000_000), uptime: 5, starts: 2 };
    Event { number: 7, ..Event::new(moment, what) }
}

#[test]
fn a_login_reads_as_others_expect_it() {
    let event = told(What::Authentication(Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some("an\"na\u{1b}".into()),
        place: Some(steadfast_monitor::event::Place::Stranger),
        source: Some(Address("192.0.2.7".parse().expect("an address"))),
        factor: Some(Factor::Password),
        service: Some("sshd".into()),
        ..Authentication::default()
    }));
    let wanted = json!({
        "category_uid": 3, "class_uid": 3002, "activity_id": 1, "type_uid": 300_201, "time": 1_800_000_000_000_i64,
        "severity_id": 2, "status_id": 2, "status_detail": "wrong", "is_remote": true,
        "metadata": {"version": "1.7.0", "product": {"name": "Lamp", "vendor_name": "Lumen"}, "sequence": 7},
        "user": {"name": "an\"na\u{1b}"}, "src_endpoint": {"ip": "192.0.2.7"}, "dst_endpoint": {"uid": "unt_1"},
        "service": {"name": "sshd"}, "auth_factors": [{"factor_type_id": 11, "factor_type": "password"}],
        "unmapped": {"kind": "authentication", "uptime": 5, "starts": 2, "place": "stranger"},
    });
    assert_eq!(exported(&event), wanted);
    assert!(ocsf::event(&event, &UNIT).contains("an\\\"na\\u001b"), "control characters are written as such");
}

#[test]
fn all_that_becomes_of_a_conclusion_is_about_one_finding() {
    let [found, over] = [ConclusionStep::Found, ConclusionStep::Over].map(|step| {
        let (id, detector) = (Some(3), Some(Detector::Guessing));
        exported(&told(What::Concluded(Concluded { step: Some(step), id, detector, ..Concluded::default() })))
    });
    assert_eq!(found["finding_info"], json!({"uid": "unt_1/concluded/3", "title": "guessing"}));
    assert_eq!(found["finding_info"], over["finding_info"]);
    assert_eq!([&found["class_uid"], &found["activity_id"], &over["activity_id"]], [2004, 1, 3]);
}

#[test]
fn bytes_come_in_at_the_side_that_began() {
    let flow = |direction| {
        let (activity, direction) = (Some(NetworkActivity::Flow), Some(direction));
        let (received, sent) = (Some(10), Some(3));
        exported(&told(What::Network(Network { activity, direction, received, sent, ..Network::default() })))
    };
    assert_eq!(flow(Direction::Outbound)["traffic"], json!({"bytes_in": 10, "bytes_out": 3}));
    assert_eq!(flow(Direction::Inbound)["traffic"], json!({"bytes_in": 3, "bytes_out": 10}));
}

#[test]
fn an_event_of_a_kind_that_came_later_is_a_base_event() {
    let event = Event { what: None, ..told(What::of(Kind::Product)) };
    let object = exported(&event);
    assert_eq!(violations(&object), Vec::<String>::new());
    assert_eq!((&object["class_uid"], &object["type_uid"]), (&json!(0), &json!(0)));
}

#[test]
fn the_schema_finds_what_is_wrong() {
    let good = exported(&told(What::of(Kind::Authentication)));
    let damaged = |path: &str, value: Value| {
        let mut object = good.clone();
        *object.pointer_mut(path).expect("a place") = value;
        violations(&object)
    };
    assert_eq!(violations(&good), Vec::<String>::new());
    assert_eq!(damaged("/severity_id", json!(9)), [".severity_id: 9 is not in the list"]);
    assert_eq!(damaged("/time", json!("now")), [".time: \"now\" is no timestamp_t"]);
    assert_eq!(damaged("/user", json!({})), [".user: at_least_one does not hold"]);
    assert_eq!(damaged("/user", json!({"name": "a", "mood": 1})), [".user.mood is no attribute"]);
    assert_eq!(damaged("/metadata", json!({"version": "1.7.0"})), [".metadata.product is missing"]);
    let category = damaged("/category_uid", json!(4));
    assert_eq!(category, [".category_uid: 4 is not in the list", "category_uid is not of this class"]);
    assert!(!damaged("/type_uid", json!(300_202)).is_empty());
}

fn reasons() -> impl Strategy<Value = Reason> {
    let detector = proptest::sample::select(Detector::ALL);
    let numbers = any::<(u16, i64, i64, u64, u8)>();
    (detector, numbers, "\\PC{0,30}").prop_map(|(detector, (score, first, last, number, which), name)| {
        let address = Some(Address("2001:db8::1".parse().expect("an address")));
        let peer = Peer { address, port: Some(80), transport: Some(Transport::Tcp) };
        let cause = match which % 5 {
            0 => Cause::Peer(peer),
            1 => Cause::Source(address),
            2 => Cause::Account(name.as_str().into()),
            3 => Cause::Amount(Some(Metric::Sent)),
            _ => Cause::OwnLog,
        };
        let figures =
            [Figure::Count(number), Figure::Peer(peer), Figure::At(first), Figure::Nothing, Figure::Every(number, 3)];
        let [expected, seen] = [which / 5, which / 25].map(|at| figures[usize::from(at) % figures.len()].clone());
        let against = if which % 2 == 0 { Against::Rule } else { Against::Declaration(Some(name.as_str().into())) };
        let reason = Reason::new(detector, cause, last).since(first).figures(expected, seen, against);
        reason.score(Surprise::of_hundredths(score)).at(Place::of(Class::Network, number))
    })
}

proptest! {
    #[test]
    fn any_finding_is_written_by_the_schema(reason in reasons()) {
        let object: Value = serde_json::from_str(&ocsf::finding(&reason, &UNIT)).expect("JSON");
        prop_assert_eq!(violations(&object), Vec::<String>::new(), "{}", object);
        let mut open = None;
        UnitAlert::take(&mut open, [reason.clone(), reason.clone()]);
        for stage in [Stage::Opened, Stage::Extended, Stage::Closed] {
            let alert: Value = serde_json::from_str(&ocsf::alert(open.as_ref().expect("an alert"), stage, &UNIT)).expect("JSON");
            prop_assert_eq!(violations(&alert), Vec::<String>::new(), "{}", alert);
            prop_assert_eq!(alert["unmapped"]["reasons"].as_array().map(Vec::len), Some(1));
        }
        let code = reason.detector.expect("a detector").code();
        prop_assert_eq!(&object["finding_info"]["title"], code);
    }
}

#[test]
fn a_finding_tells_what_was_expected_and_what_was_seen() {
    let source = Some(Address("192.0.2.7".parse().expect("an address")));
    let reason = Reason::new(Detector::Guessing, Cause::Source(source), 1_800_000_060).since(1_800_000_000);
    let reason = reason.figures(Figure::Count(5), Figure::Count(6), Against::Rule).score(Surprise::of(3.61));
    let object: Value = serde_json::from_str(&ocsf::finding(&reason, &UNIT)).expect("JSON");
    assert_eq!(object["severity_id"], 3);
    let info = json!({
        "uid": "unt_1/guessing/1800000000", "title": "guessing", "analytic": {"name": "guessing", "type_id": 1},
        "first_seen_time": 1_800_000_000_000_i64, "last_seen_time": 1_800_000_060_000_i64,
    });
    assert_eq!(object["finding_info"], info);
    assert_eq!(object["unmapped"]["cause"], json!({"of": "source", "address": "192.0.2.7"}));
    assert_eq!(object["unmapped"]["expected"], json!({"of": "count", "value": 5}));
    assert_eq!(object["unmapped"]["seen"], json!({"of": "count", "value": 6}));
}

const FLEET: FleetFinding<'static> = FleetFinding {
    uid: "alt_1",
    message: "msg_1",
    stage: Stage::Opened,
    detector: "beacon",
    says: "3 devices of Lamp call 192.0.2.7 as regularly as a clock",
    cause: None,
    score: Surprise::of_hundredths(650),
    seen: (1_800_000_000, 1_800_000_060),
    units: 3,
    answer: None,
    product: ("prd_1", "Lamp", "Lumen"),
    page: "https://steadfast.example/monitoring/alerts/alt_1",
    now: 1_800_000_090,
};

fn fleet(alert: &FleetFinding<'_>, reasons: &[Reason]) -> Value {
    serde_json::from_str(&ocsf::fleet(alert, reasons)).expect("JSON")
}

proptest! {
    #[test]
    fn any_alert_of_the_fleet_is_written_by_the_schema(
        reasons in proptest::collection::vec(reasons(), 0..6),
        says in "\\PC{0,60}",
        score in any::<u16>(),
        units in any::<u32>(),
        seen in any::<(i64, i64)>(),
    ) {
        let cause = reasons.first().and_then(|reason| reason.cause.clone());
        for stage in [Stage::Opened, Stage::Extended, Stage::Closed] {
            for answer in [None, Some(Answer::True), Some(Answer::False), Some(Answer::Expected)] {
                let (score, units, says) = (Surprise::of_hundredths(score), units.into(), says.as_str());
                let alert = FleetFinding { stage, answer, score, units, says, seen, cause: cause.as_ref(), ..FLEET };
                let object = fleet(&alert, &reasons);
                prop_assert_eq!(violations(&object), Vec::<String>::new(), "{}", object);
                prop_assert_eq!(object["message"].as_str(), Some(says));
            }
        }
    }
}

#[test]
fn what_people_answered_is_the_verdict_of_a_closed_finding() {
    let said = |answer| {
        let object = fleet(&FleetFinding { stage: Stage::Closed, answer, ..FLEET }, &[]);
        ["activity_id", "status_id", "verdict_id", "status_detail"].map(|name| object[name].clone())
    };
    assert_eq!(said(Some(Answer::True)), [json!(3), json!(4), json!(2), json!("true")]);
    assert_eq!(said(Some(Answer::False)), [json!(3), json!(3), json!(1), json!("false")]);
    assert_eq!(said(Some(Answer::Expected)), [json!(3), json!(3), json!(5), json!("expected")]);
    assert_eq!(said(None), [json!(3), json!(4), json!(0), json!("quiet")]);
    let open = fleet(&FLEET, &[]);
    assert_eq!((&open["status_id"], &open["verdict_id"], &open["status_detail"]), (&json!(1), &json!(0), &Value::Null));
    assert_eq!((&open["finding_info"]["uid"], &open["unmapped"]["units"]), (&json!("alt_1"), &json!(3)));
}
