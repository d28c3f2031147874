//! How the CE marking is affixed, Art. 29 and 30.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::routes::{Procedure, procedure};

use crate::Language;
use crate::builder::{Builder, about};
use crate::document::{Document, Why};
use crate::facts::{Product, stated};

/// Where the marking stands, Art. 30(1).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", tag = "on")]
pub enum Where {
    /// On the product.
    Product,
    /// On packaging and declaration, where the product does not allow or warrant it.
    Packaging,
    /// On the declaration: software alone.
    Declaration,
    /// On the website that goes with the software: software alone.
    Website {
        /// Its address.
        address: String,
    },
}

/// What is known of the marking.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Marking {
    /// The product.
    pub product: Product,
    /// Whether the product is software alone; none is not stated.
    pub software_alone: Option<bool>,
    /// Where it stands.
    pub place: Option<Where>,
    /// By which procedure conformity was assessed.
    pub procedure: Option<Procedure>,
    /// The number of the notified body.
    pub body_number: Option<String>,
}

impl Marking {
    /// The number that follows the marking: with module H alone (Art. 30(4)).
    pub fn number(&self) -> Option<&str> {
        let follows = self.procedure.and_then(procedure).is_some_and(|route| route.number_at_ce);
        stated(self.body_number.as_deref()).filter(|_| follows)
    }

    /// Hardware has it on itself or its packaging; on declaration or website it is for software alone.
    fn contradicts(&self) -> bool {
        let elsewhere = matches!(self.place, Some(Where::Declaration | Where::Website { .. }));
        elsewhere && self.software_alone == Some(false)
    }
}

/// The details of the marking as a paper.
pub fn marking(facts: &Marking, language: Language, made: Timestamp) -> Document {
    let mut paper = Builder::new("ce-marking", "marking-title", about(&facts.product, language), language, made);
    place(&mut paper, facts);
    number(&mut paper, facts);
    let (size, before) = (paper.text("marking-size"), paper.text("marking-before"));
    paper.said("Art. 30(2)", "marking-height", Some(size));
    paper.said("Art. 30(3)", "marking-when", Some(before));
    paper.done()
}

fn place(paper: &mut Builder, facts: &Marking) {
    let shown = facts.place.as_ref().map(|place| match place {
        Where::Product => paper.text("marking-product"),
        Where::Packaging => paper.text("marking-packaging"),
        Where::Declaration => paper.text("marking-declaration"),
        Where::Website { address } => paper.filled("marking-website", &[("address", address)]),
    });
    if shown.is_none() {
        paper.gap("Art. 30(1)", Why::NotStated, true);
    }
    if facts.contradicts() {
        paper.gap("Art. 30(1)", Why::Contradicted, true);
    }
    paper.said("Art. 30(1)", "marking-where", shown);
}

fn number(paper: &mut Builder, facts: &Marking) {
    let route = facts.procedure.and_then(procedure);
    let shown = match route.map(|route| route.number_at_ce) {
        Some(true) => facts.number().map(str::to_owned),
        Some(false) => Some(paper.text("marking-no-number")),
        None => None,
    };
    if shown.is_none() {
        paper.gap("Art. 30(4)", Why::NotStated, true);
    }
    paper.said("Art. 30(4)", "marking-number", shown);
}
