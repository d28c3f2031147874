//! How a page looks in a real browser: narrow and wide, light and dark.

use std::path::PathBuf;
use std::time::Duration;

use steadfast_testkit::browser::{Browser, Scheme};

/// Nothing of the page that is open is wider than the window. Pictures are left in a folder under `target/tmp`.
pub(crate) async fn at(browser: &Browser, folder: &str, narrow: u32, name: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    for (width, height) in [(narrow, 800), (1280, 900)] {
        for (scheme, word) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
            browser.resize(width, height).await;
            browser.prefer(scheme).await;
            // Colours turn over a moment.
            tokio::time::sleep(Duration::from_millis(300)).await;
            let wide = browser.script("return document.documentElement.scrollWidth").await;
            assert!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{name} is {wide} wide at {width}");
            browser.screenshot(folder.join(format!("{name}-{width}-{word}.png"))).await;
        }
    }
}
