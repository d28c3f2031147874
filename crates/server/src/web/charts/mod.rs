//! Charts as our own SVG: attributes and classes only, never a style; each has a title, a description and its figures.

mod bars;
mod frame;
mod freshness;
mod inclusion;
mod line;
mod period;
mod scale;
mod sparkline;
mod stacked;

pub use bars::bars;
pub use frame::{Chart, Point};
pub use freshness::{Aged, age_bar, freshness};
pub use inclusion::{Inclusion, inclusion_path};
pub use line::line;
pub use period::{Period, period};
pub use sparkline::sparkline;
pub use stacked::{Layer, Stacked, by_severity, stacked};
