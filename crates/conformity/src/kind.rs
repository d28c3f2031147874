//! Kinds of evidence.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// What kind of fact evidence is. Kebab-case in every text; words are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The verdict of the release check.
    Gate,
    /// How fresh the advisories are that the check went by.
    Feeds,
    /// The bill of materials and its quality.
    Bill,
    /// What is open of known vulnerabilities, and for how long.
    Exposures,
    /// How quickly fixes went out.
    LeadTime,
    /// Self-tests of units.
    SelfTest,
    /// Which share of the units runs what is newest.
    UpdateReach,
    /// What owners chose: postponed, refused, opted out.
    Consent,
    /// A drill that was held.
    Drill,
    /// Which share of the units is watched.
    Monitoring,
    /// How finders were answered.
    Disclosure,
    /// `security.txt` and the policy it names.
    Contact,
    /// Something that ends on a known day unless it is renewed: `security.txt`, metadata of updates.
    Ends,
    /// Published advisories on what was fixed.
    Advisories,
    /// Receipts of what owners took along or erased.
    Receipts,
    /// Signed metadata of updates.
    Repository,
    /// Files that were promised for years, and were read again.
    Kept,
    /// Somebody is rung when a clock runs.
    Ringing,
    /// A report of tests of the product.
    TestReport,
    /// What a person reviewed, and what came of it.
    Review,
    /// That somebody reviewed something at all.
    Reviewed,
    /// The product file says how it is met.
    Declared,
    /// The product file says that it does not apply, and why.
    NotApplicable,
    /// The product file names evidence that must be there.
    Expected,
    /// The risk assessment.
    Assessment,
    /// A procedure of development or production.
    Procedure,
    /// Due diligence on components.
    Diligence,
    /// The support period.
    Support,
    /// Who made it and how it is told apart.
    Identity,
    /// The user information.
    UserInformation,
    /// The technical documentation.
    Dossier,
    /// The declaration of conformity.
    Declaration,
    /// The assessment procedure that was gone through.
    Route,
    /// A report of Article 14 that was handed in.
    Reported,
    /// Until when a report of Article 14 had to be handed in.
    Deadline,
    /// Users were told of an event and of what they can do.
    OwnersTold,
    /// A flaw was told to whoever makes or maintains the component.
    Upstream,
    /// What a support period rests on.
    Considered,
    /// What everybody may read of the product.
    Page,
    /// Users were told that support ends.
    EndTold,
    /// The CE marking.
    Marking,
    /// An archive from which somebody else can go on.
    HandOver,
}

const DAY: i64 = 86_400;

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 42] = [
        Self::Gate,
        Self::Feeds,
        Self::Bill,
        Self::Exposures,
        Self::LeadTime,
        Self::SelfTest,
        Self::UpdateReach,
        Self::Consent,
        Self::Drill,
        Self::Monitoring,
        Self::Disclosure,
        Self::Contact,
        Self::Ends,
        Self::Advisories,
        Self::Receipts,
        Self::Repository,
        Self::Kept,
        Self::Ringing,
        Self::TestReport,
        Self::Review,
        Self::Reviewed,
        Self::Declared,
        Self::NotApplicable,
        Self::Expected,
        Self::Assessment,
        Self::Procedure,
        Self::Diligence,
        Self::Support,
        Self::Identity,
        Self::UserInformation,
        Self::Dossier,
        Self::Declaration,
        Self::Route,
        Self::Reported,
        Self::Deadline,
        Self::OwnersTold,
        Self::Upstream,
        Self::Considered,
        Self::Page,
        Self::EndTold,
        Self::Marking,
        Self::HandOver,
    ];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Feeds => "feeds",
            Self::Bill => "bill",
            Self::Exposures => "exposures",
            Self::LeadTime => "lead-time",
            Self::SelfTest => "self-test",
            Self::UpdateReach => "update-reach",
            Self::Consent => "consent",
            Self::Drill => "drill",
            Self::Monitoring => "monitoring",
            Self::Disclosure => "disclosure",
            Self::Contact => "contact",
            Self::Ends => "ends",
            Self::Advisories => "advisories",
            Self::Receipts => "receipts",
            Self::Repository => "repository",
            Self::Kept => "kept",
            Self::Ringing => "ringing",
            Self::TestReport => "test-report",
            Self::Review => "review",
            Self::Reviewed => "reviewed",
            Self::Declared => "declared",
            Self::NotApplicable => "not-applicable",
            Self::Expected => "expected",
            Self::Assessment => "assessment",
            Self::Procedure => "procedure",
            Self::Diligence => "diligence",
            Self::Support => "support",
            Self::Identity => "identity",
            Self::UserInformation => "user-information",
            Self::Dossier => "dossier",
            Self::Declaration => "declaration",
            Self::Route => "route",
            Self::Reported => "reported",
            Self::Deadline => "deadline",
            Self::OwnersTold => "owners-told",
            Self::Upstream => "upstream",
            Self::Considered => "considered",
            Self::Page => "page",
            Self::EndTold => "end-told",
            Self::Marking => "marking",
            Self::HandOver => "hand-over",
        }
    }

    /// Whether a product file puts it there, or it was made of one: another file for the same release replaces it whole, and a dossier
    /// and a declaration of the old one show nothing of the new.
    pub const fn is_declared(self) -> bool {
        matches!(
            self,
            Self::Declared
                | Self::NotApplicable
                | Self::Expected
                | Self::Assessment
                | Self::Procedure
                | Self::Diligence
                | Self::Support
                | Self::Identity
                | Self::UserInformation
                | Self::Considered
                | Self::Dossier
                | Self::Declaration
                | Self::Marking
                | Self::Route
        )
    }

    /// How long it speaks where its record names no end; nothing for what speaks as long as its release does.
    ///
    /// Ours: the act names no ages. What the server measures each day counts for three, so that a server which no longer
    /// measures is not taken for one that finds nothing.
    pub const fn lifetime(self) -> Option<SignedDuration> {
        let days = match self {
            Self::Gate
            | Self::Feeds
            | Self::Bill
            | Self::Exposures
            | Self::LeadTime
            | Self::SelfTest
            | Self::UpdateReach
            | Self::Consent
            | Self::Monitoring
            | Self::Disclosure
            | Self::Contact
            | Self::Advisories
            | Self::Receipts
            | Self::Repository
            | Self::Kept
            | Self::Ringing => 3,
            Self::TestReport => 180,
            Self::Drill
            | Self::Review
            | Self::Reviewed
            | Self::Assessment
            | Self::Diligence
            | Self::Reported
            | Self::OwnersTold
            | Self::Upstream
            | Self::HandOver => 365,
            _ => return None,
        };
        Some(SignedDuration::from_secs(days * DAY))
    }
}
