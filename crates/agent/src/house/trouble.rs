//! What does not work, for whoever can mend it.

use super::Home;

/// What does not work, and why is to be known by whoever can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// The server cannot be reached, or refuses.
    Server,
    /// The file of the button cannot be taken away, so that nobody counts as present.
    Button,
    /// Tries cannot be counted on the medium.
    Tries,
    /// What was turned off cannot be kept.
    Switches,
    /// An update cannot be brought.
    Update,
    /// The owner's data cannot be taken along.
    Export,
    /// What is on a stick is no update for this unit.
    Stick,
    /// Images cannot be read or written.
    Images,
    /// What installs them does not.
    Installer,
    /// Nobody knows how far the unit is: nothing is installed.
    Levels,
    /// The program that is told what was noticed does not work.
    Teller,
}

impl Trouble {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Server => "trouble-server",
            Self::Button => "trouble-button",
            Self::Tries => "trouble-tries",
            Self::Switches => "trouble-switches",
            Self::Update => "trouble-update",
            Self::Export => "trouble-export",
            Self::Stick => "trouble-stick",
            Self::Images => "trouble-images",
            Self::Installer => "trouble-installer",
            Self::Levels => "trouble-levels",
            Self::Teller => "trouble-teller",
        }
    }
}

impl Home {
    /// What does not work, or works again. It is said once, and stands on the overview as long as it is so.
    pub(super) fn trouble(&mut self, what: Trouble, why: Option<String>) {
        match why {
            None => drop(self.troubles.remove(&what)),
            Some(why) if self.troubles.get(&what) == Some(&why) => {}
            Some(why) => {
                eprintln!("steadfast-agent: {what:?}: {why}");
                self.troubles.insert(what, why);
            }
        }
    }
}
