//! The table form of an answer: what is wrong, and what to do about it.

use anstyle::{AnsiColor, Style};
use steadfast_cra::annex_i::requirement;
use steadfast_matching::finding::{Kind, Status};
use steadfast_matching::gate::{Answer, Code, GateReason, Verdict};
use steadfast_matching::reason::Reason;

use super::super::Purpose;
use super::super::answer::{Answered, Context, meaning};
use super::rows::{affected, informational, undecided};
use super::told;
use crate::table::{count, day, row, table, width, wrapped};
use crate::terminal::clean;

/// How many names stand as examples.
const EXAMPLES: usize = 6;

/// The answers as text.
pub(super) fn text(context: &Context<'_>, answers: &[Answered<'_>]) -> String {
    let each = answers.iter().map(|answered| one(context, answered));
    each.collect::<Vec<_>>().join("\n") + &rests_on(context)
}

fn one(context: &Context<'_>, answered: &Answered<'_>) -> String {
    let parts = [
        heading(answered),
        answered.gate.as_ref().map(|gate| verdict(answered, gate)).unwrap_or_default(),
        affected(answered, context.all),
        undecided(answered, context.all),
        informational(answered),
        settled(answered),
        unknowns(answered, context),
        accepted(answered),
        problems(answered),
        told::summary(context, answered),
        bold(&wrapped(&meaning(answered))) + "\n",
        speaks_to(context),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn heading(answered: &Answered<'_>) -> String {
    let bom = answered.bill.bom;
    let version = answered.version().map(|version| format!(" {version}")).unwrap_or_default();
    let what = format!("{}{version}", answered.name());
    let components = count(answered.counts.components, "component", "components");
    format!("{}: {} {}, {components}\n", bold(&clean(&what)), bom.format, clean(&bom.format_version))
}

fn verdict(answered: &Answered<'_>, gate: &Answer) -> String {
    let (_, blocking) = answered.distinct();
    match gate.verdict {
        Verdict::Pass => paint(AnsiColor::Green, "RELEASE CHECK: PASSED") + "\n",
        Verdict::Blocked => {
            let findings = count(blocking, "known vulnerability blocks", "known vulnerabilities block");
            format!("{}: {findings} this release\n", paint(AnsiColor::Red, "RELEASE CHECK: BLOCKED"))
        }
        Verdict::Undecided => {
            let why = undecided_because(gate);
            format!("{}{why}\n", paint(AnsiColor::Yellow, "RELEASE CHECK: CANNOT BE DECIDED"))
        }
    }
}

/// The kinds of reasons with their numbers: `: 12 × component-unknown, 1 × finding-unknown`.
fn undecided_because(gate: &Answer) -> String {
    let mut numbers: std::collections::BTreeMap<Code, usize> = std::collections::BTreeMap::new();
    let deciding = gate.reasons.iter().filter(|reason| reason.code != Code::UnknownAccepted);
    deciding.for_each(|reason| *numbers.entry(reason.code).or_default() += 1);
    let each = numbers.iter().map(|(code, number)| format!("{number} × {}", code.text()));
    format!(": {}", each.collect::<Vec<_>>().join(", "))
}

/// Findings that somebody or something settled, by number: the JSON form lists them.
fn settled(answered: &Answered<'_>) -> String {
    let mut numbers: std::collections::BTreeMap<(Status, Option<Reason>), usize> = std::collections::BTreeMap::new();
    let findings = answered.scan.findings.iter();
    let settled = findings.filter(|finding| matches!(finding.status, Status::NotAffected | Status::Fixed));
    settled.for_each(|finding| *numbers.entry((finding.status, finding.reason)).or_default() += 1);
    let lines = numbers.iter().map(|((status, reason), number)| {
        let status = if *status == Status::Fixed { "fixed in this version" } else { "not affected" };
        let reason = reason.map(|reason| format!(", {}", reason.words())).unwrap_or_default();
        format!("{}: {status}{reason}\n", count(*number, "finding", "findings"))
    });
    lines.collect()
}

/// Components that could not be checked, by reason, with what to do.
fn unknowns(answered: &Answered<'_>, context: &Context<'_>) -> String {
    let unknowns = answered.unknowns();
    if unknowns.is_empty() {
        return String::new();
    }
    let total = unknowns.values().map(Vec::len).sum();
    let mut rows = table(&["components", "why", "which", "what to do"], width());
    for (reason, parts) in &unknowns {
        let shown = if context.all { parts.len() } else { EXAMPLES };
        row(
            &mut rows,
            &[
                &parts.len().to_string(),
                reason.words(),
                &names(answered, parts, shown),
                &remedy(answered, *reason, context),
            ],
        );
    }
    format!("{}\n{rows}\n", bold(&format!("{} could not be checked", count(total, "component", "components"))))
}

/// Components whose unknown the policy accepts: by name, why, and until when. They stay counted.
fn accepted(answered: &Answered<'_>) -> String {
    let reasons = answered.gate.iter().flat_map(|gate| &gate.reasons);
    let accepted: Vec<_> = reasons.filter(|reason| reason.code == Code::UnknownAccepted).collect();
    if accepted.is_empty() {
        return String::new();
    }
    let name =
        |part: Option<usize>| part.and_then(|part| answered.bill.parts.get(part)).map(|part| &part.component.name);
    let line = |reason: &&GateReason| {
        let name = name(reason.part).map_or("the bill", String::as_str);
        format!("  {}: {}\n", clean(name), clean(&reason.words))
    };
    let lines = accepted.iter().take(EXAMPLES).map(line).collect::<String>();
    let heading = count(accepted.len(), "of them is accepted", "of them are accepted");
    format!("{}\n{lines}", bold(&heading))
}

fn names(answered: &Answered<'_>, parts: &[usize], shown: usize) -> String {
    let named = parts.iter().take(shown).filter_map(|part| answered.bill.parts.get(*part));
    let named: Vec<&str> = named.map(|part| part.component.name.as_str()).collect();
    let more = parts.len().saturating_sub(shown);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn remedy(answered: &Answered<'_>, reason: Reason, context: &Context<'_>) -> String {
    let feeds = || {
        let missing = answered.missing.iter().filter(|(_, why)| **why == reason).map(|(name, _)| name.as_str());
        missing.collect::<Vec<_>>().join(", ")
    };
    match reason {
        Reason::NoFeed if !context.loaded => "load the default sources: steadfast feed import".to_owned(),
        Reason::NoFeed => format!("load a feed for {}: steadfast feed import", feeds()),
        Reason::FeedStale => format!("load it anew ({}): steadfast feed import", feeds()),
        Reason::NoIdentifier => {
            "give it a package URL or CPE name in the bill; yours? declare it in [[gate.own]]".to_owned()
        }
        Reason::EcosystemNotKnown
        | Reason::SourcePackageUnknown
        | Reason::ReleaseUnknown
        | Reason::IdentifierBroken => {
            "complete its identifiers in the bill; yours? declare it in [[gate.own]]".to_owned()
        }
        Reason::NoVersion => "state its version in the bill".to_owned(),
        _ => "decide by hand, and record it in [[gate.accept]] with a reason and an end".to_owned(),
    }
}

fn problems(answered: &Answered<'_>) -> String {
    let problems = &answered.bill.bom.problems;
    if problems.is_empty() {
        return String::new();
    }
    let shown = problems.iter().take(EXAMPLES).map(|problem| format!("  {}\n", clean(&problem.to_string())));
    let more = problems.len().saturating_sub(EXAMPLES);
    let more = if more > 0 { format!("  and {more} more (--format json lists all)\n") } else { String::new() };
    let heading =
        count(problems.len(), "place in the bill was not understood", "places in the bill were not understood");
    format!("{}\n{}{more}", bold(&heading), shown.collect::<String>())
}

fn speaks_to(context: &Context<'_>) -> String {
    if context.purpose == Purpose::Scan {
        return String::new();
    }
    let policy = context.policy_file.as_ref().map_or_else(
        || "the default policy: every known vulnerability blocks, nothing unknown passes".to_owned(),
        |file| format!("the policy in {}", clean(&file.to_string_lossy())),
    );
    let reference = requirement("I.1.2.a").map_or("", |requirement| requirement.reference.as_str());
    wrapped(&format!("Speaks to Regulation (EU) 2024/2847, {reference}. By {policy}.")) + "\n"
}

fn rests_on(context: &Context<'_>) -> String {
    if !context.loaded {
        return "\nNo advisories are loaded. One command loads the default sources: steadfast feed import\n".to_owned();
    }
    let snapshot = &context.snapshot;
    let dark: usize = snapshot.sources.iter().map(|source| source.problems as usize).sum();
    let dark = if dark == 0 {
        String::new()
    } else {
        format!(
            "{} not understood when they were imported.\n",
            count(dark, "place of an advisory was", "places of advisories were")
        )
    };
    format!("{dark}Advisory snapshot {} as of {}.\n", snapshot.digest, day(snapshot.time))
}

/// Whether a finding is a vulnerability; informational ones stand apart.
pub(super) fn is_vulnerability(kind: &Kind) -> bool {
    *kind == Kind::Vulnerability
}

pub(super) fn bold(text: &str) -> String {
    let style = Style::new().bold();
    format!("{style}{text}{style:#}")
}

pub(super) fn paint(color: AnsiColor, text: &str) -> String {
    let style = Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{text}{style:#}")
}
