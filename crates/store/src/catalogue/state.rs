//! Words of the catalogue: kinds of parts, states of releases.

use std::fmt;
use std::str::FromStr;

use crate::error::StoreError;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$each:meta])* $value:ident = $word:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $value),+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// Its word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = StoreError;

            fn from_str(word: &str) -> Result<Self, StoreError> {
                let unknown = || StoreError::UnknownWord { what: $what, found: word.to_owned() };
                Self::ALL.iter().copied().find(|known| known.as_str() == word).ok_or_else(unknown)
            }
        }
    };
}

words! {
    /// What a part of a product is.
    PartKind, "kind of part" {
        /// Software of a device.
        Device = "device";
        /// An application: desktop, mobile, game.
        Application = "application";
        /// Remote data processing; it has deployments instead of units.
        Remote = "remote";
    }
}

words! {
    /// Where a release stands.
    ReleaseState, "state of a release" {
        /// It is being made.
        Draft = "draft";
        /// The release check looked at its bill.
        Gated = "gated";
        /// Units of it are placed on the market.
        OnSale = "on-sale";
        /// It is no longer offered.
        Withdrawn = "withdrawn";
    }
}
