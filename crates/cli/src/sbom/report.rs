//! The shape of a report. `schema` rises when a field changes its meaning or goes; fields may be added without.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use steadfast_cra::sbom_fields::{Field, Level};

/// The version of the JSON form.
pub(super) const SCHEMA: u32 = 1;

/// What a bill has and lacks.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) schema: u32,
    pub(crate) bom: Summary,
    pub(crate) cra_minimum: Minimum,
    pub(crate) tr_03183_2: Guideline,
    pub(crate) document: Vec<Finding>,
    pub(crate) totals: Vec<Total>,
    /// The product that the bill is about, where it is no component of its own list.
    pub(crate) product: Option<Assessed>,
    pub(crate) components: Vec<Assessed>,
}

/// Which document was read.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    pub(crate) format: String,
    pub(crate) format_version: String,
    pub(crate) name: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) serial: Option<String>,
    pub(crate) components: usize,
    /// Entries that could not be understood, and so could not be checked.
    pub(crate) unreadable: usize,
}

/// The minimum of the act.
#[derive(Debug, Serialize)]
pub(crate) struct Minimum {
    pub(crate) verdict: Demand,
    pub(crate) rules: Vec<Rule>,
}

/// One demand of the act.
#[derive(Debug, Serialize)]
pub(crate) struct Rule {
    pub(crate) code: &'static str,
    pub(crate) reference: &'static str,
    pub(crate) verdict: Demand,
    pub(crate) reason: String,
}

/// Whether a demand is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Demand {
    Met,
    NotMet,
    Unknown,
}

/// Whether the bill has all that the guideline requires.
#[derive(Debug, Serialize)]
pub(crate) struct Guideline {
    pub(crate) guideline: &'static str,
    pub(crate) verdict: Coverage,
    /// Why it is incomplete or unknown.
    pub(crate) reasons: Vec<String>,
}

/// Whether all required fields are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Coverage {
    Complete,
    Incomplete,
    Unknown,
}

/// What was found for one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It is there.
    Given,
    /// Something is there that does not do, and why.
    Unfit(&'static str),
    /// It is not there.
    Missing,
    /// It may be there; why that cannot be told.
    Unknown(&'static str),
}

/// Written as two fields, `state` and `detail`.
impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("State", 2)?;
        fields.serialize_field("state", self.code())?;
        fields.serialize_field("detail", &self.detail())?;
        fields.end()
    }
}

impl State {
    /// Missing or unfit, rather than unknown.
    pub(crate) fn is_certain_gap(self) -> bool {
        matches!(self, Self::Missing | Self::Unfit(_))
    }

    pub(crate) fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Unfit(_) => "unfit",
            Self::Missing => "missing",
            Self::Unknown(_) => "unknown",
        }
    }

    pub(crate) fn detail(self) -> Option<&'static str> {
        match self {
            Self::Unfit(detail) | Self::Unknown(detail) => Some(detail),
            Self::Given | Self::Missing => None,
        }
    }
}

/// Which field is meant, as a report names it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Named {
    pub(crate) code: &'static str,
    pub(crate) label: &'static str,
    #[serde(serialize_with = "level")]
    pub(crate) level: Level,
    pub(crate) section: &'static str,
}

impl Named {
    pub(crate) fn is_required(&self) -> bool {
        self.level == Level::Required
    }
}

impl From<&Field> for Named {
    fn from(field: &Field) -> Self {
        Self { code: field.code, label: field.label, level: field.level, section: field.section }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn level<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.code())
}

/// A field and what was found for it: of the document, or what a component lacks.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Finding {
    #[serde(flatten)]
    pub(crate) field: Named,
    #[serde(flatten)]
    pub(crate) state: State,
}

impl Finding {
    pub(super) fn new(field: &Field, state: State) -> Self {
        Self { field: field.into(), state }
    }
}

/// How many components have a field. The four numbers add up to the number of components.
#[derive(Debug, Serialize)]
pub(crate) struct Total {
    #[serde(flatten)]
    pub(crate) field: Named,
    pub(crate) given: usize,
    pub(crate) unfit: usize,
    pub(crate) missing: usize,
    pub(crate) unknown: usize,
}

impl Total {
    pub(super) fn new(field: &Field, states: impl Iterator<Item = State>) -> Self {
        let mut total = Self { field: field.into(), given: 0, unfit: 0, missing: 0, unknown: 0 };
        for state in states {
            *total.number(state) += 1;
        }
        total
    }

    fn number(&mut self, state: State) -> &mut usize {
        match state {
            State::Given => &mut self.given,
            State::Unfit(_) => &mut self.unfit,
            State::Missing => &mut self.missing,
            State::Unknown(_) => &mut self.unknown,
        }
    }
}

/// One component and what it lacks, or may lack. Optional fields are left to the totals.
#[derive(Debug, Serialize)]
pub(crate) struct Assessed {
    pub(crate) name: String,
    pub(crate) version: Option<String>,
    pub(crate) purl: Option<String>,
    pub(crate) reference: String,
    pub(crate) place: String,
    pub(crate) gaps: Vec<Finding>,
}

impl Assessed {
    /// Required fields that it lacks for certain.
    pub(crate) fn required_gaps(&self) -> impl Iterator<Item = &Finding> {
        self.gaps.iter().filter(|gap| gap.field.is_required() && gap.state.is_certain_gap())
    }
}
