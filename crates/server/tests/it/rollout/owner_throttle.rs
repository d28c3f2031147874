//! Whoever guesses codes waits, whether there is such a device or not.

use axum::http::StatusCode;

use super::owner_page::entered;
use super::pages::begun;
use super::world::CODE;
use crate::house::on_both;

#[test]
fn ten_tries_for_a_serial_number_are_followed_by_a_wait_also_for_one_that_nobody_has() {
    on_both(async |house| {
        begun(house, 2).await;
        for serial in ["SN-1", "SN-99"] {
            for at in 0..10 {
                let refused = entered(house, serial, &format!("WRONG-{at}")).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{serial} {at}");
            }
            let waits = entered(house, serial, &format!("{CODE}1")).await;
            assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "{serial}");
        }
        entered(house, "SN-2", &format!("{CODE}2")).await.shows("Your Gateway");
        house.stage.pass(61);
        entered(house, "SN-1", &format!("{CODE}1")).await.shows("Your Gateway");
    });
}
