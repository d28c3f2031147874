//! The first hour of a maker with their server, in a real Chromium, on both engines: set up, a second person invited, a
//! token made and used, the ledger checked by a stranger; and `kill -9` in the midst of each. Pictures of the pages lie in
//! the test's own folder under `target/tmp/walk`.

use std::path::PathBuf;

use steadfast_testkit::browser::{Browser, Scheme};

use super::account::{MARTA, PASSWORD};
use super::house::{House, LONG, on_both};

const JO: &str = "jo@lumen.example";
const JOS_PASSWORD: &str = "quartz ladder hummingbird soup";

#[test]
fn the_first_hour_goes_well_whatever_is_killed() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    on_both(|mut house| runtime.block_on(hour(&mut house)));
}

async fn hour(house: &mut House) {
    house.start();
    let marta = Browser::start().await;
    set_up(house, &marta).await;
    let link = invite(house, &marta).await;
    let jo = Browser::start_in("de").await;
    accept(house, &jo, &link).await;
    let token = make_token(house, &marta).await;
    use_token(house, &token);
    read_evidence(house, &marta).await;
    look_around(house, &marta, &jo).await;
    leave_and_come_back(house, &marta).await;
    house.stop();
}

/// Dies at once and comes back; whoever was signed in still is.
fn killed(house: &mut House) {
    house.kill();
    house.start();
}

async fn go(house: &House, browser: &Browser, path: &str) {
    browser.goto(&format!("http://localhost:{}{path}", house.port)).await;
}

async fn set_up(house: &mut House, marta: &Browser) {
    let code = house.set_up_code();
    killed(house);
    go(house, marta, &format!("/setup/{code}")).await;
    marta.sees("no longer valid").await;
    let code = house.set_up_code();
    go(house, marta, &format!("/setup/{code}")).await;
    picture(marta, "setup").await;
    marta.fill("Name of your organisation", "Lumen Werke").await;
    marta.fill("Your name", "Marta Lindqvist").await;
    marta.fill("E-mail address", MARTA).await;
    marta.fill("Password", "too short").await;
    marta.press("Create account and start").await;
    marta.sees("At least 15 characters are needed.").await;
    marta.fill("Password", PASSWORD).await;
    marta.press("Create account and start").await;
    marta.sees("What is to be done").await;
    killed(house);
    go(house, marta, "/").await;
    marta.sees("Marta Lindqvist").await;
    picture(marta, "today").await;
}

async fn invite(house: &mut House, marta: &Browser) -> String {
    go(house, marta, "/people/invite").await;
    marta.fill("Name", "Jo Brandt").await;
    marta.fill("E-mail address", JO).await;
    marta.find("[name=role][value=security]").await.click().await.expect("a choice");
    marta.press("Make the link").await;
    let link = marta.find("#invitation-link").await.text().await.expect("a link");
    picture(marta, "invited").await;
    killed(house);
    link
}

async fn accept(house: &mut House, jo: &Browser, link: &str) {
    jo.goto(link).await;
    picture(jo, "invitation").await;
    jo.fill("Ihr Name", "Jo Brandt").await;
    jo.fill("Passwort", JOS_PASSWORD).await;
    jo.press("Konto anlegen").await;
    jo.sees("Jo Brandt").await;
    killed(house);
    go(house, jo, "/people").await;
    jo.sees("Marta Lindqvist").await;
    jo.goto(link).await;
    picture(jo, "invitation-used").await;
    assert!(!jo.text().await.contains("Konto anlegen"), "a link works once");
}

async fn make_token(house: &mut House, marta: &Browser) -> String {
    go(house, marta, "/tokens/new").await;
    marta.fill("What it is for", "Evidence, nightly").await;
    for scope in ["record.read", "record.content", "record.export"] {
        marta.find(&format!("[name=scope][value='{scope}']")).await.click().await.expect("a choice");
    }
    picture(marta, "token-new").await;
    marta.press("Make a token").await;
    let token = marta.find("#token").await.text().await.expect("a token");
    assert!(token.starts_with("sft_"), "{token}");
    killed(house);
    go(house, marta, "/tokens").await;
    marta.sees("Evidence, nightly").await;
    picture(marta, "tokens").await;
    token
}

/// A stranger gets the ledger as a file, and the fingerprint of its key from elsewhere.
fn use_token(house: &mut House, token: &str) {
    let (key, address) = (house.key(), format!("http://127.0.0.1:{}", house.port));
    let mut export = house.folder.command(&["record", "export", "--server", &address, "--to", "walk.jsonl"]);
    let exported = export.env("STEADFAST_TOKEN", token).output().expect("it runs");
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    assert_eq!(house.folder.run(&["verify", "walk.jsonl", "--key", &key]).code, 0);
    assert_eq!(house.folder.run(&["verify", "walk.jsonl"]).code, 3);
    let whole = house.folder.read("walk.jsonl").expect("an export");
    for at in [whole.len() / 3, whole.len() / 2, whole.len() - whole.len() / 5] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        house.folder.write("flipped.jsonl", flipped);
        let code = house.folder.run(&["verify", "flipped.jsonl", "--key", &key]).code;
        assert!(code == 1 || code == 2, "byte {at} flipped: {code}");
    }
}

async fn read_evidence(house: &mut House, marta: &Browser) {
    go(house, marta, "/proof-log").await;
    marta.sees("Download the whole log").await;
    picture(marta, "proof-log").await;
    let first = marta.find("main table tbody a[href^='/proof-log/rec_']").await;
    first.click().await.expect("a record");
    // On PostgreSQL the server that was killed led the numbering, and is waited for.
    for _ in 0..60 {
        if !marta.text().await.contains("waits for its number") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        marta.client().refresh().await.expect("the page again");
    }
    marta.sees("Unaltered since checkpoint").await;
    marta.sees("This does not prove that what was recorded was true.").await;
    picture(marta, "record").await;
}

/// Every other page, as each of both sees it, light and dark, wide and narrow.
async fn look_around(house: &House, marta: &Browser, jo: &Browser) {
    for path in ["/people", "/approvals", "/account", "/webhooks", "/webhooks/new", "/jobs", "/health", "/account/totp"]
    {
        go(house, marta, path).await;
        assert!(!marta.text().await.contains('⟦'), "{path} has a text that is missing");
        picture(marta, &path.trim_start_matches('/').replace('/', "-")).await;
    }
    jo.prefer(Scheme::Dark).await;
    jo.resize(390, 844).await;
    for path in ["/", "/people", "/proof-log", "/approvals", "/account", "/tokens", "/jobs", "/health", "/nowhere"] {
        go(house, jo, path).await;
        assert!(!jo.text().await.contains('⟦'), "{path} has a text that is missing");
        let wide = jo.script("return document.documentElement.scrollWidth > innerWidth").await;
        assert_eq!(wide, false, "{path} is wider than a telephone");
        picture(jo, &format!("narrow{}", path.replace('/', "-"))).await;
    }
}

async fn leave_and_come_back(house: &mut House, marta: &Browser) {
    go(house, marta, "/").await;
    marta.find("details.person-menu summary").await.click().await.expect("a menu");
    marta.press("Sign out").await;
    marta.sees("Accounts are made by invitation").await;
    killed(house);
    go(house, marta, "/proof-log").await;
    marta.fill("E-mail address", MARTA).await;
    marta.fill("Password", PASSWORD).await;
    marta.press("Sign in").await;
    marta.sees("Download the whole log").await;
    assert!(house.running().is_running(), "{}", house.running().log());
    house.running().line(LONG, "ledger key");
}

async fn picture(browser: &Browser, name: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("walk");
    browser.screenshot(folder.join(format!("{name}.png"))).await;
}
