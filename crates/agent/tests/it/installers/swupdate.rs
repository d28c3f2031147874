//! The real SWUpdate, as it comes.

use steadfast_testkit::swupdate::Signer;

use super::Hooks;

/// Where a maker signs, and hooks that take what is signed there, for a board of this name and revision.
fn device(board: &str) -> (tempfile::TempDir, Signer, Hooks) {
    let folder = tempfile::tempdir().expect("there is room");
    let signer = Signer::new(folder.path());
    let installer = format!("swupdate -k {} -H {board}", signer.certificate().display());
    let hooks = Hooks::start(&installer);
    (folder, signer, hooks)
}

impl Hooks {
    fn installed(&self) -> Option<Vec<u8>> {
        std::fs::read(self.folder.path().join("installed")).ok()
    }
}

#[test]
fn what_its_maker_signed_is_installed() {
    let (_folder, signer, mut hooks) = device("board:1.0");
    let said = hooks.installs(&signer.image("2.0", b"the second image"));
    assert!(said.is_ok(), "{said:?}");
    assert_eq!(hooks.installed().as_deref(), Some(&b"the second image"[..]));
    assert_eq!(hooks.asks("started").as_deref(), Ok("not"), "nothing was restarted");
    hooks.restarted();
    assert_eq!(hooks.asks("started").as_deref(), Ok("old"), "it was started from the same place");
    assert_eq!(hooks.asks("good").as_deref(), Ok(""));
    assert!(hooks.asks("back").is_err_and(|why| why.contains("boot loader")));
}

#[test]
fn one_that_is_put_in_its_place_is_told_so_each_time() {
    let (_folder, signer, mut hooks) = device("board:1.0");
    // Of short installations, SWUpdate ends about one in five with a code of failure.
    for number in 0..15 {
        let content = format!("image {number}");
        let said = hooks.installs(&signer.image("2.0", content.as_bytes()));
        assert!(said.is_ok(), "{number}: {said:?}");
        assert_eq!(hooks.installed().as_deref(), Some(content.as_bytes()));
    }
}

#[test]
fn one_flipped_byte_is_refused_and_the_reason_told() {
    let (_folder, signer, mut hooks) = device("board:1.0");
    let mut image = signer.image("2.0", b"the second image");
    let at = image.windows(6).rposition(|bytes| bytes == b"second").expect("it is in there");
    image[at] ^= 1;
    let said = hooks.installs(&image).expect_err("it is not what was signed");
    assert!(said.starts_with("swupdate: exit status: 1: ") && said.contains("HASH mismatch"), "{said}");
    assert_eq!(hooks.installed(), None);
    let said = hooks.installs(b"no archive at all").expect_err("it is none");
    assert!(said.contains("CPIO"), "{said}");
}

#[test]
fn what_is_for_another_board_or_was_signed_by_others_is_refused_and_the_reason_told() {
    let (_folder, signer, mut hooks) = device("board:7.3");
    let said = hooks.installs(&signer.image("2.0", b"the second image")).expect_err("it is for another one");
    assert!(said.contains("not compatible with hardware"), "{said}");
    let elsewhere = tempfile::tempdir().expect("there is room");
    let theirs = Signer::new(elsewhere.path()).image("2.0", b"the second image");
    let said = hooks.installs(&theirs).expect_err("it is a stranger's");
    assert!(said.contains("[ERROR]"), "{said}");
    assert_eq!(hooks.installed(), None);
}
