//! What owners' decisions allow.

use proptest::prelude::*;
use steadfast_server::rollout::plan::{Consent, Hold, Wish, may_install};
use steadfast_store::Time;

const NOW: Time = Time(1_000);

#[test]
fn security_comes_by_itself_and_features_by_agreement() {
    let law = Consent::default();
    assert_eq!(may_install(law, None, true, None, NOW), Ok(()));
    assert_eq!(may_install(law, None, false, None, NOW), Err(Hold::NotAgreed));
    assert_eq!(may_install(law, Some(Wish::Agreed), false, None, NOW), Ok(()));
    let both = Consent { automatic: true, features: true };
    assert_eq!(may_install(both, None, false, None, NOW), Ok(()));
}

#[test]
fn the_longest_postponement_ends_for_security_alone() {
    let put_off = Some(Wish::Postponed(Time(5_000)));
    let (soon, law) = (Some(Time(2_000)), Consent::default());
    assert_eq!(may_install(law, put_off, true, soon, NOW), Err(Hold::Postponed(Time(2_000))));
    assert_eq!(may_install(law, put_off, true, soon, Time(2_000)), Ok(()));
    let features = Consent { automatic: true, features: true };
    assert_eq!(may_install(features, put_off, false, soon, Time(2_000)), Err(Hold::Postponed(Time(5_000))));
}

fn consents() -> impl Strategy<Value = Consent> {
    (any::<bool>(), any::<bool>()).prop_map(|(automatic, features)| Consent { automatic, features })
}

proptest! {
    #[test]
    fn nothing_overrides_a_refusal(consent in consents(), security: bool, latest: Option<i64>, now: i64) {
        let held = may_install(consent, Some(Wish::Refused), security, latest.map(Time), Time(now));
        prop_assert_eq!(held, Err(Hold::Refused));
    }

    #[test]
    fn nothing_overrides_an_opt_out_but_the_owners_own_yes(
        features: bool, until: Option<i64>, security: bool, latest: Option<i64>, now: i64,
    ) {
        let consent = Consent { automatic: false, features };
        let wish = until.map(|until| Wish::Postponed(Time(until)));
        prop_assert!(may_install(consent, wish, security, latest.map(Time), Time(now)).is_err());
        prop_assert_eq!(may_install(consent, Some(Wish::Agreed), security, latest.map(Time), Time(now)), Ok(()));
    }
}
