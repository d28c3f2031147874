//! What the form offers to decide: components, product lines and releases, each with how much it would decide.

use std::collections::BTreeMap;

use steadfast_store::{Id, Open, StoreError, Tx, kinds};

use super::flaw::release_name;
use crate::triage::key::key;
use crate::web::Filled;
use crate::web::pages::flaw_form::{FormView, Target};

/// Releases that are offered by name; for others there is the API.
const MOST: usize = 200;

/// What can be decided.
#[derive(Clone, Debug, Default)]
pub(super) struct Offered {
    components: Vec<Target>,
    products: Vec<Target>,
    releases: Vec<Target>,
}

impl Offered {
    pub(super) fn read(
        tx: &mut Tx<'_>,
        open: &[Open],
        names: &[(Id<kinds::Product>, String)],
        own: bool,
    ) -> Result<Self, StoreError> {
        let components = counted(open, |open| if own { String::new() } else { key(open.purl.as_deref(), &open.name) });
        let products = counted(open, |open| open.product);
        let mut releases = Vec::new();
        // The newest first.
        for (id, count) in counted(open, |open| open.release).into_iter().rev().take(MOST) {
            releases.push(Target { value: id.to_string(), label: release_name(tx, id)?, count });
        }
        let name =
            |id| names.iter().find(|(known, _)| *known == id).map_or_else(|| id.to_string(), |(_, name)| name.clone());
        let named = |(value, count): (String, u64)| Target { label: value.clone(), value, count };
        Ok(Self {
            components: components.into_iter().map(named).collect(),
            products: products
                .into_iter()
                .map(|(id, count)| Target { value: id.to_string(), label: name(id), count })
                .collect(),
            releases,
        })
    }

    /// What is chosen before anybody chose: the product line that the reader came from, else the one that it is most in;
    /// or the release that the reader came from.
    pub(super) fn preset(&self, product: &str, release: &str) -> Filled {
        let most = self.products.iter().max_by_key(|target| target.count).map(|target| target.value.clone());
        let product = if product.is_empty() { most.unwrap_or_default() } else { product.to_owned() };
        let reach = if release.is_empty() { "product" } else { "release" };
        Filled::empty().with("reach", reach).with("product", product).with("release", release)
    }

    /// The form; nothing where there is nothing to decide on.
    pub(super) fn form(self, seen: i64, filled: Filled) -> Option<FormView> {
        let Self { components, products, releases } = self;
        (!releases.is_empty()).then_some(FormView { components, products, releases, seen, filled })
    }
}

fn counted<K: Ord>(open: &[Open], of: impl Fn(&Open) -> K) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    for open in open {
        *counts.entry(of(open)).or_insert(0) += 1;
    }
    counts
}
