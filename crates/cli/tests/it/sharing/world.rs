//! A server behind TLS, a unit, and what they said to each other.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use steadfast_protocol::{CHECK_IN, ENROL};
use steadfast_testkit::free_port;
use steadfast_testkit::wait::until;

use super::said::Exchange;
use super::tls::{self, Clear, KeyLog};
use super::unit::{Settings, Unit, factory};
use super::wire::{Connection, Wire};
use crate::serve::house::{House, LONG};
use crate::updates::maker::{Maker, keys};

/// A unit that was made and imported, the wire, and a server that has it ask every second.
pub(crate) struct World {
    pub(crate) unit: Unit,
    pub(crate) wire: Wire,
    pub(crate) maker: Maker,
}

impl World {
    pub(crate) fn with(agent: PathBuf) -> Self {
        let (mut house, port) = (House::sqlite(), free_port());
        house.flags.extend(["--listen-device".to_owned(), format!("0.0.0.0:{port}")]);
        house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
        let mut maker = Maker::founded(house);
        let certificate = maker.house.running().find(LONG, fingerprint);
        let wire = Wire::to(([127, 0, 0, 1], port).into());
        let product = maker.get("/products")["items"][0]["id"].as_str().expect("a product").to_owned();
        let server = format!("https://{}", wire.address);
        keys(maker.program(), &["factory"]);
        factory(
            maker.program(),
            &Settings { product: &product, server: &server, certificate: &certificate, network: "" },
        );
        let unit = Unit::made(maker.program(), agent, "GW-1", None);
        let token = maker.token(&["catalogue.read", "unit.read", "unit.enrol"]);
        maker.run_as(&token, &["unit", "import", "factory-list.csv", "--product", "Gateway"]).exits(0);
        Self { unit, wire, maker }
    }

    /// Everything until now.
    pub(crate) fn said(&self) -> Said {
        Said::over(&self.wire, &self.unit)
    }

    /// Waits until what was said is so.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, is_so: impl Fn(&Said) -> bool) {
        if !until(LONG, || is_so(&self.said())) {
            let paths: Vec<String> = self.said().exchanges.into_iter().map(|exchange| exchange.path).collect();
            panic!("{what}: not so after {paths:?}");
        }
    }
}

/// The fingerprint of the certificate that the server made for itself.
pub(crate) fn fingerprint(line: &str) -> Option<String> {
    let line = line.trim();
    (line.len() == 95 && line.matches(':').count() == 31).then(|| line.replace(':', "").to_lowercase())
}

/// What was said, in clear, in its order: a unit asks one thing at a time.
pub(crate) struct Said {
    clear: Vec<Clear>,
    pub(crate) exchanges: Vec<Exchange>,
}

impl Said {
    /// Everything until now. Keys are written down before they are used, and so read after what they opened.
    pub(crate) fn over(wire: &Wire, unit: &Unit) -> Self {
        let seen = wire.seen();
        let keys = KeyLog::read(&unit.key_log());
        let clear: Vec<Clear> = seen.iter().map(|connection| tls::open(connection, &keys)).collect();
        let exchanges = clear.iter().flat_map(Exchange::all).collect();
        Self { clear, exchanges }
    }

    /// Whether a text is in any byte of any connection, either way.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.clear.iter().any(|clear| holds(&clear.up, text) || holds(&clear.down, text))
    }

    /// Whether the server keeps an event with this text.
    pub(crate) fn has_kept(&self, text: &str) -> bool {
        let kept = |exchange: &Exchange| {
            let events = exchange.events().filter(|events| exchange.are_kept(events));
            events.is_some_and(|batch| batch.events.iter().any(|event| holds(event, text)))
        };
        self.exchanges.iter().any(kept)
    }

    /// How many check-ins the server took from one exchange on.
    pub(crate) fn check_ins(&self, from: usize) -> usize {
        self.exchanges[from..].iter().filter_map(Exchange::check_in).count()
    }

    /// How often the unit started, as it said last.
    pub(crate) fn starts(&self) -> u64 {
        self.exchanges.iter().filter_map(Exchange::check_in).next_back().map_or(0, |check_in| check_in.starts)
    }

    /// The numbers of the events of a class that left in these exchanges.
    pub(crate) fn numbers(&self, class: u8, exchanges: Range<usize>) -> Vec<u64> {
        let batches = self.exchanges[exchanges].iter().filter_map(Exchange::events);
        let numbers = batches.filter(|batch| batch.class == class).flat_map(|batch| batch.first..=batch.last);
        numbers.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Where the unit says for the first time, signed, that its owner switched sharing off.
    #[track_caller]
    pub(crate) fn switched_off(&self) -> usize {
        self.exchanges.iter().position(Exchange::is_off).expect("the choice goes out, signed")
    }

    /// In these exchanges the unit sends no event, says that it sends none, by a signed statement too, and checks in on.
    #[track_caller]
    pub(crate) fn is_silent(&self, exchanges: Range<usize>) {
        let exchanges = &self.exchanges[exchanges];
        let paths: Vec<&str> = exchanges.iter().map(|exchange| &exchange.path[..]).collect();
        assert!(paths.iter().all(|path| *path == CHECK_IN), "{paths:?}");
        let told = exchanges.iter().position(Exchange::is_off).expect("the choice goes out, signed");
        let after: Vec<_> = exchanges[told..].iter().filter_map(Exchange::check_in).collect();
        assert!(after.len() >= 3 && after.iter().all(|one| one.switches.is_some_and(|on| !on.share)), "{paths:?}");
    }

    /// What was read is what a unit says from its first word on, and nobody without the keys reads it.
    #[track_caller]
    pub(crate) fn is_everything(&self, world: &World) {
        let first = self.exchanges.first().expect("it asked");
        assert!(first.path == ENROL && self.has("GW-1"), "{}", first.path);
        let is_tls = || world.wire.seen().iter().all(|connection| tls::is_whole(&connection.up));
        assert!(until(LONG, is_tls), "something else than TLS left the unit");
        let is_clear = |connection: &Connection| holds(&connection.up, CHECK_IN) || holds(&connection.up, "lathe");
        assert!(!world.wire.seen().iter().any(is_clear), "it is not encrypted");
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
