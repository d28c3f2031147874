//! What a browser says it is (its `User-Agent`), in words. It may say anything: for recognising one's own, never a proof.

use super::Texts;
use crate::t;

/// Marks of browsers. Later ones carry the marks of earlier ones too, so the order counts.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];
/// The most of an unknown one that is shown.
const SHOWN: usize = 60;

/// Browser and system; what is not recognised as it stands; nothing for nothing.
pub(crate) fn browser(texts: Texts, agent: &str) -> Option<String> {
    let named =
        |marks: &[(&str, &'static str)]| marks.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(t!(texts, "session-browser", browser = browser, system = system)),
        (Some(browser), None) => Some(browser.to_owned()),
        (None, _) if agent.trim().is_empty() => None,
        (None, _) => Some(agent.chars().take(SHOWN).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn browsers_are_told_apart() {
        let texts = Texts::new(Language::English);
        for (agent, words) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", Some("Firefox on Linux")),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 \
                 Safari/537.36 Edg/142.0",
                Some("Edge on Windows"),
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", Some("Safari on iOS")),
            ("curl/8.14.1", Some("curl")),
            ("our-script", Some("our-script")),
            ("", None),
        ] {
            assert_eq!(browser(texts, agent).as_deref(), words, "{agent}");
        }
    }
}
