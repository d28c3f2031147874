//! What is drawn of an alert: when it was seen at whom, and whom its devices talked to.

use maud::html;
use steadfast_monitor::detect::{Cause, Figure, Peer, Reason};

use crate::monitoring::read::{NamedUnit, stretch};
use crate::monitoring::sight::Sight;
use crate::t;
use crate::web::charts::{Contacts, Span, Timeline};
use crate::web::pages::monitoring_alert::PicturesView;
use crate::web::{Markup, Texts, urls};

/// Devices, and peers, that are drawn.
const DRAWN: usize = 12;

/// The pictures of an alert at so many devices; those where it is most surprising are drawn. Whom they talked to is not drawn
/// for everybody.
pub(super) fn drawn(texts: Texts, known: &[NamedUnit], all: u64, sight: Sight) -> Option<PicturesView> {
    let mut units: Vec<&NamedUnit> = known.iter().collect();
    units.sort_by_key(|unit| (std::cmp::Reverse(unit.seen.score), unit.seen.unit));
    units.truncate(DRAWN);
    if units.is_empty() {
        return None;
    }
    let (contacts, peers) = if sight == Sight::Whole { contacts(texts, &units) } else { (None, 0) };
    let timeline = Timeline {
        title: t!(texts, "alert-timeline"),
        label_heading: t!(texts, "alert-device"),
        between: [t!(texts, "seen-first"), t!(texts, "seen-last")],
        rows: units.iter().map(|unit| span(unit, sight)).collect(),
        is_by_day: sight.is_by_day(),
    };
    let left_out = (all.saturating_sub(units.len() as u64), peers);
    Some(PicturesView { timeline, contacts, left_out })
}

fn link(unit: &NamedUnit) -> Markup {
    html! { a href=(urls::with(urls::UNIT, &[&unit.unit.id.to_string()])) { (unit.unit.serial) } }
}

/// A device's row: events may be older than the day on which they were looked at.
fn span(unit: &NamedUnit, sight: Sight) -> Span {
    let stretches = unit.reasons.iter().map(stretch);
    let seen: Vec<(i64, i64)> = stretches.map(|(first, last)| (sight.time(first), sight.time(last))).collect();
    let first = seen.iter().map(|(first, _)| *first).min().unwrap_or_else(|| sight.time(unit.seen.opened.0));
    let last = seen.iter().map(|(_, last)| *last).max().unwrap_or_else(|| sight.time(unit.seen.latest.0));
    Span { label: link(unit), times: (first, last), seen }
}

/// The devices with the peers of their reasons, those of most devices first; and how many peers are not drawn.
fn contacts(texts: Texts, units: &[&NamedUnit]) -> (Option<Contacts>, u64) {
    let mut peers: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for peer in unit.reasons.iter().filter_map(peer) {
            match peers.iter_mut().find(|(known, _)| *known == peer) {
                Some((_, seen_by)) if seen_by.contains(&at) => {}
                Some((_, seen_by)) => seen_by.push(at),
                None => peers.push((peer, vec![at])),
            }
        }
    }
    if peers.is_empty() {
        return (None, 0);
    }
    peers.sort_by_key(|(_, seen_by)| std::cmp::Reverse(seen_by.len()));
    let left_out = peers.len().saturating_sub(DRAWN) as u64;
    peers.truncate(DRAWN);
    let pairs =
        |(to, (_, seen_by)): (usize, &(String, Vec<usize>))| seen_by.iter().map(|from| (*from, to)).collect::<Vec<_>>();
    let chart = Contacts {
        id: "contacts".to_owned(),
        title: t!(texts, "alert-contacts-title"),
        description: t!(texts, "alert-contacts-description", units = units.len(), peers = peers.len()),
        headings: (t!(texts, "alert-device"), t!(texts, "alert-peer")),
        left: units.iter().map(|unit| (unit.unit.serial.clone(), link(unit))).collect(),
        pairs: peers.iter().enumerate().flat_map(pairs).collect(),
        right: peers.into_iter().map(|(peer, _)| peer).collect(),
    };
    (Some(chart), left_out)
}

/// Whom a reason speaks of, in a few characters.
fn peer(reason: &Reason) -> Option<String> {
    match (&reason.cause, &reason.seen) {
        (Some(Cause::Peer(peer)), _) | (_, Some(Figure::Peer(peer))) => short(peer),
        (Some(Cause::Source(source)), _) => source.map(|address| address.to_string()),
        _ => None,
    }
}

/// `203.0.113.7:443/tcp`; an address of the sixth version in brackets where a port follows.
fn short(peer: &Peer) -> Option<String> {
    let address = peer.address?.to_string();
    let Some(port) = peer.port else { return Some(address) };
    let address = if address.contains(':') { format!("[{address}]") } else { address };
    let carried = peer.transport.map(|transport| format!("/{transport}")).unwrap_or_default();
    Some(format!("{address}:{port}{carried}"))
}
