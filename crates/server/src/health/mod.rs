//! Health in detail: each thing that the server stands on, looked at now. What was not looked at is unknown.

pub(crate) mod api;
pub(crate) mod artifacts;
mod blobs;
mod jobs;
mod ledger;
mod machine;
pub(crate) mod pages;
mod sources;
mod store;
mod watch;

use steadfast_store::Time;

use crate::app::App;
use crate::web::pages::health::{Condition, Value};

pub use watch::Watch;

/// One thing that the server stands on.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its key, in kebab-case.
    pub(crate) key: &'static str,
    /// How it is.
    pub(crate) condition: Condition,
    /// Why it is not all right: a code in kebab-case, the text `health-reason-…`.
    pub(crate) reason: Option<&'static str>,
    /// What was measured, each the text `figure-…`.
    pub(crate) figures: Vec<(&'static str, Value)>,
}

impl Part {
    /// Nothing is wrong with it.
    fn good(key: &'static str) -> Self {
        Self { key, condition: Condition::Good, reason: None, figures: Vec::new() }
    }

    /// It was not looked at, or did not answer.
    fn unknown(key: &'static str, reason: &'static str) -> Self {
        Self::good(key).but(Condition::Unknown, reason)
    }

    /// The same, in a worse condition; what is worse already stays.
    fn but(mut self, condition: Condition, reason: &'static str) -> Self {
        if condition > self.condition {
            (self.condition, self.reason) = (condition, Some(reason));
        }
        self
    }

    /// The same, in a worse condition where that is so.
    fn but_if(self, so: bool, condition: Condition, reason: &'static str) -> Self {
        if so { self.but(condition, reason) } else { self }
    }

    /// The same, with one more figure.
    fn figure(mut self, key: &'static str, value: Value) -> Self {
        self.figures.push((key, value));
        self
    }

    /// The same, with a figure that may be unknown.
    fn figure_or_unknown<T>(self, key: &'static str, value: Option<T>, shown: impl Fn(T) -> Value) -> Self {
        self.figure(key, value.map_or(Value::Unknown, shown))
    }
}

/// What one look found.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// When it was looked.
    pub(crate) checked: Time,
    /// Each part.
    pub(crate) parts: Vec<Part>,
}

impl Report {
    /// The worst condition of all.
    pub(crate) fn worst(&self) -> Condition {
        self.parts.iter().map(|part| part.condition).max().unwrap_or(Condition::Unknown)
    }
}

/// Looks at everything.
pub(crate) async fn look(app: &App) -> Report {
    let checked = app.ambient.now();
    let mut parts = vec![store::look(app).await, ledger::look(app, checked).await, blobs::look(app).await];
    parts.extend([artifacts::look(app, checked).await, jobs::look(app, checked).await]);
    parts.extend([sources::look(app, checked).await, machine::disk(app).await]);
    parts.extend(machine::certificate(app, checked));
    parts.push(machine::program(app));
    Report { checked, parts }
}
