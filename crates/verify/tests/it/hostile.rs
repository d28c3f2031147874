//! Files that are none.

use proptest::prelude::*;
use steadfast_verify::{Asked, Verdict};

use crate::ledger::{Ledger, ask};

fn code(file: &str) -> &'static str {
    match ask(file.as_bytes(), &Asked::default()) {
        Verdict::Unreadable(fault) => fault.problem.code(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_file_of_ours_is_unreadable() {
    let good = Ledger::new(2).record_bundle(0, 2);
    let cases = [
        (String::new(), "not-canonical"),
        ("not JSON".to_owned(), "not-canonical"),
        ("[]".to_owned(), "unknown-kind"),
        ("{}".to_owned(), "unknown-kind"),
        (r#"{"kind":"record"}"#.to_owned(), "unknown-version"),
        (good.replace("\"schema\":1", "\"schema\":2"), "unknown-version"),
        (good.replace("\"kind\":\"record\"", "\"kind\":\"relic\""), "unknown-kind"),
        (good.replace("\"schema\":1", "\"schema\":1,\"unknown\":1"), "wrong-members"),
        (good.replace("\"leaf\":\"", "\"leaf\":\"A"), "not-base64"),
        (good.replace("\"key\":\"", "\"key\":\"A"), "no-key"),
        (good.replace("\"checkpoint\":\"", "\"checkpoint\":\"\\n\\n"), "no-checkpoint"),
        (good.replace("{\"checkpoint\"", "{ \"checkpoint\""), "not-canonical"),
        (format!("{good}{good}"), "more-lines"),
        (format!("{good}\n"), "more-lines"),
        ("[".repeat(500_000), "not-canonical"),
        ("x".repeat(3 << 20), "not-canonical"),
    ];
    for (file, expected) in cases {
        assert_eq!(code(&file), expected, "{file:.60}");
    }
    let nothing = steadfast_verify::check(std::iter::empty(), &Asked::default());
    assert!(matches!(nothing, Verdict::Unreadable(fault) if fault.problem.code() == "empty"));
}

proptest! {
    #[test]
    fn no_bytes_break_the_check(bytes: Vec<u8>, older: String) {
        let _ = ask(&bytes, &Asked { key: None, older: Some(&older) });
    }
}
