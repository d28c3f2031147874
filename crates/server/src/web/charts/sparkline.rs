//! A line the size of a word, beside the figure it belongs to.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::scale::coordinate;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;

/// The course of some values, described by `title`; missing ones break the line.
#[must_use]
pub fn sparkline(title: &str, values: &[Option<f64>]) -> Markup {
    html! {
        svg.sparkline viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) role="img" aria-label=(title) {
            title { (title) }
            path.chart-line d=(path(values)) fill="none" {}
        }
    }
}

fn path(values: &[Option<f64>]) -> String {
    let highest = values.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    let slot = (WIDTH - 4.0) / (values.len().saturating_sub(1)).max(1) as f64;
    let mut path = String::new();
    let mut drawing = false;
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let (x, y) = (2.0 + slot * at as f64, HEIGHT - 3.0 - (HEIGHT - 6.0) * (value / highest).clamp(0.0, 1.0));
            let _ = write!(path, "{}{} {}", if drawing { 'L' } else { 'M' }, coordinate(x), coordinate(y));
        }
        drawing = value.is_some();
    }
    path
}
