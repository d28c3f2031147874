//! The curve of a lock-out: how many guesses are judged, when they are refused, for how long, and what that lets through in a
//! day. No socket here.

use std::time::Duration;

/// Slowed enough is what lets no more than so many guesses through in a day: the list of the ten thousand commonest passwords
/// then lasts longer than one. ETSI EN 303 645 gives no number; NIST SP 800-63B lets an account take 100 failures in a row.
pub(crate) const MOST_GUESSES_A_DAY: f64 = 10_000.0;

/// A day.
const DAY: f64 = 86_400.0;

/// What was seen so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Curve {
    /// Guesses that were judged.
    pub(crate) judged: u32,
    /// Guesses that were not.
    pub(crate) refused: u32,
    /// Time that judging took, together.
    took: Duration,
    /// How many were judged since it last opened.
    burst: u32,
    /// How many were judged before it last shut.
    last_burst: Option<u32>,
    /// Since when nothing was judged.
    shut_since: Option<Duration>,
    /// The end of the last guess that was judged.
    last_judged: Duration,
    /// The last wait that ended.
    waited: Option<Duration>,
    /// The longest wait that the device stated.
    stated: Option<Duration>,
    /// How long it has been shut by now.
    shut_for: Duration,
}

impl Curve {
    /// A guess that was judged, and ended then.
    pub(crate) fn judged(&mut self, at: Duration, took: Duration) {
        if let Some(since) = self.shut_since.take() {
            self.waited = Some(at.saturating_sub(since));
            self.burst = 0;
            self.stated = None;
        }
        self.judged += 1;
        self.burst += 1;
        self.took += took;
        self.last_judged = at;
    }

    /// A guess that was refused then.
    pub(crate) fn refused(&mut self, at: Duration, stated: Option<Duration>) {
        if self.shut_since.is_none() {
            self.shut_since = Some(self.last_judged);
            self.last_burst = Some(self.burst);
        }
        self.refused += 1;
        self.stated = self.stated.max(stated);
        self.shut_for = at.saturating_sub(self.shut_since.unwrap_or(at));
    }

    /// Guesses that get through in a day, one after the other.
    pub(crate) fn a_day(&self) -> f64 {
        let each = if self.judged == 0 { 0.0 } else { self.took.as_secs_f64() / f64::from(self.judged) };
        let each = each.max(0.001);
        match self.wait() {
            None => DAY / each,
            Some(wait) => {
                let tries = f64::from(self.last_burst.unwrap_or(1).max(self.open_burst()).max(1));
                tries * DAY / (wait.as_secs_f64() + tries * each)
            }
        }
    }

    /// How many were judged since it opened again, where it is open.
    fn open_burst(&self) -> u32 {
        if self.shut_since.is_none() { self.burst } else { 0 }
    }

    /// The wait that counts: while it is shut, by its own word or by what was measured; else the last one that ended.
    fn wait(&self) -> Option<Duration> {
        if self.shut_since.is_some() {
            return Some(self.shut_for.max(self.stated.unwrap_or_default()));
        }
        self.waited
    }

    /// Whether it may slow guesses more than was seen: it was still shut when nobody waited any longer.
    pub(crate) const fn is_open_ended(&self) -> bool {
        self.shut_since.is_some()
    }

    /// Whether it slows guesses enough.
    pub(crate) fn is_slow(&self) -> bool {
        self.a_day() <= MOST_GUESSES_A_DAY
    }

    /// How many guesses that lets through, and what it means for a space of passwords.
    pub(crate) fn pace(&self, space: Option<f64>) -> String {
        let (a_day, bound) = (self.a_day(), if self.wait().is_some() { "most" } else { "least" });
        let years = space.map(|space| format!(", {} to try them all", years(space / a_day)));
        format!("at {bound} {} guesses a day{}", rounded(a_day), years.unwrap_or_default())
    }

    /// What it does, in words.
    pub(crate) fn words(&self, space: Option<f64>) -> String {
        let (judged, pace) = (self.judged, self.pace(space));
        match (self.shut_since, self.wait()) {
            (Some(_), _) if self.stated.is_some_and(|stated| stated >= self.shut_for) => {
                let wait = seconds(self.stated.unwrap_or_default());
                format!("{judged} guesses were judged, then refused for {wait} by its own word: {pace}")
            }
            (Some(_), _) => {
                format!("{judged} guesses were judged, then none for at least {}: {pace}", seconds(self.shut_for))
            }
            (None, Some(wait)) => {
                format!("{judged} guesses were judged, with waits of up to {}: {pace}", seconds(wait))
            }
            (None, None) => format!("{judged} guesses were judged and none refused: {pace}"),
        }
    }
}

fn seconds(wait: Duration) -> String {
    if wait < Duration::from_secs(10) {
        format!("{:.1} s", wait.as_secs_f64())
    } else {
        format!("{} s", wait.as_secs())
    }
}

/// A number to two digits, in groups of three: what was measured is no better known.
pub(super) fn rounded(number: f64) -> String {
    let unit = 10_f64.powf((number.max(10.0).log10().floor() - 1.0).max(0.0));
    let digits = format!("{:.0}", (number / unit).round() * unit);
    let grouped = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    grouped.collect::<Vec<_>>().join(",")
}

fn years(days: f64) -> String {
    let years = days / 365.25;
    if years < 1.0 { format!("{} days", rounded(days.ceil())) } else { format!("{} years", rounded(years)) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Curve;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn guesses(curve: &mut Curve, from: u64, many: u64) {
        (0..many).for_each(|number| curve.judged(s(from + number), Duration::from_millis(100)));
    }

    #[test]
    fn what_is_never_refused_is_as_fast_as_its_answers() {
        let mut curve = Curve::default();
        guesses(&mut curve, 1, 20);
        assert!((curve.a_day() - 864_000.0).abs() < 1.0, "{}", curve.a_day());
        assert!(!curve.is_slow());
    }

    #[test]
    fn answers_that_take_long_are_slow_enough_by_themselves() {
        let mut curve = Curve::default();
        (1..5).for_each(|number| curve.judged(s(10 * number), s(10)));
        assert!(curve.is_slow(), "{}", curve.words(None));
    }

    #[test]
    fn the_last_wait_counts_with_the_tries_it_gave() {
        let mut curve = Curve::default();
        guesses(&mut curve, 1, 5);
        curve.refused(s(6), None);
        assert!(!curve.is_slow(), "five in a second");
        curve.judged(s(21), Duration::from_millis(100));
        curve.refused(s(22), None);
        curve.judged(s(37), Duration::from_millis(100));
        assert!(curve.is_slow(), "one in 16 seconds: {}", curve.words(None));
    }

    #[test]
    fn its_own_word_counts_only_while_it_is_kept() {
        let mut curve = Curve::default();
        guesses(&mut curve, 1, 5);
        curve.refused(s(6), Some(s(900)));
        assert!(curve.is_slow());
        assert!(
            curve.words(Some(1e9)).contains("900 s by its own word: at most 480 guesses a day, 5,700 years"),
            "{}",
            curve.words(Some(1e9))
        );
        curve.judged(s(8), Duration::from_millis(100));
        assert!(!curve.is_slow(), "it opened after three seconds");
    }
}
