//! What is wrong with a declaration.

/// Why something is no declaration.
#[derive(Debug, thiserror::Error)]
pub enum DeclarationError {
    /// Neither a name nor an address.
    #[error("`{0}` is neither a host's name (updates.example.com, *.example.com) nor an address or prefix")]
    Host(String),
    /// Neither a port nor a range.
    #[error("`{0}` is neither a port (443) nor a range of ports (\"8000-8010\")")]
    Port(String),
    /// A list that is empty and must not be.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// A list that is too long.
    #[error("`{field}` has {count} entries; {most} are the most")]
    Many {
        /// Which list.
        field: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A limit of nothing is no endpoint.
    #[error("`{0}` is 0; leave the endpoint out instead")]
    Zero(&'static str),
    /// Wrong within an entry.
    #[error("`{field}`, entry {entry}: {source}")]
    Entry {
        /// Which list.
        field: &'static str,
        /// Which entry, from 1.
        entry: usize,
        /// What is wrong with it.
        source: Box<DeclarationError>,
    },
    /// Too long.
    #[error("{0} bytes are more than a declaration takes")]
    Large(usize),
    /// No CBOR of this shape.
    #[error("no declaration: {0}")]
    Shape(#[source] minicbor::decode::Error),
    /// Not in the order in which it is signed.
    #[error("not in the order in which a declaration is signed")]
    Order,
}

impl DeclarationError {
    /// Says in which entry, counted from 0.
    pub(super) fn within(self, field: &'static str, index: usize) -> Self {
        Self::Entry { field, entry: index + 1, source: Box::new(self) }
    }
}
