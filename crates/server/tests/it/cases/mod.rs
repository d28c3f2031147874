//! Cases, as staff meet them on their pages and by the API.

mod chromium;
mod closing;
mod deciding;
mod opening;
mod outliving;
mod timeline;

use steadfast_store::{Case, Id, kinds};

use crate::access::browser::Browser;
use crate::house::House;
use crate::monitoring::world::{World, read, write};

/// Makes an alert a case by its page; the case's path.
pub(crate) async fn made(house: &House, browser: &mut Browser, alert: Id<kinds::Alert>) -> String {
    let (path, made) = (format!("/monitoring/alerts/{alert}"), format!("/monitoring/alerts/{alert}/case"));
    browser.get(house, &path).await.shows("Make it a case");
    let answer = browser.post(house, &made, &[]).await;
    let (status, place) = answer.leads();
    assert!(status == 303 && place.starts_with("/cases/cas_"), "{status} {place}");
    place.to_owned()
}

/// The case with a number, as it is kept.
pub(crate) async fn kept(house: &House, number: i64) -> Case {
    read(house, move |tx| tx.case_of_number(number)).await.expect("a case")
}

/// Units were made available somewhere.
async fn sold(house: &House, units: std::ops::RangeInclusive<i64>, market: &'static str) {
    write(house, move |tx| {
        for number in units.clone() {
            let mut unit = tx.unit_of_number(number)?.expect("a unit");
            unit.market = Some(market.to_owned());
            tx.unit_change(&unit)?;
        }
        Ok(())
    })
    .await;
}

/// A house with three units of one alert, and a browser of its first person.
pub(crate) async fn alarmed(house: &House) -> (World, Browser, Id<kinds::Alert>) {
    let world = World::new(house, 4).await;
    World::say(house, 1..=3, true).await;
    sold(house, 1..=2, "DE").await;
    sold(house, 3..=3, "FR").await;
    let alert = world.alert(house, 7, &[1, 2, 3]).await;
    let browser = Browser::of(&world.admin);
    (world, browser, alert)
}
