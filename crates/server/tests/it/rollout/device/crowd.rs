//! More units at once than are heard at once.

use futures_util::future::join_all;
use steadfast_protocol::{Envelope, encode};
use steadfast_server::rollout::device::admission::PLACES;

use super::Field;
use crate::house::on_both;

#[test]
fn who_finds_no_place_is_told_to_come_back_and_is_heard_then() {
    const EACH: usize = 100;
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut requests = Vec::new();
        for seed in 1..=3 {
            let mut unit = field.speaker(house, &format!("SN-{seed}"), seed).await;
            for _ in 0..EACH {
                unit.counter += 1;
                requests.push(encode(&Envelope::sign(&unit.check_in(&[]), &unit.key)));
            }
        }
        let unit = field.speaker(house, "SN-4", 4).await;
        let heard = join_all(requests.iter().map(|body| unit.sends(house, &field, body.clone()))).await;
        let refused: Vec<_> = heard.into_iter().filter_map(Result::err).collect();
        let busy: Vec<_> = refused.iter().filter(|(status, _)| *status == 503).collect();
        assert_eq!(busy.len(), 3 * EACH - PLACES, "{refused:?}");
        assert!(busy.iter().all(|(_, refusal)| refusal.reason == "busy"));
        let last = requests.pop().expect("a request");
        assert!(unit.sends(house, &field, last).await.is_ok(), "nothing of it was taken the first time");
    });
}
