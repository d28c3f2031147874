//! A line: something that is measured over and over.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::frame::{Chart, Plane};
use super::scale::coordinate;
use crate::web::Texts;

/// The chart as a line; a missing value breaks it.
#[must_use]
pub fn line(texts: Texts, chart: &Chart) -> Markup {
    chart.render(texts, |plane| {
        html! {
            path.chart-line d=(path(chart, plane)) fill="none" {}
            @for (at, point) in chart.points.iter().enumerate() {
                @if let Some(value) = point.value {
                    circle.chart-dot cx=(coordinate(plane.centre(at))) cy=(coordinate(plane.height(value))) r="2.5" {}
                }
            }
        }
    })
}

fn path(chart: &Chart, plane: &Plane) -> String {
    let mut path = String::new();
    let mut drawing = false;
    for (at, point) in chart.points.iter().enumerate() {
        if let Some(value) = point.value {
            let pen = if drawing { 'L' } else { 'M' };
            let _ = write!(path, "{pen}{} {}", coordinate(plane.centre(at)), coordinate(plane.height(value)));
        }
        drawing = point.value.is_some();
    }
    path
}
