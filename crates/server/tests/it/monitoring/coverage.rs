//! What monitoring covers, and what it does not.

use steadfast_store::{EventBatch, HowItCame, Time};

use super::world::{World, write};
use crate::access::browser::Browser;
use crate::house::on_both;

#[test]
fn devices_whose_owners_do_not_share_are_counted_apart_and_are_no_alert() {
    on_both(async |house| {
        let world = World::new(house, 9).await;
        World::say(house, 1..=4, true).await;
        World::say(house, 5..=6, false).await;
        write(house, |tx| tx.unit_set_silent(4, true)).await;
        let page = Browser::of(&world.admin).get(house, "/monitoring").await;
        page.shows("3 of 9 devices share events. No alert does not mean no attack.");
        page.shows("Share events: 3, Share, but silent: 1, Owner does not share: 2, Never said: 3");
        page.shows("No alert is open");
        page.hides("class=\"count\"");
        let german = Browser::of(&world.admin).reading("de").get(house, "/monitoring").await;
        german.shows("3 von 9 Geräten teilen Ereignisse. Keine Warnung heißt nicht: kein Angriff.");
    });
}

#[test]
fn what_is_kept_and_what_waits_is_told_class_by_class() {
    on_both(async |house| {
        let world = World::new(house, 1).await;
        let mut browser = Browser::of(&world.admin);
        browser.get(house, "/monitoring").await.shows("Nothing waits to be looked at");
        write(house, |tx| {
            let (taken, digest) = (Time(1_799_000_000_000_000), [7; 32]);
            let batch = |class, first| EventBatch {
                unit: 1,
                log: 0,
                class,
                first,
                last: first + 9,
                number: 1,
                taken,
                digest,
                content: Vec::new(),
                deflated: false,
            };
            [batch(1, 1), batch(1, 11), batch(0, 1)].iter().try_for_each(|new| tx.event_batch_insert(new))?;
            tx.event_wait(&batch(1, 11), HowItCame::default())
        })
        .await;
        let page = browser.get(house, "/monitoring").await;
        for words in
            ["1 batch waits to be looked at", "20 events", "10 events", "none", "since 3 Jan 2027", "for 365 days"]
        {
            page.shows(words);
        }
    });
}
