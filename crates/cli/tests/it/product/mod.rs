//! `product init`, `check`, `compare` and `schema`, as somebody types them.

mod check;
mod compare;
mod init;

/// A sample of the demo.
const GATEWAY: &str = include_str!("../../../../../fixtures/demo/steadfast.toml");
