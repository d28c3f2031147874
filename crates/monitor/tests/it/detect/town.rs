//! A small fleet for tests: lamps that all talk to the same few, and what one of them does besides.

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::{Cohort, Edges, Light, Reason, Shard, Surprise, UnitState};
use steadfast_monitor::event::*;

pub(crate) const DAY: i64 = 86_400;
pub(crate) const BEGIN: i64 = 20_000 * DAY;

/// A flow to an address that ended as both sides wanted.
pub(crate) fn flow(to: &str, port: u16) -> Network<'static> {
    Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(to.parse().expect("an address"))),
        remote_port: Some(port),
        state: Some(Connection::Finished),
        sent: Some(500),
        received: Some(900),
        ..Network::default()
    }
}

/// A flow that nobody answered.
pub(crate) fn vain(to: &str, port: u16) -> Network<'static> {
    Network { state: Some(Connection::Unanswered), ..flow(to, port) }
}

pub(crate) fn event(number: u64, time: i64, network: Network<'static>) -> Event<'static> {
    let moment = Moment { time: Some(time), ..Moment::default() };
    Event { number, ..Event::new(moment, What::Network(network)) }
}

/// One unit, and the light it is seen in.
pub(crate) struct Lamp {
    pub(crate) state: UnitState,
    pub(crate) is_open: bool,
    pub(crate) threshold: Surprise,
    pub(crate) declaration: Option<Declaration>,
    pub(crate) number: u64,
    /// What is counted of whom it turns to, where anything is.
    pub(crate) edges: Option<Edges>,
}

impl Lamp {
    pub(crate) fn new() -> Self {
        let threshold = Surprise::of(4.0);
        Self { state: UnitState::default(), is_open: false, threshold, declaration: None, number: 0, edges: None }
    }

    /// What it does now.
    pub(crate) fn does(&mut self, at: i64, what: Network<'static>, cohort: &Cohort, shard: &mut Shard) -> Vec<Reason> {
        self.number += 1;
        self.tells(&event(self.number, at, what), at, cohort, shard)
    }

    /// What it tells now.
    pub(crate) fn tells(&mut self, event: &Event<'_>, now: i64, cohort: &Cohort, shard: &mut Shard) -> Vec<Reason> {
        let declaration = self.declaration.as_ref();
        let edge = self.edges.as_mut().and_then(|edges| edges.see(1, event, now));
        let light = Light { cohort, declaration, threshold: self.threshold, is_open: self.is_open, edge, now };
        self.state.observe(event, &light, shard)
    }

    /// An hour as all lamps have it: two endpoints, one of which does not always answer.
    pub(crate) fn usual_hour(&mut self, begin: i64, cohort: &Cohort, shard: &mut Shard) -> Vec<Reason> {
        let mut found = Vec::new();
        for at in 0..4 {
            found.extend(self.does(begin + at * 900, flow("198.51.100.1", 443), cohort, shard));
            found.extend(self.does(begin + at * 900 + 7, flow("198.51.100.2", 8883), cohort, shard));
        }
        found.extend(self.does(begin + 3000, vain("198.51.100.3", 443), cohort, shard));
        found
    }
}

/// So many lamps for so many days; the cohort that they make.
pub(crate) fn town(lamps: usize, days: i64) -> (Vec<Lamp>, Cohort) {
    let mut lamps: Vec<Lamp> = (0..lamps).map(|_| Lamp::new()).collect();
    let mut cohort = Cohort::default();
    live(&mut lamps, &mut cohort, BEGIN, days, &mut |_, _, _, _| ());
    (lamps, cohort)
}

/// What one of the lamps does besides, in an hour.
pub(crate) type Besides<'a> = &'a mut dyn FnMut(usize, &mut Lamp, i64, (&Cohort, &mut Shard));

/// Days as all lamps have them, each third hour.
pub(crate) fn live(lamps: &mut [Lamp], cohort: &mut Cohort, begin: i64, days: i64, besides: Besides<'_>) {
    for hour in (0..days * 24).step_by(3) {
        let at = begin + hour * 3600;
        let mut shards: [Shard; 4] = Default::default();
        for (lamp, unit) in lamps.iter_mut().enumerate() {
            let shard = &mut shards[lamp % 4];
            let found = unit.usual_hour(at, cohort, shard);
            assert!(unit.is_open || found.is_empty(), "{found:?}");
            besides(lamp, unit, at, (cohort, shard));
        }
        cohort.merge(&shards);
    }
}

/// A declaration with as many limits as there may be.
pub(crate) fn limits() -> Declaration {
    let entry = |at: usize| {
        format!(
            "[[endpoint]]\nhost = \"h{at}.example.com\"\nports = [443]\nconnections-per-hour = 1\nbytes-per-hour = 1\n"
        )
    };
    let text: String = (0..Declaration::MOST_LIMITED).map(entry).collect();
    toml::from_str(&text).expect("a declaration")
}
