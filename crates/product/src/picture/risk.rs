//! Likelihood and impact on the scale of the file, before treatment and after.

use serde::Serialize;

use crate::file::{self, Threat};

/// What is at risk by a threat, as far as the file weighs it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Risk {
    /// Before treatment; none where it is not on the scale.
    pub before: Option<Weight>,
    /// What stays after it; likewise.
    pub after: Option<Weight>,
}

/// A likelihood and an impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Weight {
    /// Likelihood × impact, each counted from 1 at the least step.
    pub score: usize,
    /// What the score would be at the most likely and the worst.
    pub most: usize,
    /// How much that is.
    pub level: Level,
}

/// How much a score is. Ours, for the drawing alone: up to a quarter of the most is low, up to half of it medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Up to a quarter.
    Low,
    /// Up to half.
    Medium,
    /// More.
    High,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Its word, as the name of a class and the end of a key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl Risk {
    pub(super) fn of(threat: &Threat, scale: &file::Risk) -> Self {
        let residual = threat.residual.split_once('/');
        Self {
            before: weight(&threat.likelihood, &threat.impact, scale),
            after: residual.and_then(|(likelihood, impact)| weight(likelihood, impact, scale)),
        }
    }
}

fn weight(likelihood: &str, impact: &str, scale: &file::Risk) -> Option<Weight> {
    let step = |word: &str, steps: &[String]| steps.iter().position(|step| step == word.trim()).map(|at| at + 1);
    let score = step(likelihood, &scale.likelihood)? * step(impact, &scale.impact)?;
    let most = scale.likelihood.len() * scale.impact.len();
    let level = match (score * 4 <= most, score * 2 <= most) {
        (true, _) => Level::Low,
        (_, true) => Level::Medium,
        _ => Level::High,
    };
    Some(Weight { score, most, level })
}
