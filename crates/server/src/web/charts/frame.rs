//! What line and bar charts share: axis, words, and the table of the same figures.

use maud::{Markup, html};

use super::scale::{coordinate, steps};
use crate::t;
use crate::web::Texts;

pub(super) const WIDTH: f64 = 640.0;
pub(super) const HEIGHT: f64 = 220.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;

/// One value under its label; no value is a gap, never a zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What stands at the axis and in the table.
    pub label: String,
    /// The value, not negative.
    pub value: Option<f64>,
}

/// A chart in words and figures.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it.
    pub description: String,
    /// What the labels are: "Hour", "Day".
    pub label_heading: String,
    /// What the values are, with their unit.
    pub value_heading: String,
    /// The figures.
    pub points: Vec<Point>,
}

impl Chart {
    /// The chart around `drawing`, which is given the plane to draw on.
    pub(super) fn render(&self, texts: Texts, drawing: impl Fn(&Plane) -> Markup) -> Markup {
        self.render_with(texts, drawing, &html! {}, &self.table(texts))
    }

    /// The same with a key to what is drawn, and a table of its own.
    pub(super) fn render_with(
        &self,
        texts: Texts,
        drawing: impl Fn(&Plane) -> Markup,
        key: &Markup,
        table: &Markup,
    ) -> Markup {
        let plane = Plane::of(&self.points);
        html! {
            figure.chart {
                figcaption { (self.title) }
                (key)
                svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
                    aria-labelledby={ (self.id) "-title " (self.id) "-description" } {
                    title id={ (self.id) "-title" } { (self.title) }
                    desc id={ (self.id) "-description" } { (self.description) }
                    (plane.grid(texts))
                    (self.labels(&plane))
                    (drawing(&plane))
                }
                (figures(texts, &self.title, table))
            }
        }
    }

    /// At most seven labels, so that they never meet.
    fn labels(&self, plane: &Plane) -> Markup {
        let every = self.points.len().div_ceil(7).max(1);
        html! {
            @for (at, point) in self.points.iter().enumerate().step_by(every) {
                text.chart-label x=(coordinate(plane.centre(at))) y=(coordinate(HEIGHT - 8.0)) text-anchor="middle" {
                    (point.label)
                }
            }
        }
    }

    fn table(&self, texts: Texts) -> Markup {
        html! {
            table {
                thead { tr { th scope="col" { (self.label_heading) } th.numeric scope="col" { (self.value_heading) } } }
                tbody { @for point in &self.points { tr {
                    th scope="row" { (point.label) }
                    td.numeric { (figure(texts, point.value)) }
                } } }
            }
        }
    }
}

/// A value in a table.
pub(super) fn figure(texts: Texts, value: Option<f64>) -> String {
    value.map_or_else(|| t!(texts, "unknown"), |value| t!(texts, "chart-value", value = value))
}

/// The figures behind a chart, for whoever reads rather than looks.
pub(super) fn figures(texts: Texts, title: &str, table: &Markup) -> Markup {
    html! {
        details.chart-data {
            summary { (t!(texts, "chart-figures")) }
            div.chart-table tabindex="0" role="region" aria-label=(title) { (table) }
        }
    }
}

/// Where values are drawn.
pub(super) struct Plane {
    count: f64,
    step: f64,
    steps: u32,
}

impl Plane {
    fn of(points: &[Point]) -> Self {
        let highest = points.iter().filter_map(|point| point.value).fold(0.0, f64::max);
        let (step, steps) = steps(highest);
        Self { count: points.len().max(1) as f64, step, steps }
    }

    /// The width that one value has.
    pub(super) fn slot(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / self.count
    }

    /// The middle of a value's slot.
    pub(super) fn centre(&self, at: usize) -> f64 {
        LEFT + self.slot() * (at as f64 + 0.5)
    }

    /// The height of a value.
    pub(super) fn height(&self, value: f64) -> f64 {
        let top = self.step * f64::from(self.steps);
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value / top).clamp(0.0, 1.0)
    }

    fn grid(&self, texts: Texts) -> Markup {
        html! {
            @for line in 0..=self.steps {
                @let value = self.step * f64::from(line);
                @let y = coordinate(self.height(value));
                line.chart-grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y) y2=(y) {}
                text.chart-label x=(LEFT - 6.0) y=(y) dy="4" text-anchor="end" { (t!(texts, "chart-value", value = value)) }
            }
        }
    }
}
