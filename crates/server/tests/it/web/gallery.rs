//! Writes every page to files, to be looked at in a browser: `gallery/` in the test's own folder under `target/tmp`.
//! Any plain file server over that folder shows them with their assets.

use std::fs;
use std::path::PathBuf;

use steadfast_server::web::{Language, Theme, assets};

use super::samples;

#[test]
fn every_page_is_written_for_looking() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    fs::create_dir_all(folder.join("assets")).unwrap();
    for asset in assets::all() {
        fs::write(folder.join("assets").join(&asset.name), asset.bytes).unwrap();
    }
    for language in Language::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            for sample in samples::all(language, theme) {
                let name = format!("{}-{}-{}.html", sample.name, language.code(), theme.key());
                fs::write(folder.join(name), sample.page.into_string()).unwrap();
            }
        }
    }
}
