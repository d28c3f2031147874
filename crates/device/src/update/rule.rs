//! Which update is for a unit: of its own product and part, said by its own product's line, for its hardware, and newer.

use std::collections::BTreeMap;

use steadfast_trust::tuf::Custom;

/// What a unit is, as far as updates ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Its product: `prd_…`.
    pub product: String,
    /// The role of the repository that speaks of it.
    pub line: String,
    /// The channel that it follows.
    pub channel: String,
    /// Its hardware revision.
    pub hardware: String,
    /// The parts that it runs: `prt_…`. None are known where no server ever named them: then it runs one, whichever.
    pub parts: Vec<String>,
    /// How far each part is.
    pub levels: BTreeMap<String, u64>,
}

/// Why an update is not for a unit, whoever offers it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Another line speaks of it.
    #[error("it is said by {0:?}, which does not speak of this product")]
    Line(String),
    /// It is for another product.
    #[error("it is for the product {0:?}")]
    Product(String),
    /// It is for a part that this unit does not run.
    #[error("it is for the part {0:?}, which this unit does not run")]
    Part(String),
    /// It goes to another channel.
    #[error("it is for the channel {0:?}")]
    Channel(String),
    /// It is for other hardware.
    #[error("it is for other hardware")]
    Hardware,
    /// It is no image but a way to one.
    #[error("it is no whole image")]
    Delta,
    /// It does not lead upwards.
    #[error("it has sequence {offered}, and {runs} runs: a unit never goes back")]
    NotNewer {
        /// What runs.
        runs: u64,
        /// What was offered.
        offered: u64,
    },
    /// Another one has to come first.
    #[error("it starts from sequence {least} on, and {} runs", runs.map_or("an unknown one".to_owned(), |runs| runs.to_string()))]
    TooFar {
        /// What runs.
        runs: Option<u64>,
        /// From where on.
        least: u64,
    },
}

impl Rule {
    /// Whether a unit may take what a role says (invariant: it never goes back, and takes nothing of another product).
    ///
    /// # Errors
    /// Why it may not.
    pub fn judge(&self, role: &str, said: &Custom) -> Result<(), Unfit> {
        let runs = self.levels.get(&said.part).copied();
        match said {
            _ if role != self.line => Err(Unfit::Line(role.to_owned())),
            _ if said.product != self.product => Err(Unfit::Product(said.product.clone())),
            _ if !self.runs(&said.part) => Err(Unfit::Part(said.part.clone())),
            _ if said.channel != self.channel => Err(Unfit::Channel(said.channel.clone())),
            _ if !said.fits(&self.hardware) => Err(Unfit::Hardware),
            _ if said.delta.is_some() => Err(Unfit::Delta),
            _ if runs.is_some_and(|runs| runs >= said.sequence) => {
                Err(Unfit::NotNewer { runs: runs.unwrap_or_default(), offered: said.sequence })
            }
            _ if runs.unwrap_or_default() < said.least => Err(Unfit::TooFar { runs, least: said.least }),
            _ => Ok(()),
        }
    }

    fn runs(&self, part: &str) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|known| known == part)
    }
}
