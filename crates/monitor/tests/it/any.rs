//! Any event.

use std::net::IpAddr;

use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use steadfast_monitor::detect::Detector;
use steadfast_monitor::event::*;

/// What an event borrows its texts from.
pub(crate) type Texts = [String; 4];

/// Texts of any length; many are longer than an event keeps.
pub(crate) fn texts() -> impl Strategy<Value = Texts> {
    let text = prop_oneof![".{0,20}", ".{60,200}", "[a-z-]{0,64}", Just("\u{10ffff}".repeat(40))];
    [text.clone(), text.clone(), text.clone(), text]
}

/// Everything that is no text: the event's texts are put in by [`event`].
pub(crate) type Seed = ((Moment, u64, Option<Severity>, Option<Outcome>), u8, Words, Numbers);

type Words = (
    Option<Attempt>,
    Option<Place>,
    Option<AccountChange>,
    Option<NetworkActivity>,
    Option<Connection>,
    Option<UpdateStep>,
    Option<Finding>,
);
type Numbers = (Option<IpAddr>, Option<u16>, Option<u64>, Option<i64>, Option<bool>);

fn word<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
    of(select(all))
}

/// A seed.
pub(crate) fn seeds() -> impl Strategy<Value = Seed> {
    let moment = (of(any::<i64>()), any::<u64>(), any::<u64>());
    let moment = moment.prop_map(|(time, uptime, starts)| Moment { time, uptime, starts });
    let common = (moment, any::<u64>(), word(Severity::ALL), word(Outcome::ALL));
    let words = (
        word(Attempt::ALL),
        word(Place::ALL),
        word(AccountChange::ALL),
        word(NetworkActivity::ALL),
        word(Connection::ALL),
        word(UpdateStep::ALL),
        word(Finding::ALL),
    );
    let numbers = (of(any::<IpAddr>()), of(any::<u16>()), of(any::<u64>()), of(any::<i64>()), of(any::<bool>()));
    (common, 0_u8..13, words, numbers)
}

/// The event of a seed.
pub(crate) fn event<'a>(seed: &Seed, texts: &'a Texts) -> Event<'a> {
    let ((moment, number, severity, outcome), kind, words, numbers) = *seed;
    let what = what(kind, words, numbers, texts);
    Event { number, severity, outcome, ..Event::new(moment, what) }
}

fn what<'a>(kind: u8, words: Words, numbers: Numbers, texts: &'a Texts) -> What<'a> {
    let (attempt, place, change, activity, state, step, finding) = words;
    let (address, port, count, seconds, on) = numbers;
    let [a, b, c, d] = texts;
    let address = address.map(Address);
    match kind {
        0 => What::Authentication(Authentication {
            attempt,
            account: Some(a.as_str().into()),
            place,
            source: address,
            factor: Some(Factor::TimeCode),
            wait: count,
            service: Some(b.as_str().into()),
            tries: count,
        }),
        1 => What::Account(Account {
            change,
            account: Some(a.as_str().into()),
            by: Some(b.as_str().into()),
            role: Some(c.as_str().into()),
        }),
        2 => What::Configuration(Configuration {
            change: Some(Setting::Drifted),
            setting: Some(a.as_str().into()),
            by: None,
        }),
        3 => What::Network(Network {
            activity,
            transport: Some(Transport::Udp),
            direction: Some(Direction::Outbound),
            remote: address,
            remote_port: port,
            local_port: port,
            process: Some(a.as_str().into()),
            interface: Some(b.as_str().into()),
            received: count,
            sent: count,
            local: address,
            state,
            duration: count,
            flows: count,
            name: Some(d.as_str().into()),
        }),
        4 => What::Update(Update {
            step,
            release: Some(a.as_str().into()),
            part: Some(b.as_str().into()),
            version: Some(c.as_str().into()),
            detail: Some(d.as_str().into()),
        }),
        5 => What::Running(Running {
            run: Some(Run::Stopped),
            program: Some(Program::Agent),
            reason: Some(Reason::Crash),
            version: Some(a.as_str().into()),
        }),
        6 => What::Integrity(Integrity {
            finding,
            name: Some(a.as_str().into()),
            class: Some(Class::Network),
            first: count,
            last: count,
            count,
            bytes: count,
            seconds,
        }),
        7 => What::Reset(Reset { step: Some(ResetStep::Done), by: Some(a.as_str().into()), reach: None }),
        8 => What::Switch(Switch { switch: Some(SwitchKind::Share), on, by: Some(a.as_str().into()) }),
        9 => What::Concluded(Concluded {
            step: Some(ConclusionStep::Found),
            id: count,
            detector: Some(Detector::Guessing),
            address,
            port,
            transport: Some(Transport::Sctp),
            name: Some(a.as_str().into()),
            expected: count,
            seen: count,
            class: Some(Class::Security),
            first: count,
            last: count,
            count,
            by: Some(b.as_str().into()),
        }),
        10 => What::MakerNotice(MakerNotice {
            step: Some(MakerStep::Opened),
            notice: Some(a.as_str().into()),
            title: Some(d.as_str().into()),
            by: Some(b.as_str().into()),
        }),
        11 => What::MakerPolicy(MakerPolicy {
            step: Some(PolicyStep::PartRefused),
            sequence: count,
            detail: Some(d.as_str().into()),
            by: Some(b.as_str().into()),
        }),
        _ => What::Product(Product { name: Some(a.as_str().into()), text: Some(d.as_str().into()) }),
    }
}
