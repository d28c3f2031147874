//! One bar that falls into parts: a whole that is known, and what became of it.

use maud::{Markup, html};

use super::scale::coordinate;
use super::stacked::Layer;
use crate::t;
use crate::web::Texts;

pub(super) const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 30.0;
/// So that one of a million is seen.
const LEAST: f64 = 3.0;

/// A whole in parts.
#[derive(Clone, Debug)]
pub struct Split {
    /// Unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The parts, each with how many.
    pub parts: Vec<(Layer, u64)>,
}

/// The bar, its key with the figures, which are the text of it.
#[must_use]
pub fn split(texts: Texts, chart: &Split) -> Markup {
    let total: u64 = chart.parts.iter().map(|(_, count)| count).sum();
    let told = |(layer, count): &(Layer, u64)| format!("{}: {}", layer.name, texts.number(*count));
    let description = chart.parts.iter().map(told).collect::<Vec<_>>().join(", ");
    html! {
        figure.chart.split {
            figcaption { (chart.title) }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
                aria-labelledby={ (chart.id) "-title " (chart.id) "-description" } {
                title id={ (chart.id) "-title" } { (chart.title) }
                desc id={ (chart.id) "-description" } { (description) }
                @for (layer, x, width) in pieces(&chart.parts, total) {
                    rect.chart-layer.(layer.class) x=(coordinate(x)) y="0" width=(coordinate(width)) height=(HEIGHT) {}
                }
            }
            ul.chart-key { @for (layer, count) in &chart.parts { li {
                svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" {
                    rect.chart-layer.(layer.class) width="12" height="12" {}
                }
                span { (layer.name) " " strong { (texts.number(*count)) } @if let Some(share) = share(*count, total) {
                    " " span.hint { (t!(texts, "chart-percent", percent = share)) }
                } }
            } } }
        }
    }
}

/// A share in percent with one digit behind the point; neither nothing nor all where it is not.
fn share(count: u64, total: u64) -> Option<f64> {
    let exact = (total > 0).then(|| count as f64 * 100.0 / total as f64)?;
    let rounded = (exact * 10.0).round() / 10.0;
    Some(match () {
        () if count > 0 && rounded < 0.1 => 0.1,
        () if count < total && rounded > 99.9 => 99.9,
        () => rounded,
    })
}

/// Where each part lies that is not empty: together they fill the bar, and none is too small to be seen.
pub(super) fn pieces(parts: &[(Layer, u64)], total: u64) -> Vec<(&Layer, f64, f64)> {
    let seen: Vec<(&Layer, f64)> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(layer, count)| (layer, (WIDTH * *count as f64 / total.max(1) as f64).max(LEAST)))
        .collect();
    let whole: f64 = seen.iter().map(|(_, width)| width).sum();
    let scale = if whole > 0.0 { WIDTH / whole } else { 1.0 };
    let mut begin = 0.0;
    let place = |(layer, width): (_, f64)| {
        let x = begin;
        begin += width * scale;
        (layer, x, width * scale)
    };
    seen.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_nothing_nor_all_where_it_is_not() {
        assert_eq!(share(0, 0), None);
        assert_eq!(share(0, 7), Some(0.0));
        assert_eq!(share(7, 7), Some(100.0));
        assert_eq!(share(1, 1_000_000), Some(0.1));
        assert_eq!(share(999_999, 1_000_000), Some(99.9));
        assert_eq!(share(1, 3), Some(33.3));
    }

    #[test]
    fn the_parts_fill_the_bar_and_the_smallest_is_seen() {
        let layer = |class| Layer { name: String::new(), class };
        let parts = [(layer("a"), 1), (layer("b"), 0), (layer("c"), 999_999)];
        let pieces = pieces(&parts, 1_000_000);
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].2 >= LEAST - 0.1, "{}", pieces[0].2);
        assert!((pieces[1].1 + pieces[1].2 - WIDTH).abs() < 0.01);
    }
}
