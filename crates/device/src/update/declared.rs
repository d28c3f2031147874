//! What the releases that a unit runs are declared to do on the network: kept from the signed metadata they were installed by.

use std::collections::BTreeMap;

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_monitor::declared::Declaration;
use steadfast_trust::tuf::Custom;

use super::{Levels, Phase, Work};
use crate::document;
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
const NAME: &str = "update-declared";

/// What is kept, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Kept {
    #[n(0)]
    parts: BTreeMap<String, Of>,
}

/// What one release of a part is declared to do.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Of {
    #[n(0)]
    sequence: u64,
    #[n(1)]
    declared: ByteVec,
}

/// What was signed along with a release. What cannot be read declares nothing: then nobody can say that something is not.
pub(super) fn signed(said: &Custom) -> Option<Declaration> {
    let declared: Declaration = serde_json::from_value(said.network.clone()?).ok()?;
    Some(Declaration { release: Some(said.version.as_str().into()), ..declared })
}

/// An update is proven: what it is declared to do is what counts for its part.
///
/// # Errors
/// When it cannot be kept.
pub(crate) fn keep(storage: &impl Storage, work: &Work) -> Result<(), StorageError> {
    let mut kept = load(storage);
    let before = kept.clone();
    match &work.declared {
        Some(declared) => {
            let of = Of { sequence: work.sequence, declared: declared.clone() };
            kept.parts.insert(work.part.clone(), of);
        }
        None => drop(kept.parts.remove(&work.part)),
    }
    if kept == before { Ok(()) } else { document::keep(storage, NAME, &kept) }
}

/// What cannot be read is not declared.
fn load(storage: &impl Storage) -> Kept {
    document::load(storage, NAME).ok().flatten().unwrap_or_default()
}

/// What all that runs is declared to do together. A part that was never updated does what the factory declared. Where anything
/// is not declared, or nobody ever named the parts and the factory declared nothing, there is no declaration.
pub(crate) fn of_all(
    storage: &impl Storage,
    levels: &Levels,
    work: Option<&Work>,
    parts: &[String],
    factory: Option<Declaration>,
) -> Option<Declaration> {
    let kept = load(storage);
    let on_trial = work.filter(|work| work.phase == Phase::Trial);
    let of = |part: &str| match on_trial.filter(|work| work.part == part) {
        Some(work) => work.declared.clone(),
        None => {
            let sequence = levels.of(part)?.sequence;
            kept.parts.get(part).filter(|of| of.sequence == sequence).map(|of| of.declared.clone())
        }
    };
    let updated = levels.iter().map(|(part, _)| part.as_str()).chain(on_trial.map(|work| work.part.as_str()));
    let updated: std::collections::BTreeSet<&str> = updated.collect();
    let is_all = !parts.is_empty() && parts.iter().all(|part| updated.contains(part.as_str()));
    let mut together = if is_all { None } else { Some(factory?) };
    for part in updated {
        let one = Declaration::read(&of(part)?).ok()?;
        together = Some(match together {
            Some(others) => others.and(one),
            None => one,
        });
    }
    together
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::outside::Memory;
    use crate::update::Level;

    fn declaration(port: u16) -> Declaration {
        let table = json!({"endpoint": [{"host": "192.0.2.7", "ports": [port]}]});
        serde_json::from_value(table).expect("a declaration")
    }

    fn work(part: &str, sequence: u64, port: Option<u16>) -> Work {
        let declared = port.map(|port| declaration(port).canonical().into());
        Work { part: part.to_owned(), sequence, declared, ..Work::default() }
    }

    /// How many endpoints are declared together.
    fn count(storage: &Memory, levels: &Levels, work: Option<&Work>, factory: bool) -> Option<usize> {
        let parts = ["prt_a".to_owned(), "prt_b".to_owned()];
        let together = of_all(storage, levels, work, &parts, factory.then(|| declaration(1)));
        together.map(|together| together.endpoints.len())
    }

    fn proven(storage: &Memory, levels: &mut Levels, work: &Work) {
        keep(storage, work).expect("memory");
        let level = Level { sequence: work.sequence, version: String::new(), image: None };
        levels.raise(&work.part, level, storage).expect("memory");
    }

    #[test]
    fn what_runs_is_declared_where_each_part_of_it_is() {
        let (storage, mut levels) = (Memory::default(), Levels::default());
        assert_eq!(count(&storage, &levels, None, false), None, "nobody said anything");
        assert_eq!(count(&storage, &levels, None, true), Some(1));
        proven(&storage, &mut levels, &work("prt_a", 2, Some(2)));
        assert_eq!(count(&storage, &levels, None, false), None, "of the other part nobody said anything");
        assert_eq!(count(&storage, &levels, None, true), Some(2), "that one is as it left the factory");
        proven(&storage, &mut levels, &work("prt_b", 3, Some(3)));
        assert_eq!(count(&storage, &levels, None, false), Some(2));
        proven(&storage, &mut levels, &work("prt_a", 4, None));
        assert_eq!(count(&storage, &levels, None, true), None, "what is not declared is not known");
    }

    #[test]
    fn what_is_on_trial_is_what_counts_and_no_other_release_of_the_part() {
        let (storage, mut levels) = (Memory::default(), Levels::default());
        proven(&storage, &mut levels, &work("prt_a", 2, Some(2)));
        let trial = Work { phase: Phase::Trial, ..work("prt_a", 3, None) };
        assert_eq!(count(&storage, &levels, Some(&trial), true), None);
        let over = Work { phase: Phase::Returned, ..trial };
        assert_eq!(count(&storage, &levels, Some(&over), true), Some(2), "what ran before runs again");
        keep(&storage, &work("prt_a", 9, Some(9))).expect("memory");
        assert_eq!(count(&storage, &levels, None, true), None, "power went before its level was raised");
    }
}
