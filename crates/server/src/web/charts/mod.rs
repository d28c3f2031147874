//! Charts as our own SVG: attributes and classes only, never a style; each has a title, a description and its figures.

mod bars;
mod clock;
mod contacts;
mod frame;
mod freshness;
mod inclusion;
mod line;
mod map;
mod period;
mod ranks;
mod scale;
mod sparkline;
mod split;
mod stacked;
mod timeline;
mod twin;
mod waves;

pub use bars::bars;
pub use clock::{Clock, clock};
pub use contacts::{Contacts, contacts};
pub use frame::{Chart, Point};
pub use freshness::{Aged, age_bar, freshness};
pub use inclusion::{Inclusion, inclusion_path};
pub use line::line;
pub use map::{Tile, TileMap, tile_map};
pub use period::{Period, period};
pub use ranks::{Rank, Ranks, ranks};
pub use sparkline::sparkline;
pub use split::{Split, split};
pub use stacked::{Layer, Stacked, by_severity, stacked};
pub use timeline::{Span, Timeline, timeline};
pub use twin::twin;
pub use waves::wave_bar;
