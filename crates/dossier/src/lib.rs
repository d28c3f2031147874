//! The papers of a product, made of facts: nothing is read, nothing is invented.
//!
//! Each builder takes facts and a language, and gives a [`Document`]: what is not stated stands in it as "not stated" and
//! among its [`Gap`]s, with the point of the annex that asks for it. A document becomes HTML, PDF, plain text or JSON.
//!
//! | builder | paper | what asks for it |
//! | --- | --- | --- |
//! | [`declaration::draft`], [`declaration::Final`] | EU declaration of conformity | Art. 28, Annex V |
//! | [`simplified::simplified`] | simplified EU declaration | Art. 13(20), Annex VI |
//! | [`user_information::user_information`] | user information | Art. 13(18), Annex II |
//! | [`support_statement::support_statement`] | support period and its reasons | Art. 13(8) and (19) |
//! | [`contents::contents`] | contents of the technical documentation | Art. 31, Annex VII |
//! | [`marking::marking`] | how the CE marking is affixed | Art. 29 and 30 |
//! | [`label::label`] | label with a code to scan | Art. 13(15), (16) and (19) |
//!
//! Steadfast shows what facts support. Whether the product complies is decided by the manufacturer, and whoever signs a
//! declaration answers for it.

mod builder;
pub mod contents;
pub mod declaration;
pub mod document;
pub mod facts;
pub mod label;
mod language;
pub mod marking;
pub mod render;
pub mod simplified;
pub mod support_statement;
mod texts;
pub mod user_information;

pub use document::{Block, Document, Fact, Gap, Why};
pub use language::Language;
