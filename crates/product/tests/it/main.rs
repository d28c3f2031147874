//! The product file, seen from outside.

mod catalogue;
mod check;
mod compare;
mod contradictions;
mod corpus;
mod guide;
mod on_sale;
mod picture;
mod read;
mod samples;
mod schema;
mod statement;

use steadfast_product::ProductFile;

/// A file with this after its first line.
fn file(text: &str) -> ProductFile {
    ProductFile::read(format!("schema = 1\n{text}").as_bytes()).expect("a product file")
}

/// The gateway of the samples, which says everything.
const GATEWAY: &str = include_str!("../../../../fixtures/demo/steadfast.toml");
