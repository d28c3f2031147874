//! Dossiers.

mod altered;
mod answers;
mod flipped;
mod forked;
mod hostile;
mod kept;
mod subset;
mod world;
