//! What people concluded and signed: support period, assessment procedure, dossier, declaration.

use super::{About, says};
use crate::evidence::{Evidence, Kind, Stance};

pub(super) fn concluded(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    let of = (about.product, about.release_id());
    match kind {
        "support-set" => vec![support(about)],
        "dossier-made" => vec![dossier(about)],
        "route-recorded" => {
            let module = about.text("module").unwrap_or_default();
            vec![says("art-32-1", of, Kind::Route, Stance::Supports, "route-recorded").saying(module)]
        }
        "declaration-signed" => declared(about, Stance::Supports, "declaration-signed"),
        _ => declared(about, Stance::Contradicts, "declaration-withdrawn"),
    }
}

fn support(about: &About<'_>) -> Evidence {
    let until = about.text("to").unwrap_or_default();
    let stance = if until.is_empty() { Stance::Unknown } else { Stance::Supports };
    says("art-13-8", (about.product, ""), Kind::Support, stance, "support-set").saying(until)
}

fn dossier(about: &About<'_>) -> Evidence {
    let open = about.number("open").unwrap_or_default();
    let stance = if open == 0 { Stance::Supports } else { Stance::Unknown };
    says("art-31-1", (about.product, about.release_id()), Kind::Dossier, stance, "dossier-made").with("open", open)
}

fn declared(about: &About<'_>, stance: Stance, because: &'static str) -> Vec<Evidence> {
    let of = (about.product, about.release_id());
    let one = |requirement| says(requirement, of, Kind::Declaration, stance, because);
    ["art-13-12", "art-28-1"].map(one).into()
}
