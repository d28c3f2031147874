//! What links the nodes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edge, Kind, Link, MOST_EDGES, Picture};
use crate::file::ProductFile;

/// Links that are gathered, each once.
struct Links<'a> {
    /// Places of nodes by kind and id; of several with one id the first.
    at: BTreeMap<(Kind, &'a str), usize>,
    all: BTreeSet<(usize, usize, Link)>,
}

/// Puts every link into a picture that has its nodes. What names nothing that is there is no link.
pub(super) fn link(picture: &mut Picture, file: &ProductFile) {
    let mut at = BTreeMap::new();
    for (place, node) in picture.nodes.iter().enumerate() {
        at.entry((node.kind, node.id.as_str())).or_insert(place);
    }
    let mut links = Links { at, all: BTreeSet::new() };
    links.of_threats(file);
    links.of_controls(file);
    links.of_the_rest(file);
    let edges: Vec<Edge> = links.all.iter().map(|&(from, to, link)| links.edge(from, to, link)).collect();
    picture.left_out += edges.len().saturating_sub(MOST_EDGES);
    picture.edges = edges.into_iter().take(MOST_EDGES).collect();
}

impl<'a> Links<'a> {
    fn add(&mut self, from: (Kind, &'a str), link: Link, kind: Kind, ids: &'a [String]) {
        let Some(&from) = self.at.get(&from) else { return };
        let known = ids.iter().filter_map(|id| self.at.get(&(kind, id.as_str())));
        self.all.extend(known.map(|&to| (from, to, link)));
    }

    fn of_threats(&mut self, file: &'a ProductFile) {
        for threat in &file.threat {
            let from = (Kind::Threat, threat.id.as_str());
            self.add(from, Link::Harms, Kind::Asset, &threat.assets);
            self.add(from, Link::HappensBy, Kind::Interface, &threat.interfaces);
            self.add(from, Link::HappensBy, Kind::Entry, &threat.entries);
            self.add(from, Link::Because, Kind::Threat, &threat.because);
            self.add(from, Link::TreatedBy, Kind::Control, &threat.controls);
            self.add(from, Link::ShownBy, Kind::Evidence, &threat.tests);
            self.add(from, Link::CallsFor, Kind::Requirement, &threat.requirements);
        }
    }

    fn of_controls(&mut self, file: &'a ProductFile) {
        for control in &file.control {
            let from = (Kind::Control, control.id.as_str());
            self.add(from, Link::RestsOn, Kind::Control, &control.rests_on);
            self.add(from, Link::ShownBy, Kind::Evidence, &control.evidence);
            self.add(from, Link::Serves, Kind::Requirement, &control.requirements);
        }
    }

    fn of_the_rest(&mut self, file: &'a ProductFile) {
        for entry in &file.entry {
            let from = (Kind::Entry, entry.id.as_str());
            self.add(from, Link::BelongsTo, Kind::Interface, std::slice::from_ref(&entry.interface));
        }
        for evidence in &file.evidence {
            let from = (Kind::Evidence, evidence.id.as_str());
            self.add(from, Link::SpeaksTo, Kind::Requirement, &evidence.requirements);
        }
    }

    fn edge(&self, from: usize, to: usize, link: Link) -> Edge {
        Edge { from, to, link, implied: self.is_implied(from, to, link), curve: Default::default() }
    }

    /// What a threat calls for and one of its controls serves, what shows a threat by one of its controls, and an interface of
    /// an entry that the threat names are said by other edges. Entries stand below their interface.
    fn is_implied(&self, from: usize, to: usize, link: Link) -> bool {
        let by = |first: Link, second: Link| {
            let between =
                self.all.range((from, 0, Link::Harms)..(from + 1, 0, Link::Harms)).filter(|one| one.2 == first);
            between.into_iter().any(|&(_, middle, _)| self.all.contains(&(middle, to, second)))
        };
        match link {
            Link::BelongsTo => true,
            Link::CallsFor => by(Link::TreatedBy, Link::Serves),
            Link::ShownBy => by(Link::TreatedBy, Link::ShownBy),
            Link::HappensBy => by(Link::HappensBy, Link::BelongsTo),
            Link::Serves => by(Link::ShownBy, Link::SpeaksTo),
            _ => false,
        }
    }
}
