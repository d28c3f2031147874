//! How well scores tell what is labelled from what is not.

/// A score, and whether it is of something labelled.
pub(crate) type Scored = (f32, bool);

/// The chance that something labelled scores higher than something that is not, equal scores counted half: the area under
/// the curve of receiver operating characteristics.
pub(crate) fn area(scored: &[Scored]) -> f64 {
    let (mut area, mut below) = (0.0, 0.0);
    for (labelled, others) in groups(scored) {
        area += labelled * (below + others / 2.0);
        below += others;
    }
    let labelled = scored.iter().filter(|(_, labelled)| *labelled).count() as f64;
    area / (labelled * below)
}

/// Which share of the labelled scores higher than all but that share of the others.
pub(crate) fn found_at(scored: &[Scored], share: f64) -> f64 {
    let labelled = scored.iter().filter(|(_, labelled)| *labelled).count() as f64;
    let allowed = (scored.len() as f64 - labelled) * share;
    let (mut found, mut wrong) = (0.0, 0.0);
    for (labelled, others) in groups(scored).into_iter().rev() {
        wrong += others;
        if wrong > allowed {
            break;
        }
        found += labelled;
    }
    found / labelled
}

/// How many labelled and how many others have the same score, from the lowest on.
fn groups(scored: &[Scored]) -> Vec<(f64, f64)> {
    let mut sorted = scored.to_vec();
    sorted.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let same = sorted.chunk_by(|one, other| one.0 == other.0);
    let count = |same: &[Scored]| {
        let labelled = same.iter().filter(|(_, labelled)| *labelled).count();
        (labelled as f64, (same.len() - labelled) as f64)
    };
    same.map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::{area, found_at};

    #[test]
    fn the_area_is_one_where_all_is_told_apart_and_half_where_nothing_is() {
        let of = |scores: &[f32]| scores.iter().map(|score| (*score, *score > 2.0)).collect::<Vec<_>>();
        assert_eq!(area(&of(&[1.0, 2.0, 3.0, 4.0])), 1.0);
        assert_eq!(area(&[(1.0, true), (1.0, false)]), 0.5);
        assert_eq!(area(&[(1.0, true), (2.0, false), (3.0, true)]), 0.5);
    }

    #[test]
    fn what_is_found_is_counted_above_the_others_that_are_allowed() {
        let scored = [(5.0, true), (4.0, false), (3.0, true), (2.0, false), (1.0, true)];
        assert_eq!((found_at(&scored, 0.0), found_at(&scored, 0.5)), (1.0 / 3.0, 2.0 / 3.0));
    }
}
