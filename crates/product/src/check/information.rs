//! What users are told, in each language.

use super::Phase::Delivery;
use super::found::Found;
use super::rules;
use super::said::said;
use crate::file::{Information, ProductFile, Words};

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    let information = &file.information;
    if information.languages.is_empty() {
        found.not_said(Delivery, "information.languages", "Art. 13(18)", "Say in which languages users are told.");
    }
    for (at, language) in information.languages.iter().enumerate().filter(|(_, language)| !is_language(language)) {
        let says = format!("\"{language}\" is no language");
        found.wrong(&rules::LANGUAGE, format!("information.languages[{at}]"), says);
    }
    if !information.declaration.as_deref().is_some_and(said) {
        let advice = "Say where the declaration of conformity stands.";
        found.not_said(Delivery, "information.declaration", "Annex II point 6, Art. 13(20)", advice);
    }
    for (name, words, clause) in texts(information) {
        let asked = name != "updates-off" || file.updates.automatic == Some(true);
        text(name, words, clause, asked, information, found);
    }
}

fn is_language(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn texts(information: &Information) -> [(&'static str, Option<&Words>, &'static str); 7] {
    [
        ("risk-circumstances", information.risk_circumstances.as_ref(), "Annex II point 5"),
        ("support", information.support.as_ref(), "Annex II point 7"),
        ("secure-start", information.secure_start.as_ref(), "Annex II point 8(a)"),
        ("changes", information.changes.as_ref(), "Annex II point 8(b)"),
        ("installing-updates", information.installing_updates.as_ref(), "Annex II point 8(c)"),
        ("decommissioning", information.decommissioning.as_ref(), "Annex II point 8(d)"),
        ("updates-off", information.updates_off.as_ref(), "Annex II point 8(e)"),
    ]
}

fn text(
    name: &str,
    words: Option<&Words>,
    clause: &'static str,
    asked: bool,
    information: &Information,
    found: &mut Found<'_>,
) {
    let path = format!("information.{name}");
    let Some(words) = words.filter(|words| !words.is_empty()) else {
        if asked {
            found.not_said(Delivery, &path, clause, "Write a short text, by language, or name a file.");
        }
        return;
    };
    let first = information.languages.first().map(String::as_str).unwrap_or_default();
    for language in information.languages.iter().filter(|language| is_language(language)) {
        if words.file().is_none() && !words.text(language, first).is_some_and(said) {
            let says = format!("no text in \"{language}\", which information.languages names");
            found.missing(Delivery, &rules::UNTRANSLATED, path.as_str(), says);
        }
    }
    if let Words::ByLanguage(texts) = words {
        for key in texts.keys().filter(|key| *key != Words::FILE && !is_language(key)) {
            found.wrong(&rules::LANGUAGE, format!("{path}.{key}"), format!("\"{key}\" is no language"));
        }
    }
}
