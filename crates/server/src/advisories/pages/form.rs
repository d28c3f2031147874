//! What an advisory says as a form has it, both ways.

use crate::advisories::content::{Content, FlawSaid, Link, StateSaid, Thanks, Words};
use crate::cases::pages::{Sent, field};
use crate::http::refused::RefusedField;
use crate::web::pages::advisory_form::{of_flaw, of_release};
use crate::web::{Filled, Problem, Texts};

/// The form that shows this.
pub(super) fn filled(content: &Content) -> Filled {
    let words = [("title", &content.title), ("summary", &content.summary), ("action", &content.action)];
    let start = Filled::empty()
        .with("tlp", &content.tlp)
        .with("withdrawn", &content.withdrawn)
        .with("thanks", thanked(&content.thanks))
        .with("references", linked(&content.references));
    let said = words.iter().fold(start, |filled, (name, words)| {
        filled.with(&format!("{name}-en"), &words.en).with(&format!("{name}-de"), &words.de)
    });
    content.flaws.iter().enumerate().fold(said, |filled, (at, flaw)| flaw_filled(filled, at, flaw))
}

fn flaw_filled(filled: Filled, at: usize, flaw: &FlawSaid) -> Filled {
    let given = |value: &Option<String>| value.clone().unwrap_or_default();
    // Before there were two, a vector of either version stood in the first field.
    let (three, four) = match &flaw.vector {
        Some(vector) if vector.starts_with("CVSS:4.") && flaw.vector_v4.is_none() => (&None, &flaw.vector),
        _ => (&flaw.vector, &flaw.vector_v4),
    };
    let filled = filled
        .with(&of_flaw(at, "ids"), flaw.ids.join(", "))
        .with(&of_flaw(at, "description"), &flaw.description)
        .with(&of_flaw(at, "vector"), given(three))
        .with(&of_flaw(at, "vector-v4"), given(four))
        .with(&of_flaw(at, "cwe"), given(&flaw.cwe))
        .with(&of_flaw(at, "exploited"), given(&flaw.exploited));
    flaw.states.iter().fold(filled, |filled, said| {
        let name = |field| of_release(at, field, &said.release);
        filled
            .with(&name("state"), &said.state)
            .with(&name("why"), given(&said.justification))
            .with(&name("detail"), &said.detail)
            .with(&name("mitigation"), &said.mitigation)
            .with(&name("no-fix"), if said.no_fix_planned { "yes" } else { "" })
    })
}

/// What was typed. Of what the form did not show, that stays which is kept.
pub(super) fn content(sent: &Sent, kept: &Content) -> Content {
    let words = |name: &str| Words { en: text(sent, &format!("{name}-en")), de: text(sent, &format!("{name}-de")) };
    let shown = (0..).take_while(|at| sent.contains_key(&of_flaw(*at, "ids"))).count();
    let many = shown.max(kept.flaws.len());
    Content {
        tlp: field(sent, "tlp"),
        title: words("title"),
        summary: words("summary"),
        action: words("action"),
        withdrawn: text(sent, "withdrawn"),
        flaws: (0..many).filter_map(|at| flaw(sent, at, kept.flaws.get(at))).collect(),
        thanks: thanks(&text(sent, "thanks"), &kept.thanks),
        references: references(&text(sent, "references"), &kept.references),
    }
}

/// Without vulnerabilities of which nothing is said.
pub(super) fn tidied(mut content: Content) -> Content {
    content.flaws.retain(|flaw| *flaw != FlawSaid::default());
    content
}

fn text(sent: &Sent, name: &str) -> String {
    field(sent, name).replace("\r\n", "\n")
}

fn given(sent: &Sent, name: &str) -> Option<String> {
    Some(field(sent, name)).filter(|text| !text.is_empty())
}

fn flaw(sent: &Sent, at: usize, kept: Option<&FlawSaid>) -> Option<FlawSaid> {
    let Some(ids) = sent.get(&of_flaw(at, "ids")) else { return kept.cloned() };
    let ids = ids.split(|letter: char| letter == ',' || letter.is_whitespace()).filter(|id| !id.is_empty());
    Some(FlawSaid {
        ids: ids.map(str::to_owned).collect(),
        description: text(sent, &of_flaw(at, "description")),
        vector: given(sent, &of_flaw(at, "vector")),
        vector_v4: given(sent, &of_flaw(at, "vector-v4")),
        cwe: given(sent, &of_flaw(at, "cwe")).map(|id| id.to_uppercase()),
        exploited: given(sent, &of_flaw(at, "exploited")),
        states: states(sent, at, kept.map(|flaw| flaw.states.as_slice()).unwrap_or_default()),
    })
}

fn states(sent: &Sent, at: usize, kept: &[StateSaid]) -> Vec<StateSaid> {
    let prefix = of_release(at, "state", "");
    let mut states = kept.to_vec();
    for (release, state) in sent.iter().filter_map(|(name, state)| Some((name.strip_prefix(&prefix)?, state))) {
        let said = StateSaid {
            release: release.to_owned(),
            state: state.clone(),
            justification: given(sent, &of_release(at, "why", release)),
            detail: text(sent, &of_release(at, "detail", release)),
            mitigation: text(sent, &of_release(at, "mitigation", release)),
            no_fix_planned: field(sent, &of_release(at, "no-fix", release)) == "yes",
        };
        match states.iter_mut().find(|known| known.release == release) {
            Some(known) => *known = said,
            None => states.push(said),
        }
    }
    states.retain(|said| !said.state.is_empty());
    states
}

/// Who is thanked, one on a line: people, organisation, what for.
fn thanked(thanks: &[Thanks]) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let line =
        |one: &Thanks| format!("{} | {} | {}", one.names.join(", "), part(&one.organisation), part(&one.summary));
    let lines = thanks.iter().map(|one| line(one).trim_end_matches([' ', '|']).to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn thanks(typed: &str, kept: &[Thanks]) -> Vec<Thanks> {
    let is_empty = |one: &Thanks| one.names.is_empty() && one.organisation.is_none() && one.summary.is_none();
    if typed == thanked(kept) && !kept.iter().any(is_empty) {
        return kept.to_vec();
    }
    let one = |line: &str| {
        let mut parts = line.split('|').map(str::trim);
        let names = parts.next().unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty());
        let names = names.map(str::to_owned).collect();
        let mut next = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        Thanks { names, organisation: next(), summary: next() }
    };
    let says_something = |line: &&str| line.split('|').any(|part| !part.trim().is_empty());
    typed.lines().filter(says_something).map(one).collect()
}

/// Where more is to be read, one on a line: the address, then what it is.
fn linked(links: &[Link]) -> String {
    links.iter().map(|link| format!("{} {}", link.url, link.summary)).collect::<Vec<_>>().join("\n")
}

fn references(typed: &str, kept: &[Link]) -> Vec<Link> {
    if typed == linked(kept) {
        return kept.to_vec();
    }
    let one = |line: &str| {
        let (url, summary) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let summary = if summary.trim().is_empty() { url } else { summary.trim() };
        Link { summary: summary.to_owned(), url: url.to_owned() }
    };
    typed.lines().filter(|line| !line.trim().is_empty()).map(one).collect()
}

/// The same with what is wrong at each field.
pub(super) fn wrong(texts: Texts, filled: Filled, refused: &[RefusedField]) -> Filled {
    let say = |refused: &RefusedField| Problem::Other(texts.named("advisory-refused", refused.code));
    let field = |refused: &RefusedField| {
        if refused.field == "flaws" || refused.field == "content" { "form" } else { refused.field }
    };
    refused.iter().fold(filled, |filled, one| filled.wrong(field(one), say(one)))
}
