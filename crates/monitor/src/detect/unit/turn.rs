//! An hour ends: what the unit did is compared with its peers and with itself, and learned from.

use super::super::cohort::Shard;
use super::super::reason::{Against, Cause, Detector, Figure, Metric, Reason, Surprise};
use super::{Counted, Light, Seconds, UnitState, slot};

/// Days of its own after which a unit is compared with itself.
const OWN_DAYS: u64 = 3;

/// Days after which that alone is a reason, where it has no peers.
const OWN_DAYS_ALONE: u64 = 14;

impl UnitState {
    pub(super) fn turn_to(&mut self, at: Seconds, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        let hour = at / 3600;
        if hour <= self.hour {
            return Vec::new();
        }
        let is_new_day = self.hour / 24 < hour / 24;
        let found = if self.counted.connections > 0 { self.end_hour(light, shard) } else { Vec::new() };
        if is_new_day && !light.is_open {
            shard.day(hour as u64 / 24);
        }
        self.hour = hour;
        self.counted = Counted::default();
        self.rates.clear();
        found
    }

    fn end_hour(&mut self, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        self.end_minute(self.counted.minute);
        let found = self.compare(light);
        let (detector, score) = self.highest.take().unwrap_or((Detector::Rare, Surprise::NONE));
        if score > Surprise::NONE {
            shard.score(self.hour as u64 / 24, detector, score, !light.is_open);
        }
        self.learn(light, score, shard);
        found
    }

    fn learn(&mut self, light: &Light<'_>, score: Surprise, shard: &mut Shard) {
        let is_teaching = !light.is_open && score < light.threshold;
        for (times, vain, regular, is_tcp) in slot::end_hour(&mut self.slots) {
            if is_teaching {
                shard.pair(times, vain, regular, is_tcp);
            }
        }
        if is_teaching {
            let hour = (self.hour % 24) as u8;
            let [minute, edge] = [self.counted.most_in_minute, self.counted.most_on_edge];
            shard.hour(hour, &self.counted.metrics(), [minute, edge], self.counted.fresh);
            self.connections.learn(hour, self.counted.connections);
            self.sent.learn(hour, self.counted.sent);
        }
    }

    fn compare(&mut self, light: &Light<'_>) -> Vec<Reason> {
        let metrics = self.counted.metrics();
        metrics.into_iter().filter_map(|(metric, value)| self.metric(metric, value, light)).collect()
    }

    /// More than its peers at this hour of the day, and more than it does itself; or the latter alone, where it has no peers.
    fn metric(&mut self, metric: Metric, value: u64, light: &Light<'_>) -> Option<Reason> {
        let hour = (self.hour % 24) as u8;
        let (own, usual, days) = self.own(metric, hour, value);
        let at = (self.hour + 1) * 3600;
        let cause = Cause::Amount(Some(metric));
        let peers = light.cohort.at_hour(metric, hour).filter(|tally| tally.count() >= 20.0);
        if let Some(tally) = peers {
            let is_itself = days >= OWN_DAYS && own < Surprise::of(1.0);
            let score = if is_itself { Surprise::NONE } else { Surprise::of_chance(tally.chance(value)) };
            let expected = figure(metric, tally.usual(0.99));
            let against = Against::Cohort(light.cohort.units());
            let reason = Reason::new(Detector::Peers, cause, at).score(score);
            return self.judge(reason.figures(expected, figure(metric, value), against), light);
        }
        let is_alone = days >= OWN_DAYS_ALONE;
        let reason = Reason::new(Detector::Season, cause, at).score(own);
        let reason = reason.figures(figure(metric, usual), figure(metric, value), Against::Own(days));
        if is_alone { self.judge(reason, light) } else { None }
    }

    fn own(&self, metric: Metric, hour: u8, value: u64) -> (Surprise, u64, u64) {
        let rhythm = match metric {
            Metric::Connections | Metric::Peers | Metric::Failures => &self.connections,
            Metric::Sent | Metric::Received => &self.sent,
        };
        // Only connections and bytes sent have a rhythm of their own that is kept.
        match metric {
            Metric::Connections | Metric::Sent => {
                let (surprise, usual) = rhythm.surprise(hour, value);
                (surprise, usual, rhythm.days())
            }
            _ => (Surprise::NONE, 0, 0),
        }
    }
}

fn figure(metric: Metric, value: u64) -> Figure {
    match metric {
        Metric::Sent | Metric::Received => Figure::BytesPerHour(value),
        _ => Figure::PerHour(value),
    }
}
