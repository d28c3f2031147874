//! Every page with made-up data, in any language and theme.

mod entry;

use steadfast_server::web::{Frame, Language, Markup, Section, SignedIn, Texts, Theme};

/// Now, in all samples: 23 November 2026, 14:05:09 UTC.
pub(super) const NOW: i64 = 1_795_442_709_000_000;
pub(super) const MINUTE: i64 = 60_000_000;

/// A page with the name of its file.
pub(super) struct Sample {
    pub name: &'static str,
    pub page: Markup,
}

pub(super) fn frame(language: Language, theme: Theme, person: bool) -> Frame {
    Frame {
        texts: Texts::new(language),
        theme,
        now: NOW,
        path: "/people?role=admin".to_owned(),
        organisation: "Nordlicht Maschinenbau GmbH".to_owned(),
        person: person.then(signed_in),
        flash: None,
        ringing: Vec::new(),
        version: "0.3.0".to_owned(),
        sample: false,
    }
}

fn signed_in() -> SignedIn {
    SignedIn {
        id: "usr_0198c0ffee0070008000000000000001".to_owned(),
        name: "Katharina Brandt".to_owned(),
        role: "admin".to_owned(),
        sections: Section::ALL.to_vec(),
        waiting: 2,
        alerts: 1,
        cases: 1,
    }
}

/// All pages.
pub(super) fn all(language: Language, theme: Theme) -> Vec<Sample> {
    let outside = frame(language, theme, false);
    let mut samples = entry::pages(&outside);
    samples.sort_by_key(|sample| sample.name);
    samples
}
