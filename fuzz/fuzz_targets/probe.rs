//! What a device answers to a probe: no bytes may break the readers of pages, of TLS, of brokers and of SNMP.
#![no_main]

use steadfast_probe::readers::{forms, hello, http, mqtt, snmp};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = hello::read(bytes);
    let _ = mqtt::read(bytes);
    if snmp::answers(bytes, "public") {
        assert!(!snmp::answers(bytes, "private"), "an answer is under one community");
    }
    if let Some(Ok((answer, _))) = http::Answer::read(bytes) {
        assert!(answer.body.len() <= bytes.len());
        assert!(answer.leads_to().is_none_or(|path| path.starts_with('/')));
    }
    if let Some(form) = forms::find(&String::from_utf8_lossy(bytes)) {
        assert!(!form.passwords.is_empty() && form.passwords.iter().all(|name| !name.is_empty()));
    }
});
