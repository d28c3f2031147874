//! Charts as own SVG.
