//! The catalogue: manufacturers, products, their parts, and the releases of each part.

pub(crate) mod contents;
pub(crate) mod manufacturer;
pub(crate) mod part;
pub(crate) mod product;
pub(crate) mod release;
pub(crate) mod standing;
pub(crate) mod state;

/// The pattern of a text that is sought anywhere; its own wildcards are taken as they stand. Only letters of ASCII are
/// found in either case, as both engines do it.
fn pattern(sought: &str) -> String {
    let sought = sought.trim().to_ascii_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    if sought.is_empty() { sought } else { format!("%{sought}%") }
}

/// Which page of a list that is ordered by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePage<I> {
    /// The first one.
    First,
    /// The one behind an entry.
    After(I),
    /// The one that ends in front of an entry.
    Before(I),
}
