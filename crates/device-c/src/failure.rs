//! Why a call did not do what it was asked for: a code for programs, words for people.

use std::cell::RefCell;
use std::error::Error;

use steadfast_device::accounts::{HashError, NotAName, PeopleError, password};
use steadfast_device::check_in::ExchangeError;
use steadfast_device::data::DataError;
use steadfast_device::document::DocumentError;
use steadfast_device::factory::FactoryError;
use steadfast_device::log::LogError;
use steadfast_device::outside::{NoRandom, StorageError};
use steadfast_device::provision::ProvisionError;
use steadfast_device::reset::ResetError;
use steadfast_device::unit::{ChangeError, UnitError, UpdateError};
use steadfast_device::update::{FetchError, ImageError, StickError};
use steadfast_device::vault::{ImportError, VaultError};
use steadfast_trust::tuf::BundleError;

use crate::code::SfCode;

/// Why a call failed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) code: SfCode,
    words: String,
}

thread_local! {
    /// What the last call of this thread that failed had to say.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What the last call of this thread that failed had to say.
pub(crate) fn last() -> String {
    LAST.with_borrow(Clone::clone)
}

impl Failure {
    pub(crate) fn new(code: SfCode, words: impl Into<String>) -> Self {
        Self { code, words: words.into() }
    }

    fn of(code: SfCode, error: &impl Error) -> Self {
        Self::new(code, error.to_string())
    }

    pub(crate) fn null(what: &str) -> Self {
        Self::new(SfCode::Null, format!("{what} has to be there, and is null or not aligned"))
    }

    pub(crate) fn order(words: &str) -> Self {
        Self::new(SfCode::Order, words)
    }

    pub(crate) fn nothing(words: &str) -> Self {
        Self::new(SfCode::Nothing, words)
    }

    pub(crate) fn range(what: &str, given: impl std::fmt::Display) -> Self {
        Self::new(SfCode::Range, format!("{given} is no {what}"))
    }

    /// Remembers the words; gives the code.
    pub(crate) fn told(self) -> SfCode {
        LAST.set(self.words);
        self.code
    }
}

/// Errors that have one code each.
macro_rules! coded {
    ($($error:ty => $code:ident,)+) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::of(SfCode::$code, &error)
            }
        })+
    };
}

coded! {
    StorageError => Storage,
    NoRandom => Random,
    LogError => Log,
    ImageError => Images,
    HashError => Memory,
    FactoryError => Factory,
    PeopleError => Account,
    NotAName => Name,
    password::Refusal => Password,
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        match error {
            DocumentError::Storage(error) => error.into(),
            error => Self::of(SfCode::Damaged, &error),
        }
    }
}

impl From<UnitError> for Failure {
    fn from(error: UnitError) -> Self {
        match error {
            UnitError::Nobody => Self::of(SfCode::Nobody, &error),
            UnitError::Unconfirmed => Self::of(SfCode::Unconfirmed, &error),
            UnitError::Factory(error) => error.into(),
            UnitError::Document(error) => error.into(),
        }
    }
}

impl From<ProvisionError> for Failure {
    fn from(error: ProvisionError) -> Self {
        use ProvisionError as P;
        match error {
            P::Serial => Self::of(SfCode::Range, &error),
            P::Other(_) | P::Product(_) | P::Maker(_) => Self::of(SfCode::Another, &error),
            P::Older { .. } => Self::of(SfCode::Factory, &error),
            P::Confirmed => Self::of(SfCode::Confirmed, &error),
            P::Owned => Self::of(SfCode::Owned, &error),
            P::Nobody => Self::of(SfCode::Nobody, &error),
            P::Factory(error) => error.into(),
            P::Random(error) => error.into(),
            P::Document(error) => error.into(),
            P::Storage(error) => error.into(),
        }
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        use ChangeError as C;
        match error {
            C::NoOwner => Self::of(SfCode::NoOwner, &error),
            C::Owned => Self::of(SfCode::Owned, &error),
            C::Locked => Self::of(SfCode::Locked, &error),
            C::NoUpdate => Self::of(SfCode::NoUpdate, &error),
            C::Setting(_) => Self::of(SfCode::Setting, &error),
            C::People(error) => error.into(),
            C::Storage(error) => error.into(),
            C::Log(error) => error.into(),
            C::Random(error) => error.into(),
        }
    }
}

impl From<UpdateError> for Failure {
    fn from(error: UpdateError) -> Self {
        match error {
            UpdateError::Storage(error) => error.into(),
            UpdateError::Image(error) => error.into(),
        }
    }
}

impl From<ResetError> for Failure {
    fn from(error: ResetError) -> Self {
        match error {
            ResetError::Document(error) => error.into(),
            ResetError::Storage(error) => error.into(),
            ResetError::Beside(error) => Self::of(SfCode::Storage, &error),
            ResetError::UnderWay => Self::of(SfCode::UnderWay, &error),
        }
    }
}

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Refused { .. } => Self::of(SfCode::Refused, &error),
            ExchangeError::Answer(_) | ExchangeError::Unit => Self::of(SfCode::Answer, &error),
        }
    }
}

impl<E: Error + 'static> From<FetchError<E>> for Failure {
    fn from(error: FetchError<E>) -> Self {
        use FetchError as F;
        let code = match &error {
            F::Source(_) => SfCode::Callback,
            F::Client(_) | F::Distrust(_) | F::Elsewhere => SfCode::NotBelieved,
            F::Custom(..) | F::Unfit(_) | F::Climbs(_) => SfCode::Unfit,
            F::Image(_) | F::Delta(_) => SfCode::Images,
            F::Time(_) => SfCode::NoTime,
        };
        Self::of(code, &error)
    }
}

impl From<StickError> for Failure {
    fn from(error: StickError) -> Self {
        use StickError as S;
        let code = match &error {
            S::Bundle(BundleError::Read(_)) | S::Copy(_) => SfCode::Callback,
            S::Bundle(_) | S::Distrust(_) => SfCode::NotBelieved,
            S::Unfit(_) => SfCode::Unfit,
            S::Image(_) => SfCode::Images,
            S::Time(_) => SfCode::NoTime,
        };
        Self::of(code, &error)
    }
}

impl From<DataError> for Failure {
    fn from(error: DataError) -> Self {
        match error {
            DataError::Name(_) => Self::of(SfCode::Range, &error),
            DataError::Storage(error) => error.into(),
            DataError::Random(error) => error.into(),
            DataError::Seal { .. } | DataError::Key => Self::of(SfCode::Damaged, &error),
        }
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        use VaultError as V;
        match error {
            V::Change(error) => error.into(),
            V::Nothing => Self::of(SfCode::Nothing, &error),
            V::Changed(_) => Self::of(SfCode::Changed, &error),
            V::Log(error) => error.into(),
            V::Data(error) => error.into(),
            V::Storage(error) => error.into(),
            V::Random(error) => error.into(),
            V::Beside(_) | V::Copy(_) | V::Read { .. } => Self::of(SfCode::Storage, &error),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::of(if matches!(error, ImportError::Read(_)) { SfCode::Callback } else { SfCode::Archive }, &error)
    }
}
