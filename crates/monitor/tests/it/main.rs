//! What is written of an event, and what readers of other ages make of it.

mod ages;
mod alert;
mod any;
mod corpus;
mod declared;
mod detect;
mod log;
mod measure;
mod ocsf;
mod people;
mod read;
mod round;
