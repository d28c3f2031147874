//! `kill -9` amid imports: in the end the same advisories are in force as without it, each import was done once.

use std::io::Write as _;
use std::time::Duration;

use serde_json::{Value, json};
use steadfast_testkit::faults::{Moments, kill_amid};
use steadfast_testkit::wait::poll;

use super::account::founded;
use super::client::Client;
use super::house::on_both;

const ROUNDS: usize = 3;
const ECOSYSTEMS: [&str; 3] = ["PyPI", "npm", "Maven"];
/// A job of a killed process is taken over after half a minute where others may share its database.
const LONGEST: Duration = Duration::from_secs(240);

fn export(ecosystem: &str, records: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..records {
        archive.start_file(format!("{number}.json"), zip::write::SimpleFileOptions::default()).expect("a member");
        let events = json!([{"introduced": "0"}, {"fixed": format!("1.{number}")}]);
        let record = json!({
            "id": format!("X-{ecosystem}-{number}"), "modified": "2026-01-01T00:00:00Z",
            "affected": [{"package": {"ecosystem": ecosystem, "name": format!("thing-{number}")},
                "ranges": [{"type": "ECOSYSTEM", "events": events}]}],
        });
        archive.write_all(record.to_string().as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

fn hand_in(marta: &Client, files: &[(String, Vec<u8>)]) {
    for (name, content) in files {
        // A connection that breaks is no answer: it is sent again in the end.
        drop(marta.post_file(&format!("/api/v1/advisories/imports?name={name}"), name, content));
    }
}

fn imports(marta: &Client) -> Vec<Value> {
    let answer = marta.get("/api/v1/advisories/imports?limit=200").expect("the server is up").is(200);
    answer.json()["items"].as_array().expect("a list").clone()
}

#[test]
fn a_server_that_is_killed_amid_imports_ends_with_the_same_advisories_in_force() {
    let seed = Moments::seeded(41);
    on_both(|mut house| {
        let mut moments = seed.clone();
        house.start();
        let marta = founded(&mut house);
        let files: Vec<(String, Vec<u8>)> =
            ECOSYSTEMS.iter().map(|name| ((*name).to_owned(), export(name, 1500))).collect();
        for _ in 0..ROUNDS {
            kill_amid(house.running(), &mut moments, Duration::from_millis(1500), || hand_in(&marta, &files));
            house.start();
        }
        hand_in(&marta, &files);
        let settled = || {
            let found = imports(&marta);
            found.iter().all(|import| import["state"] != "waiting").then_some(found)
        };
        let ended = poll(LONGEST, settled).expect("every import ends");
        assert_eq!(ended.len(), ECOSYSTEMS.len(), "each was handed in once: {ended:#?}");
        assert!(ended.iter().all(|import| import["state"] == "taken"), "{ended:#?}");
        let in_force = marta.get("/api/v1/advisories/sources").expect("up").is(200).json();
        assert_eq!(in_force["records"], 4500);
        let records = marta.get("/api/v1/records?kind=advisories-imported&limit=200").expect("up").is(200).json();
        assert_eq!(json!(records["items"].as_array().map(Vec::len)), in_force["number"], "one record for each index");
        for (name, content) in &files {
            std::fs::write(house.folder.path(&format!("{name}.zip")), content).expect("written");
        }
        let paths = ["PyPI.zip", "npm.zip", "Maven.zip"];
        house.folder.run(&[&["feed", "import", "--index", "same.index"], &paths[..]].concat()).exits(0);
        let local = house.folder.run(&["feed", "list", "--index", "same.index"]).exits(0);
        let digest = in_force["digest"].as_str().expect("a digest");
        assert!(local.out.contains(digest), "{digest} is not in {}", local.out);
        house.stop();
    });
}
