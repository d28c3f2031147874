//! The product tree of a CSAF 2.0 document (section 3.2.2), for advisories and VEX alike.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::cut;
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};

/// The most characters kept of a name or identifier: one product may be referred to very often.
const LONGEST: usize = 1000;

/// The products of a document by their `product_id`.
#[derive(Debug, Default)]
pub(crate) struct Products {
    /// What the tree, the list of full names and the relationships define.
    pub(crate) known: BTreeMap<String, Known>,
    /// Which products are a component on or in another one: (the component's id, the other's).
    pub(crate) relations: BTreeMap<String, (String, String)>,
    /// The products of each group.
    groups: BTreeMap<String, Vec<String>>,
}

/// What a document says about one product.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// Its full name.
    pub(crate) name: String,
    /// Package URL as written.
    pub(crate) purl: Option<String>,
    /// CPE name as written.
    pub(crate) cpe: Option<String>,
    /// File hashes, lower case.
    pub(crate) hashes: Vec<String>,
    /// The name of the `product_version` branch it stands in.
    pub(crate) version: Option<String>,
    /// The name of the `product_version_range` branch it stands in.
    pub(crate) range: Option<String>,
}

#[derive(Deserialize)]
struct Tree<'a> {
    #[serde(borrow, default, deserialize_with = "or_default")]
    branches: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    full_product_names: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    relationships: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    product_groups: Raws<'a>,
}

#[derive(Deserialize)]
struct Branch<'a> {
    #[serde(default)]
    category: Loose,
    #[serde(default)]
    name: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    branches: Raws<'a>,
    #[serde(borrow, default)]
    product: Option<Raw<'a>>,
}

#[derive(Deserialize)]
struct FullName<'a> {
    product_id: String,
    #[serde(default)]
    name: Loose,
    #[serde(borrow, default)]
    product_identification_helper: Option<Raw<'a>>,
}

#[derive(Deserialize)]
struct Helper {
    #[serde(default)]
    purl: Loose,
    #[serde(default)]
    cpe: Loose,
    #[serde(default, deserialize_with = "or_default")]
    hashes: Vec<Hashes>,
}

#[derive(Deserialize)]
struct Hashes {
    #[serde(default, deserialize_with = "or_default")]
    file_hashes: Vec<FileHash>,
}

#[derive(Deserialize)]
struct FileHash {
    value: String,
}

#[derive(Deserialize)]
struct Relationship<'a> {
    #[serde(borrow)]
    full_product_name: Raw<'a>,
    product_reference: String,
    relates_to_product_reference: String,
}

#[derive(Deserialize)]
struct Group {
    group_id: String,
    #[serde(default, deserialize_with = "or_default")]
    product_ids: Vec<String>,
}

impl Products {
    /// Reads the `product_tree`. What is broken in it is reported and left out; branches below `depth` levels too.
    pub(crate) fn read<'a>(reporter: &mut Reporter<'a>, tree: Option<Raw<'a>>, depth: usize) -> Self {
        let mut products = Self::default();
        let Some(raw) = tree else { return products };
        let Some(tree) = reporter.entry::<Tree<'a>>(raw, format_args!("/product_tree")) else { return products };
        let mut walk = Walk { reporter, products: &mut products, depth };
        walk.branches(&tree.branches, "/product_tree/branches", &Known::default(), 0);
        for (index, raw) in tree.full_product_names.iter().enumerate() {
            walk.product(raw, &format!("/product_tree/full_product_names/{index}"), Known::default());
        }
        for (index, raw) in tree.relationships.iter().enumerate() {
            walk.relationship(raw, &format!("/product_tree/relationships/{index}"));
        }
        let groups: Vec<Group> = reporter.entries(&tree.product_groups, format_args!("/product_tree/product_groups"));
        products.groups = groups.into_iter().map(|group| (group.group_id, group.product_ids)).collect();
        products
    }

    /// The products of a group; none if it is not defined.
    pub(crate) fn group(&self, id: &str) -> &[String] {
        self.groups.get(id).map_or(&[], Vec::as_slice)
    }
}

struct Walk<'w, 'a> {
    reporter: &'w mut Reporter<'a>,
    products: &'w mut Products,
    depth: usize,
}

impl<'a> Walk<'_, 'a> {
    fn branches(&mut self, raws: &[Raw<'a>], path: &str, above: &Known, level: usize) {
        for (index, raw) in raws.iter().enumerate() {
            let path = format!("{path}/{index}");
            if level >= self.depth {
                return self.reporter.note(raw, format_args!("{path}"), "nested too deep");
            }
            let Some(branch) = self.reporter.entry::<Branch<'a>>(raw, format_args!("{path}")) else { continue };
            let mut known = above.clone();
            match branch.category.0.as_str() {
                "product_version" => known.version = Some(cut(&branch.name.0, LONGEST)),
                "product_version_range" => known.range = Some(cut(&branch.name.0, LONGEST)),
                _ => {}
            }
            self.branches(&branch.branches, &format!("{path}/branches"), &known, level + 1);
            if let Some(product) = branch.product {
                self.product(product, &format!("{path}/product"), known);
            }
        }
    }

    /// Takes a full product name in, with what its branches said; returns its id.
    fn product(&mut self, raw: Raw<'a>, path: &str, mut known: Known) -> Option<String> {
        let product = self.reporter.entry::<FullName<'a>>(raw, format_args!("{path}"))?;
        known.name = cut(&product.name.0, LONGEST);
        let place = format_args!("{path}/product_identification_helper");
        let helper = product.product_identification_helper.and_then(|raw| self.reporter.entry::<Helper>(raw, place));
        if let Some(helper) = helper {
            known.purl = given(&helper.purl);
            known.cpe = given(&helper.cpe);
            let hashes = helper.hashes.into_iter().flat_map(|hashes| hashes.file_hashes).take(20);
            known.hashes = hashes.map(|hash| cut(&hash.value.to_ascii_lowercase(), LONGEST)).collect();
        }
        self.products.known.insert(product.product_id.clone(), known);
        Some(product.product_id)
    }

    /// A component of (or on) another product: identified by itself, else as that component is.
    fn relationship(&mut self, raw: Raw<'a>, path: &str) {
        let Some(relationship) = self.reporter.entry::<Relationship<'a>>(raw, format_args!("{path}")) else { return };
        let path = format!("{path}/full_product_name");
        let Some(id) = self.product(relationship.full_product_name, &path, Known::default()) else { return };
        let pair = (relationship.product_reference, relationship.relates_to_product_reference);
        if let Some(component) = self.products.known.get(&pair.0).cloned() {
            self.products.known.entry(id.clone()).and_modify(|known| known.inherit(component));
        }
        self.products.relations.insert(id, pair);
    }
}

impl Known {
    fn inherit(&mut self, component: Self) {
        let named = self.purl.is_some() || self.cpe.is_some();
        if !named {
            self.purl = component.purl;
            self.cpe = component.cpe;
        }
        if self.hashes.is_empty() {
            self.hashes = component.hashes;
        }
        self.version = self.version.take().or(component.version);
        self.range = self.range.take().or(component.range);
    }
}

fn given(text: &Loose) -> Option<String> {
    (!text.0.trim().is_empty()).then(|| cut(text.0.trim(), LONGEST))
}
