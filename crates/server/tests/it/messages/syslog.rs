//! What arrives by syslog: lines that others read, at least once, whatever the collector does.

use serde_json::{Value, json};
use steadfast_server::config::Layer;
use steadfast_store::AlertAnswer;

use super::collector::{Collector, Manner};
use super::schema::violations;
use super::{made, messages, receiver, send, tell, told};
use crate::house::{House, on_both, on_one};
use crate::monitoring::world::{World, read, write};

/// A receiver that hears of all alerts by syslog.
async fn hears(house: &House, world: &mut World, collector: &Collector, carrier: &str) -> String {
    let mut wanted = json!({"name": "SIEM", "way": "syslog", "address": collector.address(), "carrier": carrier});
    if carrier == "tls" {
        wanted["authority"] = collector.authority.clone().into();
    }
    made(house, &mut world.admin, wanted).await
}

#[test]
fn an_alert_is_a_line_that_others_read_and_its_finding_is_by_the_schema() {
    on_both(async |house| {
        let mut world = World::new(house, 4).await;
        let (tls, tcp, udp) = (Collector::start(true), Collector::start(false), Collector::by_udp());
        for (collector, carrier) in [(&tls, "tls"), (&tcp, "tcp"), (&udp, "udp")] {
            hears(house, &mut world, collector, carrier).await;
        }
        let alert = world.alert(house, 7, &[1, 2, 3]).await;
        told(house).await;
        for collector in [&tls, &tcp, &udp] {
            let line = collector.one();
            assert_eq!((line.priority, &*line.app, &*line.kind), (14 * 8 + 2, "steadfast", "alert-opened"));
            assert_eq!(violations(&line.said), Vec::<String>::new(), "{}", line.said);
            assert_eq!(line.said["class_uid"], 2004);
            assert_eq!(line.said["finding_info"]["uid"], alert.to_string());
            let says = "3 devices of Gateway call 203.0.113.7, port 4444/tcp as regularly as a clock";
            assert_eq!((&line.said["message"], &line.said["unmapped"]["units"]), (&says.into(), &3.into()));
            assert_eq!(line.said["unmapped"]["cause"]["address"], "203.0.113.7");
            let text = line.said.to_string();
            assert!(!text.contains("SN-") && !text.contains("unt_"), "{text}");
        }
        assert!([&tls, &tcp, &udp].into_iter().all(|collector| collector.take().is_empty()), "once");
    });
}

#[test]
fn what_people_answer_closes_the_finding_with_its_verdict() {
    on_both(async |house| {
        let (collector, mut world) = (Collector::start(false), World::new(house, 4).await);
        hears(house, &mut world, &collector, "tcp").await;
        let answers = [(AlertAnswer::True, 4, 2), (AlertAnswer::False, 3, 1), (AlertAnswer::Expected, 3, 5)];
        for (peer, (answer, status, verdict)) in (1..).zip(answers) {
            let alert = world.alert(house, peer, &[1]).await;
            told(house).await;
            let opened = collector.one().said;
            assert_eq!((&opened["activity_id"], &opened["verdict_id"]), (&1.into(), &0.into()));
            let ended = alert;
            write(house, move |tx| {
                tx.alert_answer(ended, answer, (None, "a note"), steadfast_store::Time(1))?;
                tx.alert_news_ended(ended, steadfast_store::Time(1))
            })
            .await;
            send(house).await;
            let line = collector.one();
            let words = ["activity_id", "status_id", "verdict_id"].map(|name| line.said[name].clone());
            assert_eq!(words, [Value::from(3), status.into(), verdict.into()], "{answer:?}");
            assert_eq!((line.priority, &*line.kind), (14 * 8 + 5, "alert-ended"));
            assert_eq!(violations(&line.said), Vec::<String>::new());
            assert_eq!(line.said["finding_info"]["uid"], alert.to_string());
            assert!(!line.said.to_string().contains("a note"));
        }
    });
}

#[test]
fn a_collector_that_hangs_closes_or_breaks_off_gets_the_same_line_again() {
    on_one(Layer::default(), async |house| {
        let mut world = World::new(house, 2).await;
        let (plain, encrypted) = (Collector::start(false), Collector::start(true));
        for (collector, carrier) in [(&plain, "tcp"), (&encrypted, "tls")] {
            let id = hears(house, &mut world, collector, carrier).await;
            collector.manners([Manner::Closes, Manner::Breaks, Manner::Hangs]);
            tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
            for attempt in 1..=3 {
                send(house).await;
                let kept = messages(house, &mut world.admin, &id).await;
                assert_eq!((&kept[0]["state"], &kept[0]["attempts"]), (&"waiting".into(), &attempt.into()), "{kept:?}");
                house.stage.pass(60);
            }
            assert_eq!(collector.take().len(), 0);
            send(house).await;
            let line = collector.one();
            assert_eq!((&*line.kind, &line.said["class_uid"]), ("test", &0.into()));
            assert_eq!(violations(&line.said), Vec::<String>::new(), "{}", line.said);
            let kept = messages(house, &mut world.admin, &id).await;
            assert_eq!((&kept[0]["state"], &kept[0]["id"]), (&"delivered".into(), &line.said["metadata"]["uid"]));
        }
    });
}

#[test]
fn a_slow_collector_is_waited_for() {
    on_one(Layer::default(), async |house| {
        let (collector, mut world) = (Collector::start(false), World::new(house, 2).await);
        let id = hears(house, &mut world, &collector, "tcp").await;
        collector.manners([Manner::IsSlow]);
        tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        assert_eq!(collector.one().kind, "test");
        assert_eq!(receiver(house, &mut world.admin, &id).await["failing_since"], Value::Null);
    });
}

#[test]
fn a_collector_with_a_strangers_certificate_is_told_nothing() {
    on_one(Layer::default(), async |house| {
        let (collector, mut world) = (Collector::start(true), World::new(house, 2).await);
        let stranger = Collector::start(true);
        let wanted = json!({
            "name": "SIEM", "way": "syslog", "address": collector.address(), "carrier": "tls",
            "authority": stranger.authority,
        });
        let id = made(house, &mut world.admin, wanted).await;
        tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        let kept = messages(house, &mut world.admin, &id).await;
        assert_eq!(kept[0]["state"], "waiting");
        assert!(kept[0]["answer"].as_str().is_some_and(|words| words.contains("certificate")), "{kept:?}");
        assert_eq!(collector.take().len(), 0);
    });
}

#[test]
fn three_hundred_alerts_are_as_many_lines_and_none_is_lost_while_the_collector_breaks_off() {
    on_one(Layer::default(), async |house| {
        let (collector, mut world) = (Collector::start(false), World::new(house, 3).await);
        hears(house, &mut world, &collector, "tcp").await;
        let (product, now) = (world.product, house.app.ambient.now());
        let ids: Vec<_> = (0..300).map(|_| house.app.ambient.id()).collect();
        let known = ids.clone();
        write(house, move |tx| {
            ids.iter().zip(0u32..).try_for_each(|(id, number)| {
                let (cause, detector) = (number.to_be_bytes().to_vec(), "rare".to_owned());
                tx.alert_insert(&steadfast_store::NewAlert {
                    id: *id,
                    product,
                    cause,
                    detector,
                    score: 100,
                    opened: now,
                })?;
                tx.alert_more(*id, ("rare", 100), now, 1)
            })
        })
        .await;
        collector.manners([Manner::Breaks]);
        told(house).await;
        for _ in 0..40 {
            house.stage.pass(20);
            send(house).await;
        }
        let lines = collector.take();
        let told: std::collections::BTreeSet<String> =
            lines.iter().map(|line| line.said["finding_info"]["uid"].as_str().expect("an id").to_owned()).collect();
        assert_eq!((lines.len(), told.len()), (300, known.len()));
        assert!(known.iter().all(|id| told.contains(&id.to_string())));
    });
}

#[test]
fn whatever_a_product_is_called_the_line_stays_one_and_a_datagram_stays_small() {
    on_both(async |house| {
        let mut world = World::new(house, 4).await;
        let (tcp, udp) = (Collector::start(false), Collector::by_udp());
        for (collector, carrier) in [(&tcp, "tcp"), (&udp, "udp")] {
            hears(house, &mut world, collector, carrier).await;
        }
        let (product, name) = (world.product, format!("Gerät\n7 <1>1 🦀 {}", "ü".repeat(80)));
        let given = name.clone();
        write(house, move |tx| {
            let found = tx.product(product)?.expect("there");
            tx.product_change(&steadfast_store::Product { name: given.clone(), ..found }).map(drop)
        })
        .await;
        let alert = world.alert(house, 7, &[1, 2, 3]).await;
        told(house).await;
        let (whole, short) = (tcp.one().said, udp.one().said);
        assert_eq!(whole["metadata"]["product"]["name"], *name);
        let cut = short["metadata"]["product"]["name"].as_str().and_then(|cut| cut.strip_suffix('…'));
        assert!(cut.is_some_and(|cut| cut.len() > 20 && name.starts_with(cut)), "{short}");
        assert_eq!(whole["unmapped"]["reasons"].as_array().map(Vec::len), Some(2));
        assert!(short["unmapped"]["reasons"].as_array().is_some_and(|reasons| reasons.len() < 2), "{short}");
        assert_eq!(violations(&short), Vec::<String>::new());
        let units = read(house, move |tx| tx.alert(alert)).await.expect("there").units;
        assert_eq!(short["unmapped"]["units"], units);
    });
}
