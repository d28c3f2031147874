//! Findings: one flaw in one component, whatever number of records and names it has.

use serde::{Deserialize, Serialize};

use crate::reason::Reason;

/// One flaw in one component.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of the record that says most about it.
    pub id: String,
    /// Its other ids, sorted.
    pub aliases: Vec<String>,
    /// Ids of flaws that an erratum names, sorted.
    pub related: Vec<String>,
    /// Whether it is a vulnerability.
    pub kind: Kind,
    /// What is known.
    pub status: Status,
    /// The component's place in the bill's parts.
    pub part: usize,
    /// Why the status is what it is, where it is not by version alone.
    pub reason: Option<Reason>,
    /// The reason in the words of whoever stated it.
    pub detail: Option<String>,
    /// Versions that fix it, lowest first.
    pub fixed_in: Vec<String>,
    /// One line for people.
    pub summary: String,
    /// Addresses to read more.
    pub references: Vec<String>,
    /// How severe it is.
    pub severity: Severity,
    /// The CVSS vector behind the severity, and tenths of its base score.
    pub cvss: Option<(String, u8)>,
    /// Known to be exploited: by whom it is said. `None` where nothing loaded says so.
    pub exploited: Option<String>,
    /// The probability of exploitation within 30 days, 0 to 1.
    pub epss: Option<f32>,
    /// The last change of its records, in seconds since the epoch.
    pub modified: Option<i64>,
    /// Source files that it stands in, where the records name them.
    pub program_files: Vec<String>,
}

/// Whether a finding is a vulnerability.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A vulnerability.
    Vulnerability,
    /// Informational, of this kind (`unmaintained`, `unsound`, `notice`).
    Informational(String),
}

/// What is known of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The component is affected.
    Affected,
    /// It cannot be told.
    Unknown,
    /// Not affected, for a reason that is kept.
    NotAffected,
    /// Fixed in this version, by someone's statement.
    Fixed,
}

/// Severity, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 9.0 to 10.0.
    Critical,
    /// 7.0 to 8.9.
    High,
    /// 4.0 to 6.9.
    Medium,
    /// 0.1 to 3.9.
    Low,
    /// 0.0.
    None,
    /// Nobody has rated it.
    Unknown,
}

impl Severity {
    /// The severity of a base score given in tenths, by the rating scale of CVSS 3 and 4.
    pub fn of_tenths(tenths: u8) -> Self {
        match tenths {
            0 => Self::None,
            1..=39 => Self::Low,
            40..=69 => Self::Medium,
            70..=89 => Self::High,
            _ => Self::Critical,
        }
    }

    /// The severity that a publisher's word names.
    pub fn of_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "critical" => Self::Critical,
            "high" | "important" => Self::High,
            "medium" | "moderate" => Self::Medium,
            "low" | "minor" => Self::Low,
            "none" | "negligible" => Self::None,
            _ => Self::Unknown,
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::None => "none",
            Self::Unknown => "unrated",
        }
    }
}

impl Finding {
    /// Every id under which the flaw is known.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// What comes first for whoever has to act: exploited, then severity, then probability of exploitation.
    pub fn urgency(&self) -> impl Ord + use<> {
        let probability = self.epss.map_or(0, |epss| (epss * 1e6) as u32);
        let score = self.cvss.as_ref().map_or(0, |(_, tenths)| *tenths);
        let unexploited = self.exploited.is_none();
        let informational = self.kind != Kind::Vulnerability;
        (
            self.status,
            informational,
            unexploited,
            self.severity,
            std::cmp::Reverse(score),
            std::cmp::Reverse(probability),
            self.part,
            self.id.clone(),
        )
    }
}
