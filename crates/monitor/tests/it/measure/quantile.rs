//! Shares and quantiles are as near as is stated, in whatever order values came.

use proptest::prelude::*;
use steadfast_monitor::measure::quantile::Quantiles;

fn of(values: &[f64]) -> Quantiles {
    let mut quantiles = Quantiles::default();
    values.iter().for_each(|value| quantiles.insert(*value));
    quantiles
}

/// Amounts of any size, many of them alike.
fn values() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![0.0..1e3_f64, Just(0.0), (0_i32..30).prop_map(|power| 1.7_f64.powi(power)), 0.0..1e18_f64];
    proptest::collection::vec(value, 1..600)
}

proptest! {
    #[test]
    fn the_share_from_a_value_on_is_that_of_a_value_as_near_as_stated(values in values(), at: prop::sample::Index) {
        let quantiles = of(&values);
        let value = *at.get(&values);
        let from = |least: f64| values.iter().filter(|value| **value >= least).count() as f64 / values.len() as f64;
        let share = quantiles.share_from(value).expect("there are values");
        let near = value / (1.0 + quantiles.width()) - f64::MIN_POSITIVE;
        prop_assert!(from(value) <= share && share <= from(near), "{} {} {}", from(value), share, from(near));
    }

    #[test]
    fn a_quantile_is_as_near_as_stated(values in values(), share in 0.0..1.0_f64) {
        let quantiles = of(&values);
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let at = ((share * values.len() as f64).ceil() as usize).max(1) - 1;
        let found = quantiles.at(share).expect("there are values");
        let (least, most) = (sorted[at] / (1.0 + quantiles.width()), sorted[at] * (1.0 + quantiles.width()));
        prop_assert!(least <= found && found <= most, "{} within {} and {}", found, least, most);
    }

    #[test]
    fn neither_order_nor_parts_matter(values in values(), others in values(), more in values()) {
        let whole = of(&[&values[..], &others[..], &more[..]].concat());
        let merged = |order: [&Vec<f64>; 3]| {
            let mut merged = of(order[0]);
            let mut rest = of(order[1]);
            rest.merge(&of(order[2]));
            merged.merge(&rest);
            merged
        };
        prop_assert_eq!(&merged([&values, &others, &more]), &whole);
        prop_assert_eq!(&merged([&more, &values, &others]), &whole);
        let mut backwards = values.clone();
        backwards.reverse();
        prop_assert_eq!(of(&backwards), of(&values));
    }

    #[test]
    fn what_was_written_is_read(values in values()) {
        let quantiles = of(&values);
        let bytes = quantiles.to_bytes();
        prop_assert!(bytes.len() < 700);
        prop_assert_eq!(Quantiles::from_bytes(&bytes), Ok(quantiles));
        prop_assert!(Quantiles::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..40), more in values()) {
        for bytes in [bytes.clone(), [b"Q\x01".as_slice(), &bytes].concat()] {
            if let Ok(mut read) = Quantiles::from_bytes(&bytes) {
                more.iter().for_each(|value| read.insert(*value));
                prop_assert_eq!(Quantiles::from_bytes(&read.to_bytes()), Ok(read));
            }
        }
    }
}

#[test]
fn a_thousand_peers_over_nine_decades_fit_with_an_eighth_of_error() {
    let values: Vec<f64> = (0..1_000).map(|at| 10_f64.powf(f64::from(at) * 0.009)).collect();
    let quantiles = of(&values);
    assert!(quantiles.width() <= 0.25, "{}", quantiles.width());
    assert!(quantiles.to_bytes().len() < 400, "{}", quantiles.to_bytes().len());
    assert!(quantiles.share_from(9.9e8).expect("there are values") < 0.03);
}

#[test]
fn alike_values_are_told_apart_finely() {
    let values: Vec<f64> = (0..1_000).map(|at| 50.0 + f64::from(at % 40)).collect();
    assert_eq!(of(&values).width(), 1.0 / 32.0);
}

#[test]
fn what_is_no_amount_is_counted_as_what_is_nearest() {
    let quantiles = of(&[f64::NAN, -5.0, 0.0, f64::INFINITY]);
    assert_eq!((quantiles.count(), quantiles.share_from(1.0)), (3, Some(1.0 / 3.0)));
    assert_eq!((quantiles.at(0.5), quantiles.share_from(f64::NAN)), (Some(0.0), None));
    assert_eq!((Quantiles::default().at(0.5), Quantiles::default().share_from(1.0)), (None, None));
}
