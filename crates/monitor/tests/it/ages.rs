//! The first version on the wire, byte by byte, for ever; and what becomes of what is newer than the reader.

use minicbor::Encode;
use minicbor::bytes::ByteArray;
use steadfast_monitor::event::*;

/// One of each kind that has texts, addresses and words in it.
pub(crate) fn golden() -> [(&'static str, Event<'static>); 3] {
    let moment = Moment { time: Some(1_800_000_000), uptime: 90, starts: 4 };
    let wrong = Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some("anna".into()),
        place: Some(Place::Stranger),
        source: Some(Address("192.0.2.7".parse().expect("an address"))),
        factor: Some(Factor::Password),
        ..Authentication::default()
    };
    let peer = Network {
        activity: Some(NetworkActivity::NewPeer),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address("2001:db8::1".parse().expect("an address"))),
        remote_port: Some(443),
        local_port: Some(50_000),
        process: Some("ntpd".into()),
        ..Network::default()
    };
    let door = Product { name: Some("door-open".into()), text: Some("The door is open.".into()) };
    let without_clock = Moment { time: None, ..moment };
    [
        ("authentication", Event { number: 7, ..Event::new(moment, What::Authentication(wrong)) }),
        ("network", Event { number: 1, ..Event::new(moment, What::Network(peer)) }),
        ("product", Event { number: 300, ..Event::new(without_clock, What::Product(door)) }),
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn version_1_is_on_the_wire_what_it_was() {
    let wanted = include_str!("../golden/events.hex");
    let written = golden().map(|(name, event)| {
        let mut buffer = [0; MOST_EVENT];
        let length = event.encode(&mut buffer);
        format!("{name} {}\n", hex(&buffer[..length]))
    });
    assert_eq!(written.concat(), wanted);
}

#[test]
fn what_the_first_version_wrote_is_read() {
    for (line, (name, event)) in include_str!("../golden/events.hex").lines().zip(golden()) {
        let digits = line.strip_prefix(name).expect("its name").trim();
        let digit = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal");
        let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(digit).collect();
        assert_eq!(Event::decode(&bytes).expect("read"), event);
    }
}

/// An event as a later version may write it.
#[derive(Encode)]
#[cbor(map)]
struct Later<W> {
    #[n(0)]
    number: u64,
    #[n(2)]
    uptime: u64,
    #[n(3)]
    starts: u64,
    #[n(4)]
    severity: u32,
    #[n(6)]
    what: W,
    #[n(40)]
    weather: Vec<Vec<String>>,
}

fn later<W: Encode<()>>(what: W) -> Vec<u8> {
    let weather = vec![vec!["rain".to_owned()]];
    minicbor::to_vec(Later { number: 5, uptime: 6, starts: 7, severity: 99, what, weather }).expect("a vector takes it")
}

#[derive(Encode)]
enum LaterWhat {
    #[n(0)]
    Authentication(#[n(0)] LaterAuthentication),
    #[n(77)]
    Moonlight(#[n(0)] LaterAuthentication, #[n(1)] u64),
}

#[derive(Encode)]
#[cbor(map)]
struct LaterAuthentication {
    #[n(0)]
    attempt: u64,
    #[n(1)]
    account: String,
    #[n(3)]
    source: ByteArray<8>,
    #[n(50)]
    mood: Option<Vec<u64>>,
}

fn moonlit() -> LaterAuthentication {
    let account = "a name that is longer than any that this reader keeps, as a later version may allow".to_owned();
    LaterAuthentication { attempt: 300, account, source: [1; 8].into(), mood: Some(vec![1]) }
}

#[test]
fn a_word_a_field_and_an_address_of_a_later_kind_are_passed_over() {
    let bytes = later(LaterWhat::Authentication(moonlit()));
    let read = Event::decode(&bytes).expect("read");
    assert_eq!((read.number, read.uptime, read.starts, read.severity), (5, 6, 7, None));
    let Some(What::Authentication(what)) = read.what else { panic!("{read:?}") };
    assert_eq!((what.attempt, what.source), (None, None));
    assert_eq!(what.account.expect("there").as_str().len(), 64);
}

#[test]
fn an_event_of_a_later_kind_is_an_event() {
    let bytes = later(LaterWhat::Moonlight(moonlit(), 3));
    let read = Event::decode(&bytes).expect("read");
    assert_eq!((read.number, read.what, read.kind(), read.class()), (5, None, None, None));
}
