//! Scores by their vectors: CVSS 2, 3.0 and 3.1, each with its three scores.

/// The scores of a vector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scores {
    pub(crate) base: f64,
    pub(crate) temporal: f64,
    pub(crate) environmental: f64,
}

/// The word for a score of CVSS 3.
pub(crate) fn severity(score: f64) -> &'static str {
    match score {
        score if score >= 9.0 => "CRITICAL",
        score if score >= 7.0 => "HIGH",
        score if score >= 4.0 => "MEDIUM",
        score if score > 0.0 => "LOW",
        _ => "NONE",
    }
}

/// The values of a vector by their metrics.
struct Vector<'v>(Vec<(&'v str, &'v str)>);

impl<'v> Vector<'v> {
    fn read(text: &'v str) -> Option<Self> {
        text.split('/').map(|part| part.split_once(':')).collect::<Option<Vec<_>>>().map(Self)
    }

    fn get(&self, metric: &str) -> Option<&'v str> {
        self.0.iter().find(|(name, _)| *name == metric).map(|(_, value)| *value)
    }

    /// The weight of a metric's value; that of `unset` if it is not there.
    fn weight(&self, metric: &str, unset: Option<f64>, weights: &[(&str, f64)]) -> Option<f64> {
        match self.get(metric) {
            None | Some("X" | "ND") => unset,
            Some(value) => weights.iter().find(|(known, _)| *known == value).map(|(_, weight)| *weight),
        }
    }

    /// The modified value of a metric, or its own.
    fn modified(&self, metric: &str) -> Option<&'v str> {
        let changed = self.get(&format!("M{metric}")).filter(|value| *value != "X");
        changed.or_else(|| self.get(metric))
    }
}

const AV: [(&str, f64); 4] = [("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)];
const AC: [(&str, f64); 2] = [("L", 0.77), ("H", 0.44)];
const UI: [(&str, f64); 2] = [("N", 0.85), ("R", 0.62)];
const PR: [(&str, f64); 3] = [("N", 0.85), ("L", 0.62), ("H", 0.27)];
const PR_CHANGED: [(&str, f64); 3] = [("N", 0.85), ("L", 0.68), ("H", 0.5)];
const CIA: [(&str, f64); 3] = [("H", 0.56), ("L", 0.22), ("N", 0.0)];
const E: [(&str, f64); 4] = [("U", 0.91), ("P", 0.94), ("F", 0.97), ("H", 1.0)];
const RL: [(&str, f64); 4] = [("O", 0.95), ("T", 0.96), ("W", 0.97), ("U", 1.0)];
const RC: [(&str, f64); 3] = [("U", 0.92), ("R", 0.96), ("C", 1.0)];
const NEED: [(&str, f64); 3] = [("L", 0.5), ("M", 1.0), ("H", 1.5)];

/// The scores of a vector of CVSS 3.0 or 3.1; none if it is no whole one.
pub(crate) fn v3(text: &str) -> Option<Scores> {
    let (is_31, rest) = match text.strip_prefix("CVSS:3.1/") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix("CVSS:3.0/")?),
    };
    let vector = Vector::read(rest)?;
    let up = |value: f64| if is_31 { up_31(value) } else { up_30(value) };
    let ease = |pick: &dyn Fn(&str) -> Option<f64>| Some(8.22 * pick("AV")? * pick("AC")? * pick("PR")? * pick("UI")?);
    let changed = vector.get("S")? == "C";
    let own = |metric: &str| look(metric, vector.get(metric)?, changed);
    let loss = 1.0 - (1.0 - own("C")?) * (1.0 - own("I")?) * (1.0 - own("A")?);
    let impact = if changed { 7.52 * (loss - 0.029) - 3.25 * (loss - 0.02).powi(15) } else { 6.42 * loss };
    let base = total(impact, ease(&own)?, changed, up);
    let later = vector.weight("E", Some(1.0), &E)?
        * vector.weight("RL", Some(1.0), &RL)?
        * vector.weight("RC", Some(1.0), &RC)?;
    let temporal = up(base * later);
    let changed = vector.modified("S")? == "C";
    let modified = |metric: &str| look(metric, vector.modified(metric)?, changed);
    let needed = |metric: &str, need: &str| Some(1.0 - modified(metric)? * vector.weight(need, Some(1.0), &NEED)?);
    let loss = (1.0 - needed("C", "CR")? * needed("I", "IR")? * needed("A", "AR")?).min(0.915);
    let impact = match (changed, is_31) {
        (false, _) => 6.42 * loss,
        (true, true) => 7.52 * (loss - 0.029) - 3.25 * (loss * 0.9731 - 0.02).powi(13),
        (true, false) => 7.52 * (loss - 0.029) - 3.25 * (loss - 0.02).powi(15),
    };
    let environmental = up(total(impact, ease(&modified)?, changed, up) * later);
    Some(Scores { base, temporal, environmental })
}

fn look(metric: &str, value: &str, changed: bool) -> Option<f64> {
    let weights: &[(&str, f64)] = match metric {
        "AV" => &AV,
        "AC" => &AC,
        "UI" => &UI,
        "PR" if changed => &PR_CHANGED,
        "PR" => &PR,
        _ => &CIA,
    };
    weights.iter().find(|(known, _)| *known == value).map(|(_, weight)| *weight)
}

fn total(impact: f64, ease: f64, changed: bool, up: impl Fn(f64) -> f64) -> f64 {
    let sum = if changed { 1.08 * (impact + ease) } else { impact + ease };
    if impact <= 0.0 { 0.0 } else { up(sum.min(10.0)) }
}

/// To the next tenth, as 3.0 says it.
fn up_30(value: f64) -> f64 {
    (value * 10.0).ceil() / 10.0
}

/// To the next tenth, as 3.1 says it (appendix A).
fn up_31(value: f64) -> f64 {
    let parts = (value * 100_000.0).round();
    if parts % 10_000.0 == 0.0 { parts / 100_000.0 } else { ((parts / 10_000.0).floor() + 1.0) / 10.0 }
}

const AV2: [(&str, f64); 3] = [("L", 0.395), ("A", 0.646), ("N", 1.0)];
const AC2: [(&str, f64); 3] = [("H", 0.35), ("M", 0.61), ("L", 0.71)];
const AU2: [(&str, f64); 3] = [("M", 0.45), ("S", 0.56), ("N", 0.704)];
const CIA2: [(&str, f64); 3] = [("N", 0.0), ("P", 0.275), ("C", 0.66)];
const E2: [(&str, f64); 4] = [("U", 0.85), ("POC", 0.9), ("F", 0.95), ("H", 1.0)];
const RL2: [(&str, f64); 4] = [("OF", 0.87), ("TF", 0.9), ("W", 0.95), ("U", 1.0)];
const RC2: [(&str, f64); 3] = [("UC", 0.9), ("UR", 0.95), ("C", 1.0)];
const CDP2: [(&str, f64); 5] = [("N", 0.0), ("L", 0.1), ("LM", 0.3), ("MH", 0.4), ("H", 0.5)];
const TD2: [(&str, f64); 4] = [("N", 0.0), ("L", 0.25), ("M", 0.75), ("H", 1.0)];
const NEED2: [(&str, f64); 3] = [("L", 0.5), ("M", 1.0), ("H", 1.51)];

/// The scores of a vector of CVSS 2; none if it is no whole one.
pub(crate) fn v2(text: &str) -> Option<Scores> {
    let vector = Vector::read(text)?;
    let own = |metric: &str, weights: &[(&str, f64)]| vector.weight(metric, None, weights);
    let ease = 20.0 * own("AV", &AV2)? * own("AC", &AC2)? * own("Au", &AU2)?;
    let [c, i, a] = [own("C", &CIA2)?, own("I", &CIA2)?, own("A", &CIA2)?];
    let impact = 10.41 * (1.0 - (1.0 - c) * (1.0 - i) * (1.0 - a));
    let base_of = |part: f64| {
        let factor = if impact > 0.0 { 1.176 } else { 0.0 };
        tenth((0.6 * part + 0.4 * ease - 1.5) * factor)
    };
    let set = |metric: &str, weights: &[(&str, f64)]| vector.weight(metric, Some(1.0), weights);
    let later = set("E", &E2)? * set("RL", &RL2)? * set("RC", &RC2)?;
    let base = base_of(impact);
    let temporal = tenth(base * later);
    let needs = [set("CR", &NEED2)?, set("IR", &NEED2)?, set("AR", &NEED2)?];
    let lost = (1.0 - c * needs[0]) * (1.0 - i * needs[1]) * (1.0 - a * needs[2]);
    let adjusted = tenth(base_of((10.41 * (1.0 - lost)).min(10.0)) * later);
    let damage = vector.weight("CDP", Some(0.0), &CDP2)?;
    let environmental = tenth((adjusted + (10.0 - adjusted) * damage) * set("TD", &TD2)?);
    Some(Scores { base, temporal, environmental })
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
