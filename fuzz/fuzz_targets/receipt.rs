//! Receipts: no bytes may break the check, what holds is written again as it was read, and one byte more or less is noticed.
#![no_main]

use steadfast_protocol::ReceiptCopy;
use steadfast_trust::key::Fingerprint;
use steadfast_verify::{Receipt, receipt};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    assert!(!matches!(receipt(bytes, Some(&Fingerprint([0; 32]))), Receipt::Shown(_)), "shown under nobody's key");
    let Receipt::UnitNotChecked(copy) = receipt(bytes, None) else { return };
    let forms = [copy.text(), copy.line()];
    assert!(
        forms.iter().any(|form| form.trim_end().as_bytes() == bytes.trim_ascii_end()),
        "read otherwise than written"
    );
    for form in forms {
        assert_eq!(ReceiptCopy::read(form.as_bytes()).ok().as_ref(), Some(&copy));
        assert!(ReceiptCopy::read(format!("{form}x").as_bytes()).is_err());
        assert!(ReceiptCopy::read(&form.trim_end().as_bytes()[..form.trim_end().len() - 1]).is_err());
    }
});
