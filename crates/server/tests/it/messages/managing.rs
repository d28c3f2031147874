//! What people may do with receivers and the mail server.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::smtp::{MailServer, Security};
use super::{made, receiver, send, tell, through, told, watch};
use crate::access::http::{founded, joined, kinds_recorded};
use crate::house::on_both;
use crate::monitoring::world::World;

/// The field and its code that an answer says is wrong.
fn wrong(answer: &Value) -> (&str, &str) {
    let at = &answer["errors"][0];
    (at["field"].as_str().unwrap_or_default(), at["code"].as_str().unwrap_or_default())
}

#[test]
fn what_makes_no_receiver_is_told_at_its_field() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let nobody = format!("usr_{}", "0".repeat(32));
        let good = json!({"name": "The watch", "way": "mail", "address": "watch@lumen.example"});
        let siem = json!({"name": "SIEM", "way": "syslog", "address": "siem.example:6514", "carrier": "tcp"});
        for (base, field, value, found) in [
            (&good, "name", json!(" "), ("name", "length")),
            (&good, "way", json!("pigeon"), ("way", "way")),
            (&good, "address", json!("watch"), ("address", "not-an-address")),
            (&good, "address", json!("a@b.example\r\nBcc: c@d.example"), ("address", "not-an-address")),
            (&good, "language", json!("fr"), ("language", "language")),
            (&good, "kinds", json!(["gossip"]), ("kinds", "kind")),
            (&good, "least", json!("none"), ("least", "least")),
            (&good, "product", json!(format!("prd_{}", "0".repeat(32))), ("product", "product")),
            (&good, "person", json!(nobody), ("person", "person")),
            (&siem, "address", json!("siem.example"), ("address", "not-a-server")),
            (&siem, "carrier", json!("smoke"), ("way", "way")),
            (&siem, "carrier", json!("tls"), ("authority", "authority")),
        ] {
            let mut wanted = base.clone();
            if field == "person" {
                wanted["address"] = json!("");
            }
            wanted[field] = value.clone();
            let (status, answer) = admin.post(house, "/receivers", wanted).await;
            assert_eq!(
                (status, wrong(&answer)),
                (StatusCode::UNPROCESSABLE_ENTITY, found),
                "{field} {value}: {answer}"
            );
        }
        let (_, me) = admin.get(house, "/me").await;
        let both = json!({"name": "Me", "way": "mail", "person": me["id"], "address": "watch@lumen.example"});
        let (status, answer) = admin.post(house, "/receivers", both).await;
        assert_eq!((status, wrong(&answer)), (StatusCode::UNPROCESSABLE_ENTITY, ("address", "both")), "{answer}");
        made(house, &mut admin, good).await;
        let id = made(house, &mut admin, siem).await;
        assert_eq!(receiver(house, &mut admin, &id).await["kinds"], json!(["alert"]));
    });
}

#[test]
fn a_mail_server_that_could_not_be_trusted_is_refused() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let good = json!({"host": "mail.lumen.example", "port": 465, "security": "tls", "from": "s@lumen.example"});
        for (field, value, found) in [
            ("host", json!("mail example"), ("address", "not-a-server")),
            ("port", json!(0), ("address", "not-a-server")),
            ("security", json!("none"), ("security", "not-encrypted")),
            ("from", json!("s@lumen.example>\r\nRCPT TO:<x@y.example"), ("address", "not-an-address")),
            ("authority", json!("no certificate"), ("authority", "authority")),
            ("password", json!("without a user"), ("password", "password")),
        ] {
            let mut wanted = good.clone();
            wanted[field] = value;
            let (status, answer) = admin.send(house, Method::PUT, "/mail", wanted).await;
            assert_eq!((status, wrong(&answer)), (StatusCode::UNPROCESSABLE_ENTITY, found), "{field}: {answer}");
        }
        let (status, _) = admin.get(house, "/mail").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "nothing was set");
    });
}

#[test]
fn a_password_is_never_shown_and_said_to_no_other_server() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let mut wanted = json!({
            "host": "mail.lumen.example", "port": 465, "security": "tls", "from": "s@lumen.example", "user": "steadfast",
            "password": "quite a secret",
        });
        let put = async |admin: &mut crate::access::http::Client, wanted: &Value| {
            admin.send(house, Method::PUT, "/mail", wanted.clone()).await
        };
        assert_eq!(put(&mut admin, &wanted).await.0, StatusCode::NO_CONTENT);
        let (_, shown) = admin.get(house, "/mail").await;
        assert!(shown["has_password"] == true && !shown.to_string().contains("secret"), "{shown}");
        let kept = house.app.store.read::<_, steadfast_store::StoreError, _>(|tx| tx.setting("mail"));
        assert!(!kept.await.expect("read").expect("kept").contains("secret"), "sealed");
        wanted.as_object_mut().expect("an object").remove("password");
        wanted["details"] = true.into();
        assert_eq!(put(&mut admin, &wanted).await.0, StatusCode::NO_CONTENT, "the same server keeps it");
        let same = wanted.clone();
        for (field, value) in
            [("host", json!("thief.example")), ("user", json!("other")), ("security", json!("starttls"))]
        {
            let mut wanted = same.clone();
            wanted[field] = value;
            let (status, answer) = put(&mut admin, &wanted).await;
            assert_eq!(
                (status, wrong(&answer)),
                (StatusCode::UNPROCESSABLE_ENTITY, ("password", "password")),
                "{field}"
            );
        }
        wanted["password"] = "".into();
        assert_eq!(put(&mut admin, &wanted).await.0, StatusCode::NO_CONTENT);
        assert_eq!(admin.get(house, "/mail").await.1["has_password"], false);
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "mail-changed").count(), 3);
    });
}

#[test]
fn a_receiver_is_changed_switched_off_and_removed_and_each_is_a_record() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 4).await);
        let admin = &mut world.admin;
        through(house, admin, &server).await;
        let id = watch(house, admin).await;
        tell(house, admin, &format!("/receivers/{id}/disable")).await;
        let (status, _) = admin.post(house, &format!("/receivers/{id}/test"), Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT);
        world.alert(house, 7, &[1]).await;
        told(house).await;
        assert_eq!(server.take().len(), 0);
        let admin = &mut world.admin;
        tell(house, admin, &format!("/receivers/{id}/enable")).await;
        house.stage.pass(60);
        told(house).await;
        assert!(server.one().header("Subject").starts_with("Alert: One device"), "open alerts that it missed");
        let admin = &mut world.admin;
        let wanted = json!({"name": "Others", "way": "mail", "address": "others@lumen.example", "language": "de"});
        let changed = changed(house, admin, &id, &wanted).await;
        assert_eq!((&changed["address"], &changed["language"]), (&"others@lumen.example".into(), &"de".into()));
        tell(house, admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        let mail = server.one();
        assert_eq!(
            (mail.to.join(","), mail.header("Subject")),
            ("others@lumen.example".into(), "Test: Nachrichten von Steadfast kommen an".into())
        );
        let (status, _) = admin.send(house, Method::DELETE, &format!("/receivers/{id}"), Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, _) = admin.get(house, &format!("/receivers/{id}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let kinds = kinds_recorded(house).await;
        for kind in ["receiver-made", "receiver-disabled", "receiver-enabled", "receiver-changed", "receiver-removed"] {
            assert!(kinds.contains(&kind.to_owned()), "{kind} is not in {kinds:?}");
        }
    });
}

/// Changes a receiver as it was read; what it is then.
async fn changed(
    house: &crate::house::House,
    admin: &mut crate::access::http::Client,
    id: &str,
    wanted: &Value,
) -> Value {
    let mut browser = crate::access::browser::Browser::of(admin);
    let version = receiver(house, admin, id).await["version"].to_string();
    let field = |name: &str| wanted[name].as_str().unwrap_or("low").to_owned();
    let fields = ["name", "address", "language", "least"].map(|name| (name, field(name)));
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.push(("version", &version));
    let path = format!("/messages/receivers/{id}");
    assert_eq!(browser.post(house, &format!("{path}/change"), &fields).await.leads(), (303, &*path));
    let stale = browser.post(house, &format!("{path}/change"), &fields).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    receiver(house, admin, id).await
}

#[test]
fn a_person_whose_account_is_closed_is_told_nothing() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 4).await);
        through(house, &mut world.admin, &server).await;
        let (_, person) = joined(house, &mut world.admin, "sam", "security").await;
        let id = made(house, &mut world.admin, json!({"name": "Sam", "way": "mail", "person": person})).await;
        assert_eq!(receiver(house, &mut world.admin, &id).await["address"], "sam@lumen.example");
        tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        assert_eq!(server.one().to, ["sam@lumen.example"]);
        tell(house, &mut world.admin, &format!("/people/{person}/disable")).await;
        tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        assert_eq!(server.take().len(), 0);
        assert_eq!(receiver(house, &mut world.admin, &id).await["address"], Value::Null);
    });
}
