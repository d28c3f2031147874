//! Dossiers.

mod altered;
mod answers;
mod flipped;
mod forked;
mod hostile;
mod subset;
mod world;
