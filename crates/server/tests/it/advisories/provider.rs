//! A downloader reads everything from the provider's metadata alone, and believes nothing without hashes and signature.

use std::net::TcpListener;
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha512};
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_trust::encoding::hex;

use super::{decided, drafted, edited, product, published};
use crate::house::{House, on_sqlite_with};

/// A house behind a real socket, with its address.
fn housed(test: &impl AsyncFn(&House, String)) {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        // The clock of tests begins in the future, of which GnuPG takes no key.
        house.stage.jump(-200_000_000);
        let made = house.app.store.write(|tx| tx.setting_put("advisory-key-made", "1600000000"));
        made.await.expect("written");
        let doors = house.doors(&[Door::Public]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        test(&house, format!("http://localhost:{}", place.port())).await;
    });
}

/// What lies at an address; nothing where there is nothing.
async fn fetched(url: &str) -> Option<String> {
    let url = url.to_owned();
    let ask = move || {
        let agent = ureq::Agent::new_with_config(ureq::config::Config::builder().http_status_as_error(false).build());
        let mut answer = agent.get(&url).call().expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        (answer.status().as_u16() == 200).then_some(text)
    };
    tokio::task::spawn_blocking(ask).await.expect("it ends")
}

async fn json_at(url: &str) -> Value {
    serde_json::from_str(&fetched(url).await.expect("it is there")).expect("JSON")
}

/// Whether GnuPG, with this key alone, takes the signature, and by which fingerprint.
fn verified(key: &str, document: &str, signature: &str) -> Option<String> {
    let home = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(home.path().join(name), text).expect("a file");
    write("key.asc", key);
    write("document", document);
    write("document.asc", signature);
    let gpg = |arguments: &[&str]| {
        let mut gpg = Command::new("gpg");
        gpg.arg("--homedir").arg(home.path()).args(["--batch", "--no-autostart", "--status-fd", "1"]).args(arguments);
        let said = gpg.current_dir(home.path()).output().expect("gpg is there: see cargo xtask tools");
        String::from_utf8_lossy(&said.stdout).into_owned()
    };
    gpg(&["--import", "key.asc"]);
    let said = gpg(&["--verify", "document.asc", "document"]);
    let valid = said.lines().find_map(|line| line.strip_prefix("[GNUPG:] VALIDSIG "));
    valid.and_then(|rest| rest.split(' ').next()).map(str::to_owned)
}

/// Walks the provider: every document of the directory and of the feed, each with its hashes and its signature.
async fn walked(address: &str) -> Vec<Value> {
    let metadata = json_at(&format!("{address}/.well-known/csaf/provider-metadata.json")).await;
    assert_eq!(metadata["role"], json!("csaf_trusted_provider"));
    let key = &metadata["public_openpgp_keys"][0];
    let public = fetched(key["url"].as_str().expect("an address")).await.expect("a key");
    let directory = metadata["distributions"][0]["directory_url"].as_str().expect("a directory").to_owned();
    let feed = json_at(metadata["distributions"][1]["rolie"]["feeds"][0]["url"].as_str().expect("a feed")).await;
    let index = fetched(&format!("{directory}index.txt")).await.expect("an index");
    let changes = fetched(&format!("{directory}changes.csv")).await.expect("changes");
    let entries = feed["feed"]["entry"].as_array().expect("entries").clone();
    assert_eq!((index.lines().count(), changes.lines().count()), (entries.len(), entries.len()));
    let mut documents = Vec::new();
    for (line, entry) in index.lines().zip(&entries) {
        let url = format!("{directory}{line}");
        let (year, name) = line.split_once('/').expect("a folder for each year");
        let (years, files) = (fetched(&directory).await, fetched(&format!("{directory}{year}/")).await);
        assert!(years.is_some_and(|text| text.contains(&format!("href=\"{year}/\""))), "the folder is listed");
        assert!(files.is_some_and(|text| text.contains(&format!("href=\"{name}.asc\""))), "its files are listed");
        assert_eq!(entry["content"]["src"], json!(url), "directory and feed name the same");
        assert!(changes.contains(&format!("\"{line}\",\"")), "{changes}");
        let text = fetched(&url).await.expect("a document");
        let (short, long) = (hex(&Sha256::digest(text.as_bytes())), hex(&Sha512::digest(text.as_bytes())));
        for (ending, hash) in [("sha256", short), ("sha512", long)] {
            let said = fetched(&format!("{url}.{ending}")).await.expect("a hash");
            assert_eq!(said.split_whitespace().next(), Some(hash.as_str()), "{ending}");
        }
        let signature = fetched(&format!("{url}.asc")).await.expect("a signature");
        assert_eq!(verified(&public, &text, &signature).as_deref(), key["fingerprint"].as_str());
        assert_eq!(verified(&public, &text.replace("Gateway", "Getaway"), &signature), None);
        documents.push(serde_json::from_str(&text).expect("JSON"));
    }
    documents
}

#[test]
fn a_downloader_finds_every_white_advisory_in_its_newest_version_and_no_other() {
    housed(&async |house, address| {
        let mut client = decided(house).await;
        assert_eq!(walked(&address).await, [] as [Value; 0], "drafts are nobody's business");
        let (white, amber) = (drafted(house, &mut client).await, drafted(house, &mut client).await);
        edited(house, &mut client, &amber, |content| content["tlp"] = json!("amber")).await;
        for path in [&white, &amber] {
            let (status, answer) = published(house, &mut client, path, "First version").await;
            assert_eq!(status.as_u16(), 200, "{answer}");
        }
        let found = walked(&address).await;
        assert_eq!(found.len(), 1, "what is amber is not served");
        house.stage.pass(60);
        edited(house, &mut client, &white, |content| content["withdrawn"] = json!("It was about another product."))
            .await;
        assert_eq!(published(house, &mut client, &white, "Withdrawn").await.0.as_u16(), 200);
        let found = walked(&address).await;
        assert_eq!(found[0]["document"]["tracking"]["version"], json!("2"));
        let title = found[0]["document"]["title"].as_str().expect("a title");
        assert!(title.starts_with("Withdrawn: "), "{title}");
        let hidden = format!("{address}/.well-known/csaf/white/2020/adv-2020-0002.json");
        assert_eq!(fetched(&hidden).await, None);
    });
}

#[test]
fn a_product_has_a_plain_page_and_a_feed_without_an_account() {
    housed(&async |house, address| {
        let mut client = decided(house).await;
        let page = format!("{address}/p/{}/security", product());
        assert!(fetched(&page).await.expect("a page").contains("No advisory has been published"));
        let path = drafted(house, &mut client).await;
        edited(house, &mut client, &path, |content| {
            content["summary"] = json!({"en": "Data can be read <b>.", "de": "Daten können gelesen werden."});
        })
        .await;
        assert_eq!(published(house, &mut client, &path, "First version").await.0.as_u16(), 200);
        let text = fetched(&page).await.expect("a page");
        for words in
            ["Data can be read &lt;b&gt;.", "Update to ", "CVE-2026-1111", "not affected", "Switch remote access off."]
        {
            assert!(text.contains(words), "{words} in {text}");
        }
        let feed = fetched(&format!("{page}.atom")).await.expect("a feed");
        assert!(
            feed.starts_with("<?xml") && feed.contains("<entry>") && feed.contains("Data can be read &lt;b&gt;."),
            "{feed}"
        );
        assert_eq!(fetched(&format!("{address}/p/prd_00000000000000000000000000000009/security")).await, None);
    });
}
