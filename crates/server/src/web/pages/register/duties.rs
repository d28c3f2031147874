//! The dated duties of the register, by article.

use maud::{Markup, html};
use steadfast_conformity::duty::{Binds, DutyEntry, Older};
use steadfast_conformity::judge::Verdict;
use steadfast_cra::applies::ACT_FROM;
use steadfast_cra::duties;

use super::{RegisterView, judged};
use crate::t;
use crate::web::{Frame, Texts};

/// Each article with its duties; closed where nothing of it is open.
pub(super) fn duties(frame: &Frame, view: &RegisterView) -> Markup {
    let texts = frame.texts;
    let of = &view.found.register;
    let count = |verdict| of.count_duties(verdict) as i64;
    html! {
        p { (t!(texts, "register-duties-lead")) }
        p {
            (t!(
                texts,
                "register-duties-counted",
                shown = count(Verdict::Shown),
                stated = count(Verdict::Stated),
                contradicted = count(Verdict::Contradicted),
                unknown = count(Verdict::Unknown),
                none = count(Verdict::NotApplicable)
            ))
        }
        @for (article, duties) in articles(&of.duties) {
            details {
                summary {
                    (t!(texts, "register-article", number = article)) ": "
                    (counted(texts, &duties))
                }
                ol.plain.stack-wide { @for duty in duties { li id=(duty.entry.requirement) { (one(frame, view, duty)) } } }
            }
        }
    }
}

/// Duties by their article: `art-13-8` is of `13`.
fn articles(duties: &[DutyEntry]) -> Vec<(&str, Vec<&DutyEntry>)> {
    let mut articles: Vec<(&str, Vec<&DutyEntry>)> = Vec::new();
    for duty in duties {
        let article = duty.entry.requirement.split('-').nth(1).unwrap_or_default();
        match articles.last_mut() {
            Some((last, duties)) if *last == article => duties.push(duty),
            _ => articles.push((article, vec![duty])),
        }
    }
    articles
}

/// How many of an article have which verdict, without those that nothing has.
fn counted(texts: Texts, duties: &[&DutyEntry]) -> String {
    let count = |verdict: Verdict| duties.iter().filter(|duty| duty.entry.verdict == verdict).count();
    let named = super::VERDICTS.map(|verdict| (texts.named("register-verdict", verdict.as_str()), count(verdict)));
    let named = named.into_iter().filter(|(_, count)| *count > 0);
    named.map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}

fn one(frame: &Frame, view: &RegisterView, duty: &DutyEntry) -> Markup {
    let texts = frame.texts;
    let known = duties::duty(&duty.entry.requirement);
    let title = known.map(|known| known.title.of(texts.language().code())).unwrap_or_default();
    let reference = known.map(|known| known.reference.as_str()).unwrap_or_default();
    html! {
        (judged(frame, view, &duty.entry, title, reference))
        p.hint { (binds(texts, &duty.binds)) }
    }
}

fn binds(texts: Texts, binds: &Binds) -> String {
    match binds {
        Binds::Since { day } => t!(texts, "register-binds-since", day = day.to_string()),
        Binds::Units { from, older } => {
            t!(
                texts,
                "register-binds-units",
                day = from.to_string(),
                older = texts.named("register-older", word(*older))
            )
        }
        Binds::Modification { earliest } => t!(texts, "register-binds-modification", day = earliest.to_string()),
        Binds::Never => t!(texts, "register-binds-never", day = ACT_FROM.to_string()),
        Binds::Others { who } => {
            let who: Vec<String> = who.iter().map(|who| texts.named("register-who", who.as_str())).collect();
            t!(texts, "register-binds-others", who = who.join(", "))
        }
        Binds::Placing { earliest } => t!(texts, "register-binds-placing", day = earliest.to_string()),
        Binds::Unknown => t!(texts, "register-binds-unknown"),
    }
}

const fn word(older: Older) -> &'static str {
    match older {
        Older::Never => "never",
        Older::Modification => "modification",
        Older::Unknown => "unknown",
    }
}
