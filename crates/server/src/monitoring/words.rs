//! What a reason says, in the words of a language.

use std::fmt::Display;

use fluent_bundle::FluentValue;
use steadfast_monitor::detect::{Against, Cause, Figure, Metric, Peer};
use steadfast_monitor::event::Transport;

use crate::t;
use crate::web::Texts;

/// What an alert says, in a sentence.
pub(crate) fn sentence(texts: Texts, detector: &str, about: String, product: &str, units: i64) -> String {
    let arguments: [(&str, FluentValue<'_>); 3] =
        [("units", units.into()), ("product", product.into()), ("cause", about.into())];
    let says = |key: &str| texts.named_with("alert-says", key, &arguments);
    says(detector).or_else(|| says("unknown")).unwrap_or_default()
}

/// What it is about.
pub(crate) fn cause_words(texts: Texts, cause: Option<&Cause>) -> String {
    match cause {
        Some(Cause::Peer(peer)) => t!(texts, "cause-peer", peer = peer_words(texts, peer)),
        Some(Cause::Source(source)) => t!(texts, "cause-source", source = or_any(texts, *source)),
        Some(Cause::Account(account)) => t!(texts, "cause-account", name = account.as_str()),
        Some(Cause::Setting(setting)) => t!(texts, "cause-setting", name = setting.as_str()),
        Some(Cause::OwnLog) => t!(texts, "cause-own-log"),
        Some(Cause::Silence) => t!(texts, "cause-silence"),
        Some(Cause::Listening(port, by)) => t!(texts, "cause-listening", port = port_words(texts, *port, *by)),
        Some(Cause::Amount(metric)) => t!(texts, "cause-amount", metric = metric_words(texts, *metric)),
        Some(Cause::File(name)) => t!(texts, "cause-file", name = name.as_str()),
        Some(Cause::Service(port, by)) => t!(texts, "cause-service", port = port_words(texts, *port, *by)),
        _ => t!(texts, "cause-unknown"),
    }
}

/// A peer: its address, its port, and what carries it.
fn peer_words(texts: Texts, peer: &Peer) -> String {
    let address = or_any(texts, peer.address);
    match peer.port {
        Some(_) => {
            format!("{address}, {}", t!(texts, "cause-listening", port = port_words(texts, peer.port, peer.transport)))
        }
        None => address,
    }
}

fn or_any(texts: Texts, value: Option<impl Display>) -> String {
    value.map_or_else(|| t!(texts, "peer-any"), |value| value.to_string())
}

fn port_words(texts: Texts, port: Option<u16>, transport: Option<Transport>) -> String {
    let Some(port) = port else { return t!(texts, "port-any") };
    match transport {
        Some(transport) => format!("{port}/{transport}"),
        None => port.to_string(),
    }
}

fn metric_words(texts: Texts, metric: Option<Metric>) -> String {
    metric.map_or_else(|| t!(texts, "cause-unknown"), |metric| texts.named("metric", metric.code()))
}

/// How rarely something happens by chance, from hundredths of decimal orders.
pub(crate) fn score_words(texts: Texts, hundredths: i64) -> String {
    match hundredths {
        ..100 => t!(texts, "score-often"),
        1600.. => t!(texts, "score-certain"),
        900.. => t!(texts, "score-hardly"),
        _ => t!(texts, "score-once", times = texts.number(once_in(hundredths))),
    }
}

/// The number behind a score with one digit that counts: what is known of it is not exact.
fn once_in(hundredths: i64) -> u64 {
    let exact = 10f64.powf(hundredths as f64 / 100.0);
    let digit = 10f64.powf(exact.log10().floor());
    ((exact / digit).round() * digit) as u64
}

/// What was expected, or seen.
pub(crate) fn figure_words(texts: Texts, figure: Option<&Figure>) -> String {
    match figure {
        Some(Figure::Count(count)) => t!(texts, "figure-count", count = texts.number(*count)),
        Some(Figure::PerHour(count)) => t!(texts, "figure-per-hour", count = texts.number(*count)),
        Some(Figure::Bytes(bytes)) => t!(texts, "figure-bytes", bytes = texts.bytes(*bytes)),
        Some(Figure::BytesPerHour(bytes)) => t!(texts, "figure-bytes-per-hour", bytes = texts.bytes(*bytes)),
        Some(Figure::Seconds(seconds)) => {
            t!(texts, "figure-seconds", duration = duration(texts, seconds.saturating_mul(1000)))
        }
        Some(Figure::Peer(peer)) => peer_words(texts, peer),
        Some(Figure::OneOf(count)) => t!(texts, "figure-one-of", count = *count),
        Some(Figure::Hours(hours)) => t!(texts, "figure-hours", hours = hours_words(*hours)),
        Some(Figure::Text(name)) => name.to_string(),
        Some(Figure::Units(count)) => t!(texts, "figure-units", count = *count),
        Some(Figure::Every(every, spread)) => {
            t!(texts, "figure-every", every = duration(texts, *every), spread = duration(texts, *spread))
        }
        Some(Figure::Number(number)) => t!(texts, "figure-number", number = texts.number(*number)),
        Some(Figure::At(seconds)) => texts.moment(seconds.saturating_mul(1_000_000)),
        Some(Figure::Nothing) => t!(texts, "figure-nothing"),
        None => t!(texts, "unknown"),
    }
}

fn duration(texts: Texts, millis: u64) -> String {
    texts.duration(i64::try_from(millis).unwrap_or(i64::MAX).saturating_mul(1000))
}

/// Hours of the day as spans: `07–09, 22`.
fn hours_words(hours: u32) -> String {
    let is_in = |hour: u32| hour < 24 && hours >> hour & 1 == 1;
    let begins = (0..24).filter(|&hour| is_in(hour) && (hour == 0 || !is_in(hour - 1)));
    let spans = begins.map(|first| {
        let last = (first..24).take_while(|&hour| is_in(hour)).last().unwrap_or(first);
        if first == last { format!("{first:02}") } else { format!("{first:02}–{last:02}") }
    });
    spans.collect::<Vec<_>>().join(", ")
}

/// Compared with whom.
pub(crate) fn against_words(texts: Texts, against: Option<&Against>) -> String {
    match against {
        Some(Against::Declaration(Some(release))) => t!(texts, "against-declaration", release = release.as_str()),
        Some(Against::Declaration(None)) => t!(texts, "against-declaration-any"),
        Some(Against::Cohort(count)) => t!(texts, "against-cohort", count = *count),
        Some(Against::Own(days)) => t!(texts, "against-own", count = *days),
        Some(Against::Rule) => t!(texts, "against-rule"),
        None => t!(texts, "unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn a_score_is_told_as_one_in_so_many() {
        assert_eq!([100, 130, 300, 350, 890].map(once_in), [10, 20, 1000, 3000, 800_000_000]);
        let texts = Texts::new(Language::English);
        assert_eq!(score_words(texts, 300), "By chance once in 1,000");
        assert_eq!(score_words(texts, 1600), "Not by chance");
    }

    #[test]
    fn hours_are_told_as_spans() {
        assert_eq!(hours_words(0b1000_0000_0000_0000_0000_0001), "00, 23");
        assert_eq!(hours_words(0b11_1000_0000), "07–09");
        assert_eq!(hours_words(0xff_ffff), "00–23");
        assert_eq!(hours_words(0), "");
    }

    #[test]
    fn every_detector_has_its_sentence_in_both_languages() {
        for language in [Language::English, Language::German] {
            let texts = Texts::new(language);
            for detector in steadfast_monitor::detect::Detector::ALL {
                for family in ["detector", "detector-does", "alert-says"] {
                    let said = texts.named_with(family, detector.code(), &[]);
                    assert!(said.is_some(), "{family}-{detector} in {language:?}");
                }
            }
        }
    }
}
