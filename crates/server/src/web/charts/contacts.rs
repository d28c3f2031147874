//! Who has to do with whom: one side, the other side, and a line for each pair.

use maud::{Markup, html};

use super::frame::figures;
use super::scale::coordinate;
use crate::web::Texts;

const ROW: f64 = 30.0;
/// Between the two sides.
const BETWEEN: f64 = 110.0;
/// From the point to its name, and as much at the edges.
const GAP: f64 = 12.0;
/// A character of a name, at most.
const LETTER: f64 = 9.0;
/// Characters that a name has room for at either side.
const ROOM: (usize, usize) = (20, 24);

/// Pairs.
#[derive(Clone, Debug)]
pub struct Contacts {
    /// Unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it.
    pub description: String,
    /// What either side is.
    pub headings: (String, String),
    /// The names at the left, and what they are in the table.
    pub left: Vec<(String, Markup)>,
    /// The names at the right.
    pub right: Vec<String>,
    /// Who has to do with whom, by their places on both sides.
    pub pairs: Vec<(usize, usize)>,
}

/// Where the lines begin and end, and how wide all of it is.
#[derive(Clone, Copy)]
struct Across {
    begin: f64,
    end: f64,
    width: f64,
}

impl Contacts {
    fn across(&self) -> Across {
        let longest =
            |lengths: &mut dyn Iterator<Item = usize>, room| LETTER * lengths.max().unwrap_or(0).min(room) as f64;
        let left = longest(&mut self.left.iter().map(|(name, _)| name.chars().count()), ROOM.0);
        let right = longest(&mut self.right.iter().map(|name| name.chars().count()), ROOM.1);
        let begin = left + 2.0 * GAP;
        let end = begin + BETWEEN;
        Across { begin, end, width: end + right + 2.0 * GAP }
    }

    fn height(&self) -> f64 {
        ROW * self.left.len().max(self.right.len()) as f64
    }
}

/// The middle of a row, where `count` rows share the height evenly.
fn middle(height: f64, count: usize, at: usize) -> f64 {
    height / count.max(1) as f64 * (at as f64 + 0.5)
}

/// A name that fits: its end is left out, and stands in the table.
fn cut(name: &str, room: usize) -> String {
    if name.chars().count() <= room {
        return name.to_owned();
    }
    name.chars().take(room - 1).chain(['…']).collect()
}

/// The picture and a table of the pairs.
#[must_use]
pub fn contacts(texts: Texts, chart: &Contacts) -> Markup {
    let (height, across) = (chart.height(), chart.across());
    let (left, right) = (|at| middle(height, chart.left.len(), at), |at| middle(height, chart.right.len(), at));
    html! {
        figure.chart.contacts {
            figcaption { (chart.title) }
            svg viewBox={ "0 0 " (across.width) " " (height) } width=(across.width) height=(height) role="img"
                aria-labelledby={ (chart.id) "-title " (chart.id) "-description" } {
                title id={ (chart.id) "-title" } { (chart.title) }
                desc id={ (chart.id) "-description" } { (chart.description) }
                @for (from, to) in &chart.pairs { path.contact d=(line(across, left(*from), right(*to))) {} }
                @for (at, (name, _)) in chart.left.iter().enumerate() {
                    circle.chart-dot cx=(across.begin) cy=(coordinate(left(at))) r="5" {}
                    text.chart-label x=(across.begin - GAP) y=(coordinate(left(at))) dy="5" text-anchor="end" {
                        (cut(name, ROOM.0))
                    }
                }
                @for (at, name) in chart.right.iter().enumerate() {
                    circle.contact-peer cx=(across.end) cy=(coordinate(right(at))) r="5" {}
                    text.chart-label x=(across.end + GAP) y=(coordinate(right(at))) dy="5" { (cut(name, ROOM.1)) }
                }
            }
            (figures(texts, &chart.title, &table(chart)))
        }
    }
}

fn line(Across { begin, end, .. }: Across, from: f64, to: f64) -> String {
    let middle = f64::midpoint(begin, end);
    let (from, to) = (coordinate(from), coordinate(to));
    format!("M{begin} {from}C{middle} {from} {middle} {to} {end} {to}")
}

fn table(chart: &Contacts) -> Markup {
    html! {
        table {
            thead { tr { th scope="col" { (chart.headings.0) } th scope="col" { (chart.headings.1) } } }
            tbody { @for (from, to) in &chart.pairs { tr {
                th scope="row" { (chart.left[*from].1) }
                td { (chart.right[*to]) }
            } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_ends_in_dots_and_a_short_one_stays() {
        assert_eq!(cut("SN-1", 20), "SN-1");
        assert_eq!(cut("2001:db8::1234:5678", 8), "2001:db…");
        assert_eq!(cut("ääää", 4), "ääää");
    }

    #[test]
    fn the_shorter_side_stands_in_the_middle() {
        assert!((middle(90.0, 1, 0) - 45.0).abs() < 0.01);
        assert!((middle(90.0, 3, 2) - 75.0).abs() < 0.01);
    }
}
