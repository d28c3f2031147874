//! A case outlives what it is about: alerts that owners erase, products that are gone.

use super::{alarmed, kept, made};
use crate::house::on_both;
use crate::monitoring::world::write;

#[test]
fn what_owners_erase_is_gone_and_what_was_known_then_stays_without_their_devices() {
    on_both(async |house| {
        let (world, mut browser, _) = alarmed(house).await;
        let alone = world.alert(house, 11, &[2]).await;
        let path = made(house, &mut browser, alone).await;
        browser.get(house, &path).await.shows(">SN-2</a>");
        write(house, |tx| tx.alerts_forget(2)).await;
        let page = browser.get(house, &path).await;
        page.shows("This alert is not there any more");
        page.shows("What was known then");
        page.shows("No device is known to be concerned");
        page.hides("SN-2");
        page.hides("203.0.113.7");
        assert_eq!(browser.get(house, &format!("/monitoring/alerts/{alone}")).await.status, 404);
    });
}

#[test]
fn a_case_whose_product_is_not_there_says_so_and_goes_on() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        made(house, &mut browser, alert).await;
        let lost = kept(house, 1).await;
        let (id, product) = (house.app.ambient.id(), house.app.ambient.id());
        write(house, move |tx| {
            let number = tx.case_next()?;
            tx.case_insert(&steadfast_store::Case { id, number, product: Some(product), ..lost.clone() })
        })
        .await;
        let path = format!("/cases/{id}");
        let page = browser.get(house, &path).await;
        page.shows("#2 Regular calls: Gateway");
        page.shows("It is not in the catalogue any more");
        let none = [("assessment", "not-reportable"), ("kind", "incident"), ("reason", "It is gone"), ("seen", "1")];
        assert_eq!(browser.post(house, &format!("{path}/assess"), &none).await.leads(), (303, &*path));
        browser.get(house, "/cases").await.shows("#2 Regular calls: Gateway");
    });
}
