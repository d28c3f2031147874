//! One field of the form.

use serde::Deserialize;

use crate::Confidence;
use crate::clocks::{Event, Stage};

/// One field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Field {
    /// A stable name of ours.
    pub id: String,
    /// ENISA's number in this version, which changes.
    #[serde(rename = "enisa_nr")]
    pub number: Option<String>,
    /// A short name of ours.
    pub label: String,
    /// What is entered.
    #[serde(rename = "type")]
    pub format: Format,
    /// The most characters.
    pub max_chars: Option<usize>,
    /// What can be chosen; empty where no source lists it.
    #[serde(default)]
    pub options: Vec<String>,
    /// The code list that the options stand in.
    pub(super) list: Option<String>,
    /// How an identifier looks: `#` is a digit, `+` any more of them.
    pub shape: Option<String>,
    /// Who fills it.
    #[serde(default)]
    pub filled_by: FilledBy,
    /// It stays empty otherwise.
    pub only_if: Option<Condition>,
    /// It must be filled then.
    pub needed_if: Option<Condition>,
    /// Which events it is shown for.
    pub applies_to: Vec<Event>,
    /// How firmly the form asks for it, stage by stage.
    pub stages: Levels,
    /// Where the law speaks to it.
    #[serde(default)]
    pub legal_basis: Vec<String>,
    /// What else is known.
    #[serde(default)]
    pub notes: String,
    /// The key of its source in the glossary.
    pub source: String,
    /// How sure we are.
    pub confidence: Confidence,
}

impl Field {
    /// How firmly the form asks for it at a stage; `None` for an intermediate report, whose fields no source lists.
    pub fn level(&self, stage: Stage) -> Option<Level> {
        match stage {
            Stage::EarlyWarning => Some(self.stages.early_warning),
            Stage::Notification => Some(self.stages.notification),
            Stage::FinalReport => Some(self.stages.final_report),
            Stage::IntermediateReport => None,
        }
    }

    /// As [`Field::level`], where what is carried over is asked for as firmly as at the stage that it comes from.
    pub(super) fn asked(&self, stage: Stage) -> Option<Level> {
        let before = match stage {
            Stage::FinalReport => Stage::Notification,
            _ => Stage::EarlyWarning,
        };
        match self.level(stage)? {
            Level::Carried if before < stage => self.asked(before),
            level => Some(level),
        }
    }
}

/// What is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Free text.
    Text,
    /// Text that the platform shows and nobody types.
    TextReadonly,
    /// One option.
    Enum,
    /// Some options.
    MultiEnum,
    /// Yes or no.
    Bool,
    /// An instant, in UTC.
    DatetimeUtc,
}

/// How firmly the form asks for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It must be filled to submit the stage.
    Required,
    /// It may be filled.
    Optional,
    /// It must be filled when the information exists.
    IfAvailable,
    /// It is copied from the stage before, and may be updated.
    Carried,
    /// It is not offered.
    #[serde(rename = "na")]
    NotOffered,
    /// The platform sets it.
    #[serde(rename = "auto")]
    Automatic,
}

/// The level at each stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Within 24 hours.
    pub early_warning: Level,
    /// Within 72 hours.
    pub notification: Level,
    /// The last one.
    #[serde(rename = "final")]
    pub final_report: Level,
}

/// Who fills a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilledBy {
    /// The manufacturer's representative.
    #[default]
    Manufacturer,
    /// The platform.
    Platform,
    /// The CSIRT.
    Coordinator,
}

/// That another field has a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct Condition {
    /// The id of the other field.
    pub field: String,
    /// The option, or `yes` or `no`.
    pub is: String,
}
