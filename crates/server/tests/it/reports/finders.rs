//! A finder without an account: the form, the page, the thanks, the way out.

use axum::http::StatusCode;

use super::{form, get, id, post, reported, send, send_as};
use crate::access::browser::Browser;
use crate::access::http::{founded, kinds_recorded};
use crate::house::on_both;

const WHAT: (&str, &str) = ("what", "The lamp answers anybody on port 23.");

#[test]
fn a_finder_reports_reads_writes_and_withdraws_by_an_address_alone() {
    on_both(async |house| {
        let fields = [WHAT, ("name", "Kim Findig"), ("credit", "named"), ("credit_name", "kim")];
        let secret = reported(house, &fields, &[("poc.py", b"print('hello')")]).await;
        let own = format!("/report/{secret}");
        let page = get(house, &own).await;
        for words in ["Your report #1", "New", "port 23", "poc.py", "We mean to by"] {
            page.shows(words);
        }
        let headers = ["referrer-policy", "cache-control", "x-robots-tag"].map(|name| page.header(name).to_owned());
        assert_eq!(headers, ["no-referrer", "no-store", "noindex, nofollow"]);
        let written = post(house, &format!("{own}/messages"), &[("message", "Also on port 2323.")]).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER);
        post(house, &format!("{own}/messages"), &[("message", "Also on port 2323.")]).await;
        let page = get(house, &own).await;
        assert_eq!(page.text.matches("Also on port 2323.").count(), 1, "a double click is one message");
        let empty = post(house, &format!("{own}/messages"), &[("message", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.shows("3 characters to 64 kibibytes");
        let unsure = post(house, &format!("{own}/withdraw"), &[]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        post(house, &format!("{own}/withdraw"), &[("sure", "yes")]).await;
        let page = get(house, &own).await;
        page.shows("You withdrew this report");
        for words in ["port 23", "poc.py", "Also on"] {
            page.hides(words);
        }
        let late = post(house, &format!("{own}/messages"), &[("message", "One more thing.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let kinds = kinds_recorded(house).await;
        for kind in ["report-received", "report-added", "report-withdrawn"] {
            assert_eq!(kinds.iter().filter(|found| *found == kind).count(), 1, "{kind}");
        }
    });
}

#[test]
fn the_same_form_gives_the_same_report_and_plain_text_to_keep() {
    on_both(async |house| {
        let ticket = form(house, 5).await;
        let first = send_as(house, "text/plain", &ticket, &[WHAT], &[]).await;
        assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
        let address = first.text.lines().find(|line| line.contains("/report/")).expect("an address").to_owned();
        assert!(address.starts_with("http://psirt.maker.example/report/"), "{address}");
        let again = send(house, &ticket, &[WHAT], &[]).await;
        assert_eq!(again.status, StatusCode::OK);
        again.shows("report #1 is here");
        again.shows("it is the same report");
        again.shows(&address);
        let secret = again.after("name=\"secret\" value=\"");
        let kept = post(house, "/report/receipt", &[("secret", &secret)]).await;
        assert!(kept.text.contains(&format!("/report/{secret}")));
        assert!(kept.header("content-disposition").starts_with("attachment"));
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "report-received").count(), 1);
    });
}

#[test]
fn only_who_agreed_is_thanked_and_not_any_longer_than_they_want() {
    on_both(async |house| {
        let mut staff = Browser::of(&founded(house).await);
        let named = [WHAT, ("credit", "named"), ("credit_name", "kim <b>of</b> Ulm")];
        let secret = reported(house, &named, &[]).await;
        reported(house, &[WHAT], &[]).await;
        let (first, second) = (id(house, 1).await, id(house, 2).await);
        let thank = |id: &str| format!("/reports/{id}/credit");
        assert_eq!(staff.post(house, &thank(&first), &[("shown", "yes")]).await.status, StatusCode::CONFLICT);
        for id in [&first, &second] {
            staff.post(house, &format!("/reports/{id}/state"), &[("state", "fixed")]).await;
        }
        assert_eq!(staff.post(house, &thank(&second), &[("shown", "yes")]).await.status, StatusCode::CONFLICT);
        get(house, "/security/thanks").await.shows("Nobody is named yet");
        assert_eq!(staff.post(house, &thank(&first), &[("shown", "yes")]).await.status, StatusCode::SEE_OTHER);
        get(house, "/security/thanks").await.shows("kim &lt;b&gt;of&lt;/b&gt; Ulm");
        let wish = format!("/report/{secret}/credit");
        let nameless = post(house, &wish, &[("credit", "named"), ("credit_name", "")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        post(house, &wish, &[("credit", "anonymous"), ("credit_name", "")]).await;
        let thanks = get(house, "/security/thanks").await;
        thanks.shows("Somebody who does not want to be named");
        thanks.hides("Ulm");
        post(house, &wish, &[("credit", "none"), ("credit_name", "")]).await;
        get(house, "/security/thanks").await.shows("Nobody is named yet");
    });
}
