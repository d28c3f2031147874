//! The waves of a distribution, drawn: what became of the devices of each.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::{Layer, Split, split, wave_bar};
use crate::web::components::{badge, time};
use crate::web::{Frame, Texts, Tone};

/// Devices of a wave by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaveCounts {
    /// They run the update, and proved it.
    pub proven: u64,
    /// They say that it is installed.
    pub unproven: u64,
    /// They work on it.
    pub running: u64,
    /// They were told.
    pub offered: u64,
    /// It failed, or they went back.
    pub failed: u64,
    /// Their owners do not want it now.
    pub declined: u64,
    /// They were asked to stop.
    pub cancelled: u64,
}

impl WaveCounts {
    fn all(&self) -> u64 {
        self.proven + self.unproven + self.running + self.offered + self.failed + self.declined + self.cancelled
    }

    fn plus(self, other: Self) -> Self {
        Self {
            proven: self.proven + other.proven,
            unproven: self.unproven + other.unproven,
            running: self.running + other.running,
            offered: self.offered + other.offered,
            failed: self.failed + other.failed,
            declined: self.declined + other.declined,
            cancelled: self.cancelled + other.cancelled,
        }
    }

    /// The parts of a bar; what is left of `size` was not reached yet.
    fn parts(&self, texts: Texts, size: u64) -> Vec<(Layer, u64)> {
        let layer = |name: String, class| Layer { name, class };
        vec![
            (layer(texts.named("update-state", "proven"), "update-proven"), self.proven),
            (layer(texts.named("update-state", "unproven"), "update-unproven"), self.unproven),
            (layer(texts.named("update-state", "running"), "update-running"), self.running),
            (layer(texts.named("update-state", "offered"), "update-offered"), self.offered),
            (layer(t!(texts, "rollout-failed"), "update-failed"), self.failed),
            (layer(texts.named("update-state", "declined"), "update-declined"), self.declined),
            (layer(texts.named("update-state", "cancelled"), "update-cancelled"), self.cancelled),
            (layer(t!(texts, "rollout-not-yet"), "update-not-yet"), size.saturating_sub(self.all())),
        ]
    }
}

/// How a wave stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaveState {
    /// It comes later.
    Ahead,
    /// It is open.
    Open,
    /// It was open when the distribution was ended.
    Ended,
    /// It came to its end.
    Through,
}

/// A wave.
#[derive(Clone, Copy, Debug)]
pub struct WaveView {
    /// The share that it and those before it reach, in percent.
    pub share: u8,
    /// How many percent must prove it, and how many failures halt it.
    pub thresholds: (u8, u8),
    /// The next one opens no sooner than so many hours after it.
    pub hours: u16,
    /// When it opened.
    pub opened: Option<i64>,
    /// How it stands.
    pub state: WaveState,
    /// Devices that it was to reach when it opened.
    pub size: u64,
    /// Where they stand.
    pub counts: WaveCounts,
}

/// All that opened in one bar, which is the key to the others; then each wave.
pub(super) fn waves(frame: &Frame, waves: &[WaveView]) -> Markup {
    let texts = frame.texts;
    let all = waves.len();
    html! {
        @if waves.iter().any(|wave| wave.opened.is_some()) { (so_far(texts, waves)) }
        @else { p.quiet { (t!(texts, "rollout-waves-none")) } }
        ol.waves { @for (at, wave) in (1..).zip(waves) { li { (self::wave(frame, wave, at, all)) } } }
    }
}

fn so_far(texts: Texts, waves: &[WaveView]) -> Markup {
    let counts = waves.iter().fold(WaveCounts::default(), |sum, wave| sum.plus(wave.counts));
    let size = waves.iter().map(|wave| wave.size.max(wave.counts.all())).sum();
    let parts = counts.parts(texts, size).into_iter().filter(|(_, count)| *count > 0).collect();
    split(texts, &Split { id: "so-far".to_owned(), title: t!(texts, "rollout-so-far", size = size), parts })
}

fn wave(frame: &Frame, wave: &WaveView, at: usize, all: usize) -> Markup {
    let texts = frame.texts;
    let name = t!(texts, "rollout-wave-of", open = at, all = all);
    let state = match wave.state {
        WaveState::Ahead => badge(Tone::Neutral, &t!(texts, "rollout-wave-ahead")),
        WaveState::Open => badge(Tone::Information, &t!(texts, "rollout-wave-now")),
        WaveState::Ended => badge(Tone::Neutral, &t!(texts, "rollout-wave-ended")),
        WaveState::Through => badge(Tone::Good, &t!(texts, "rollout-wave-through")),
    };
    html! {
        p.wave-head {
            strong { (name) } " " (state) " "
            span.hint { (t!(texts, "rollout-wave-share", share = wave.share)) }
        }
        @if let Some(opened) = wave.opened {
            @if all > 1 { (wave_bar(texts, &name, &wave.counts.parts(texts, wave.size))) }
            (rates(texts, wave))
            p.hint { (t!(texts, "rollout-wave-opened", count = wave.size)) " " (time(frame, opened)) }
        } @else {
            p.hint { (t!(texts, "rollout-wave-goals", success = wave.thresholds.0, failure = wave.thresholds.1)) }
        }
        @if wave.hours > 0 && matches!(wave.state, WaveState::Ahead | WaveState::Open) {
            p.hint { (t!(texts, "rollout-wave-hours", hours = wave.hours)) }
        }
    }
}

/// The two rates that decide on a wave, beside what they are measured against.
fn rates(texts: Texts, wave: &WaveView) -> Markup {
    let counts = &wave.counts;
    let (willing, ended) = (wave.size.saturating_sub(counts.declined), counts.proven + counts.failed);
    let (success, failure) = wave.thresholds;
    html! {
        p {
            @match percent(counts.proven, willing) {
                Some(share) => (t!(texts, "rollout-rate-proven", share = share, goal = success)),
                None => (t!(texts, "rollout-rate-none")),
            }
            " · "
            @match percent(counts.failed, ended) {
                Some(share) => (t!(texts, "rollout-rate-failed", share = share, limit = failure)),
                None => (t!(texts, "rollout-rate-failed-none", limit = failure)),
            }
        }
    }
}

/// In whole percent, never rounded up to a goal.
fn percent(part: u64, whole: u64) -> Option<u64> {
    (whole > 0).then(|| (part * 100 / whole).min(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up_and_of_nothing_there_is_none() {
        assert_eq!(
            [percent(0, 0), percent(949, 1000), percent(7, 7), percent(9, 7)],
            [None, Some(94), Some(100), Some(100)]
        );
    }

    #[test]
    fn what_nobody_heard_of_is_the_rest_of_a_wave() {
        let counts = WaveCounts { proven: 3, failed: 1, declined: 1, ..WaveCounts::default() };
        let parts = counts.parts(Texts::new(crate::web::Language::English), 8);
        assert_eq!(parts.iter().map(|(_, count)| count).sum::<u64>(), 8);
        assert_eq!(parts.last().map(|(_, count)| *count), Some(3));
        assert_eq!(counts.parts(Texts::new(crate::web::Language::German), 2).last().map(|(_, count)| *count), Some(0));
    }
}
