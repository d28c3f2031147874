//! Webhooks: what the server tells others by itself, signed, at least once.
//!
//! A record that is numbered and signed becomes one delivery for each webhook that is on ([`fan_out`]). The holder of a
//! lease sends deliveries ([`sender`]) and keeps how each attempt ended (`judge`). People manage webhooks ([`manage`]).

pub(crate) mod api;
pub mod error;
pub(crate) mod event;
pub mod fan_out;
mod judge;
pub mod kinds;
pub mod manage;
pub(crate) mod pages;
pub(crate) mod post;
pub mod reach;
pub(crate) mod secret;
pub mod sender;

use crate::config::Config;
use post::{Answer, Post};
use reach::Reach;

use crate::outward::Leave;

/// What webhooks keep in memory while the server runs.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// Where they may lead.
    pub reach: Reach,
    post: Post,
}

impl Webhooks {
    /// For a server with these settings.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let reach = Reach::of(config);
        Self { post: Post::new(reach.clone()), reach }
    }

    /// What sends by the rules of webhooks.
    pub(crate) fn post(&self) -> Post {
        self.post.clone()
    }

    /// Calls an address by the rules of webhooks, and says nothing there but that it calls; blocks while it does.
    pub(crate) fn call(&self, leave: &Leave, url: &str, by_post: bool) -> Answer {
        self.post.call(leave, url, by_post)
    }
}
