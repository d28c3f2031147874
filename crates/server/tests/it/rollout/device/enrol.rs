//! How units come in, and that their requests are their own.

use serde_json::json;
use steadfast_protocol::{Envelope, encode};
use steadfast_trust::key::UnitKey;

use super::Field;
use crate::catalogue::made;
use crate::house::on_both;

fn key(seed: u8) -> UnitKey {
    UnitKey::from_seed(&[seed; 32])
}

#[test]
fn a_unit_on_the_list_enrols_with_its_key_and_with_no_other() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let id = field.listed(house, "SN-1", &key(1)).await;
        let first = field.enrol(house, "SN-1", &key(1), None).await.expect("enrolled");
        assert_eq!((first.unit.as_str(), first.parts[0].id.as_str()), (id.as_str(), field.part.as_str()));
        let again = field.enrol(house, "SN-1", &key(1), None).await.expect("the same");
        assert_eq!((again.unit, again.counter), (first.unit, 0));
        let reason = |heard: super::speaker::Heard<_>| heard.map(|_: steadfast_protocol::Enrolled| ()).unwrap_err();
        // Whether there is such a unit, and whether it has a key, is nobody's business.
        for serial in ["SN-1", "SN-9"] {
            let (status, other) = reason(field.enrol(house, serial, &key(2), None).await);
            assert_eq!((status, other.reason.as_str()), (401, "code"), "{serial}");
        }
        field.listed(house, "SN-2", &key(2)).await;
        let (status, taken) = reason(field.enrol(house, "SN-2", &key(1), None).await);
        assert_eq!((status, taken.reason.as_str()), (409, "key-taken"), "no two units share a key");
        let (_, shown) = field.admin.get(house, &format!("/units/{id}/history")).await;
        let kinds: Vec<&str> =
            shown["items"].as_array().expect("a history").iter().filter_map(|one| one["kind"].as_str()).collect();
        assert!(kinds.contains(&"enrolled") && kinds.contains(&"key-shown-by-another"), "{shown}");
    });
}

#[test]
fn a_code_opens_once_for_one_unit_until_it_ends() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut codes, mut first) = (Vec::new(), String::new());
        for serial in ["SN-1", "SN-2", "SN-3"] {
            let id = made(house, &mut field.admin, "/units", json!({"product": field.product, "serial": serial})).await;
            if first.is_empty() {
                first.clone_from(&id);
            }
            let (_, made) = field.admin.post(house, &format!("/units/{id}/code"), json!({"days": 2})).await;
            codes.push(made["code"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned());
        }
        let (_, anew) = field.admin.post(house, &format!("/units/{first}/code"), json!({"days": 1})).await;
        let voided = std::mem::replace(&mut codes[0], anew["code"].as_str().expect("a code").to_owned());
        let refused = async |serial, seed, code: Option<&str>| {
            let heard = field.enrol(house, serial, &key(seed), code).await;
            heard.map(|_| ()).map_err(|(status, refusal)| (status, refusal.reason)).unwrap_err()
        };
        let closed = (401, "code".to_owned());
        assert_eq!(refused("SN-1", 1, None).await, closed);
        assert_eq!(refused("SN-1", 1, Some(&codes[1])).await, closed, "another unit's code");
        assert_eq!(refused("SN-1", 1, Some(&voided)).await, closed, "another was made since");
        field.enrol(house, "SN-1", &key(1), Some(&codes[0])).await.expect("enrolled");
        field.enrol(house, "SN-1", &key(1), Some(&codes[0])).await.expect("the same unit may ask again");
        assert_eq!(refused("SN-1", 2, Some(&codes[0])).await, closed, "it opened once");
        let unit = field.admin.post(house, &format!("/units/{first}/code"), json!({"days": 2})).await.1;
        let shown = field.enrol(house, "SN-1", &key(2), unit["code"].as_str()).await.map(|_| ()).unwrap_err();
        assert_eq!((shown.0, shown.1.reason.as_str()), (409, "other-key"), "that is a decision of staff");
        house.stage.pass(3 * 86_400);
        let late = field.enrol(house, "SN-3", &key(3), Some(&codes[2])).await.map(|_| ()).unwrap_err();
        assert_eq!((late.0, late.1.reason.as_str()), (401, "code"), "its days are over");
    });
}

#[test]
fn a_request_counts_once_and_under_its_own_key_alone() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let other = field.speaker(house, "SN-2", 2).await;
        unit.says(house, &field, &[]).await.expect("heard");
        let same = encode(&Envelope::sign(&unit.check_in(&[]), &unit.key));
        let (status, refusal) = unit.sends(house, &field, same).await.unwrap_err();
        assert_eq!((status, refusal.reason.as_str(), refusal.counter), (409, "counter", Some(1)));
        let (_, shown) = field.admin.get(house, &format!("/units/{}/history", unit.id)).await;
        assert_eq!(shown["items"][0]["kind"], "counter-behind", "{shown}");
        unit.counter = 5;
        let stolen = encode(&Envelope::sign(&unit.check_in(&[]), &other.key));
        let (status, refusal) = unit.sends(house, &field, stolen).await.unwrap_err();
        assert_eq!((status, refusal.reason.as_str()), (401, "unknown-unit"), "it speaks for another unit");
        let mut named = Envelope::sign(&unit.check_in(&[]), &other.key);
        named.key = unit.key.public().fingerprint().0.into();
        let (status, refusal) = unit.sends(house, &field, encode(&named)).await.unwrap_err();
        assert_eq!((status, refusal.reason.as_str()), (401, "not-believed"));
        let (status, refusal) = unit.sends(house, &field, b"no CBOR".to_vec()).await.unwrap_err();
        assert_eq!((status, refusal.reason.as_str()), (400, "malformed"));
        unit.counter = u64::MAX - 1;
        let (status, _) = unit.says(house, &field, &[]).await.unwrap_err();
        assert_eq!(status, 409, "a counter that leaves no room for another is none");
        unit.counter = 5;
        unit.says(house, &field, &[]).await.expect("the honest one is still heard");
    });
}

#[test]
fn a_unit_that_is_out_of_use_is_heard_no_more() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let path = format!("/units/{}/decommission", unit.id);
        let (status, told) = field.admin.post(house, &path, json!({"reason": "scrapped"})).await;
        assert!(status.is_success(), "{told}");
        let (status, refusal) = unit.says(house, &field, &[]).await.unwrap_err();
        assert_eq!((status, refusal.reason.as_str()), (401, "unknown-unit"));
        let refused = field.enrol(house, "SN-1", &key(1), None).await.map(|_| ()).unwrap_err();
        assert_eq!(refused.1.reason, "code");
    });
}
