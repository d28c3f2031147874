//! The key that signs advisories: what the world knows it by, and one that was made elsewhere in its place.

use std::process::Command;

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_server::config::Layer;

use super::decided;
use super::pages::{begun, got, kept, opened, published};
use crate::access::browser::Browser;
use crate::access::http::{joined, kinds_recorded};
use crate::house::{House, on_both, on_one};
use crate::monitoring::world::write;

const PAGE: &str = "/own-advisories/key";

/// A key as GnuPG exports it, the secret one or the public one.
fn exported(usage: &str, expires: &str, which: &str) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut gpg = Command::new("gpg");
        gpg.arg("--homedir").arg(home.path()).args(["--batch", "--pinentry-mode", "loopback", "--passphrase", ""]);
        let done = gpg.args(arguments).output().expect("gpg is there: see cargo xtask tools");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("armour")
    };
    run(&["--quick-gen-key", "Product Security <psirt@example.com>", "ed25519", usage, expires]);
    let text = run(&["--armor", which]);
    let stop = Command::new("gpgconf").arg("--homedir").arg(home.path()).args(["--kill", "all"]).status();
    assert!(stop.expect("gpgconf is there").success());
    text
}

/// A line of what stands in armour; what is in none is taken whole.
fn body_of(key: &str) -> String {
    key.lines().find(|line| line.len() > 40 && !line.contains("KEY BLOCK")).unwrap_or(key).to_owned()
}

/// The keys that the provider names.
async fn named(house: &House) -> Vec<(String, String)> {
    let metadata: Value =
        serde_json::from_str(&got(house, "/.well-known/csaf/provider-metadata.json").await).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let all = metadata["public_openpgp_keys"].as_array().expect("keys").iter();
    all.map(|key| (text(&key["fingerprint"]), text(&key["url"]))).collect()
}

#[test]
fn a_key_that_was_made_elsewhere_takes_the_place_and_what_the_old_one_signed_can_still_be_checked() {
    on_both(async |house| {
        let client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        kept(house, &mut browser, &place, &[]).await;
        published(house, &mut browser, &place, "First version").await;
        let [(old, _)] = named(house).await.try_into().expect("one key");
        let public = got(house, "/.well-known/csaf/openpgp.asc").await;
        let secret = exported("sign,cert", "never", "--export-secret-keys");
        let answer = browser.post(house, PAGE, &[("key", &secret), ("passphrase", "")]).await;
        assert_eq!(answer.leads(), (303, PAGE), "{}", answer.text);
        let page = browser.get(house, PAGE).await;
        page.shows("Product Security");
        page.shows(&old);
        page.hides(&body_of(&secret));
        let [(new, url), (before, behind)] = named(house).await.try_into().expect("two keys");
        assert!(new != old && before == old, "{new} {before}");
        assert!(url.ends_with("/.well-known/csaf/openpgp.asc"), "{url}");
        let path = behind.split_once("/.well-known").map(|(_, path)| format!("/.well-known{path}")).expect("a path");
        assert_eq!(got(house, &path).await, public);
        assert_ne!(got(house, "/.well-known/csaf/openpgp.asc").await, public);
        kept(house, &mut browser, &place, &[("title-en", "Gateway: data could be read")]).await;
        assert_eq!(published(house, &mut browser, &place, "A new title").await.leads(), (303, place.as_str()));
        assert!(kinds_recorded(house).await.contains(&"advisory-key-imported".to_owned()));
        browser.get(house, "/").await.hides("Renew the key that signs advisories");
        let soon = house.app.ambient.now().0 / 1_000_000 + 20 * 86_400;
        write(house, move |tx| tx.setting_put("advisory-key-expires", &soon.to_string())).await;
        browser.get(house, "/").await.shows("Renew the key that signs advisories");
    });
}

#[test]
fn what_cannot_sign_is_refused_with_its_reason_and_the_old_key_stays() {
    on_one(Layer::default(), async |house| {
        let mut client = decided(house).await;
        let mut browser = Browser::of(&client);
        let before = named(house).await;
        for (key, reason) in [
            (exported("cert", "never", "--export-secret-keys"), "The primary key may not sign documents."),
            (exported("sign,cert", "1d", "--export-secret-keys"), "The key is expired"),
            (exported("sign,cert", "never", "--export"), "This is the public key alone."),
            ("a letter".to_owned(), "This is no secret key in armour"),
        ] {
            let refused = browser.post(house, PAGE, &[("key", &key), ("passphrase", "")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.shows(reason);
            refused.hides(&body_of(&key));
        }
        assert_eq!(named(house).await, before);
        let (other, _) = joined(house, &mut client, "Sabine", "security").await;
        let mut other = Browser::of(&other);
        other.get(house, PAGE).await.hides("name=\"passphrase\"");
        let refused = other.post(house, PAGE, &[("key", "a letter"), ("passphrase", "")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn with_a_key_whose_time_is_over_nothing_is_published() {
    on_one(Layer::default(), async |house| {
        let client = decided(house).await;
        let mut browser = Browser::of(&client);
        let case = opened(house, &mut browser).await;
        let place = begun(house, &mut browser, &case).await;
        kept(house, &mut browser, &place, &[]).await;
        let written = house.app.store.write(|tx| tx.setting_put("advisory-key-expires", "1600000000"));
        written.await.expect("written");
        let refused = published(house, &mut browser, &place, "First version").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.shows("The time of the key is over");
        browser.get(house, PAGE).await.shows("Import one that is good.");
        let (shown, _) = super::shown(house, &mut client.clone(), &place).await;
        assert_eq!(shown["revision"], json!(0));
    });
}
