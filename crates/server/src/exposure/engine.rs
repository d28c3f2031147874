//! The portfolio in memory: each distinct component once, with its findings, and who holds it. It says what the
//! database says; where it may not, it is made anew from there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use steadfast_matching::coverage::wanted;
use steadfast_matching::finding::Finding;
use steadfast_matching::gate::Weighed;
use steadfast_matching::judge::Platforms;
use steadfast_matching::member::Member;
use steadfast_matching::scan::State;
use steadfast_store::{Id, kinds};

use super::ground::Ground;

/// A flaw as far as it is kept in memory.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptFlaw {
    /// Of what is said of it.
    pub(super) digest: u64,
    ids: Vec<String>,
}

/// A release's id.
pub(super) type Release = Id<kinds::Release>;

/// A finding as far as it is kept in memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kept {
    /// The flaw's number.
    pub(super) flaw: i64,
    /// Of its content.
    pub(super) digest: u64,
    /// What the release check weighs.
    pub(super) weighed: Weighed,
}

impl Kept {
    /// A finding as it is kept, and its content.
    pub(super) fn of(flaw: i64, finding: &Finding) -> (Self, String) {
        let content = serde_json::to_string(finding).unwrap_or_default();
        (Self { flaw, digest: digest(content.as_bytes()), weighed: finding.into() }, content)
    }
}

/// The first eight bytes of a SHA-256.
pub(super) fn digest(content: &[u8]) -> u64 {
    let digest: [u8; 32] = Sha256::digest(content).into();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// A distinct component.
pub(super) struct Known {
    /// The component.
    pub(super) member: Member,
    /// The platforms of its bill, where they have a say.
    pub(super) platforms: Arc<Platforms>,
    /// Whether the absence of findings says anything about it.
    pub(super) state: State,
    /// Its findings, by flaw.
    pub(super) findings: Vec<Kept>,
    /// Who holds it, sorted.
    pub(super) holders: Vec<Release>,
}

/// A place in a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The component's number.
    pub(super) component: i64,
    /// Whether it counts as a component of the bill.
    pub(super) counted: bool,
}

/// What a release holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// By place.
    pub(super) places: Vec<Place>,
    /// The places that each was built from; empty where no bill says so.
    pub(super) built_from: Vec<Vec<usize>>,
}

/// The portfolio.
pub(crate) struct Engine {
    /// Which writer's state this is: another process that writes raises it.
    pub(super) generation: i64,
    /// The day whose numbers were counted last.
    pub(super) tallied: Option<i64>,
    /// What the findings are of.
    pub(super) ground: Ground,
    /// The ages that policies let a feed have, in days, where they are others than usual.
    pub(super) ages: BTreeSet<u32>,
    /// Components by number.
    pub(super) members: BTreeMap<i64, Known>,
    /// What releases hold.
    pub(super) releases: BTreeMap<Release, Held>,
    /// The flaw of each id.
    pub(super) flaw_of_id: HashMap<String, i64>,
    /// Flaws by number.
    pub(super) flaws: HashMap<i64, KeptFlaw>,
    by_key: HashMap<String, Vec<i64>>,
}

impl Engine {
    /// An empty portfolio.
    pub(super) fn new(generation: i64, ground: Ground) -> Self {
        Self {
            generation,
            tallied: None,
            ground,
            ages: BTreeSet::new(),
            members: BTreeMap::new(),
            releases: BTreeMap::new(),
            flaw_of_id: HashMap::new(),
            flaws: HashMap::new(),
            by_key: HashMap::new(),
        }
    }

    /// Says under which ids a flaw is known, in place of those before.
    pub(super) fn name(&mut self, number: i64, ids: Vec<String>, digest: u64) {
        for id in self.flaws.remove(&number).unwrap_or_default().ids {
            if self.flaw_of_id.get(&id) == Some(&number) {
                self.flaw_of_id.remove(&id);
            }
        }
        self.flaw_of_id.extend(ids.iter().map(|id| (id.clone(), number)));
        self.flaws.insert(number, KeptFlaw { digest, ids });
    }

    /// Takes a component in, without findings.
    pub(super) fn add(&mut self, number: i64, member: Member, platforms: Arc<Platforms>) {
        for key in member.identity.keys() {
            self.by_key.entry(key).or_default().push(number);
        }
        let state = member.state(self.ground.coverage());
        self.members.insert(number, Known { member, platforms, state, findings: Vec::new(), holders: Vec::new() });
    }

    /// Says what a release holds, in place of what it held.
    pub(super) fn hold(&mut self, release: Release, held: Held) {
        let former = self.releases.remove(&release).unwrap_or_default();
        for number in former.components() {
            if let Some(known) = self.members.get_mut(&number) {
                known.holders.retain(|holder| *holder != release);
            }
        }
        for number in held.components() {
            if let Some(known) = self.members.get_mut(&number)
                && let Err(at) = known.holders.binary_search(&release)
            {
                known.holders.insert(at, release);
            }
        }
        self.releases.insert(release, held);
    }

    /// Puts another ground under everything; the components whose findings may differ on it, and those of which it says
    /// something else by itself.
    pub(super) fn stand_on(&mut self, ground: Ground, keys: &BTreeSet<String>) -> (BTreeSet<i64>, BTreeSet<i64>) {
        let differing = ground.differing(&self.ground);
        self.ground = ground;
        let mut touched: BTreeSet<i64> =
            keys.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        if differing.is_empty() {
            return (touched, BTreeSet::new());
        }
        let mut otherwise = BTreeSet::new();
        for (number, known) in &mut self.members {
            let identity = &known.member.identity;
            // A CPE name speaks where the ecosystem's own advisories do not.
            let by_cpe = !identity.cpes.is_empty();
            if by_cpe || wanted(identity).iter().any(|name| differing.contains(name)) {
                let state = known.member.state(self.ground.coverage());
                if std::mem::replace(&mut known.state, state) != state {
                    otherwise.insert(*number);
                }
                touched.insert(*number);
            }
        }
        (touched, otherwise)
    }

    /// The releases that hold any of these components.
    pub(super) fn holders(&self, components: &BTreeSet<i64>) -> BTreeSet<Release> {
        let known = components.iter().filter_map(|number| self.members.get(number));
        known.flat_map(|known| known.holders.iter().copied()).collect()
    }
}

impl Held {
    /// The distinct components.
    pub(super) fn components(&self) -> BTreeSet<i64> {
        self.places.iter().map(|place| place.component).collect()
    }
}
