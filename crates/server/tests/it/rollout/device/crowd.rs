//! More units at once than are heard at once.

use std::sync::Arc;
use std::sync::mpsc::channel;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use steadfast_protocol::{Envelope, encode};
use steadfast_server::config::Layer;
use steadfast_server::rollout::admission::PLACES;
use steadfast_store::{StoreError, Tx};

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
        let (begun, mut begins) = tokio::sync::mpsc::unbounded_channel();
        let (ends, ended) = channel::<()>();
        let app = Arc::clone(&house.app);
        let writer = tokio::spawn(async move {
            let hold = move |_: &mut Tx<'_>| {
                drop(begun.send(()));
                drop(ended.recv());
                Ok(())
            };
            app.store.write::<_, StoreError, _>(hold).await
        });
        begins.recv().await.expect("the one writer is at work");
        // Nobody who has a place is answered before that ends.
        let mut asking: FuturesUnordered<_> =
            requests.iter().map(|body| unit.sends(house, &field, body.clone())).collect();
        for _ in PLACES..3 * EACH {
            let (status, refusal) = asking.next().await.expect("one more").expect_err("there is no place");
            assert_eq!((status, refusal.reason.as_str()), (503, "busy"));
        }
        drop(ends);
        writer.await.expect("no panic").expect("written");
        let refused: Vec<_> = asking.filter_map(|heard| std::future::ready(heard.err())).collect().await;
        // One or the other is behind another one of the same unit.
        assert!(refused.iter().all(|(_, refusal)| refusal.reason == "counter"), "{refused:?}");
        assert!(unit.says(house, &field, &[]).await.is_ok());
    });
}
