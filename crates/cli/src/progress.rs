//! Progress of long work, on a terminal only.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal::clean;

/// A line that says how far the work is.
#[derive(Clone, Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Progress of `work`; silent where standard error is no terminal.
    pub(crate) fn new(work: &'static str) -> Self {
        Self::looking(work, "{spinner} {prefix}: {msg}")
    }

    /// Progress of `work` that is known to end.
    pub(crate) fn to_an_end(work: &'static str) -> Self {
        Self::looking(work, "{spinner} {prefix}: {bar:30} {msg}")
    }

    /// Something drawn that changes, with `work` below it.
    pub(crate) fn drawn(work: &'static str) -> Self {
        Self::looking(work, "{msg}\n{spinner} {prefix}")
    }

    fn looking(work: &'static str, template: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.set_prefix(work);
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// `count` records so far, the last from `name`.
    pub(crate) fn at(&self, count: usize, name: &str) {
        if !self.0.is_hidden() {
            self.0.set_message(format!("{count} records, {}", clean(name)));
        }
    }

    /// So much of all of it, and how far that is.
    pub(crate) fn part(&self, (done, all): (u32, u32), how_far: &str) {
        if !self.0.is_hidden() {
            self.0.set_length(u64::from(all));
            self.0.set_position(u64::from(done));
            self.0.set_message(how_far.to_owned());
        }
    }

    /// How it stands.
    pub(crate) fn says(&self, words: &str) {
        if !self.0.is_hidden() {
            self.0.set_message(clean(words).into_owned());
        }
    }

    /// `bytes` fetched so far from `address`.
    pub(crate) fn fetched(&self, bytes: u64, address: &str) {
        if !self.0.is_hidden() {
            self.0.set_message(format!("{} of {}", HumanBytes(bytes), clean(address)));
        }
    }

    /// What is drawn now.
    pub(crate) fn shows(&self, drawing: &str) {
        if !self.0.is_hidden() {
            self.0.set_message(drawing.to_owned());
        }
    }

    /// Whether anybody sees it.
    pub(crate) fn is_seen(&self) -> bool {
        !self.0.is_hidden()
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}
