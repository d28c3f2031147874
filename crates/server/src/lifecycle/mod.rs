//! The life of products until its end: how long devices are supported, who is told when that ends, what stays available until
//! when, how devices ended, and what everybody may read.
//!
//! [`period`] is the rule, pure: an end of support by the day of placing. [`support`] is what staff decide, `read` what is known,
//! `kept` what stays, `ended` how devices ended and what still binds, [`page`] what is published, `public` its door, `telling` the
//! job that tells owners, `hand_over` what a successor gets.

pub(crate) mod api;
pub(crate) mod ended;
pub mod hand_over;
pub(crate) mod kept;
pub mod page;
pub(crate) mod pages;
pub mod period;
pub mod public;
pub(crate) mod read;
pub mod support;
pub(crate) mod telling;
mod words;
