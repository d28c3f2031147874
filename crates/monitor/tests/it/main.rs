//! What is written of an event, and what readers of other ages make of it.

mod ages;
mod any;
mod corpus;
mod measure;
mod round;
