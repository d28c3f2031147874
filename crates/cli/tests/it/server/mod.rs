//! Commands that talk to a running server, against a real `steadfast serve`.

mod answers;
mod refusals;
mod releases;
mod served;
