//! The products of a document.

use serde::Serialize;

/// `product_tree`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProductTree {
    /// From the vendor down to the versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
    /// Products made of two others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relationships: Vec<Relationship>,
}

/// One branch: either more branches, or a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// What is below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
    /// What its name says.
    pub category: BranchCategory,
    /// Its name.
    pub name: String,
    /// The product it ends in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
}

impl Branch {
    /// A branch with others below it.
    #[must_use]
    pub fn over(category: BranchCategory, name: &str, branches: Vec<Self>) -> Self {
        Self { branches, category, name: name.to_owned(), product: None }
    }

    /// A branch that ends in a product.
    #[must_use]
    pub fn end(category: BranchCategory, name: &str, product: Product) -> Self {
        Self { branches: Vec::new(), category, name: name.to_owned(), product: Some(product) }
    }
}

/// What the name of a branch says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BranchCategory {
    /// The maker.
    Vendor,
    /// A product.
    ProductName,
    /// One version of it.
    ProductVersion,
    /// Several versions of it, as a vers expression.
    ProductVersionRange,
}

/// `full_product_name_t`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Product {
    /// Its whole name.
    pub name: String,
    /// Its id in this document.
    pub product_id: String,
    /// How to know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_identification_helper: Option<IdentificationHelper>,
}

/// How to know a product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IdentificationHelper {
    /// By its CPE name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpe: Option<String>,
    /// By the digests of its files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hashes: Vec<Hashes>,
    /// By its model numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub model_numbers: Vec<String>,
    /// By its package URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purl: Option<String>,
    /// By serial numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub serial_numbers: Vec<String>,
}

impl IdentificationHelper {
    /// The helper, if it says anything: an empty one is against the schema.
    #[must_use]
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

/// The digests of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hashes {
    /// One by each algorithm.
    pub file_hashes: Vec<FileHash>,
    /// The file's name.
    pub filename: String,
}

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileHash {
    /// By which algorithm.
    pub algorithm: String,
    /// In hexadecimal digits.
    pub value: String,
}

/// A product made of two others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relationship {
    /// How they belong together.
    pub category: RelationshipCategory,
    /// The two as one product.
    pub full_product_name: Product,
    /// The id of the part.
    pub product_reference: String,
    /// The id of what it is part of.
    pub relates_to_product_reference: String,
}

/// How two products belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationshipCategory {
    /// The one is always part of the other.
    DefaultComponentOf,
}
