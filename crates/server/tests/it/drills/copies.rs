//! The folder of copies: nothing of a killed drill stays, and what is live is left alone.

use steadfast_server::config::Layer;

use super::{held, scenario};
use crate::access::http::founded;
use crate::house::on_one;

#[test]
fn what_a_killed_drill_left_is_gone_before_the_next_copy_is_made() {
    on_one(Layer::default(), async |house| {
        let mut admin = founded(house).await;
        let left = house.app.config.data.join("drills").join("drl_killed");
        std::fs::create_dir_all(&left).expect("a folder");
        std::fs::write(left.join("steadfast.sqlite"), "half a copy").expect("a file");
        let drill = held(house, &mut admin, scenario("feed-down")).await;
        assert_eq!(drill["state"], "held", "{drill}");
        assert!(!left.exists());
    });
}

#[test]
fn a_drill_whose_copy_cannot_be_made_fails_with_its_reason() {
    on_one(Layer::default(), async |house| {
        let mut admin = founded(house).await;
        std::fs::write(house.app.config.data.join("drills"), "a file where the folder belongs").expect("a file");
        let drill = held(house, &mut admin, scenario("feed-down")).await;
        assert_eq!(drill["state"], "failed", "{drill}");
        let reason = drill["reason"].as_str().expect("a reason");
        assert!(reason.contains("drills") && drill["report"].is_null(), "{reason}");
    });
}
