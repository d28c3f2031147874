//! Blobs: what holds in a directory and in a bucket.

mod both;
mod faults;
mod killed;
mod naming;
mod places;
