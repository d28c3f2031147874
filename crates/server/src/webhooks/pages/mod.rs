//! The pages of webhooks.
