//! Stacked bars: something counted per day that falls into kinds.

use maud::{Markup, html};

use super::frame::{Chart, Plane, Point, figure};
use super::scale::coordinate;
use crate::t;
use crate::web::Texts;

/// One kind: what it is called, and the class that colours it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// In words.
    pub name: String,
    /// `layer-…`.
    pub class: &'static str,
}

/// The kinds of what is counted by severity, the gravest at the bottom.
#[must_use]
pub fn by_severity(texts: Texts) -> Vec<Layer> {
    let layer = |(name, class)| Layer { name: texts.named("layer", name), class };
    let layers = [
        ("critical", "layer-critical"),
        ("high", "layer-high"),
        ("medium", "layer-medium"),
        ("low", "layer-low"),
        ("unrated", "layer-unrated"),
    ];
    layers.map(layer).into()
}

/// A chart in layers, the lowest first.
#[derive(Clone, Debug)]
pub struct Stacked {
    /// Unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it.
    pub description: String,
    /// What the labels are.
    pub label_heading: String,
    /// The kinds.
    pub layers: Vec<Layer>,
    /// Labels with the values of all layers; nothing is a gap, never a zero.
    pub points: Vec<(String, Option<Vec<f64>>)>,
}

/// The chart, its key, and a table of its figures.
#[must_use]
pub fn stacked(texts: Texts, chart: &Stacked) -> Markup {
    chart.totals().render_with(texts, |plane| chart.drawing(plane), &chart.key(), &chart.table(texts))
}

impl Stacked {
    fn totals(&self) -> Chart {
        let total = |values: &Option<Vec<f64>>| values.as_ref().map(|values| values.iter().sum());
        let points = self.points.iter().map(|(label, values)| Point { label: label.clone(), value: total(values) });
        Chart {
            id: self.id.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            label_heading: self.label_heading.clone(),
            value_heading: String::new(),
            points: points.collect(),
        }
    }

    fn drawing(&self, plane: &Plane) -> Markup {
        html! {
            @for (at, (_, values)) in self.points.iter().enumerate() {
                @if let Some(values) = values { (self.bar(plane, at, values)) }
            }
        }
    }

    fn bar(&self, plane: &Plane, at: usize, values: &[f64]) -> Markup {
        let width = (plane.slot() * 0.76).min(40.0);
        let x = coordinate(plane.centre(at) - width / 2.0);
        let floors = values.iter().scan(0.0, |below, value| {
            *below += value;
            Some(*below - value)
        });
        html! {
            @for ((layer, value), below) in self.layers.iter().zip(values).zip(floors) {
                @let (floor, top) = (plane.height(below), plane.height(below + value));
                @if *value > 0.0 {
                    rect.chart-layer.(layer.class) x=(x) y=(coordinate(top)) width=(coordinate(width))
                        height=(coordinate(floor - top)) {}
                }
            }
        }
    }

    fn key(&self) -> Markup {
        html! {
            ul.chart-key aria-hidden="true" {
                @for layer in &self.layers {
                    li {
                        svg width="12" height="12" viewBox="0 0 12 12" { rect.chart-layer.(layer.class) width="12" height="12" {} }
                        span { (layer.name) }
                    }
                }
            }
        }
    }

    fn table(&self, texts: Texts) -> Markup {
        html! {
            table {
                thead { tr {
                    th scope="col" { (self.label_heading) }
                    @for layer in &self.layers { th.numeric scope="col" { (layer.name) } }
                    th.numeric scope="col" { (t!(texts, "chart-total")) }
                } }
                tbody { @for (label, values) in &self.points { tr {
                    th scope="row" { (label) }
                    @for at in 0..self.layers.len() {
                        td.numeric { (figure(texts, values.as_ref().and_then(|values| values.get(at)).copied())) }
                    }
                    td.numeric { (figure(texts, values.as_ref().map(|values| values.iter().sum()))) }
                } } }
            }
        }
    }
}
