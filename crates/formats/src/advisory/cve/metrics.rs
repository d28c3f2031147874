//! CVE `metrics`: CVSS vectors, and what the record knows about exploitation.

use serde::Deserialize;

use crate::advisory::words::add_severity;
use crate::advisory::{Advisory, Severity};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};

#[derive(Deserialize)]
struct Metric<'a> {
    #[serde(default, rename = "cvssV2_0")]
    v2: Option<Cvss>,
    #[serde(default, rename = "cvssV3_0")]
    v3: Option<Cvss>,
    #[serde(default, rename = "cvssV3_1")]
    v31: Option<Cvss>,
    #[serde(default, rename = "cvssV4_0")]
    v4: Option<Cvss>,
    #[serde(borrow, default)]
    other: Option<Other<'a>>,
}

#[derive(Deserialize)]
struct Cvss {
    #[serde(default, rename = "vectorString")]
    vector: Loose,
}

#[derive(Deserialize)]
struct Other<'a> {
    #[serde(default, rename = "type")]
    kind: Loose,
    #[serde(borrow, default)]
    content: Option<Raw<'a>>,
}

/// CISA's decision points, one key per object.
#[derive(Deserialize)]
struct Ssvc<'a> {
    #[serde(borrow, default, deserialize_with = "or_default")]
    options: Raws<'a>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default, rename = "Exploitation")]
    exploitation: Loose,
}

/// Adds the metrics of one container to the advisory.
pub(super) fn add<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str, advisory: &mut Advisory) {
    for (index, raw) in raws.iter().enumerate() {
        let Some(metric) = reporter.entry::<Metric<'a>>(raw, format_args!("{path}/metrics/{index}")) else { continue };
        for cvss in [metric.v4, metric.v31, metric.v3, metric.v2].into_iter().flatten() {
            if !cvss.vector.0.is_empty() {
                add_severity(&mut advisory.severities, Severity::Vector(cvss.vector.0));
            }
        }
        let Some(Other { kind, content: Some(content) }) = metric.other else { continue };
        let place = format_args!("{path}/metrics/{index}/other/content");
        match kind.0.as_str() {
            "ssvc" if exploitation_is_active(reporter, content, place) => {
                advisory.exploited = Some("ssvc-active".into());
            }
            "kev" => advisory.exploited = advisory.exploited.take().or_else(|| Some("kev".into())),
            _ => {}
        }
    }
}

fn exploitation_is_active<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: std::fmt::Arguments<'_>) -> bool {
    let Some(ssvc) = reporter.entry::<Ssvc<'a>>(raw, path) else { return false };
    let choices: Vec<Choice> = reporter.entries(&ssvc.options, format_args!("{path}/options"));
    choices.iter().any(|choice| choice.exploitation.0.eq_ignore_ascii_case("active"))
}
