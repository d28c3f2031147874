//! Rollouts: their rules, and their pages for staff and owners.

mod chromium;
mod consent;
mod course;
mod owner_page;
mod owner_throttle;
mod pages;
mod unit_page;
mod waves;
mod world;
