//! An owner draws a code at their unit, and sees at the server what the unit shared.

use super::TEXTS;
use super::owner::Owner;
use super::world::World;
use crate::real_unit;
use crate::serve::house::LONG;
use steadfast_testkit::wait::until;

#[test]
fn a_code_from_the_unit_opens_at_the_server_what_its_owner_shared() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut world = World::with(real_unit::agent());
    let token = world.maker.token(&["unit.read", "monitoring.events"]);
    world.maker.take_token(token);
    world.unit.start();
    runtime.block_on(async {
        let owner = Owner::of(&world.unit).await;
        world.unit.records(TEXTS[1]);
        owner.log_in(&world.unit).await;
        let unit = world.maker.get("/units")["items"][0]["id"].as_str().expect("a unit").to_owned();
        let kept = || world.maker.get(&format!("/units/{unit}/events"))["items"].as_array().map_or(0, Vec::len);
        assert!(until(LONG, || kept() > 0), "what it shares is kept");
        let code = owner.fresh_code(&world.unit).await;
        let browser = owner.asks_the_maker(&world.maker.address(), &code).await;
        browser.sees("What the maker holds of your device").await;
        browser.sees("Who came in, what changed, what is wrong").await;
        browser.press("Show these events").await;
        browser.sees("Sign-in").await;
        let again = owner.asks_the_maker(&world.maker.address(), &code).await;
        again.sees("do not fit together").await;
    });
    world.unit.stop();
}
