//! CPE configurations: AND, OR, NOT, and "running on" platforms, by CPE 2.3 name matching (NISTIR 7696).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use steadfast_formats::cpe::{Cpe, Value};

use super::Judgement;
use crate::index::record::{Configuration, Group, Match};
use crate::reason::Reason;
use crate::version::Scheme;

/// What a bill tells of the platform its components run on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platforms {
    /// CPE names of all its components, with their versions.
    pub names: Vec<(Cpe, Option<String>)>,
    /// Whether an operating system is among them.
    pub has_system: bool,
}

/// Three-valued truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    Maybe(Reason),
}

impl Truth {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (maybe @ Self::Maybe(_), _) | (_, maybe) => maybe,
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            (maybe @ Self::Maybe(_), _) | (_, maybe) => maybe,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            maybe @ Self::Maybe(_) => maybe,
        }
    }
}

/// Judges a component by one of its CPE names. `None` where no vulnerable match of the configuration is its product.
pub(super) fn judge(
    rule: &Configuration<'_>,
    name: &Cpe,
    version: Option<&str>,
    platforms: &Platforms,
) -> Option<Judgement> {
    let matches = || rule.groups.iter().flat_map(|group| &group.matches);
    let own =
        matches().filter(|found| found.vulnerable && criteria(found).is_some_and(|theirs| same_product(&theirs, name)));
    let own: Vec<&Match<'_>> = own.collect();
    if own.is_empty() {
        return None;
    }
    let subject = own.iter().map(|found| versions(found, name, version)).reduce(Truth::or).unwrap_or(Truth::No);
    let truth = match subject {
        Truth::No => Truth::No,
        other => other.and(surroundings(rule, name, version, platforms)),
    };
    Some(match truth {
        Truth::Yes => Judgement::Affected(own.iter().filter_map(|found| fix(found, name, version)).collect()),
        Truth::No => Judgement::Clear,
        Truth::Maybe(reason) => Judgement::Unknown(reason),
    })
}

/// Whether the rest of the configuration holds, the component itself being given.
fn surroundings(rule: &Configuration<'_>, name: &Cpe, version: Option<&str>, platforms: &Platforms) -> Truth {
    let groups = rule.groups.iter().map(|group| {
        let truth = in_group(group, name, version, platforms);
        if group.negate { truth.not() } else { truth }
    });
    if rule.every { groups.reduce(Truth::and) } else { groups.reduce(Truth::or) }.unwrap_or(Truth::No)
}

fn in_group(group: &Group<'_>, name: &Cpe, version: Option<&str>, platforms: &Platforms) -> Truth {
    let matches = group.matches.iter().map(|found| holds(found, name, version, platforms));
    if group.every { matches.reduce(Truth::and) } else { matches.reduce(Truth::or) }.unwrap_or(Truth::No)
}

fn holds(found: &Match<'_>, name: &Cpe, version: Option<&str>, platforms: &Platforms) -> Truth {
    let Some(theirs) = criteria(found) else { return Truth::Maybe(Reason::RangeNotUnderstood) };
    if found.vulnerable && same_product(&theirs, name) {
        return versions(found, name, version);
    }
    let present = platforms.names.iter().filter(|(ours, _)| same_product(&theirs, ours));
    let present = present.map(|(ours, version)| versions(found, ours, version.as_deref())).reduce(Truth::or);
    match present {
        Some(truth) => truth,
        // Hardware is rarely in a bill; an operating system that is in the bill rules those of another kind out.
        None if theirs.part == text("o") && !is_linux(&theirs.product) && platforms.has_system => Truth::No,
        None => Truth::Maybe(Reason::PlatformUnknown),
    }
}

/// Linux and what is made of it: a kernel in the bill does not tell which distribution it is, nor the other way round.
/// So only systems that are known to be of another kind are not.
fn is_linux(product: &Value) -> bool {
    const OTHERS: [&str; 14] = [
        "windows",
        "mac_os",
        "macos",
        "iphone_os",
        "ipados",
        "ios",
        "tvos",
        "watchos",
        "freebsd",
        "openbsd",
        "netbsd",
        "solaris",
        "aix",
        "vxworks",
    ];
    let Value::Text(product) = product else { return true };
    !OTHERS
        .iter()
        .any(|other| product == other || product.strip_prefix(other).is_some_and(|rest| rest.starts_with('_')))
}

fn criteria(found: &Match<'_>) -> Option<Cpe> {
    found.criteria.parse().ok()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Part, vendor and product agree, and the software they are made for does not differ.
fn same_product(theirs: &Cpe, ours: &Cpe) -> bool {
    fits(&ours.part, &theirs.part)
        && fits(&ours.vendor, &theirs.vendor)
        && ours.product != Value::Any
        && fits(&ours.product, &theirs.product)
        && fits(&ours.target_sw, &theirs.target_sw)
}

fn fits(ours: &Value, theirs: &Value) -> bool {
    matches!(ours, Value::Any) || matches!(theirs, Value::Any) || ours == theirs
}

/// Whether our value stands for the text `theirs`, `*` being any.
pub(super) fn fits_text(ours: &Value, theirs: &str) -> bool {
    theirs == "*" || matches!(ours, Value::Any) || is_text(ours, theirs)
}

/// Whether our value is exactly the text `theirs`.
pub(super) fn is_text(ours: &Value, theirs: &str) -> bool {
    matches!(ours, Value::Text(text) if text == theirs)
}

fn versions(found: &Match<'_>, ours: &Cpe, version: Option<&str>) -> Truth {
    let Some(theirs) = criteria(found) else { return Truth::Maybe(Reason::RangeNotUnderstood) };
    if !found.vulnerable && theirs.version == Value::Na {
        return Truth::Yes;
    }
    match (&theirs.version, found.start.is_some() || found.end.is_some()) {
        (_, true) => ranged(found, version.map(|version| whole(ours, version)).as_deref()),
        (Value::Any, false) => Truth::Yes,
        (Value::Na, false) => Truth::Maybe(Reason::AdvisorySilent),
        (Value::Text(single), false) => exact(single, &theirs.update, ours, version),
    }
}

fn ranged(found: &Match<'_>, version: Option<&str>) -> Truth {
    let Some(version) = version else { return Truth::Maybe(Reason::NoVersion) };
    let start = found.start.map_or(Truth::Yes, |bound| side(version, bound, Ordering::Greater));
    let end = found.end.map_or(Truth::Yes, |bound| side(version, bound, Ordering::Less));
    start.and(end)
}

fn side(version: &str, (bound, including): (&str, bool), wanted: Ordering) -> Truth {
    match Scheme::Generic.compare(version, bound) {
        Ok(order) if order == wanted || (including && order == Ordering::Equal) => Truth::Yes,
        Ok(_) => Truth::No,
        Err(_) => Truth::Maybe(Reason::VersionNotOrderable),
    }
}

/// One version, and its update where the name gives one. Our update may stand in the version text (`9.0p1`).
fn exact(single: &str, update: &Value, ours: &Cpe, version: Option<&str>) -> Truth {
    let Some(version) = version else { return Truth::Maybe(Reason::NoVersion) };
    let theirs = match update {
        Value::Text(update) => format!("{single}{update}"),
        _ => single.to_owned(),
    };
    let ours = whole(ours, version);
    match Scheme::Generic.compare(&ours, &theirs) {
        Ok(Ordering::Equal) => Truth::Yes,
        Ok(_) => Truth::No,
        Err(_) if ours == theirs => Truth::Yes,
        Err(_) => Truth::Maybe(Reason::VersionNotOrderable),
    }
}

/// A version with the update of its CPE name, where the version text does not end with it already.
pub(super) fn whole(name: &Cpe, version: &str) -> String {
    match &name.update {
        Value::Text(update) if !version.ends_with(update.as_str()) => format!("{version}{update}"),
        _ => version.to_owned(),
    }
}

fn fix(found: &Match<'_>, name: &Cpe, version: Option<&str>) -> Option<String> {
    let (end, including) = found.end?;
    (!including && versions(found, name, version) == Truth::Yes).then(|| end.to_owned())
}
