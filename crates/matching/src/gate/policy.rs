//! The manufacturer's policy, with a default that a careful one would choose.

use jiff::civil::Date;
use serde::Deserialize;
use steadfast_formats::bom::Component;

use crate::finding::Severity;
use crate::member::Member;

/// What blocks a release, and what must be known. The default blocks every known vulnerability that affects the
/// release, whatever its severity, and lets nothing unknown pass.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// The least severity that blocks.
    pub block_severity: BlockSeverity,
    /// Whether a vulnerability that is known to be exploited blocks at any severity.
    pub block_exploited: bool,
    /// The probability of exploitation within 30 days (0 to 1) that blocks at any severity.
    pub block_epss: Option<f64>,
    /// The age in days up to which a feed counts as fresh.
    pub max_feed_age_days: u32,
    /// Whether components and findings that cannot be judged keep the gate from passing.
    pub unknowns_block: bool,
    /// Components that the manufacturer makes itself, which no public feed can cover.
    pub own: Vec<Declared>,
    /// Unknown components that are accepted, by name, for a time.
    pub accept: Vec<Acceptance>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            block_severity: BlockSeverity::Any,
            block_exploited: true,
            block_epss: None,
            max_feed_age_days: 7,
            unknowns_block: true,
            own: Vec::new(),
            accept: Vec::new(),
        }
    }
}

/// The least severity that blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockSeverity {
    /// Every vulnerability, unrated ones too.
    Any,
    /// Low and worse.
    Low,
    /// Medium and worse.
    Medium,
    /// High and worse.
    High,
    /// Critical.
    Critical,
    /// Severity never blocks by itself.
    Never,
}

impl BlockSeverity {
    /// Whether a finding of this severity blocks.
    pub fn blocks(self, severity: Severity) -> bool {
        match self {
            Self::Any => true,
            Self::Low => severity <= Severity::Low,
            Self::Medium => severity <= Severity::Medium,
            Self::High => severity <= Severity::High,
            Self::Critical => severity <= Severity::Critical,
            Self::Never => false,
        }
    }
}

/// What a policy knows a component by.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: Option<&'a str>,
    /// Its package URLs.
    pub purls: &'a [String],
}

impl<'a> From<&'a Component> for Named<'a> {
    fn from(component: &'a Component) -> Self {
        Self { name: &component.name, version: component.version.as_deref(), purls: &component.purls }
    }
}

impl<'a> From<&'a Member> for Named<'a> {
    fn from(member: &'a Member) -> Self {
        Self { name: &member.name, version: member.version.as_deref(), purls: &member.purls }
    }
}

/// Components named by a policy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// A component's name, or a package URL; `*` at the end stands for any rest.
    pub component: String,
}

/// An unknown that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// A component's name, or a package URL without a wildcard.
    pub component: String,
    /// The version it holds for; every version where it is absent.
    pub version: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it holds, UTC; a day of TOML, or the same as text.
    #[serde(deserialize_with = "day")]
    pub expires: Date,
}

impl Policy {
    /// What a type cannot say: names that would take in everything, acceptances without a reason.
    ///
    /// # Errors
    /// The first thing that makes no sense, with the table it stands in.
    pub fn check(&self) -> Result<(), String> {
        if let Some(declared) = self.own.iter().find(|declared| is_wide(&declared.component)) {
            let name = &declared.component;
            return Err(format!("[[gate.own]] component = \"{name}\": it would take in what others made; name yours"));
        }
        let many = |name: &str| name.trim().is_empty() || name.ends_with('*');
        if let Some(acceptance) = self.accept.iter().find(|acceptance| many(&acceptance.component)) {
            let name = &acceptance.component;
            return Err(format!("[[gate.accept]] component = \"{name}\": an acceptance names one component in full"));
        }
        let bare = self.accept.iter().find(|acceptance| acceptance.reason.trim().is_empty());
        if let Some(bare) = bare {
            return Err(format!("[[gate.accept]] {}: an acceptance needs a reason", bare.component));
        }
        match self.block_epss {
            Some(limit) if !(0.0..=1.0).contains(&limit) => Err(format!("block-epss = {limit}: expected 0 to 1")),
            _ => Ok(()),
        }
    }

    /// Whether the policy declares a component the manufacturer's own.
    pub fn declares_own<'a>(&self, component: impl Into<Named<'a>>) -> bool {
        let component = component.into();
        self.own.iter().any(|declared| names(&declared.component, &component))
    }

    /// The acceptance of a component, the one that holds longest.
    pub fn accepted(&self, component: &Named<'_>) -> Option<&Acceptance> {
        let fits = |acceptance: &&Acceptance| {
            let version = acceptance.version.as_deref();
            is(&acceptance.component, component) && version.is_none_or(|version| component.version == Some(version))
        };
        self.accept.iter().filter(fits).max_by_key(|acceptance| acceptance.expires)
    }
}

/// Whether a name says next to nothing: nothing at all, or a wildcard for every package or every one of a type.
fn is_wide(pattern: &str) -> bool {
    let stem = pattern.trim().trim_end_matches('*').trim();
    let of_type = |rest: &str| rest.split_once('/').is_none_or(|(_, name)| name.is_empty());
    stem.is_empty()
        || (pattern.trim().ends_with('*')
            && ("pkg:".starts_with(stem) || stem.strip_prefix("pkg:").is_some_and(of_type)))
}

fn is(name: &str, component: &Named<'_>) -> bool {
    component.name == name || component.purls.iter().any(|purl| purl == name)
}

fn names(pattern: &str, component: &Named<'_>) -> bool {
    match pattern.strip_suffix('*') {
        Some(stem) => component.name.starts_with(stem) || component.purls.iter().any(|purl| purl.starts_with(stem)),
        None => is(pattern, component),
    }
}

/// TOML's own days come as a map with one entry, which holds the text.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_any(DayVisitor)
}

struct DayVisitor;

impl<'de> serde::de::Visitor<'de> for DayVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a day such as 2027-01-31")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
        text.parse().map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Date, A::Error> {
        let entry = map.next_entry::<String, String>()?;
        let (_, text) = entry.ok_or_else(|| serde::de::Error::invalid_length(0, &self))?;
        self.visit_str(&text)
    }
}
