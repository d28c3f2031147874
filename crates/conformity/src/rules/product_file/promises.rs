//! What a product file says of support, of who made the product, and of what users are told.

use crate::evidence::{Evidence, Kind, Stance};
use crate::rules::{figure, says};
use crate::stated::Stated;

pub(super) fn promises(of: (&str, &str), stated: &Stated) -> Vec<Evidence> {
    vec![
        support(of, stated),
        considered(of, stated),
        end(of, stated),
        identity(of, stated),
        maker(of, stated),
        people(of, stated),
        information(of, stated),
        open_source(of, stated),
    ]
}

fn support(of: (&str, &str), stated: &Stated) -> Evidence {
    let one = &stated.support;
    let known = one.to.is_some() || one.years.is_some();
    let (stance, because) = match (known, one.reasons) {
        (false, _) => (Stance::Unknown, "support-unknown"),
        (true, 0) => (Stance::Unknown, "support-without-reasons"),
        (true, _) => (Stance::Supports, "support-stated"),
    };
    says("art-13-8", of, Kind::Support, stance, because)
        .with("reasons", figure(one.reasons))
        .saying(one.to.as_deref().unwrap_or_default())
}

fn considered(of: (&str, &str), stated: &Stated) -> Evidence {
    let (stance, because) = match stated.support.reasons {
        0 => (Stance::Unknown, "support-without-reasons"),
        _ => (Stance::Supports, "support-considered"),
    };
    says("art-13-8", of, Kind::Considered, stance, because).with("reasons", figure(stated.support.reasons))
}

/// A number of years is no month and year, which Art. 13(19) asks for.
fn end(of: (&str, &str), stated: &Stated) -> Evidence {
    let one = &stated.support;
    let (stance, because) = match (&one.to, one.years) {
        (Some(_), _) => (Stance::Supports, "support-end-stated"),
        (None, Some(_)) => (Stance::Unknown, "support-years-alone"),
        (None, None) => (Stance::Unknown, "support-unknown"),
    };
    says("art-13-19", of, Kind::Support, stance, because).saying(one.to.as_deref().unwrap_or_default())
}

fn is_named(stated: &Stated) -> bool {
    !stated.name.is_empty() && !stated.manufacturer.is_empty() && !stated.designation.is_empty()
}

fn identity(of: (&str, &str), stated: &Stated) -> Evidence {
    let (stance, because) = match is_named(stated) {
        true => (Stance::Supports, "identity"),
        false => (Stance::Unknown, "identity-incomplete"),
    };
    says("art-13-15", of, Kind::Identity, stance, because)
}

fn maker(of: (&str, &str), stated: &Stated) -> Evidence {
    let (stance, because) = match stated.contact {
        Some(contact) if is_named(stated) && contact.address && contact.digital => (Stance::Supports, "maker-stated"),
        Some(_) => (Stance::Unknown, "maker-incomplete"),
        None => (Stance::Unknown, "maker-untold"),
    };
    says("art-13-16", of, Kind::Identity, stance, because)
}

fn people(of: (&str, &str), stated: &Stated) -> Evidence {
    let (stance, because) = match stated.contact {
        Some(contact) if contact.people && contact.vulnerabilities => (Stance::Supports, "contact-people"),
        Some(_) => (Stance::Unknown, "contact-incomplete"),
        None => (Stance::Unknown, "contact-untold"),
    };
    says("art-13-17", of, Kind::Identity, stance, because)
}

fn information(of: (&str, &str), stated: &Stated) -> Evidence {
    let (stance, because) = match stated.information {
        Some(information) if information.missing == 0 => (Stance::Supports, "information-complete"),
        Some(_) => (Stance::Unknown, "information-open"),
        None => (Stance::Unknown, "information-untold"),
    };
    let missing = stated.information.map_or(0, |information| information.missing);
    says("art-13-18", of, Kind::UserInformation, stance, because).with("missing", figure(missing))
}

/// Art. 32(5) is about open-source software alone.
fn open_source(of: (&str, &str), stated: &Stated) -> Evidence {
    let (stance, because) = match (stated.open_source, &stated.public_documentation) {
        (Some(false), _) => (Stance::Supports, "not-open-source"),
        (Some(true), Some(_)) => (Stance::Supports, "documentation-public"),
        (Some(true), None) => (Stance::Unknown, "documentation-not-public"),
        (None, _) => (Stance::Unknown, "open-source-untold"),
    };
    says("art-32-5", of, Kind::Declared, stance, because)
        .saying(stated.public_documentation.as_deref().unwrap_or_default())
}
