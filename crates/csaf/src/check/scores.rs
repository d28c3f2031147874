//! 6.1.7 to 6.1.10: scores that are whole, single, and what their vectors say.

use std::collections::{BTreeMap, BTreeSet};

use super::cvss;
use super::place::vulnerabilities;
use super::{At, Found};

/// A metric: its name in JSON, in vectors, and its values by both.
type Metric = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// One version of CVSS: where it stands, what it needs, its metrics, its scores and their words.
struct Version {
    field: &'static str,
    numbers: &'static [&'static str],
    needed: &'static [&'static str],
    metrics: &'static [Metric],
    scores: [&'static str; 3],
    severities: &'static [&'static str],
}

static V2: Version = Version {
    field: "cvss_v2",
    numbers: &["2.0"],
    needed: &["version", "vectorString", "baseScore"],
    metrics: &METRICS_2,
    scores: ["baseScore", "temporalScore", "environmentalScore"],
    severities: &[],
};

static V3: Version = Version {
    field: "cvss_v3",
    numbers: &["3.0", "3.1"],
    needed: &["version", "vectorString", "baseScore", "baseSeverity"],
    metrics: &METRICS_3,
    scores: ["baseScore", "temporalScore", "environmentalScore"],
    severities: &["baseSeverity", "temporalSeverity", "environmentalSeverity"],
};

const WORDS: [&str; 5] = ["NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    for flaw in vulnerabilities(root) {
        let scores = flaw.each("scores");
        twice(&scores, found);
        for (score, version) in scores.iter().flat_map(|score| [(score, &V2), (score, &V3)]) {
            let Some(own) = score.get(version.field).filter(|own| own.value.is_object()) else { continue };
            whole(&own, version, found);
            computed(&own, version, found);
            consistent(&own, version, found);
        }
    }
}

/// 6.1.7: one score of each version for a product.
fn twice(scores: &[At<'_>], found: &mut Found) {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for score in scores {
        let versions = [&V2, &V3].map(|version| score.get(version.field).and_then(|own| own.text("version")));
        for (product, at) in score.texts("products") {
            let known = seen.entry(product).or_default();
            if versions.iter().flatten().any(|version| known.contains(version)) {
                found.add("6.1.7", &at, format!("{product:?} has more than one score of this version"));
            }
            known.extend(versions.iter().flatten());
        }
    }
}

/// 6.1.8: what CVSS's own schema asks for.
fn whole(own: &At<'_>, version: &Version, found: &mut Found) {
    for name in version.needed.iter().filter(|name| own.get(name).is_none()) {
        found.add("6.1.8", own, format!("{name} is missing"));
    }
    let text = |name: &str| own.get(name).map(|at| (at.as_text(), at));
    if let Some((number, at)) = text("version")
        && !number.is_some_and(|number| version.numbers.contains(&number))
    {
        found.add("6.1.8", &at, "no version of CVSS that belongs here");
    }
    if let Some((vector, at)) = text("vectorString")
        && !vector.is_some_and(|vector| is_vector(vector, own.text("version").unwrap_or_default(), version))
    {
        found.add("6.1.8", &at, "no vector of CVSS");
    }
    for (name, _, values) in version.metrics {
        if let Some((word, at)) = text(name)
            && !word.is_some_and(|word| values.iter().any(|(known, _)| *known == word))
        {
            found.add("6.1.8", &at, "no value of this metric");
        }
    }
    for at in version.scores.iter().filter_map(|name| own.get(name)) {
        if !at.value.as_f64().is_some_and(|score| (0.0..=10.0).contains(&score)) {
            found.add("6.1.8", &at, "no score between 0 and 10");
        }
    }
    for (word, at) in version.severities.iter().filter_map(|name| text(name)) {
        if !word.is_some_and(|word| WORDS.contains(&word)) {
            found.add("6.1.8", &at, "no severity");
        }
    }
}

fn is_vector(vector: &str, number: &str, version: &Version) -> bool {
    let rest = match version.field {
        "cvss_v2" => Some(vector),
        _ => vector
            .strip_prefix("CVSS:")
            .and_then(|rest| rest.strip_prefix(number))
            .and_then(|rest| rest.strip_prefix('/')),
    };
    let is_part = |part: &str| {
        let known = part.split_once(':').and_then(|(key, value)| Some((value, metric(key, version)?)));
        known.is_some_and(|(value, (_, _, values))| values.iter().any(|(_, letter)| *letter == value))
    };
    rest.is_some_and(|rest| rest.split('/').all(is_part))
}

fn metric(key: &str, version: &Version) -> Option<&'static Metric> {
    version.metrics.iter().find(|(_, known, _)| *known == key)
}

/// 6.1.9: scores and severities are those of the vector.
fn computed(own: &At<'_>, version: &Version, found: &mut Found) {
    let (Some(vector), number) = (own.text("vectorString"), own.text("version").unwrap_or_default()) else { return };
    let scores = match version.field {
        "cvss_v2" => cvss::v2(vector),
        _ if vector.get(5..8) != Some(number) => None,
        _ => cvss::v3(vector),
    };
    let Some(scores) = scores else { return };
    let right = [scores.base, scores.temporal, scores.environmental];
    for (name, score) in version.scores.iter().zip(right) {
        let Some(at) = own.get(name) else { continue };
        if at.value.as_f64().is_some_and(|said| (said - score).abs() > 1e-9) {
            found.add("6.1.9", &at, format!("the vector gives {score:.1}"));
        }
    }
    for (name, score) in version.severities.iter().zip(right) {
        let Some(at) = own.get(name) else { continue };
        if at.as_text().is_some_and(|said| said != cvss::severity(score)) {
            found.add("6.1.9", &at, format!("the vector gives {}", cvss::severity(score)));
        }
    }
}

/// 6.1.10: metrics are those of the vector.
fn consistent(own: &At<'_>, version: &Version, found: &mut Found) {
    let Some(vector) = own.text("vectorString") else { return };
    for (key, value) in vector.split('/').filter_map(|part| part.split_once(':')) {
        let Some((name, _, values)) = metric(key, version) else { continue };
        let word = values.iter().find(|(_, letter)| *letter == value).map(|(word, _)| *word);
        if let (Some(at), Some(word)) = (own.get(name), word)
            && at.as_text().is_some_and(|said| said != word)
        {
            found.add("6.1.10", &at, format!("the vector says {word}"));
        }
    }
}

const CIA_2: &[(&str, &str)] = &[("NONE", "N"), ("PARTIAL", "P"), ("COMPLETE", "C")];
const NEED_2: &[(&str, &str)] = &[("LOW", "L"), ("MEDIUM", "M"), ("HIGH", "H"), ("NOT_DEFINED", "ND")];

static METRICS_2: [Metric; 14] = [
    ("accessVector", "AV", &[("NETWORK", "N"), ("ADJACENT_NETWORK", "A"), ("LOCAL", "L")]),
    ("accessComplexity", "AC", &[("HIGH", "H"), ("MEDIUM", "M"), ("LOW", "L")]),
    ("authentication", "Au", &[("MULTIPLE", "M"), ("SINGLE", "S"), ("NONE", "N")]),
    ("confidentialityImpact", "C", CIA_2),
    ("integrityImpact", "I", CIA_2),
    ("availabilityImpact", "A", CIA_2),
    (
        "exploitability",
        "E",
        &[("UNPROVEN", "U"), ("PROOF_OF_CONCEPT", "POC"), ("FUNCTIONAL", "F"), ("HIGH", "H"), ("NOT_DEFINED", "ND")],
    ),
    (
        "remediationLevel",
        "RL",
        &[
            ("OFFICIAL_FIX", "OF"),
            ("TEMPORARY_FIX", "TF"),
            ("WORKAROUND", "W"),
            ("UNAVAILABLE", "U"),
            ("NOT_DEFINED", "ND"),
        ],
    ),
    (
        "reportConfidence",
        "RC",
        &[("UNCONFIRMED", "UC"), ("UNCORROBORATED", "UR"), ("CONFIRMED", "C"), ("NOT_DEFINED", "ND")],
    ),
    (
        "collateralDamagePotential",
        "CDP",
        &[
            ("NONE", "N"),
            ("LOW", "L"),
            ("LOW_MEDIUM", "LM"),
            ("MEDIUM_HIGH", "MH"),
            ("HIGH", "H"),
            ("NOT_DEFINED", "ND"),
        ],
    ),
    ("targetDistribution", "TD", &[("NONE", "N"), ("LOW", "L"), ("MEDIUM", "M"), ("HIGH", "H"), ("NOT_DEFINED", "ND")]),
    ("confidentialityRequirement", "CR", NEED_2),
    ("integrityRequirement", "IR", NEED_2),
    ("availabilityRequirement", "AR", NEED_2),
];

const CIA_3: &[(&str, &str)] = &[("NONE", "N"), ("LOW", "L"), ("HIGH", "H")];
const CIA_M: &[(&str, &str)] = &[("NONE", "N"), ("LOW", "L"), ("HIGH", "H"), ("NOT_DEFINED", "X")];
const NEED_3: &[(&str, &str)] = &[("LOW", "L"), ("MEDIUM", "M"), ("HIGH", "H"), ("NOT_DEFINED", "X")];

static METRICS_3: [Metric; 22] = [
    ("attackVector", "AV", &[("NETWORK", "N"), ("ADJACENT_NETWORK", "A"), ("LOCAL", "L"), ("PHYSICAL", "P")]),
    ("attackComplexity", "AC", &[("HIGH", "H"), ("LOW", "L")]),
    ("privilegesRequired", "PR", CIA_3),
    ("userInteraction", "UI", &[("NONE", "N"), ("REQUIRED", "R")]),
    ("scope", "S", &[("UNCHANGED", "U"), ("CHANGED", "C")]),
    ("confidentialityImpact", "C", CIA_3),
    ("integrityImpact", "I", CIA_3),
    ("availabilityImpact", "A", CIA_3),
    (
        "exploitCodeMaturity",
        "E",
        &[("UNPROVEN", "U"), ("PROOF_OF_CONCEPT", "P"), ("FUNCTIONAL", "F"), ("HIGH", "H"), ("NOT_DEFINED", "X")],
    ),
    (
        "remediationLevel",
        "RL",
        &[
            ("OFFICIAL_FIX", "O"),
            ("TEMPORARY_FIX", "T"),
            ("WORKAROUND", "W"),
            ("UNAVAILABLE", "U"),
            ("NOT_DEFINED", "X"),
        ],
    ),
    ("reportConfidence", "RC", &[("UNKNOWN", "U"), ("REASONABLE", "R"), ("CONFIRMED", "C"), ("NOT_DEFINED", "X")]),
    ("confidentialityRequirement", "CR", NEED_3),
    ("integrityRequirement", "IR", NEED_3),
    ("availabilityRequirement", "AR", NEED_3),
    (
        "modifiedAttackVector",
        "MAV",
        &[("NETWORK", "N"), ("ADJACENT_NETWORK", "A"), ("LOCAL", "L"), ("PHYSICAL", "P"), ("NOT_DEFINED", "X")],
    ),
    ("modifiedAttackComplexity", "MAC", &[("HIGH", "H"), ("LOW", "L"), ("NOT_DEFINED", "X")]),
    ("modifiedPrivilegesRequired", "MPR", CIA_M),
    ("modifiedUserInteraction", "MUI", &[("NONE", "N"), ("REQUIRED", "R"), ("NOT_DEFINED", "X")]),
    ("modifiedScope", "MS", &[("UNCHANGED", "U"), ("CHANGED", "C"), ("NOT_DEFINED", "X")]),
    ("modifiedConfidentialityImpact", "MC", CIA_M),
    ("modifiedIntegrityImpact", "MI", CIA_M),
    ("modifiedAvailabilityImpact", "MA", CIA_M),
];
