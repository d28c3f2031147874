//! The files that packages are delivered as, and digests.

use std::collections::BTreeMap;

use super::{Reader, Related, element};
use crate::bom::source::list;
use crate::bom::{Hash, HashOf};
use crate::json::Raw;
use crate::{Place, Problem};

/// The most digests that all packages together take over from files.
const DIGESTS: usize = 1_000_000;

impl<'a> Reader<'_, 'a> {
    /// Takes over name and digests of the files that packages are delivered as; the first has the name.
    pub(super) fn delivered(&mut self, relationships: &[Related<'a>]) {
        let mut known: BTreeMap<&str, Vec<Hash>> = BTreeMap::new();
        let mut room = DIGESTS;
        for relationship in relationships.iter().filter(|one| one.kind.get() == Some("hasDistributionArtifact")) {
            let package = relationship.from.get().and_then(|from| self.graph.packages.get(from)).copied();
            for file in relationship.to.ids() {
                let hashes = known.entry(file).or_insert_with(|| self.digests(file));
                let Some(left) = room.checked_sub(hashes.len()) else {
                    let reason = "packages share files with too many digests; further ones are not used";
                    return self.gather.problem(Problem::new(relationship.place.clone(), reason));
                };
                room = left;
                self.deliver(package, file, hashes);
            }
        }
    }

    fn deliver(&mut self, package: Option<usize>, file: &str, hashes: &[Hash]) {
        let component = package.and_then(|index| self.gather.bom.components.get_mut(index));
        let Some(component) = component else { return };
        if component.file_name.is_none() {
            component.file_name = self.graph.names.get(file).cloned();
        }
        component.hashes.extend_from_slice(hashes);
    }

    fn digests(&mut self, file: &str) -> Vec<Hash> {
        let Some((raw, place)) = self.graph.digests.remove(file) else { return Vec::new() };
        self.hashes(raw, &place, HashOf::Distribution)
    }

    /// The digests in a `verifiedUsing`. The verification code of a package's files is none.
    pub(super) fn hashes(&mut self, raw: Raw<'a>, place: &Place, of: HashOf) -> Vec<Hash> {
        let mut hashes = Vec::new();
        for raw in list(Some(raw)) {
            match self.source.object::<element::Digest<'a>>(raw, &format!("{}/verifiedUsing", place.path)) {
                Ok(hash) if hash.kind.get() == Some("PackageVerificationCode") => {}
                Ok(hash) => {
                    let parts = hash.algorithm.owned().zip(hash.value.owned());
                    hashes.extend(parts.map(|(algorithm, value)| Hash { of, algorithm, value }));
                }
                Err(problem) => self.gather.problem(problem),
            }
        }
        hashes
    }
}
