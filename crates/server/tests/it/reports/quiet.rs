//! Nothing that a finder wrote is in a log, in the ledger or in the database in the clear.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;

use super::{form, get, id, post, reported, send};
use crate::access::browser::Browser;
use crate::access::http::founded;
use crate::house::on_directory;

/// Words that a finder wrote, and no part of the program has.
const WORDS: [&str; 8] = [
    "zwiebelturm",
    "quittengelee",
    "findigkeit",
    "kim@findig",
    "murmelbahn",
    "poc-lavendel",
    "nachgereicht",
    "kimdank",
];

/// What was logged.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Heard {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|piece| piece == words.as_bytes())
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_word_of_a_finder_is_in_a_log_in_the_ledger_or_on_the_disk_in_the_clear() {
    let heard = Heard::default();
    let logs = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(heard.clone()).finish();
    tracing::subscriber::set_global_default(logs).expect("the only one of this process");
    let folder = tempfile::tempdir().expect("a folder");
    let secret = Mutex::new(String::new());
    on_directory(folder.path(), async |house| {
        let mut staff = Browser::of(&founded(house).await);
        let fields = [
            ("what", "zwiebelturm: anybody can log in"),
            ("product", "quittengelee"),
            ("version", "murmelbahn"),
            ("name", "findigkeit"),
            ("reach", "kim@findig.example"),
            ("credit", "named"),
            ("credit_name", "kimdank"),
        ];
        let opens = reported(house, &fields, &[("poc-lavendel.py", b"poc-lavendel zwiebelturm")]).await;
        send(house, "forged", &fields, &[("poc-lavendel.py", b"poc-lavendel")]).await;
        send(house, &form(house, 0).await, &fields, &[]).await;
        let own = format!("/report/{opens}");
        post(house, &format!("{own}/messages"), &[("message", "nachgereicht: and another one")]).await;
        post(house, &format!("{own}/credit"), &[("credit", "named"), ("credit_name", "kimdank")]).await;
        get(house, &own).await.shows("zwiebelturm");
        get(house, &format!("{own}0")).await;
        let report = id(house, 1).await;
        staff.get(house, &format!("/reports/{report}")).await.shows("nachgereicht");
        staff.get(house, &format!("/reports/{report}/files/1")).await.shows("poc-lavendel");
        staff.post(house, &format!("/reports/{report}/answers"), &[("message", "we look at quittengelee")]).await;
        staff.post(house, &format!("/reports/{report}/case"), &[("title", "An open door")]).await;
        staff.post(house, &format!("/reports/{report}/state"), &[("state", "fixed")]).await;
        staff.post(house, &format!("/reports/{report}/credit"), &[("shown", "yes")]).await;
        get(house, "/security/thanks").await.shows("kimdank");
        *secret.lock().unwrap_or_else(PoisonError::into_inner) = opens;
    });
    let heard = heard.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let secret = secret.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(holds(&heard, "/report/{secret}"), "requests were logged, by their pattern");
    for words in WORDS.iter().copied().chain([secret.as_str()]) {
        assert!(!holds(&heard, words), "{words} is in the log");
    }
    let kept = files(folder.path());
    assert!(kept.len() > 2, "a database and a blob");
    for path in kept {
        let bytes = std::fs::read(&path).expect("a file");
        for words in WORDS.iter().copied().chain([secret.as_str()]) {
            assert!(!holds(&bytes, words), "{words} is in {}", path.display());
        }
    }
}
