//! The first day of watching, in a real Chromium: a product with three real bills of materials, real advisories imported
//! while the server is killed, and a queue that says what `scan` says of the same bills. On SQLite with a folder, and on
//! PostgreSQL with a bucket. Pictures lie in the test's own folder under `target/tmp/watch`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use steadfast_testkit::browser::{Browser, Scheme};
use steadfast_testkit::faults::Moments;
use steadfast_testkit::s3::{ACCESS_KEY, BUCKET, S3, SECRET_KEY};
use steadfast_testkit::shared_data;
use steadfast_testkit::wait::poll;

use super::account::{MARTA, PASSWORD};
use super::client::Client;
use super::house::House;

const BILLS: [(&str, &str); 3] = [
    ("Bridge", "sboms/cyclonedx/proton-bridge-v1.8.0.cdx-1.2.json"),
    ("Proxy", "sboms/cyclonedx/traefik-image.cdx-1.4.xml"),
    ("Identity", "sboms/cyclonedx/keycloak-10.0.2.cdx-1.2.xml"),
];
/// What is handed in at once.
const FOLDERS: [&[&str]; 4] = [&["osv/Go", "osv/Maven"], &["osv/PyPI", "osv/npm"], &["cve"], &["kev"]];
/// A job of a killed process is taken over after half a minute where others may share its database.
const LONGEST: Duration = Duration::from_secs(240);

#[test]
fn on_one_machine() {
    watched("sqlite", House::sqlite());
}

#[test]
fn on_postgresql_and_a_bucket() {
    let Some(objects) = S3::start() else { return };
    let mut house = House::postgres();
    let place = format!("s3://{BUCKET}/main?endpoint={}&region=us-east-1", objects.endpoint());
    house.flags.extend(["--blobs".to_owned(), place]);
    house.environment = vec![("AWS_ACCESS_KEY_ID", ACCESS_KEY), ("AWS_SECRET_ACCESS_KEY", SECRET_KEY)];
    watched("postgresql", house);
}

fn watched(engine: &str, mut house: House) {
    let Some(data) = shared_data() else { return };
    // Chromium takes no path that leads up and down.
    let data = data.canonicalize().expect("it is there");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        house.start();
        let marta = Browser::start().await;
        set_up(&mut house, &marta).await;
        enter(&house, &marta, &data).await;
        let client = signed_in(&house);
        import(&mut house, &client, &data);
        let said = scanned(&house, &data);
        let same = || (named(&queue(&client), &said) == said).then(|| queue(&client));
        let queue = poll(LONGEST, same).unwrap_or_else(|| queue(&client));
        assert_eq!(named(&queue, &said), said, "the queue says what scan says");
        look(&house, &marta, engine, &queue).await;
    });
    house.stop();
}

async fn go(house: &House, browser: &Browser, path: &str) {
    browser.goto(&format!("http://localhost:{}{path}", house.port)).await;
}

async fn set_up(house: &mut House, marta: &Browser) {
    let code = house.set_up_code();
    go(house, marta, &format!("/setup/{code}")).await;
    marta.fill("Name of your organisation", "Lumen Werke").await;
    marta.fill("Your name", "Marta Lindqvist").await;
    marta.fill("E-mail address", MARTA).await;
    marta.fill("Password", PASSWORD).await;
    marta.press("Create account and start").await;
    marta.sees("What is to be done").await;
}

/// A product with three parts, and a release of each with its bill.
async fn enter(house: &House, marta: &Browser, data: &Path) {
    go(house, marta, "/products/new").await;
    marta.fill("name", "Example Suite").await;
    marta.fill("designation", "S-1").await;
    marta.fill("maker", "Lumen Werke").await;
    marta.press("Save").await;
    marta.sees("Example Suite").await;
    let product = marta.address().await;
    for (part, bill) in BILLS {
        marta.goto(&product).await;
        marta.press("Enter a part").await;
        marta.fill("name", part).await;
        marta.find("[name=kind][value=application]").await.click().await.expect("a choice");
        marta.press("Save").await;
        marta.sees(part).await;
        let id = marta.find(".part:last-of-type h2").await.attr("id").await.expect("asked").expect("an id");
        go(house, marta, &format!("/parts/{id}/releases/new")).await;
        marta.fill("version", "1.0").await;
        let file = marta.find("[name=sbom]").await;
        file.send_keys(&data.join(bill).display().to_string()).await.expect("a file");
        marta.find("main form button[type=submit]").await.click().await.expect("sent");
        marta.sees("Example Suite 1.0").await;
    }
}

fn signed_in(house: &House) -> Client {
    let mut client = house.client();
    let words = serde_json::json!({"email": MARTA, "password": PASSWORD});
    client.enter("/api/v1/sign-in", &words).expect("an answer");
    client
}

/// Hands everything in, killing the server in the midst of each portion.
fn import(house: &mut House, client: &Client, data: &Path) {
    let (mut moments, token) = (Moments::seeded(4), token(client));
    for folders in FOLDERS {
        let mut sending = sent(house, &token, folders, data).spawn().expect("it runs");
        std::thread::sleep(moments.next(Duration::from_millis(400)));
        house.kill();
        drop(sending.wait());
        house.start();
        let ended = sent(house, &token, folders, data).output().expect("it runs");
        let words = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{folders:?}: {words}");
    }
}

fn sent(house: &House, token: &str, folders: &[&str], data: &Path) -> Command {
    let mut command = house.folder.command(&["feed", "import"]);
    command
        .args(folders.iter().map(|folder| data.join(folder)))
        .args(["--server", &format!("http://127.0.0.1:{}", house.port)]);
    command.env("STEADFAST_TOKEN", token);
    command
}

fn token(client: &Client) -> String {
    #[expect(clippy::disallowed_methods, reason = "the server under test reads the clock too")]
    let expires = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    let new = serde_json::json!({
        "name": "feeds", "scopes": ["feed.import", "feed.read"], "expires": expires.to_string(),
    });
    let made = client.post("/api/v1/tokens", &new).expect("an answer").is(201).json();
    made["token"].as_str().expect("a token").to_owned()
}

/// The whole queue.
fn queue(client: &Client) -> Vec<Value> {
    let (mut flaws, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/v1/flaws?limit=200{cursor}")).expect("the server is up").is(200).json();
        flaws.extend(page["items"].as_array().expect("a list").clone());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return flaws,
        }
    }
}

/// The ids under which `scan` knows the flaws of a queue; the name of one that it does not know.
fn named(queue: &[Value], said: &BTreeSet<String>) -> BTreeSet<String> {
    let ids = |flaw: &Value| -> Vec<String> {
        let ids = flaw["ids"].as_array().expect("ids").iter().filter_map(Value::as_str).map(str::to_owned);
        let known: Vec<String> = ids.filter(|id| said.contains(id)).collect();
        if known.is_empty() { vec![format!("only in the queue: {}", flaw["name"])] } else { known }
    };
    queue.iter().flat_map(ids).collect()
}

/// The ids of everything that `scan` finds in the same bills with the same advisories, and of which it is not sure.
fn scanned(house: &House, data: &Path) -> BTreeSet<String> {
    let mut local = house.folder.command(&["feed", "import", "--index", "same.index"]);
    let imported = local.args(FOLDERS.concat().iter().map(|folder| data.join(folder))).output().expect("it runs");
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    let mut ids = BTreeSet::new();
    for (_, bill) in BILLS {
        let mut scan = house.folder.command(&["scan", "--index", "same.index", "--format", "json"]);
        let answer = scan.arg(data.join(bill)).output().expect("it runs").stdout;
        let answer: Value = serde_json::from_slice(&answer).expect("an answer");
        let findings = answer["findings"].as_array().expect("findings").iter();
        let open = findings.filter(|one| one["kind"] == "vulnerability" && one["status"] != "not_affected");
        ids.extend(open.filter_map(|one| one["id"].as_str()).map(str::to_owned));
    }
    ids
}

/// What is exploited comes first, and the page says so.
async fn look(house: &House, marta: &Browser, engine: &str, queue: &[Value]) {
    let exploited: Vec<bool> = queue.iter().map(|flaw| !flaw["exploited"].is_null()).collect();
    assert!(exploited[0] && exploited.is_sorted_by(|one, next| one >= next), "{exploited:?}");
    go(house, marta, "/triage").await;
    let first = marta.find("#queue tbody tr:first-child").await.text().await.expect("a row");
    let name = queue[0]["name"].as_str().expect("a name");
    assert!(first.contains(name) && first.contains("listed as exploited since"), "{first}");
    picture(marta, engine, "triage").await;
    marta.press(name).await;
    marta.sees("Example Suite 1.0").await;
    marta.sees("Not decided").await;
    picture(marta, engine, "flaw").await;
    go(house, marta, "/").await;
    marta.sees("What matters most").await;
    marta.prefer(Scheme::Dark).await;
    picture(marta, engine, "today").await;
}

async fn picture(browser: &Browser, engine: &str, name: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("watch").join(engine);
    std::fs::create_dir_all(&folder).expect("a folder");
    browser.screenshot(folder.join(format!("{name}.png"))).await;
}
