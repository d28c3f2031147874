//! Counters for `/metrics`, in Prometheus' text format.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::http::Method;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    seconds: Family<RouteLabels, Histogram>,
    /// Records that have their number.
    pub records: Gauge<i64>,
    /// Records that wait for theirs.
    pub records_waiting: Gauge<i64>,
    jobs: Family<StateLabels, Gauge>,
    jobs_overdue: Gauge,
    source_ages: Family<SourceLabels, Gauge>,
    artifacts: Family<DamageLabels, Gauge>,
    /// Guesses at a sign-in that were refused before anything was checked.
    pub throttled: Counter<u64, AtomicU64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: String,
    path: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StateLabels {
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DamageLabels {
    of: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SourceLabels {
    source: String,
}

fn latencies() -> Histogram {
    Histogram::new(exponential_buckets(0.000_25, 2.0, 16))
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("steadfast");
        let requests = Family::default();
        registry.register("requests", "Requests answered", requests.clone());
        let seconds = Family::<RouteLabels, Histogram>::new_with_constructor(latencies);
        registry.register_with_unit("request_duration", "How long answers took", Unit::Seconds, seconds.clone());
        let (records, records_waiting, throttled) = (Gauge::default(), Gauge::default(), Counter::default());
        registry.register("ledger_records", "Records numbered in the ledger", records.clone());
        registry.register("ledger_records_waiting", "Records that wait for their number", records_waiting.clone());
        registry.register("sign_in_throttled", "Sign-in attempts refused unchecked", throttled.clone());
        let (jobs, jobs_overdue) = (Family::default(), Gauge::default());
        registry.register("jobs", "Jobs by state", jobs.clone());
        registry.register("jobs_overdue", "Jobs that wait long after their time", jobs_overdue.clone());
        let source_ages = Family::default();
        let help = "How old what is loaded of each advisory source is";
        registry.register_with_unit("advisory_source_age", help, Unit::Seconds, source_ages.clone());
        let artifacts = Family::default();
        registry.register(
            "release_files",
            "Files promised to devices, and those of them that are damaged",
            artifacts.clone(),
        );
        Self {
            registry,
            artifacts,
            source_ages,
            requests,
            seconds,
            records,
            records_waiting,
            jobs,
            jobs_overdue,
            throttled,
        }
    }
}

impl Metrics {
    /// Counts a request under its route's pattern, so that the number of series is bounded.
    pub(crate) fn request(&self, method: &Method, path: &str, status: u16, took: Duration) {
        let labels = RequestLabels { method: known(method), path: path.to_owned(), status };
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&RouteLabels { path: path.to_owned() }).observe(took.as_secs_f64());
    }

    /// How many jobs are in which state, and how many are overdue.
    pub(crate) fn jobs(&self, states: &[(&'static str, u64)], overdue: u64) {
        let gauge = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        for (state, count) in states {
            self.jobs.get_or_create(&StateLabels { state }).set(gauge(*count));
        }
        self.jobs_overdue.set(gauge(overdue));
    }

    /// How many jobs there are is not known.
    pub(crate) fn jobs_unknown(&self) {
        self.jobs.clear();
    }

    /// How old each source of advisories is, in seconds; one of which that is not known has none.
    pub(crate) fn sources(&self, ages: impl Iterator<Item = (String, Option<i64>)>) {
        self.source_ages.clear();
        for (source, age) in ages.filter_map(|(source, age)| Some((source, age?))) {
            self.source_ages.get_or_create(&SourceLabels { source }).set(age);
        }
    }

    /// How many files were promised to devices, and how many of them are damaged; nothing where that is not known.
    pub(crate) fn artifacts(&self, counts: Option<(i64, i64)>) {
        self.artifacts.clear();
        let Some((promised, damaged)) = counts else { return };
        for (of, count) in [("promised", promised), ("damaged", damaged)] {
            self.artifacts.get_or_create(&DamageLabels { of }).set(count);
        }
    }

    /// Everything, as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry).map(|()| text).unwrap_or_default()
    }
}

/// Methods are foreign text: only the known ones become labels.
fn known(method: &Method) -> String {
    match *method {
        Method::GET | Method::HEAD | Method::POST | Method::PUT | Method::PATCH | Method::DELETE | Method::OPTIONS => {
            method.to_string()
        }
        _ => "other".to_owned(),
    }
}
