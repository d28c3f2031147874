//! More units at once than are heard at once.

use futures_util::future::join_all;
use steadfast_protocol::{Envelope, encode};
use steadfast_server::config::Layer;
use steadfast_server::rollout::admission::PLACES;

use super::Field;
use crate::house::on_one;

#[test]
fn who_finds_no_place_is_told_to_come_back_and_is_heard_then() {
    const EACH: usize = 100;
    on_one(Layer::default(), async |house| {
        let mut field = Field::new(house).await;
        let mut requests = Vec::new();
        for seed in 1..=3 {
            let mut unit = field.speaker(house, &format!("SN-{seed}"), seed).await;
            for _ in 0..EACH {
                unit.counter += 1;
                requests.push(encode(&Envelope::sign(&unit.check_in(&[]), &unit.key)));
            }
        }
        let mut unit = field.speaker(house, "SN-4", 4).await;
        let heard = join_all(requests.iter().map(|body| unit.sends(house, &field, body.clone()))).await;
        let refused: Vec<_> = heard.into_iter().filter_map(Result::err).collect();
        let busy =
            refused.iter().filter(|(status, refusal)| (*status, refusal.reason.as_str()) == (503, "busy")).count();
        // One or the other is answered before the last one asks.
        assert!((1..=3 * EACH - PLACES).contains(&busy), "{busy}");
        assert!(
            refused.iter().all(|(_, refusal)| matches!(refusal.reason.as_str(), "busy" | "counter")),
            "{refused:?}"
        );
        assert!(unit.says(house, &field, &[]).await.is_ok());
    });
}
