//! What the shell promises to the house that lives in it, and to whoever knocks.

mod browser;
mod corpora;
mod data;
mod dns;
mod door;
mod figures;
mod forms;
mod guesses;
mod hostile_server;
mod installers;
mod killed;
mod net;
mod people;
mod program;
mod requests;
mod resolver;
mod running;
mod sandbox;
mod socket;
mod starved;
mod stick;
mod tls;
mod transfer;
mod unit;
mod waiting;
mod world;
