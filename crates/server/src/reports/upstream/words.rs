//! What a maintainer is told, as text and for machines: pure.

use serde_json::{Value, json};
use steadfast_store::Time;

/// Everything that is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// `ups_…`.
    pub id: String,
    /// The maker.
    pub maker: String,
    /// The component.
    pub component: String,
    /// Its package URL; empty without one.
    pub purl: String,
    /// The versions that are affected, as somebody wrote them.
    pub versions: Vec<String>,
    /// The flaw, by a name such as `CVE-2026-1234`; empty without one.
    pub flaw: String,
    /// What the maker decided on it, in the words of VEX; empty: nothing is decided.
    pub vex: Vec<String>,
    /// What the flaw is.
    pub note: String,
    /// The maker's own fix: an address, or the SHA-256 of a patch; empty without one.
    pub fix: String,
}

impl Told {
    /// The text for people, in English, as maintainers everywhere read it.
    #[must_use]
    pub fn text(&self) -> String {
        let flaw = if self.flaw.is_empty() { "no identifier yet" } else { &self.flaw };
        let vex = if self.vex.is_empty() { "not decided yet".to_owned() } else { self.vex.join(", ") };
        let versions = if self.versions.is_empty() { "not known".to_owned() } else { self.versions.join(", ") };
        let purl = if self.purl.is_empty() { "none" } else { &self.purl };
        let fix = match self.fix.as_str() {
            "" => "We have no fix of our own yet.".to_owned(),
            address if address.starts_with("https://") => format!("Our fix: {address}"),
            digest => format!("Our fix is attached as a patch, SHA-256 {digest}."),
        };
        format!(
            "Subject: Vulnerability in {component} ({flaw})\n\n\
             To whoever maintains {component},\n\n\
             we make products that contain {component} and found a vulnerability in it. We report it to you as \
             Article 13(6) of Regulation (EU) 2024/2847 (Cyber Resilience Act) asks of manufacturers.\n\n\
             Component: {component}\nPackage URL: {purl}\nVersions: {versions}\nIdentifier: {flaw}\n\
             Our own products: {vex}\n\n{note}\n\n{fix}\n\n\
             The same for machines is attached as {id}.json. Please tell us what you decide, and when it may be \
             published.\n\n{maker}\n",
            component = self.component,
            note = self.note,
            id = self.id,
            maker = self.maker,
        )
    }

    /// The same for machines: the form of OSV 1.6, which is not published anywhere, so that its id is this server's alone.
    #[must_use]
    pub fn facts(&self, now: Time) -> Value {
        let mut package = json!({"name": self.component});
        if !self.purl.is_empty() {
            package["purl"] = json!(self.purl);
        }
        let is_address = self.fix.starts_with("https://");
        let references = if is_address { json!([{"type": "FIX", "url": self.fix}]) } else { json!([]) };
        let digest = (!is_address && !self.fix.is_empty()).then_some(&self.fix);
        json!({
            "schema_version": "1.6.0",
            "id": self.id,
            "modified": now.to_string(),
            "aliases": if self.flaw.is_empty() { json!([]) } else { json!([self.flaw]) },
            "details": self.note,
            "affected": [{"package": package, "versions": self.versions}],
            "references": references,
            "database_specific": {
                "reporter": self.maker,
                "vex_status_of_our_products": self.vex,
                "fix_sha256": digest,
                "reported_under": "Regulation (EU) 2024/2847, Article 13(6)",
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Told {
        Told {
            id: "ups_1".to_owned(),
            maker: "Maker".to_owned(),
            component: "zlib".to_owned(),
            purl: "pkg:generic/zlib@1.2.11".to_owned(),
            versions: vec!["1.2.11".to_owned()],
            flaw: "CVE-2026-1234".to_owned(),
            vex: vec!["affected".to_owned()],
            note: "A length is not checked.".to_owned(),
            fix: "https://maker.example/fix.patch".to_owned(),
        }
    }

    #[test]
    fn people_and_machines_are_told_the_same() {
        let (text, facts) = (told().text(), told().facts(Time(0)));
        for words in ["zlib", "CVE-2026-1234", "pkg:generic/zlib@1.2.11", "A length is not checked.", "Article 13(6)"] {
            assert!(text.contains(words), "{words}");
        }
        assert_eq!(facts["aliases"], json!(["CVE-2026-1234"]));
        assert_eq!(facts["affected"][0]["package"]["purl"], "pkg:generic/zlib@1.2.11");
        assert_eq!(facts["references"][0]["url"], "https://maker.example/fix.patch");
        assert_eq!(facts["database_specific"]["fix_sha256"], Value::Null);
    }

    #[test]
    fn what_is_not_known_is_said_so() {
        let text = Told { component: "zlib".to_owned(), ..Told::default() }.text();
        for words in ["no identifier yet", "not decided yet", "Versions: not known", "no fix of our own yet"] {
            assert!(text.contains(words), "{words}");
        }
        let patch = Told { fix: "ab".repeat(32), ..told() };
        assert_eq!(patch.facts(Time(0))["database_specific"]["fix_sha256"], "ab".repeat(32));
        assert_eq!(patch.facts(Time(0))["references"], json!([]));
    }
}
