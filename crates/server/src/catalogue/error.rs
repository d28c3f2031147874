//! What can go wrong with the catalogue, and how it is said.

use jiff::civil::Date;
use steadfast_formats::ReadError;
use steadfast_product::ProductFileError;
use steadfast_store::{BlobError, IdError, StoreError};

use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};
use crate::http::upload;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing was given.
    #[error("it must not be empty")]
    Missing,
    /// Too many characters.
    #[error("it has at most {0} characters")]
    TooLong(usize),
    /// None of the words that are taken.
    #[error("it is none of the words that are taken here")]
    NoSuchChoice,
    /// No day.
    #[error("it is no day such as 2027-01-31")]
    NotADay,
    /// A number outside of what is taken.
    #[error("it is a whole number from {0} on")]
    NotANumber(i64),
    /// The last day comes before the first.
    #[error("it comes before the first day")]
    BeforeBegin,
    /// A support period that needs its reason.
    #[error(
        "a support period of less than five years needs its reason: the product is expected to be in use for less \
         (Art. 13(8))"
    )]
    ShortSupport,
    /// It is there already.
    #[error("the part has a release of this {0} already")]
    Taken(&'static str),
    /// It lies ahead.
    #[error("it lies in the future")]
    Ahead,
    /// There is no such thing.
    #[error("there is no such {0}")]
    Unknown(&'static str),
    /// More than anybody can mean.
    #[error("it is more than a hundred years")]
    TooFar,
    /// Devices of which day of placing would be supported for less than the act allows, and until when they must be.
    #[error(
        "devices placed on {0} need support until {1} at the least: five years, or as long as they are expected to be in use \
         where that is less (Art. 13(8))"
    )]
    BelowLeast(Date, Date),
    /// Devices of which day of placing would be supported for less than was promised, and until when they are.
    #[error(
        "devices placed on {0} were promised support until {1}: that can be lengthened, never shortened; for devices that are \
         placed later make another promise"
    )]
    Promised(Date, Date),
    /// No number in trade.
    #[error("a GTIN has 8, 12, 13 or 14 digits, the last of which proves the others")]
    NoGtin,
    /// No word for an address.
    #[error("it has small letters, digits and hyphens, and begins with a letter; ids and \"feed\" are taken")]
    NoSlug,
    /// The word of another product's page.
    #[error("another product's page has this word already")]
    SlugTaken,
    /// No languages.
    #[error("name languages by their codes, parted by blanks, such as: en de pt-BR")]
    NoLanguages,
}

impl Fault {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong(_) => "length",
            Self::NoSuchChoice => "choice",
            Self::NotADay => "day",
            Self::NotANumber(_) => "number",
            Self::BeforeBegin => "order",
            Self::ShortSupport => "support-reason",
            Self::Taken(_) => "taken",
            Self::Ahead => "future",
            Self::Unknown(_) => "unknown",
            Self::TooFar => "too-far",
            Self::BelowLeast(..) => "support-below-least",
            Self::Promised(..) => "support-promised",
            Self::NoGtin => "gtin",
            Self::NoSlug => "slug",
            Self::SlugTaken => "slug-taken",
            Self::NoLanguages => "languages",
        }
    }
}

/// Why something about the catalogue was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Fields with something wrong, each with its name.
    #[error("{}", told(.0))]
    Invalid(Vec<(&'static str, Fault)>),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Somebody changed it since it was read.
    #[error("somebody changed this {0} meanwhile; read it again")]
    Changed(&'static str),
    /// A bill that cannot be used.
    #[error("{name}: {source}")]
    Bill {
        /// Its file.
        name: String,
        /// Where, and why.
        source: Box<ReadError>,
    },
    /// A product file that cannot be used.
    #[error("{name}: {source}")]
    File {
        /// Its name.
        name: String,
        /// Where, and why.
        source: ProductFileError,
    },
    /// The place of files.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The release stands elsewhere.
    #[error("{}", .0.words())]
    Stage(Stage),
    /// The server is stopping.
    #[error("the server ends; try again")]
    Stopped,
}

/// Why a release cannot be moved so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has no bill of materials.
    NoBill,
    /// Its bill was not met with advisories yet.
    NotMet,
    /// It was not checked: the check comes first.
    NotGated,
    /// Its verdict is not "pass".
    NotPassed,
    /// It is not on sale.
    NotOnSale,
    /// It is there already.
    Already,
    /// It was withdrawn.
    Withdrawn,
}

impl Stage {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoBill => "no-bill",
            Self::NotMet => "not-met",
            Self::NotGated => "not-gated",
            Self::NotPassed => "not-passed",
            Self::NotOnSale => "not-on-sale",
            Self::Already => "already-so",
            Self::Withdrawn => "release-withdrawn",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::NoBill => "the release has no bill of materials yet: give it one first",
            Self::NotMet => "the bill was not met with advisories yet: wait until the release check looked at it",
            Self::NotGated => "the release was not checked yet: check it first",
            Self::NotPassed => {
                "the release check did not pass: mend what it names, or propose to sell the release against it, with a \
                 reason"
            }
            Self::NotOnSale => "the release is not on sale",
            Self::Already => "it is so already",
            Self::Withdrawn => "the release was withdrawn; it stays so",
        }
    }
}

fn told(faults: &[(&'static str, Fault)]) -> String {
    faults.iter().map(|(field, fault)| format!("{field}: {fault}")).collect::<Vec<_>>().join("; ")
}

impl CatalogueError {
    /// One field with something wrong.
    #[must_use]
    pub fn at(field: &'static str, fault: Fault) -> Self {
        Self::Invalid(vec![(field, fault)])
    }
}

fn at_field(words: String, field: &str, code: &'static str) -> Problem {
    let at = FieldProblem { field: field.to_owned(), code, detail: words.clone() };
    Problem::invalid(words).with_errors(vec![at])
}

impl From<CatalogueError> for Problem {
    fn from(error: CatalogueError) -> Self {
        let words = error.to_string();
        match error {
            CatalogueError::Act(error) => error.into(),
            CatalogueError::Store(error) => error.into(),
            CatalogueError::Invalid(faults) => {
                let each = faults.into_iter().map(|(field, fault)| FieldProblem {
                    field: field.to_owned(),
                    code: fault.code(),
                    detail: fault.to_string(),
                });
                Self::invalid(words).with_errors(each.collect())
            }
            CatalogueError::NotFound(_) => Self::not_found(words),
            CatalogueError::Id(_) => Self::invalid(words),
            CatalogueError::Changed(_) => Self::changed(words),
            CatalogueError::Bill { .. } => at_field(words, "sbom", "bill"),
            CatalogueError::File { .. } => at_field(words, "file", "product-file"),
            CatalogueError::Blobs(error) => upload::unkept(error),
            CatalogueError::Stage(stage) => Self::conflict(words).because(stage.code()),
            CatalogueError::Stopped => Self::unavailable(words),
        }
    }
}
