//! What of an event stands where in its class.

use super::json::Object;
use super::{Unit, device, fits, uid};
use crate::event::{
    Account, AccountChange, Attempt, Authentication, Concluded, ConclusionStep, Connection, Direction, Event, Factor,
    MakerStep, Network, NetworkActivity, Place, PolicyStep, Run, Running, Switch, Transport, Update, UpdateStep, What,
};

/// Which class, and what is done in it.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) uid: u32,
    pub(super) activity: u32,
    /// Our word, where OCSF has none.
    pub(super) activity_name: Option<&'static str>,
}

/// The activity that OCSF has no word for.
const OTHER: u32 = 99;

impl Class {
    pub(super) fn of(what: Option<&What<'_>>) -> Self {
        let uid = what.map_or(0, |what| what.kind().ocsf());
        let (activity, word) = what.map_or((0, None), activity);
        let activity_name = word.filter(|_| activity == OTHER);
        Self { uid, activity, activity_name }
    }
}

/// The activity by its number, and our own word.
fn activity(what: &What<'_>) -> (u32, Option<&'static str>) {
    match what {
        What::Authentication(it) => (it.attempt.map_or(0, login), it.attempt.map(Attempt::code)),
        What::Account(it) => (it.change.map_or(0, change), it.change.map(AccountChange::code)),
        What::Network(it) => {
            (it.activity.map_or(0, |word| traffic(word, it.state)), it.activity.map(NetworkActivity::code))
        }
        What::Update(it) => (it.step.map_or(0, update), it.step.map(UpdateStep::code)),
        What::Running(it) => (it.run.map_or(0, |run| if run == Run::Started { 3 } else { 4 }), None),
        What::Concluded(it) => (it.step.map_or(0, conclusion), it.step.map(ConclusionStep::code)),
        // Told: a log of it. Found: a finding that is new.
        What::Configuration(_) | What::Reset(_) | What::Switch(_) | What::Integrity(_) => (1, None),
        What::Product(_) => (OTHER, Some("told")),
        What::MakerNotice(it) => (it.step.map_or(0, |_| OTHER), it.step.map(MakerStep::code)),
        What::MakerPolicy(it) => (it.step.map_or(0, |_| OTHER), it.step.map(PolicyStep::code)),
    }
}

fn login(attempt: Attempt) -> u32 {
    if matches!(attempt, Attempt::Left | Attempt::Expired) { 2 } else { 1 }
}

fn change(change: AccountChange) -> u32 {
    match change {
        AccountChange::Added => 1,
        AccountChange::Password => 3,
        AccountChange::Recovery => 4,
        AccountChange::Removed => 6,
        AccountChange::FactorAdded => 10,
        AccountChange::FactorRemoved => 11,
        AccountChange::Role | AccountChange::RecoveryCodes | AccountChange::SessionsEnded => OTHER,
    }
}

fn traffic(activity: NetworkActivity, state: Option<Connection>) -> u32 {
    match (activity, state) {
        (NetworkActivity::NewPeer, _) => 1,
        (NetworkActivity::Closed, _) => 2,
        (NetworkActivity::Flow, Some(Connection::Reset)) => 3,
        (NetworkActivity::Flow, Some(Connection::Unanswered)) => 4,
        (NetworkActivity::Flow, Some(Connection::Refused)) => 5,
        (NetworkActivity::Counters | NetworkActivity::Flow, _) => 6,
        (NetworkActivity::Opened, _) => 7,
        (NetworkActivity::Joined | NetworkActivity::Left, _) => OTHER,
    }
}

fn conclusion(step: ConclusionStep) -> u32 {
    match step {
        ConclusionStep::Found => 1,
        ConclusionStep::Over | ConclusionStep::Known | ConclusionStep::Expected => 3,
        ConclusionStep::TakenBack => OTHER,
    }
}

fn update(step: UpdateStep) -> u32 {
    match step {
        UpdateStep::Installed => 1,
        UpdateStep::Proven => 8,
        _ => OTHER,
    }
}

/// Whether the class has a place for this field of it.
pub(super) fn is_placed(what: &What<'_>, name: &str) -> bool {
    match what {
        What::Authentication(it) => match name {
            "tries" => it.tries.is_some_and(fits),
            _ => ["attempt", "account", "source", "service", "factor"].contains(&name),
        },
        What::Account(_) => ["account", "by"].contains(&name),
        What::Configuration(_) | What::Reset(_) => name == "by",
        What::Switch(_) => ["on", "by"].contains(&name),
        What::Network(it) => match name {
            "remote_port" => has_far_end(it),
            "received" => it.received.is_some_and(is_long),
            "sent" => it.sent.is_some_and(is_long),
            "duration" => it.duration.is_some_and(is_long),
            "flows" => it.flows.is_some_and(fits),
            _ => ["remote", "name", "local", "local_port", "interface", "process", "transport", "direction"]
                .contains(&name),
        },
        What::Update(_) => ["part", "version", "detail"].contains(&name),
        What::Running(_) => name == "version",
        What::Integrity(_) | What::Concluded(_) => false,
        What::Product(_) => name == "text",
        What::MakerNotice(_) => name == "title",
        What::MakerPolicy(_) => name == "detail",
    }
}

/// Whether a number fits `long_t`.
fn is_long(number: u64) -> bool {
    i64::try_from(number).is_ok()
}

/// What is known of it, in its places.
pub(super) fn body(head: Object, what: &What<'_>, event: &Event<'_>, unit: &Unit<'_>) -> Object {
    match what {
        What::Authentication(it) => authentication(head, it, unit),
        What::Account(it) => account(head, it),
        What::Configuration(it) => by(head.object("device", device(unit)), it.by),
        What::Reset(it) => by(head.object("device", device(unit)), it.by),
        What::Switch(it) => switch(head, it, unit),
        What::Network(it) => network(head, it, unit),
        What::Update(it) => updated(head, it, unit),
        What::Running(it) => running(head, it, unit),
        What::Integrity(it) => {
            let title = it.finding.map_or("unknown", |finding| finding.code());
            head.object("finding_info", Object::new().text("uid", uid(unit, event)).text("title", title))
        }
        What::Concluded(it) => head.object("finding_info", concluded(it, event, unit)),
        What::Product(it) => head.maybe("message", it.text),
        What::MakerNotice(it) => head.maybe("message", it.title),
        What::MakerPolicy(it) => head.maybe("message", it.detail),
    }
}

/// All that becomes of one conclusion is about one finding.
fn concluded(it: &Concluded<'_>, event: &Event<'_>, unit: &Unit<'_>) -> Object {
    let uid = it.id.map_or_else(|| uid(unit, event), |id| format!("{}/concluded/{id}", unit.unit));
    Object::new().text("uid", uid).text("title", it.detector.map_or("unknown", |detector| detector.code()))
}

/// Somebody; where nobody is named, that is said in another place than a name's.
fn user(name: Option<impl std::fmt::Display>) -> Object {
    match name {
        Some(name) => Object::new().text("name", name),
        None => Object::new().text("uid", "unknown"),
    }
}

fn by(head: Object, name: Option<impl std::fmt::Display>) -> Object {
    match name {
        Some(_) => head.object("actor", Object::new().object("user", user(name))),
        None => head,
    }
}

fn authentication(head: Object, it: &Authentication<'_>, unit: &Unit<'_>) -> Object {
    let head = head
        .object("user", user(it.account))
        .object("src_endpoint", Object::new().maybe("ip", it.source))
        .object("dst_endpoint", Object::new().text("uid", unit.unit))
        .object("service", Object::new().maybe("name", it.service))
        .maybe("status_detail", it.attempt);
    let head = match it.factor {
        Some(factor) => head.list("auth_factors", [factor_of(factor)]),
        None => head,
    };
    let head = match it.place {
        Some(place) => head.is("is_remote", place != Place::Here),
        None => head,
    };
    count(head, it.tries)
}

fn factor_of(factor: Factor) -> Object {
    let number = match factor {
        Factor::Password => 11,
        Factor::TimeCode => 7,
        Factor::RecoveryCode | Factor::SetUpCode | Factor::Key => OTHER,
    };
    Object::new().number("factor_type_id", number).text("factor_type", factor)
}

fn count(head: Object, number: Option<u64>) -> Object {
    match number.filter(|number| fits(*number)) {
        Some(number) => head.number("count", number),
        None => head,
    }
}

fn account(head: Object, it: &Account<'_>) -> Object {
    by(head.object("user", user(it.account)), it.by)
}

fn switch(head: Object, it: &Switch<'_>, unit: &Unit<'_>) -> Object {
    let head = by(head.object("device", device(unit)), it.by);
    match it.on {
        Some(on) => head.number("state_id", if on { 2 } else { 1 }),
        None => head,
    }
}

/// Whether there is anything that names the other side: a port alone names nobody.
fn has_far_end(it: &Network<'_>) -> bool {
    it.remote.is_some() || it.name.is_some()
}

fn network(head: Object, it: &Network<'_>, unit: &Unit<'_>) -> Object {
    let near = Object::new().text("uid", unit.unit).maybe("ip", it.local);
    let near = port(near, it.local_port).maybe("interface_name", it.interface);
    let far = Object::new().maybe("ip", it.remote).maybe("name", it.name);
    let far = if has_far_end(it) { port(far, it.remote_port) } else { far };
    let inbound = it.direction == Some(Direction::Inbound);
    // Bytes come in at the side that began.
    let (source, destination, came, went) =
        if inbound { (far, near, it.sent, it.received) } else { (near, far, it.received, it.sent) };
    let head = head.object("src_endpoint", source).object("dst_endpoint", destination);
    let head = head.object("traffic", long(long(Object::new(), "bytes_in", came), "bytes_out", went));
    let head = long(head, "duration", it.duration).maybe("app_name", it.process);
    count(head.object("connection_info", connection(it)), it.flows)
}

fn port(end: Object, port: Option<u16>) -> Object {
    match port {
        Some(port) => end.number("port", port),
        None => end,
    }
}

fn long(object: Object, name: &str, number: Option<u64>) -> Object {
    match number.filter(|number| is_long(*number)) {
        Some(number) => object.number(name, number),
        None => object,
    }
}

fn connection(it: &Network<'_>) -> Object {
    let direction = it.direction.map_or(0, |direction| i64::from(direction.number()));
    let connection = Object::new().number("direction_id", direction).maybe("protocol_name", it.transport);
    match it.transport {
        Some(transport) => connection.number("protocol_num", protocol(transport)),
        None => connection,
    }
}

/// The protocol by the number of the Internet's registry.
fn protocol(transport: Transport) -> u32 {
    match transport {
        Transport::Icmp => 1,
        Transport::Tcp => 6,
        Transport::Udp => 17,
        Transport::Sctp => 132,
    }
}

fn updated(head: Object, it: &Update<'_>, unit: &Unit<'_>) -> Object {
    let app = Object::new().text("name", unit.product).maybe("uid", it.part).maybe("version", it.version);
    head.object("app", app).maybe("status_detail", it.detail)
}

fn running(head: Object, it: &Running<'_>, unit: &Unit<'_>) -> Object {
    head.object("app", Object::new().text("name", unit.product).maybe("version", it.version))
}
