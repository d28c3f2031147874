//! The Fluent bundles, parsed once per process.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentResource, FluentValue};

use super::{Language, number};

/// A bundle that threads may share.
pub(super) type Bundle = FluentBundle<FluentResource>;

static ENGLISH: OnceLock<Bundle> = OnceLock::new();
static GERMAN: OnceLock<Bundle> = OnceLock::new();

/// Every part, as each language has it: a file of `texts/` below the language's folder.
macro_rules! parts {
    ($language:literal) => {
        parts! { of $language:
            "ground"
            "errors"
            "entry"
            "people"
            "account"
            "tokens"
            "approvals"
            "ledger"
            "jobs"
            "health"
            "webhooks"
            "messages"
            "today"
            "demo"
            "catalogue"
            "exposure"
            "feeds"
            "triage"
            "updates"
            "fleet"
            "rollout"
            "owner"
            "monitoring"
            "cases"
            "closing"
            "containment"
            "policies"
            "recalls"
            "lifecycle"
            "notices"
            "conformity"
            "declaration"
            "dossier"
            "signers"
            "drills"
            "ringing"
            "reports"
            "advisories"
            "owner-notices"
        }
    };
    (of $language:literal: $($part:literal)+) => {
        &[$(include_str!(concat!("../../../texts/", $language, "/", $part, ".ftl"))),+]
    };
}

/// The sources of a language, in parts.
pub(super) const fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => parts!("en"),
        Language::German => parts!("de"),
    }
}

/// The bundle of a language.
pub(super) fn of(language: Language) -> &'static Bundle {
    match language {
        Language::English => ENGLISH.get_or_init(|| load(Language::English)),
        Language::German => GERMAN.get_or_init(|| load(Language::German)),
    }
}

/// Parses a source. What does not parse is left out, which the tests notice as a missing text.
fn load(language: Language) -> Bundle {
    let locales = language.code().parse().into_iter().collect();
    let mut bundle = FluentBundle::new_concurrent(locales);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => english_number,
        Language::German => german_number,
    }));
    for source in sources(language) {
        let part = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(parsed, _)| parsed);
        bundle.add_resource_overriding(part);
    }
    bundle
}

fn english_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    formatted(value, Language::English)
}

fn german_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    formatted(value, Language::German)
}

fn formatted(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => Some(number::any(*value, language)),
        _ => None,
    }
}
