//! Papers for people: text in pages, as PDF/A-3a and PDF/UA-1.
//!
//! A [`Paper`] says what stands in it; [`print`](fn@print) lays it out on A4 and writes it, tagged for those who have it read to them, with its
//! fonts inside, and with nothing of the moment or the machine: the same paper gives the same bytes.

mod fit;
mod font;
mod layout;
mod lines;
mod links;
mod outline;
mod paper;
mod print;
mod table;
mod tree;

pub use paper::{Attachment, Block, Column, Language, Made, Paper, Table};
pub use print::{PrintError, print, print_with};
