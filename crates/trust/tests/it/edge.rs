//! Appending to tiles, and proofs made from them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use steadfast_trust::hash::Hash;
use steadfast_trust::merkle::{
    Frontier, check_consistency, check_inclusion, leaf_hash, prove_consistency, prove_inclusion, root,
};
use steadfast_trust::tile::{Edge, EdgeError, Nodes, Tile};

/// A store of tiles that keeps partial ones, as one behind a server does.
#[derive(Default)]
struct Store(BTreeMap<Tile, Vec<u8>>);

impl Store {
    fn read(&self, tile: Tile) -> Result<Vec<u8>, String> {
        self.0.get(&tile).cloned().ok_or_else(|| format!("{tile:?} is not there"))
    }

    fn append(&mut self, size: u64, leaves: &[Hash]) -> Edge {
        let mut edge = Edge::load(size, |tile| self.read(tile)).expect("the edge");
        self.0.extend(edge.append(leaves));
        edge
    }
}

fn leaves(from: u64, to: u64) -> Vec<Hash> {
    (from..to).map(|at| leaf_hash(&at.to_be_bytes())).collect()
}

/// The root after each number of leaves.
fn roots(count: u64) -> Vec<Hash> {
    let mut frontier = Frontier::default();
    let first = frontier.root();
    let rest = leaves(0, count).into_iter().map(|leaf| {
        frontier.push(leaf);
        frontier.root()
    });
    [first].into_iter().chain(rest).collect()
}

#[test]
fn a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() {
    let mut store = Store::default();
    store.append(0, &leaves(0, 70_000));
    let of = |level: u8, partial: bool| {
        store
            .0
            .keys()
            .filter(|tile| tile.level == level && tile.is_partial() == partial)
            .map(|tile| tile.width)
            .collect::<Vec<_>>()
    };
    assert_eq!((of(0, false).len(), of(0, true)), (273, vec![112]));
    assert_eq!((of(1, false).len(), of(1, true)), (1, vec![17]));
    assert_eq!((of(2, false).len(), of(2, true)), (0, vec![1]));
    assert!(store.0.iter().all(|(tile, bytes)| bytes.len() == usize::from(tile.width) * 32));
}

#[test]
fn a_proof_reads_few_tiles() {
    let mut store = Store::default();
    let edge = store.append(0, &leaves(0, 70_000));
    let read = RefCell::new(Vec::new());
    let mut nodes = Nodes::new(70_000, |tile| {
        read.borrow_mut().push(tile);
        store.read(tile)
    });
    let proof = prove_inclusion(12_345, 70_000, |node| nodes.hash(node)).expect("a proof");
    assert_eq!(check_inclusion(&leaf_hash(&12_345_u64.to_be_bytes()), 12_345, 70_000, &proof, &edge.root()), Ok(()));
    assert_eq!(read.borrow().len(), 4, "{:?}", read.borrow());
}

#[test]
fn a_missing_or_short_tile_is_an_error_with_its_place() {
    let mut store = Store::default();
    store.append(0, &leaves(0, 300));
    let short = Edge::load(300, |tile| store.read(tile).map(|bytes| bytes[1..].to_vec()));
    let tile = Tile { level: 0, number: 1, width: 44 };
    assert_eq!(short, Err(EdgeError::Length { tile, found: 44 * 32 - 1 }));
    assert!(matches!(Edge::load(301, |tile| store.read(tile)), Err(EdgeError::Source(_))));
    let mut nodes = Nodes::new(300, |_| Ok::<_, String>(Vec::new()));
    assert!(prove_inclusion(0, 300, |node| nodes.hash(node)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn batches_of_any_sizes_give_the_root_and_proofs_that_hold(
        batches in prop::collection::vec(prop_oneof![0_u64..5, 200_u64..300, 500_u64..1100], 1..6),
        leaf: prop::sample::Index,
        old: prop::sample::Index,
    ) {
        let total: u64 = batches.iter().sum();
        let roots = roots(total);
        let mut store = Store::default();
        let mut size = 0;
        for batch in batches {
            let edge = store.append(size, &leaves(size, size + batch));
            size += batch;
            prop_assert_eq!(edge.size(), size);
            prop_assert_eq!(edge.root(), roots[usize::try_from(size).expect("small")]);
        }
        let whole = *roots.last().expect("a root");
        let mut nodes = Nodes::new(size, |tile| store.read(tile));
        prop_assert_eq!(root(size, |node| nodes.hash(node)), Ok(whole));
        prop_assume!(size > 0);
        let leaf = leaf.index(usize::try_from(size).expect("small")) as u64;
        let proof = prove_inclusion(leaf, size, |node| nodes.hash(node)).expect("a proof");
        prop_assert_eq!(check_inclusion(&leaf_hash(&leaf.to_be_bytes()), leaf, size, &proof, &whole), Ok(()));
        let old = old.index(usize::try_from(size).expect("small") + 1);
        let proof = prove_consistency(old as u64, size, |node| nodes.hash(node)).expect("a proof");
        prop_assert_eq!(check_consistency(old as u64, &roots[old], size, &whole, &proof), Ok(()));
    }
}
