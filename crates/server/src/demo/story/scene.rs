//! The kinds of things that happen in the story.

use super::cast::Who;
use super::conformity::Sample;

/// Something that somebody does.
#[derive(Debug)]
pub(super) enum Scene {
    /// A release of a part is entered, with its bill and product file.
    Release { key: &'static str, bill: (&'static str, &'static [u8]), units: Option<i64> },
    /// The release check's answer is noted.
    Gate(&'static str),
    /// It goes on sale.
    Sell(&'static str),
    /// It is to go on sale although its check did not pass: proposed, or decided by two.
    Against { key: &'static str, reason: &'static str, decided: bool },
    /// Its last unit was placed.
    Placed(&'static str),
    /// It is withdrawn.
    Withdraw(&'static str),
    /// How many units or deployments are in the field.
    Units(&'static str, i64),
    /// What was held back is left.
    Left,
    /// Somebody decides on a flaw.
    Decide(Decision),
    /// Somebody from outside reports a flaw that nobody has published.
    Found(Finding),
    /// Keys are made, and the repository of updates begins.
    Ceremony,
    /// The files of a release are signed and published.
    Signed(&'static str, Fix),
    /// The gateways are switched on.
    SwitchedOn,
    /// A release spreads among the gateways.
    Spread(&'static str),
    /// Reports of tests and reviews of a release are handed in.
    Tested(&'static str),
    /// Conformity is declared for a release; with a made-up certificate, as a sample.
    Declared(&'static str, Option<Sample>),
    /// The page of a part's product is there for everybody.
    Published(&'static str),
    /// The factory hands in the list of the units of a part that left it with this release.
    Delivered(&'static str, Delivery),
}

/// What an update mends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fix {
    /// For owners, in plain words.
    pub(super) notes: &'static str,
    pub(super) fixes: &'static [&'static str],
}

/// Units that left the factory together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delivery {
    /// How many, and the number of the first.
    pub(super) units: u32,
    pub(super) first: u32,
    /// The Member States they go to in turn; an empty one: nobody has said.
    pub(super) markets: &'static [&'static str],
}

/// A decision on a flaw.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) flaw: &'static str,
    pub(super) by: Who,
    pub(super) says: Says,
    /// Why, in words.
    pub(super) words: &'static str,
    pub(super) reaching: Reaching,
}

/// What it says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    /// Not affected, with a justification of VEX.
    NotAffected(&'static str),
    /// Affected, and what is to be done.
    Affected(&'static str),
    /// Fixed in what it reaches.
    Fixed,
    /// Somebody looks into it.
    Looking,
}

/// How far it reaches.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reaching {
    /// A component, wherever it is.
    Everywhere(&'static str),
    /// The product line of a part.
    Line(&'static str),
    /// One release.
    Only(&'static str),
}

/// A flaw that somebody reported.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) part: &'static str,
    pub(super) title: &'static str,
    pub(super) detail: &'static str,
    pub(super) severity: &'static str,
    /// Releases that have it, by sequence: from, and up to before.
    pub(super) sequences: (i64, Option<i64>),
}
