//! The Merkle tree against the definition of RFC 6962, written out.

use std::convert::Infallible;

use proptest::prelude::*;
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::hash::Hash;
use steadfast_trust::merkle::{
    Frontier, Node, ProofFault, ProveError, check_consistency, check_inclusion, empty_root, leaf_hash, node_hash,
    prove_consistency, prove_inclusion, root,
};

/// MTH of RFC 6962, section 2.1, over leaf hashes.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(split(many.len()));
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

/// PATH of RFC 6962, section 2.1.1.
fn naive_path(at: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    match at.checked_sub(left.len()) {
        None => [naive_path(at, left), vec![naive_root(right)]].concat(),
        Some(at) => [naive_path(at, right), vec![naive_root(left)]].concat(),
    }
}

/// SUBPROOF of RFC 6962, section 2.1.2.
fn naive_subproof(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    match old.checked_sub(left.len()) {
        None | Some(0) => [naive_subproof(old, left, whole), vec![naive_root(right)]].concat(),
        Some(old) => [naive_subproof(old, right, false), vec![naive_root(left)]].concat(),
    }
}

fn split(count: usize) -> usize {
    count.next_power_of_two() / 2
}

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|at| leaf_hash(&at.to_be_bytes())).collect()
}

fn source(leaves: &[Hash]) -> impl FnMut(Node) -> Result<Hash, Infallible> {
    |node| {
        let at = |index: u64| usize::try_from(index << node.level).expect("a small tree");
        Ok(naive_root(&leaves[at(node.index)..at(node.index + 1)]))
    }
}

/// The eight leaves of the reference tests of Certificate Transparency, and the roots of the first one to eight of them.
const INPUTS: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn roots_are_those_of_the_reference_tests() {
    assert_eq!(hex(&empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    let mut frontier = Frontier::default();
    assert_eq!(frontier.root(), empty_root());
    for (input, expected) in INPUTS.iter().zip(ROOTS) {
        frontier.push(leaf_hash(&from_hex(input).expect("hexadecimal")));
        assert_eq!(hex(&frontier.root()), expected, "{} leaves", frontier.size());
    }
}

#[test]
fn proofs_are_those_of_the_reference_tests() {
    let leaves: Vec<Hash> = INPUTS.iter().map(|input| leaf_hash(&from_hex(input).expect("hexadecimal"))).collect();
    let path = |leaf: u64, size: usize| {
        let proof = prove_inclusion(leaf - 1, size as u64, source(&leaves[..size])).expect("a proof");
        proof.iter().map(|hash| hex(hash)).collect::<Vec<_>>()
    };
    assert_eq!(path(1, 1), [""; 0]);
    assert_eq!(
        path(1, 8),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        path(6, 8),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    let between = |old: u64, size: usize| {
        let proof = prove_consistency(old, size as u64, source(&leaves[..size])).expect("a proof");
        proof.iter().map(|hash| hex(hash)).collect::<Vec<_>>()
    };
    assert_eq!(
        between(6, 8),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(
        between(2, 5),
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
    );
}

#[test]
fn every_proof_of_every_small_tree_is_that_of_the_definition_and_holds() {
    let all = leaves(40);
    for size in 0..=all.len() {
        let tree = &all[..size];
        let expected = naive_root(tree);
        assert_eq!(root(size as u64, source(tree)), Ok(expected));
        for (at, leaf) in tree.iter().enumerate() {
            let proof = prove_inclusion(at as u64, size as u64, source(tree)).expect("a proof");
            assert_eq!(proof, naive_path(at, tree), "leaf {at} of {size}");
            assert_eq!(check_inclusion(leaf, at as u64, size as u64, &proof, &expected), Ok(()), "leaf {at} of {size}");
        }
        for old in 0..=size {
            let proof = prove_consistency(old as u64, size as u64, source(tree)).expect("a proof");
            let naive = if old == 0 { Vec::new() } else { naive_subproof(old, tree, true) };
            assert_eq!(proof, naive, "{old} of {size}");
            let old_root = naive_root(&all[..old]);
            assert_eq!(
                check_consistency(old as u64, &old_root, size as u64, &expected, &proof),
                Ok(()),
                "{old} of {size}"
            );
        }
    }
}

#[test]
fn impossible_questions_are_refused() {
    let tree = leaves(4);
    assert_eq!(prove_inclusion(4, 4, source(&tree)), Err(ProveError::Outside { index: 4, size: 4 }));
    assert_eq!(prove_consistency(5, 4, source(&tree)), Err(ProveError::Order { old: 5, new: 4 }));
    let root = naive_root(&tree);
    assert_eq!(check_inclusion(&tree[0], 4, 4, &[], &root), Err(ProofFault::Outside { index: 4, size: 4 }));
    assert_eq!(check_inclusion(&tree[0], 0, 0, &[], &root), Err(ProofFault::Outside { index: 0, size: 0 }));
    assert_eq!(check_consistency(5, &root, 4, &root, &[]), Err(ProofFault::Order { old: 5, new: 4 }));
    assert_eq!(check_consistency(4, &root, 4, &root, &[root]), Err(ProofFault::Length(1)));
    assert_eq!(check_consistency(0, &root, 4, &root, &[]), Err(ProofFault::OldRoot));
    assert_eq!(check_consistency(3, &root, 4, &root, &[]), Err(ProofFault::Length(0)));
}

/// A change to what is checked: a hash flipped, dropped, doubled, two exchanged, or a number moved.
fn changed(proof: &[Hash], change: u8, at: usize) -> Vec<Hash> {
    let mut proof = proof.to_vec();
    let count = proof.len().max(1);
    match (change, proof.is_empty()) {
        (0, false) => proof[at % count][at % 32] ^= 1,
        (1, false) => drop(proof.remove(at % count)),
        (2, false) => proof.swap(0, at % count),
        _ => proof.push([3; 32]),
    }
    proof
}

proptest! {
    #[test]
    fn no_changed_inclusion_proof_holds(size in 1_usize..600, at: prop::sample::Index, change in 0_u8..4, where_ in 0..64_usize) {
        let tree = leaves(size);
        let (at, root) = (at.index(size), naive_root(&tree));
        let proof = naive_path(at, &tree);
        let other = changed(&proof, change, where_);
        prop_assume!(other != proof);
        prop_assert!(check_inclusion(&tree[at], at as u64, size as u64, &other, &root).is_err());
        prop_assert!(check_inclusion(&[9; 32], at as u64, size as u64, &proof, &root).is_err());
        for wrong in [at as u64 ^ 1, at as u64 + 1, at as u64 + 2] {
            prop_assert!(check_inclusion(&tree[at], wrong, size as u64, &proof, &root).is_err());
        }
    }

    #[test]
    fn no_changed_consistency_proof_holds(size in 2_usize..600, old: prop::sample::Index, change in 0_u8..4, where_ in 0..64_usize) {
        let tree = leaves(size);
        let old = 1 + old.index(size - 1);
        let (old_root, root) = (naive_root(&tree[..old]), naive_root(&tree));
        let proof = naive_subproof(old, &tree, true);
        let other = changed(&proof, change, where_);
        prop_assume!(other != proof);
        let check = |old_root: &Hash, root: &Hash, proof: &[Hash]| {
            check_consistency(old as u64, old_root, size as u64, root, proof)
        };
        prop_assert!(check(&old_root, &root, &other).is_err());
        prop_assert!(check(&[1; 32], &root, &proof).is_err());
        prop_assert!(check(&old_root, &[1; 32], &proof).is_err());
        prop_assert_eq!(check(&old_root, &root, &proof), Ok(()));
    }

    #[test]
    fn no_numbers_break_the_checks(index: u64, size: u64, proof in prop::collection::vec(any::<[u8; 32]>(), 0..70)) {
        let _ = check_inclusion(&[0; 32], index, size, &proof, &[0; 32]);
        let _ = check_consistency(index, &[0; 32], size, &[0; 32], &proof);
        let near = u64::MAX - (index % 3);
        let _ = check_inclusion(&[0; 32], near - 1, near, &proof, &[0; 32]);
        let _ = check_consistency(near - 1, &[0; 32], near, &[0; 32], &proof);
    }

    #[test]
    fn a_frontier_grows_to_the_same_root(size in 0_usize..300) {
        let tree = leaves(size);
        let mut frontier = Frontier::default();
        tree.iter().for_each(|leaf| frontier.push(*leaf));
        prop_assert_eq!(frontier.root(), naive_root(&tree));
        prop_assert_eq!(frontier.size(), size as u64);
    }
}
