//! Bars: something that is counted per day, per kind.

use maud::{Markup, html};

use super::frame::{Chart, HEIGHT};
use super::scale::coordinate;
use crate::web::Texts;

/// The chart as bars; a missing value is a dashed stump with a question mark.
#[must_use]
pub fn bars(texts: Texts, chart: &Chart) -> Markup {
    chart.render(texts, |plane| {
        let width = (plane.slot() * 0.68).min(48.0);
        let floor = plane.height(0.0);
        html! {
            @for (at, point) in chart.points.iter().enumerate() {
                @let x = plane.centre(at) - width / 2.0;
                @match point.value {
                    Some(value) => {
                        @let top = plane.height(value);
                        rect.chart-bar x=(coordinate(x)) y=(coordinate(top)) width=(coordinate(width))
                            height=(coordinate(floor - top)) {}
                    }
                    None => {
                        rect.chart-unknown x=(coordinate(x)) y=(coordinate(floor - 24.0)) width=(coordinate(width)) height="24" {}
                        text.chart-label x=(coordinate(plane.centre(at))) y=(coordinate(HEIGHT - 34.0)) text-anchor="middle" { "?" }
                    }
                }
            }
        }
    })
}
