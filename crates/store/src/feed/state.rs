//! Where feeds and files that were handed in stand.

use std::fmt;
use std::str::FromStr;

use crate::error::StoreError;

/// Makes an enum of words that the database keeps.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal: $($(#[$each:meta])* $word:ident = $text:literal;)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $word,)+ }

        impl $name {
            /// Its word.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text,)+ }
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
                let found = [$(Self::$word),+].into_iter().find(|state| state.as_str() == word);
                found.ok_or_else(|| StoreError::UnknownWord { what: $what, found: word.to_owned() })
            }
        }
    };
}

words! {
    /// Whether a feed is fetched.
    FeedState, "feed state":
    /// It is.
    On = "on";
    /// Staff switched it off.
    Off = "off";
}

words! {
    /// Where a file that was handed in stands.
    ImportState, "state of an import":
    /// It waits to be taken.
    Waiting = "waiting";
    /// It was taken.
    Taken = "taken";
    /// It was not taken.
    Refused = "refused";
    /// It is much smaller than what it would replace: somebody decides.
    Held = "held";
}
