//! What stands in the picture: columns, kinds of nodes, links and flags, each with its word.

use serde::Serialize;

/// A column, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// What is worth protecting.
    Assets,
    /// Where something goes in or out, with the entries of each below it.
    Interfaces,
    /// What could go wrong.
    Threats,
    /// What protects.
    Controls,
    /// What shows it.
    Evidence,
    /// Requirements of Annex I, all of them.
    Requirements,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 6] =
        [Self::Assets, Self::Interfaces, Self::Threats, Self::Controls, Self::Evidence, Self::Requirements];
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// `[[asset]]`.
    Asset,
    /// `[[interface]]`.
    Interface,
    /// `[[entry]]`.
    Entry,
    /// `[[threat]]`.
    Threat,
    /// `[[control]]`.
    Control,
    /// `[[evidence]]`.
    Evidence,
    /// A requirement of Annex I.
    Requirement,
}

impl Kind {
    /// Its word, in anchors and as the name of a class.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Interface => "interface",
            Self::Entry => "entry",
            Self::Threat => "threat",
            Self::Control => "control",
            Self::Evidence => "evidence",
            Self::Requirement => "requirement",
        }
    }

    /// The column that it stands in.
    #[must_use]
    pub const fn column(self) -> Column {
        match self {
            Self::Asset => Column::Assets,
            Self::Interface | Self::Entry => Column::Interfaces,
            Self::Threat => Column::Threats,
            Self::Control => Column::Controls,
            Self::Evidence => Column::Evidence,
            Self::Requirement => Column::Requirements,
        }
    }
}

/// What somebody has to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// A threat on which nobody decided, or which is left as it is without anybody's acceptance.
    Untreated,
    /// A threat that no interface leads to, by itself, by an entry, or by a threat that makes it possible.
    Unreachable,
    /// A threat that is to be mitigated, by nothing that is there.
    Uncontrolled,
    /// A threat without likelihood and impact on the scale.
    Unweighed,
    /// A control that nothing shows to work.
    Unshown,
    /// Nothing else of the assessment speaks of it.
    Unlinked,
    /// It names something that is not there.
    Dangling,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Self; 7] = [
        Self::Untreated,
        Self::Unreachable,
        Self::Uncontrolled,
        Self::Unweighed,
        Self::Unshown,
        Self::Unlinked,
        Self::Dangling,
    ];

    /// Its word, as the name of a class and the end of a key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Untreated => "untreated",
            Self::Unreachable => "unreachable",
            Self::Uncontrolled => "uncontrolled",
            Self::Unweighed => "unweighed",
            Self::Unshown => "unshown",
            Self::Unlinked => "unlinked",
            Self::Dangling => "dangling",
        }
    }
}

/// What an edge says: the first of both is where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// A threat would harm an asset.
    Harms,
    /// An entry belongs to an interface.
    BelongsTo,
    /// A threat happens by an interface or an entry.
    HappensBy,
    /// A threat is possible because of another.
    Because,
    /// A threat is treated by a control.
    TreatedBy,
    /// A control rests on another.
    RestsOn,
    /// A threat or a control is shown to be right by evidence.
    ShownBy,
    /// A threat calls for a requirement.
    CallsFor,
    /// A control serves a requirement.
    Serves,
    /// Evidence speaks to a requirement.
    SpeaksTo,
}

impl Link {
    /// Every link.
    pub const ALL: [Self; 10] = [
        Self::Harms,
        Self::BelongsTo,
        Self::HappensBy,
        Self::Because,
        Self::TreatedBy,
        Self::RestsOn,
        Self::ShownBy,
        Self::CallsFor,
        Self::Serves,
        Self::SpeaksTo,
    ];

    /// Its word, as the name of a class and the end of a key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Harms => "harms",
            Self::BelongsTo => "belongs-to",
            Self::HappensBy => "happens-by",
            Self::Because => "because",
            Self::TreatedBy => "treated-by",
            Self::RestsOn => "rests-on",
            Self::ShownBy => "shown-by",
            Self::CallsFor => "calls-for",
            Self::Serves => "serves",
            Self::SpeaksTo => "speaks-to",
        }
    }
}
