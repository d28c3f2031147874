//! What somebody has to look at.

use std::collections::BTreeSet;

use steadfast_cra::annex_i;

use super::{Edge, Flag, Kind, Link, Picture};
use crate::file::{ProductFile, Threat, Treatment};

/// Flags the nodes of a picture that has its links.
pub(super) fn flag(picture: &mut Picture, file: &ProductFile) {
    let seen = Seen::of(picture, file);
    let known = Known::of(file);
    let (mut threats, mut controls) = (file.threat.iter(), file.control.iter());
    for (at, node) in picture.nodes.iter_mut().enumerate() {
        node.flags = match node.kind {
            Kind::Threat => threats.next().map_or_else(Vec::new, |one| seen.of_threat(at, one, &known)),
            Kind::Control => controls.next().map_or_else(Vec::new, |one| {
                let named = [known.has(Kind::Control, &one.rests_on), known.has(Kind::Evidence, &one.evidence)];
                let named = named.into_iter().chain([is_law(&one.requirements)]).all(|is| is);
                let unshown = !seen.has(&seen.shown, at);
                flags([
                    (Flag::Unshown, unshown),
                    (Flag::Unlinked, !seen.has(&seen.linked, at)),
                    (Flag::Dangling, !named),
                ])
            }),
            Kind::Requirement if node.set_aside => Vec::new(),
            Kind::Entry => {
                flags([(Flag::Unlinked, !seen.has(&seen.linked, at)), (Flag::Dangling, !seen.has(&seen.entered, at))])
            }
            _ => flags([(Flag::Unlinked, !seen.has(&seen.linked, at))]),
        };
        if node.kind == Kind::Threat && node.set_aside {
            node.flags.retain(|flag| matches!(flag, Flag::Unreachable | Flag::Dangling));
        }
        if node.kind == Kind::Threat {
            let unweighed = !node.set_aside && node.risk.is_none_or(|risk| risk.before.is_none());
            node.flags.extend(unweighed.then_some(Flag::Unweighed));
            node.flags.sort_unstable();
        }
    }
}

fn flags<const N: usize>(all: [(Flag, bool); N]) -> Vec<Flag> {
    all.into_iter().filter_map(|(flag, is)| is.then_some(flag)).collect()
}

fn is_law(ids: &[String]) -> bool {
    ids.iter().all(|id| annex_i::requirement(id).is_some())
}

/// Ids that there are.
struct Known<'a>(BTreeSet<(Kind, &'a str)>);

impl<'a> Known<'a> {
    fn of(file: &'a ProductFile) -> Self {
        let of = |kind: Kind, id: &'a String| (kind, id.as_str());
        let all = file.asset.iter().map(|one| of(Kind::Asset, &one.id));
        let all = all.chain(file.interface.iter().map(|one| of(Kind::Interface, &one.id)));
        let all = all.chain(file.entry.iter().map(|one| of(Kind::Entry, &one.id)));
        let all = all.chain(file.threat.iter().map(|one| of(Kind::Threat, &one.id)));
        let all = all.chain(file.control.iter().map(|one| of(Kind::Control, &one.id)));
        Self(all.chain(file.evidence.iter().map(|one| of(Kind::Evidence, &one.id))).collect())
    }

    fn has(&self, kind: Kind, ids: &[String]) -> bool {
        ids.iter().all(|id| self.0.contains(&(kind, id.as_str())))
    }
}

/// What the links say of nodes, by their place.
struct Seen {
    /// To which something leads that makes them part of the assessment.
    linked: BTreeSet<usize>,
    /// That something shows.
    shown: BTreeSet<usize>,
    /// Threats that are to be treated by a control.
    controlled: BTreeSet<usize>,
    /// Threats that an interface leads to.
    reached: BTreeSet<usize>,
    /// Entries that belong to an interface.
    entered: BTreeSet<usize>,
}

impl Seen {
    fn of(picture: &Picture, file: &ProductFile) -> Self {
        let from = |link: Link| picture.edges.iter().filter(move |edge| edge.link == link).map(|edge| edge.from);
        let mut linked: BTreeSet<usize> = BTreeSet::new();
        for edge in picture.edges.iter().filter(|edge| !matches!(edge.link, Link::BelongsTo)) {
            linked.extend([edge.from, edge.to]);
        }
        linked.extend(doors(picture));
        linked.extend(of_phases(picture, file));
        let [shown, controlled, entered] =
            [Link::ShownBy, Link::TreatedBy, Link::BelongsTo].map(|link| from(link).collect());
        Self { linked, shown, controlled, entered, reached: reached(picture) }
    }

    fn has(&self, set: &BTreeSet<usize>, at: usize) -> bool {
        set.contains(&at)
    }

    fn of_threat(&self, at: usize, threat: &Threat, known: &Known<'_>) -> Vec<Flag> {
        let named = [
            known.has(Kind::Asset, &threat.assets),
            known.has(Kind::Interface, &threat.interfaces),
            known.has(Kind::Entry, &threat.entries),
            known.has(Kind::Threat, &threat.because),
            known.has(Kind::Control, &threat.controls),
            known.has(Kind::Evidence, &threat.tests),
            is_law(&threat.requirements),
        ];
        let to_mitigate = threat.treatment == Some(Treatment::Mitigate);
        flags([
            (Flag::Untreated, threat.is_open()),
            (Flag::Unreachable, !self.reached.contains(&at)),
            (Flag::Uncontrolled, to_mitigate && !self.controlled.contains(&at)),
            (Flag::Dangling, named.contains(&false)),
        ])
    }
}

/// An interface and its entries are looked at together: where a threat names one of them, it speaks of the others too.
fn doors(picture: &Picture) -> BTreeSet<usize> {
    let named: BTreeSet<usize> =
        picture.edges.iter().filter(|edge| edge.link == Link::HappensBy).map(|edge| edge.to).collect();
    let pairs = || picture.edges.iter().filter(|edge| edge.link == Link::BelongsTo);
    let own = |edge: &&Edge| named.contains(&edge.from) || named.contains(&edge.to);
    let interfaces: BTreeSet<usize> = pairs().filter(own).map(|edge| edge.to).collect();
    let entries = pairs().filter(|edge| interfaces.contains(&edge.to)).map(|edge| edge.from);
    entries.chain(interfaces.iter().copied()).collect()
}

/// Evidence that a phase leaves is part of the assessment without a control.
fn of_phases(picture: &Picture, file: &ProductFile) -> Vec<usize> {
    let stages = file.phase.all().map(|(_, stage)| stage);
    let named: BTreeSet<&String> = stages
        .iter()
        .flat_map(|stage| stage.evidence.iter().chain(stage.procedure.iter().flat_map(|one| &one.evidence)))
        .collect();
    let is_named = |at: &usize| picture.nodes.get(*at).is_some_and(|node| named.contains(&node.id));
    let evidence =
        (0..picture.nodes.len()).filter(|at| picture.nodes.get(*at).is_some_and(|one| one.kind == Kind::Evidence));
    evidence.filter(is_named).collect()
}

/// Threats that an interface leads to: by itself, by an entry that belongs to one, or by a reached threat that makes them
/// possible.
fn reached(picture: &Picture) -> BTreeSet<usize> {
    let edges = |link: Link| picture.edges.iter().filter(move |edge| edge.link == link);
    let doors: BTreeSet<usize> = edges(Link::BelongsTo).map(|edge| edge.from).collect();
    let is_door = |at: usize| {
        let kind = picture.nodes.get(at).map(|node| node.kind);
        kind == Some(Kind::Interface) || doors.contains(&at)
    };
    let mut reached: BTreeSet<usize> =
        edges(Link::HappensBy).filter(|edge| is_door(edge.to)).map(|edge| edge.from).collect();
    let mut open: Vec<usize> = reached.iter().copied().collect();
    while let Some(cause) = open.pop() {
        let made_possible = edges(Link::Because).filter(|edge| edge.to == cause).map(|edge| edge.from);
        let new: Vec<usize> = made_possible.filter(|at| reached.insert(*at)).collect();
        open.extend(new);
    }
    reached
}
