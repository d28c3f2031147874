//! Monitoring, as staff meet it on its pages.

mod alerts;
mod chromium;
mod coverage;
mod decided;
mod events;
pub(crate) mod world;
