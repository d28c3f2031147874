//! `feed import --server` and `feed list --server`: what a local import reads, a server takes.

use std::io::Write as _;

use serde_json::json;
use steadfast_testkit::workspace;

use super::served::Served;

fn zipped(served: &Served, name: &str, records: usize) {
    let mut archive = zip::ZipWriter::new(std::fs::File::create(served.program.path(name)).expect("a file"));
    for number in 0..records {
        archive.start_file(format!("{number}.json"), zip::write::SimpleFileOptions::default()).expect("a member");
        let record = json!({
            "id": format!("X-{number}"), "modified": "2026-01-01T00:00:00Z",
            "affected": [{"package": {"ecosystem": "PyPI", "name": "thing"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
        });
        archive.write_all(record.to_string().as_bytes()).expect("written");
    }
    archive.finish().expect("an archive");
}

#[test]
fn a_folder_is_handed_in_piece_by_piece_and_told_of_as_locally() {
    let served = Served::new();
    let (server, token) = (format!("http://{}", served.address), served.token(&["feed.import", "feed.read"]));
    std::fs::create_dir_all(served.program.path("feeds/loose")).expect("a folder");
    zipped(&served, "feeds/pypi.zip", 30);
    std::fs::write(served.program.path("feeds/loose/README.md"), "# nothing").expect("written");
    let kev = workspace().join("fixtures");
    assert!(kev.is_dir());
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let told = ask(&["feed", "import", "feeds", "--server", &server, "--fetched", "2026-02-01T00:00:00Z"]).exits(0);
    assert!(told.out.contains("OSV feeds/pypi.zip") && told.out.contains("2026-02-01"), "{}", told.out);
    assert!(told.out.contains("passed over: feeds/loose"), "{}", told.out);
    let listed = ask(&["feed", "list", "--server", &server]).exits(0);
    assert!(listed.out.contains("PyPI") && listed.out.contains("30 advisories"), "{}", listed.out);
    zipped(&served, "feeds/pypi.zip", 5);
    let held = ask(&["feed", "import", "feeds/pypi.zip", "--server", &server]).exits(1);
    assert!(held.out.contains("held back") && held.out.contains("5 records would replace 30"), "{}", held.out);
    std::fs::write(served.program.path("broken.zip"), b"PK\x03\x04 no").expect("written");
    let refused = ask(&["feed", "import", "broken.zip", "--server", &server]).exits(2);
    assert!(refused.out.contains("refused: broken.zip"), "{}", refused.out);
    served.ask(&token, &["feed", "import", "--server", &server]).refuses(&["name what is handed in"]);
}
