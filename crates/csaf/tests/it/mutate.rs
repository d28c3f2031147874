//! Damage: documents that break what the standard asks for, named and at random.

use serde_json::{Value, json};

/// Numbers by chance from a seed: the same seed, the same damage.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).expect("a small number")).expect("a small number")
    }
}

/// Every place in a document.
fn places(value: &Value, pointer: &str, all: &mut Vec<String>) {
    all.push(pointer.to_owned());
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| places(field, &format!("{pointer}/{name}"), all));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{pointer}/{index}"), all));
        }
        _ => {}
    }
}

/// Does one thing to one place: takes it away, doubles it, or puts something else there.
pub(crate) fn damage(document: &mut Value, chance: &mut Chance) {
    let mut all = Vec::new();
    places(document, "", &mut all);
    let pointer = all.get(chance.below(all.len())).cloned().unwrap_or_default();
    let source = all.get(chance.below(all.len())).cloned().unwrap_or_default();
    let other = document.pointer(&source).cloned().unwrap_or_default();
    let Some((above, last)) = pointer.rsplit_once('/') else { return };
    let last = last.to_owned();
    let what = chance.below(6);
    let text = WORDS.get(chance.below(WORDS.len())).copied().unwrap_or_default();
    match document.pointer_mut(above) {
        Some(Value::Object(fields)) => match what {
            0 => drop(fields.remove(&last)),
            1 if fields.get(&last).is_some_and(Value::is_string) => drop(fields.insert(last, other)),
            2 => drop(fields.insert("surplus".to_owned(), json!(1))),
            _ if fields.get(&last).is_some_and(Value::is_string) => drop(fields.insert(last, json!(text))),
            _ => {}
        },
        Some(Value::Array(items)) => {
            let index: usize = last.parse().unwrap_or_default();
            match (what, items.get(index).cloned()) {
                (0, Some(_)) => drop(items.remove(index)),
                (1 | 2, Some(item)) => items.push(item),
                (_, Some(Value::String(_))) => items[index] = json!(text),
                _ => {}
            }
        }
        _ => {}
    }
}

/// Texts that mean something somewhere.
const WORDS: [&str; 62] = [
    "",
    "0",
    "1",
    "2",
    "3",
    "01",
    "1.0.0",
    "1.0.0-rc1",
    "1.0.0+build",
    "0.1.0",
    "2027-01-01T10:00:00Z",
    "2026-01-01T10:00:00+02:00",
    "2027-02-30T10:00:00Z",
    "2027-01-01",
    "draft",
    "final",
    "interim",
    "csaf_vex",
    "csaf_base",
    "csaf_security_incident_response",
    "csaf_informational_advisory",
    "csaf_other",
    "Security Advisory",
    "VEX",
    "P1",
    "P2",
    "P3",
    "P4",
    "C1",
    "P9",
    "CVE-2027-12345",
    "CVE-27-1",
    "CWE-79",
    "CWE-78",
    "CWE-0",
    "CWE-9999",
    "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
    "en",
    "en-US",
    "de-DE",
    "xx",
    "xx-Latn",
    "qaa",
    "i-default",
    "en-XA",
    "translator",
    "vendor",
    "self",
    "external",
    "https://example.com/exa-2027-1.json",
    "no address",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H",
    "CVSS:3.0/AV:P/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P",
    "LOW",
    "md5",
    "sha1",
    "pkg:generic/other@1",
    "pkg:npm/%zz",
    "versions before 2",
    "<= 2.0",
    "v1.0",
];
