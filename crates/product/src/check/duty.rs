//! Support, updates, the level of security.

use jiff::civil::Date;
use steadfast_cra::support::{LEAST_MONTHS, Weight, criterion, least_end};

use super::Phase::{Delivery, Design};
use super::found::Found;
use super::rules::{self, Rule};
use super::said::said;
use crate::file::{ProductFile, SecurityScheme};

/// Years of support at least (Art. 13(8)), unless the product is expected to be in use for less.
const LEAST_YEARS: u32 = LEAST_MONTHS / 12;

/// What the whole period rests on, beside the criteria.
const EXPECTED_USE: &str = "expected-use";

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    support(file, found);
    updates(file, found);
    level(file, found);
}

fn support(file: &ProductFile, found: &mut Found<'_>) {
    let support = &file.support;
    if support.years.is_none() && (support.to.is_none() || support.from.is_none()) {
        found.missing(Design, &rules::SUPPORT_NONE, "support", "neither years nor both days are said".to_owned());
    }
    if let (Some(from), Some(to)) = (support.from, support.to)
        && to < from
    {
        found.wrong(&rules::SUPPORT_ORDER, "support.to", format!("support ends on {to}, before it begins on {from}"));
    }
    length(file, found);
    let must = |name: &str| name == EXPECTED_USE || criterion(name).is_some_and(|one| one.weight == Weight::Must);
    for (name, text) in support.reasons.criteria() {
        if must(name) && !said(text) {
            let says = format!("nothing is said on {name}");
            found.missing(Delivery, &rules::SUPPORT_REASONS, format!("support.reasons.{name}"), says);
        }
    }
}

/// The period against five years and the expected use, whichever asks for more; a shorter use lowers the five years.
fn length(file: &ProductFile, found: &mut Found<'_>) {
    let support = &file.support;
    let expected = file.purpose.expected_years.filter(|years| *years > 0);
    let least = expected.unwrap_or(LEAST_YEARS);
    let too_short = match (support.years, support.from, support.to) {
        (Some(years), ..) if years < least => Some(format!("{years} years")),
        (_, Some(from), Some(to)) if from <= to && ends_before(from.0, to.0, least) => Some(format!("{from} to {to}")),
        _ => None,
    };
    if let Some(period) = too_short.filter(|_| !said(&support.reasons.shorter)) {
        let why = if expected.is_some() { "it is expected to be in use" } else { "the act asks for at least" };
        let says = format!("support of {period}, and {why} {least} years");
        found.wrong(&rules::SUPPORT_SHORT, "support", says);
    }
}

/// Whether a period ends before so many years are over. Years beyond the calendar are over never.
fn ends_before(from: Date, to: Date, years: u32) -> bool {
    years.checked_mul(12).and_then(|months| least_end(from, Some(months))).is_none_or(|least| to < least)
}

fn updates(file: &ProductFile, found: &mut Found<'_>) {
    let updates = &file.updates;
    let agreed = file.product.tailor_made == Some(true);
    let no = |said: Option<bool>| said == Some(false);
    let contradictions: [(bool, &Rule, &str, &str); 5] = [
        (
            no(updates.automatic) && !said(&updates.not_automatic),
            &rules::NOT_AUTOMATIC,
            "updates.automatic",
            "security updates are not automatic by default, and no reason is given",
        ),
        (
            updates.automatic == Some(true) && no(updates.opt_out),
            &rules::NO_OPT_OUT,
            "updates.opt-out",
            "automatic updates cannot be switched off",
        ),
        (no(updates.postpone), &rules::NO_POSTPONE, "updates.postpone", "updates cannot be postponed"),
        (
            no(updates.security_apart) && !said(&updates.not_apart),
            &rules::NOT_APART,
            "updates.security-apart",
            "security updates come with features, and no reason is given",
        ),
        (no(updates.free) && !agreed, &rules::NOT_FREE, "updates.free", "security updates cost money"),
    ];
    for (_, rule, path, says) in contradictions.into_iter().filter(|row| row.0) {
        found.wrong(rule, path, says.to_owned());
    }
    if updates.automatic == Some(true) && updates.opt_out.is_none() {
        let advice = "Say true or false: whether owners can switch automatic updates off.";
        found.not_said(Design, "updates.opt-out", rules::NO_OPT_OUT.clause, advice);
    }
}

fn level(file: &ProductFile, found: &mut Found<'_>) {
    let level = &file.security_level;
    let wrong = match (level.scheme, level.level) {
        (Some(SecurityScheme::Iec62443), Some(number)) if !(1..=4).contains(&number) => Some(format!("level {number}")),
        (Some(SecurityScheme::En303645), Some(number)) => Some(format!("level {number} of a scheme without levels")),
        _ => None,
    };
    if let Some(says) = wrong {
        found.wrong(&rules::LEVEL, "security-level.level", says);
    }
    if level.scheme == Some(SecurityScheme::Iec62443) && level.level.is_none() {
        found.not_said(Design, "security-level.level", rules::LEVEL.clause, rules::LEVEL.advice);
    }
}
