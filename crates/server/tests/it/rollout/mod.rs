//! Rollouts: their rules, what units make of them, and their pages for staff and owners.

mod chromium;
mod consent;
mod containing;
mod course;
mod device;
mod owner_page;
mod owner_throttle;
mod pages;
mod polls;
mod unit_page;
mod waves;
mod world;
