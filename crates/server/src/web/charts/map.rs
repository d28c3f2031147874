//! A map of tiles: one square for each state at its rough place, shaded by how much is there.

use maud::{Markup, html};

use crate::t;
use crate::web::Texts;

const TILE: u64 = 60;
const GAP: u64 = 4;

/// One square.
#[derive(Clone, Debug)]
pub struct Tile {
    /// What stands on it, as `DE`.
    pub label: String,
    /// What it is in words.
    pub name: String,
    /// Column and row.
    pub place: (u8, u8),
    /// How much is there.
    pub count: u64,
    /// Where it leads.
    pub href: String,
    /// Whether it is no place, but what has none.
    pub placeless: bool,
}

/// A map.
#[derive(Clone, Debug)]
pub struct TileMap {
    /// Unique on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be read from it.
    pub description: String,
    /// What the squares are, over the names in the table.
    pub place_heading: String,
    /// What is counted.
    pub value_heading: String,
    /// Columns and rows.
    pub size: (u8, u8),
    /// The squares.
    pub tiles: Vec<Tile>,
}

/// The map and a table of its figures.
#[must_use]
pub fn tile_map(texts: Texts, map: &TileMap) -> Markup {
    let most = map.tiles.iter().map(|tile| tile.count).max().unwrap_or(0);
    let side = |count: u8| u64::from(count) * (TILE + GAP) - GAP;
    html! {
        figure.chart.map {
            figcaption { (map.title) }
            svg viewBox={ "0 0 " (side(map.size.0)) " " (side(map.size.1)) } role="group"
                aria-labelledby={ (map.id) "-title " (map.id) "-description" } {
                title id={ (map.id) "-title" } { (map.title) }
                desc id={ (map.id) "-description" } { (map.description) }
                @for tile in &map.tiles { (square(texts, tile, most)) }
            }
            (table(texts, map))
        }
    }
}

fn square(texts: Texts, tile: &Tile, most: u64) -> Markup {
    let at = |place: u8| u64::from(place) * (TILE + GAP);
    let (x, y) = (at(tile.place.0), at(tile.place.1));
    let told = format!("{}: {}", tile.name, texts.number(tile.count));
    html! {
        a.map-tile.placeless[tile.placeless] href=(tile.href) aria-label=(told) {
            title { (told) }
            g class={ "level-" (level(tile.count, most)) } {
                rect x=(x) y=(y) width=(TILE) height=(TILE) rx="5" {}
                text x=(x + TILE / 2) y=(y + 25) text-anchor="middle" { (tile.label) }
                text.map-count x=(x + TILE / 2) y=(y + 45) text-anchor="middle" {
                    @if tile.count > 0 { (short(texts, tile.count)) } @else { "–" }
                }
            }
        }
    }
}

/// 0 for nothing, else 1 to 4 by orders of magnitude below the most, so that one large state does not pale all others.
fn level(count: u64, most: u64) -> u8 {
    if count == 0 {
        return 0;
    }
    let share = ((count + 1) as f64).ln() / ((most + 1) as f64).ln();
    match share {
        share if share > 0.85 => 4,
        share if share > 0.65 => 3,
        share if share > 0.4 => 2,
        _ => 1,
    }
}

/// A number that fits on a square: rounded down from ten thousand on. The table has it whole.
fn short(texts: Texts, count: u64) -> String {
    match count {
        0..10_000 => texts.number(count),
        10_000..1_000_000 => t!(texts, "chart-thousands", count = count / 1000),
        _ => t!(texts, "chart-millions", count = count / 1_000_000),
    }
}

fn table(texts: Texts, map: &TileMap) -> Markup {
    let mut some: Vec<&Tile> = map.tiles.iter().filter(|tile| tile.count > 0).collect();
    some.sort_by_key(|tile| std::cmp::Reverse(tile.count));
    html! {
        details.chart-data {
            summary { (t!(texts, "chart-figures")) }
            div.chart-table tabindex="0" role="region" aria-label=(map.title) { table {
                thead { tr { th scope="col" { (map.place_heading) } th.numeric scope="col" { (map.value_heading) } } }
                tbody { @for tile in some { tr {
                    th scope="row" { a href=(tile.href) { (tile.name) } }
                    td.numeric { (texts.number(tile.count)) }
                } } }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn only_nothing_has_no_shade_and_the_most_has_the_darkest() {
        assert_eq!([level(0, 0), level(0, 9), level(1, 1), level(9, 9)], [0, 0, 4, 4]);
        assert_eq!([level(1, 1_000_000), level(2000, 1_000_000), level(80_000, 1_000_000)], [1, 2, 3]);
    }
}
