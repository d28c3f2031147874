//! Cookies of known browsers: no text may break the reader, and what it takes it writes back.
#![no_main]

use std::sync::LazyLock;

use steadfast_device::accounts::{Cookie, CookieSecret};

static SECRET: LazyLock<CookieSecret> = LazyLock::new(|| CookieSecret::new([5; 32]));

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(cookie) = Cookie::open(text, &SECRET) {
        assert_eq!(Cookie::text(cookie.account(), cookie.browser(), &SECRET), text);
    }
});
