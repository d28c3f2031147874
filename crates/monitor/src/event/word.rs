//! Closed lists of words: a whole number each on the wire, a name in kebab-case everywhere else.

/// Makes such a list. A number that is not in it is nothing to whoever reads it as an option.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $word:ident = $number:literal $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$note])* $word,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$word),+];

            /// Its name, in kebab-case.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$word => $code),+ }
            }

            /// Its number on the wire.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self { $(Self::$word => $number),+ }
            }

            /// The one of this number.
            #[must_use]
            pub const fn of(number: u8) -> Option<Self> {
                match number { $($number => Some(Self::$word),)+ _ => None }
            }

            /// The one of this name.
            #[must_use]
            pub fn named(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$word),)+ _ => None }
            }
        }

        impl<'a> $crate::event::told::Told<'a> for $name {
            fn told(value: $crate::event::told::Value<'a>) -> Option<Self> {
                Self::named(value.text()?)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl<C> minicbor::Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                to: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                to.u8(self.number())?.ok()
            }
        }

        impl<'b, C> minicbor::Decode<'b, C> for $name {
            fn decode(from: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                $crate::event::word::known(from, Self::of)
            }
        }
    };
}

use minicbor::Decoder;
use minicbor::decode::Error;
pub(crate) use words;

/// Reads a number and looks the word up. The one that is not known is left where it lies, so that whoever reads an option
/// passes over it.
pub(crate) fn known<T>(from: &mut Decoder<'_>, of: impl Fn(u8) -> Option<T>) -> Result<T, Error> {
    let at = from.position();
    let number = from.i64()?;
    u8::try_from(number).ok().and_then(of).ok_or_else(|| {
        from.set_position(at);
        Error::unknown_variant(number)
    })
}

words! {
    /// What an event is kept with. Each class has its own numbers, its own room and its own switch.
    Class {
        /// Who did what, what runs, and what is wrong.
        Security = 0 "security",
        /// Who talks to whom.
        Network = 1 "network",
        /// What the product itself tells.
        Product = 2 "product",
    }
}

words! {
    /// How much an event matters: `severity_id` of OCSF.
    Severity {
        /// Worth knowing.
        Informational = 1 "informational",
        /// Of little weight.
        Low = 2 "low",
        /// Worth a look.
        Medium = 3 "medium",
        /// Somebody should act.
        High = 4 "high",
        /// Somebody must act now.
        Critical = 5 "critical",
        /// It is too late to act.
        Fatal = 6 "fatal",
    }
}

words! {
    /// How something ended: `status_id` of OCSF.
    Outcome {
        /// It worked.
        Success = 1 "success",
        /// It did not.
        Failure = 2 "failure",
    }
}
