//! The JSON schema of the product file, for editors.

use crate::file::ProductFile;

/// The schema as JSON, made of the types and their documentation: the same text every time.
///
/// # Panics
/// Never: a schema is JSON.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(ProductFile);
    schema.insert("title".to_owned(), "steadfast.toml".into());
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
