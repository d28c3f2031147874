//! Where rows and links are kept while records are folded: in memory, or in a database that has the same two tables.

use std::collections::BTreeMap;
use std::convert::Infallible;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use steadfast_cra::applies::ACT_FROM;
use steadfast_cra::duties::Who;

use crate::duty::{OnMarket, Placed};
use crate::evidence::{Key, Row};

/// What an id belongs to, as records said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Link {
    /// A product.
    Product,
    /// Something that belongs to a product.
    Of {
        /// The product: `prd_…`.
        product: String,
    },
    /// A release.
    Release(Release),
}

/// What records say of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Its own id: `rel_…`.
    pub id: String,
    /// Its product.
    pub product: String,
    /// What it is called.
    pub version: String,
    /// Its place in the order of its part.
    pub sequence: i64,
    /// When it was put on sale first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_sale: Option<Timestamp>,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Timestamp>,
    /// The day on which its last unit was placed on the market.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_placed: Option<String>,
    /// What the house is for it, as its product file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What somebody stated of a substantial modification (Art. 3(30)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Modified>,
}

/// What somebody stated of a substantial modification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modified {
    /// Whether the release is one of what was placed before.
    pub substantial: bool,
    /// From which day on it is placed.
    pub day: Date,
}

impl Release {
    /// What duties hang on: the days on which its units were placed, what the house is for it, and whether it is a substantial
    /// modification, as stated for a day from which on that counts (Art. 69(2)).
    pub fn on_market(&self) -> OnMarket {
        let day = |moment: Timestamp| Offset::UTC.to_datetime(moment).date();
        let last = self.last_placed.as_deref().and_then(|day| day.parse().ok());
        let placed = Placed {
            first: self.on_sale.map(day),
            last: last.or(self.withdrawn.map(day).filter(|_| self.on_sale.is_some())),
            on_sale: self.on_sale.is_some() && self.withdrawn.is_none() && self.last_placed.is_none(),
        };
        let counts = self.modified.as_ref().filter(|stated| stated.day >= ACT_FROM);
        let modified = counts.map(|stated| stated.substantial);
        OnMarket { placed, modified, roles: self.role.as_deref().and_then(who).into_iter().collect() }
    }
}

/// Whom duties bind, by the role that a product file names: whoever counts as manufacturer is one (Art. 21 and 22).
fn who(role: &str) -> Option<Who> {
    match role {
        "manufacturer" | "rebrander" | "modifier" => Some(Who::Manufacturer),
        "authorised-representative" => Some(Who::AuthorisedRepresentative),
        "importer" => Some(Who::Importer),
        "distributor" => Some(Who::Distributor),
        "steward" => Some(Who::Steward),
        _ => None,
    }
}

/// Evidence that counts for nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The product that it was handed in for; empty where none is known.
    pub product: String,
    /// The record.
    pub record: String,
    /// Its number.
    pub number: u64,
    /// Why, as a word.
    pub because: String,
}

/// What folding reads and writes.
pub trait Shelf {
    /// What can fail there.
    type Error;

    /// What an id belongs to.
    ///
    /// # Errors
    /// When the shelf cannot be read.
    fn link(&mut self, id: &str) -> Result<Option<Link>, Self::Error>;

    /// Says what an id belongs to from now on.
    ///
    /// # Errors
    /// When the shelf cannot be written.
    fn put_link(&mut self, id: &str, link: Link) -> Result<(), Self::Error>;

    /// The row of a key.
    ///
    /// # Errors
    /// When the shelf cannot be read.
    fn row(&mut self, key: &Key) -> Result<Option<Row>, Self::Error>;

    /// Replaces the row of its key.
    ///
    /// # Errors
    /// When the shelf cannot be written.
    fn put_row(&mut self, row: Row) -> Result<(), Self::Error>;

    /// Takes away every row of a release that a product file put there.
    ///
    /// # Errors
    /// When the shelf cannot be written.
    fn drop_declared(&mut self, product: &str, release: &str) -> Result<(), Self::Error>;

    /// Notes evidence that counts for nothing.
    ///
    /// # Errors
    /// When the shelf cannot be written.
    fn set_aside(&mut self, aside: SetAside) -> Result<(), Self::Error>;
}

/// A shelf in memory, in a fixed order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryShelf {
    links: BTreeMap<String, Link>,
    rows: BTreeMap<Key, Row>,
    aside: Vec<SetAside>,
}

impl MemoryShelf {
    /// Every row of a product, in order.
    pub fn rows<'a>(&'a self, product: &'a str) -> impl Iterator<Item = &'a Row> {
        self.rows.values().filter(move |row| row.key.product == product)
    }

    /// The releases of a product, in order.
    pub fn releases<'a>(&'a self, product: &'a str) -> impl Iterator<Item = &'a Release> {
        self.links.values().filter_map(move |link| match link {
            Link::Release(release) if release.product == product => Some(release),
            _ => None,
        })
    }

    /// The products, in order.
    pub fn products(&self) -> impl Iterator<Item = &str> {
        self.links.iter().filter(|(_, link)| **link == Link::Product).map(|(id, _)| id.as_str())
    }

    /// What counts for nothing, of one product.
    pub fn aside<'a>(&'a self, product: &'a str) -> impl Iterator<Item = &'a SetAside> {
        self.aside.iter().filter(move |aside| aside.product == product)
    }
}

impl Shelf for MemoryShelf {
    type Error = Infallible;

    fn link(&mut self, id: &str) -> Result<Option<Link>, Infallible> {
        Ok(self.links.get(id).cloned())
    }

    fn put_link(&mut self, id: &str, link: Link) -> Result<(), Infallible> {
        self.links.insert(id.to_owned(), link);
        Ok(())
    }

    fn row(&mut self, key: &Key) -> Result<Option<Row>, Infallible> {
        Ok(self.rows.get(key).cloned())
    }

    fn put_row(&mut self, row: Row) -> Result<(), Infallible> {
        self.rows.insert(row.key.clone(), row);
        Ok(())
    }

    fn drop_declared(&mut self, product: &str, release: &str) -> Result<(), Infallible> {
        self.rows.retain(|key, _| !(key.product == product && key.release == release && key.kind.is_declared()));
        Ok(())
    }

    fn set_aside(&mut self, aside: SetAside) -> Result<(), Infallible> {
        self.aside.push(aside);
        Ok(())
    }
}
