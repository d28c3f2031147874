//! The demo, as a stranger finds it: one link, what to do first, a decision, a week that passes, and back to the beginning.
//! Pictures of the pages lie in `target/tmp/demo`.

use std::path::PathBuf;
use std::time::Duration;

use steadfast_testkit::browser::{Browser, Scheme};
use steadfast_testkit::program::Program as Running;

use crate::program::Program;

/// Long enough for the sample to be made on a machine that has other things to do.
pub(crate) const LONG: Duration = Duration::from_secs(180);

/// A demo that runs, with the folder in which it keeps what goes with it.
pub(crate) struct Demo {
    pub(crate) folder: Program,
    pub(crate) running: Running,
    pub(crate) link: String,
}

impl Demo {
    fn start() -> Self {
        Self::start_with(&[])
    }

    pub(crate) fn start_with(arguments: &[&str]) -> Self {
        let folder = Program::new();
        std::fs::create_dir(folder.path("temporary")).expect("a folder");
        let mut command = folder.command(&[&["demo", "--listen", "127.0.0.1:0"], arguments].concat());
        command.env("TMPDIR", folder.path("temporary"));
        let mut running = Running::spawn(command);
        let link = running.line(LONG, "/demo/enter/").trim().to_owned();
        Self { folder, running, link }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        let (host, _) = self.link.split_once("/demo/enter/").expect("a link");
        format!("{host}{path}")
    }

    fn leftovers(&self) -> usize {
        std::fs::read_dir(self.folder.path("temporary")).expect("a folder").count()
    }
}

#[test]
fn a_stranger_finds_what_to_do_first_and_nothing_stays() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut demo = Demo::start();
    runtime.block_on(async {
        let stranger = Browser::start().await;
        stranger.goto(&demo.link).await;
        what_to_do_first(&stranger).await;
        decide(&stranger).await;
        a_week_passes(&demo, &stranger).await;
        everything_back(&demo, &stranger).await;
        a_line_of_releases(&demo, &stranger).await;
        look_around(&demo, &stranger).await;
    });
    assert_eq!(demo.leftovers(), 1);
    let ended = demo.running.terminate(LONG);
    assert!(ended.success(), "{ended}: {}", demo.running.log());
    assert_eq!(demo.leftovers(), 0, "its data are gone");
}

async fn what_to_do_first(stranger: &Browser) {
    for words in [
        "Sample data. Nothing here is real.",
        "Decide on 1 flaw that is exploited",
        "Stop delivery: Example Camera 1.9.0",
        "What matters most",
        "Exposures over time",
        "1 of 7",
    ] {
        stranger.sees(words).await;
    }
    picture(stranger, "today").await;
}

async fn decide(stranger: &Browser) {
    let first = stranger.find("#urgent-flaws tbody tr:first-child th a").await;
    first.click().await.expect("the most urgent flaw");
    stranger.sees("CVE-2025-27363").await;
    stranger.sees("Not decided").await;
    for version in ["1.8.0", "1.9.0", "1.9.1"] {
        stranger.sees(&format!("Example Camera {version}")).await;
    }
    picture(stranger, "flaw").await;
    stranger.find("[name=status][value=affected]").await.click().await.expect("a choice");
    let action = stranger.find("[name=action]").await;
    action.send_keys("Ship 1.10.0, which has FreeType 2.13.3.").await.expect("words");
    stranger.find("form[action$='/assess'] button[type=submit]").await.click().await.expect("a decision");
    stranger.sees("Ship 1.10.0, which has FreeType 2.13.3.").await;
    assert!(!stranger.text().await.contains("Not decided"));
    picture(stranger, "decided").await;
}

async fn a_week_passes(demo: &Demo, stranger: &Browser) {
    stranger.goto(&demo.at("/")).await;
    assert!(!stranger.text().await.contains("Decide on 1 flaw that is exploited"));
    stranger.find(".sample [value=week]").await.click().await.expect("a week");
    stranger.sees("The sample's clock was moved.").await;
    stranger.sees("7 of 7").await;
    stranger.sees("Stop delivery: Example Studio 5.2.0").await;
    picture(stranger, "a-week-later").await;
}

async fn everything_back(demo: &Demo, stranger: &Browser) {
    stranger.press("Put everything back").await;
    stranger.sees("Decide on 1 flaw that is exploited").await;
    stranger.sees("1 of 7").await;
    let another = Browser::start_in("de").await;
    another.goto(&demo.link).await;
    another.sees("Beispieldaten. Nichts davon ist echt.").await;
    another.prefer(Scheme::Dark).await;
    picture(&another, "heute").await;
    another.goto(&demo.at("/demo/enter/0000000000000000000000000000000000000000")).await;
    assert!(another.address().await.contains("/demo/enter/"), "another link leads nowhere");
}

/// From the list of products to a release: what each release of a part is exposed to, and the decisions on one to download.
async fn a_line_of_releases(demo: &Demo, stranger: &Browser) {
    stranger.goto(&demo.at("/products")).await;
    stranger.press("Example Camera").await;
    stranger.sees("Open exposures of each release").await;
    picture(stranger, "product").await;
    stranger.press("1.9.1").await;
    stranger.sees("Decisions on its exposures (VEX)").await;
    picture(stranger, "release").await;
    let document =
        stranger.find("a[href*='format=openvex']").await.attr("href").await.expect("asked").expect("an address");
    let fetch = format!("return fetch('{document}').then(answer => answer.json()).then(vex => vex['@context'])");
    let context = stranger.script(&fetch).await;
    assert!(context.as_str().is_some_and(|context| context.contains("openvex")), "{context}");
}

/// Every page that the menu leads to, on a telephone.
async fn look_around(demo: &Demo, stranger: &Browser) {
    stranger.goto(&demo.at("/")).await;
    let found = stranger.script("return Array.from(document.querySelectorAll('#menu a')).map(a => a.pathname)").await;
    let paths: Vec<&str> = found.as_array().expect("a menu").iter().filter_map(|path| path.as_str()).collect();
    assert!(paths.len() > 8, "{paths:?}");
    stranger.resize(390, 844).await;
    for path in paths {
        stranger.goto(&demo.at(path)).await;
        stranger.sees("Sample data. Nothing here is real.").await;
        assert!(!stranger.text().await.contains('⟦'), "{path} has a text that is missing");
        let wide = stranger.script("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(wide, false, "{path} is wider than a telephone");
        picture(stranger, &format!("narrow{}", path.replace('/', "-"))).await;
    }
}

#[test]
fn a_demo_that_is_killed_leaves_a_temporary_folder_and_one_that_others_could_reach_does_not_begin() {
    let folder = Program::new();
    let refused = folder.run(&["demo", "--listen", "0.0.0.0:0"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("on this machine alone"), "{}", refused.err);
    std::fs::create_dir(folder.path("temporary")).expect("a folder");
    let before = folder.files();
    let mut command = folder.command(&["demo", "--listen", "127.0.0.1:0"]);
    command.env("TMPDIR", folder.path("temporary"));
    let mut running = Running::spawn(command);
    let made = || folder.files().len() > before.len();
    assert!(steadfast_testkit::wait::poll(LONG, || made().then_some(())).is_some(), "{}", running.log());
    running.kill();
    let strays: Vec<_> = folder.files().into_iter().filter(|(path, _)| !path.starts_with("temporary/")).collect();
    assert_eq!(strays, before);
}

#[test]
fn the_terminal_shows_a_release_check_that_blocks_and_one_after_the_fix() {
    let shown = Program::new().run(&["demo", "--terminal"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("Exit code 1") && shown.out.contains("Exit code 3"), "{}", shown.out);
}

async fn picture(browser: &Browser, name: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("demo");
    browser.screenshot(folder.join(format!("{name}.png"))).await;
}
