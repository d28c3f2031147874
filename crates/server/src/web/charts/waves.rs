//! A thin bar for one wave of a distribution: what became of its devices.

use maud::{Markup, html};

use super::scale::coordinate;
use super::split::{WIDTH, pieces};
use super::stacked::Layer;
use crate::web::Texts;

const HEIGHT: f64 = 14.0;

/// The bar; its words are its label. Whoever draws it says the figures beside it.
#[must_use]
pub fn wave_bar(texts: Texts, label: &str, parts: &[(Layer, u64)]) -> Markup {
    let total: u64 = parts.iter().map(|(_, count)| count).sum();
    let told = parts.iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|(layer, count)| format!("{} {}", texts.number(*count), layer.name)).collect();
    html! {
        svg.wave-bar viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" role="img"
            aria-label={ (label) ": " (told.join(", ")) } {
            rect.wave-ground width=(WIDTH) height=(HEIGHT) {}
            @for (layer, x, width) in pieces(parts, total) {
                rect.chart-layer.(layer.class) x=(coordinate(x)) y="0" width=(coordinate(width)) height=(HEIGHT) {}
            }
        }
    }
}
