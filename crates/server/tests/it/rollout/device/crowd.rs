//! More units at once than are heard at once.

use std::future::pending;
use std::pin::pin;

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use steadfast_server::config::Layer;
use steadfast_server::rollout::admission::{Crowded, PLACES};

use super::Field;
use crate::house::on_one;

#[test]
fn who_finds_no_place_is_told_to_come_back_and_is_heard_then() {
    on_one(Layer::default(), async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let admission = &house.app.admission;
        let others = join_all((0..PLACES).map(|_| admission.admit(pending::<Result<(), Crowded>>)));
        let mut others = pin!(others);
        assert!(others.as_mut().now_or_never().is_none(), "each of them has a place");
        for _ in 0..3 {
            let (status, refusal) = unit.says(house, &field, &[]).await.expect_err("there is no place");
            assert_eq!((status, refusal.reason.as_str()), (503, "busy"));
        }
        others.set(join_all(Vec::new()));
        assert!(unit.says(house, &field, &[]).await.is_ok());
    });
}
