//! Where webhooks may lead, and where not.

use std::net::IpAddr;

use serde_json::json;
use steadfast_server::config::{Config, Layer};
use steadfast_server::webhooks::reach::{AddressError, Reach};

use super::receiver::Receiver;
use super::{deliveries, send};
use crate::access::http::founded;
use crate::house::on_one;

fn layer(networks: &[&str]) -> Layer {
    Layer {
        listen: Some("0.0.0.0:8470".parse().expect("an address")),
        webhook_networks: Some(networks.iter().map(|text| (*text).to_owned()).collect()),
        ..Layer::default()
    }
}

fn reach(networks: &[&str]) -> Reach {
    Reach::of(&Config::from_layers(layer(networks), "/nowhere".into()).expect("settings"))
}

fn admits(reach: &Reach, ip: &str) -> bool {
    let uri = reach.read("https://hooks.example/in").expect("an address");
    reach.admits(&uri, ip.parse::<IpAddr>().expect("an address"))
}

const INSIDE: &[&str] = &[
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
];

const OUTSIDE: &[&str] = &[
    "1.1.1.1",
    "9.9.9.9",
    "100.63.0.1",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.0.1.1",
    "198.20.0.1",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00:1450::1",
];

#[test]
fn only_addresses_of_the_world_are_connected_to() {
    let reach = reach(&[]);
    for inside in INSIDE {
        assert!(!admits(&reach, inside), "{inside}");
    }
    for outside in OUTSIDE {
        assert!(admits(&reach, outside), "{outside}");
    }
}

#[test]
fn what_somebody_types_is_an_encrypted_address_of_the_world() {
    let reach = reach(&[]);
    for taken in
        ["https://hooks.example", "https://hooks.example:8443/in?key=1", " https://9.9.9.9/x ", "HTTPS://A.example/"]
    {
        assert!(reach.read(taken).is_ok(), "{taken}");
    }
    for plain in ["http://hooks.example/", "http://localhost/", "http://127.0.0.1/", "ftp://hooks.example/"] {
        assert_eq!(reach.read(plain), Err(AddressError::NotHttps), "{plain}");
    }
    let inside = [
        "https://localhost/",
        "https://LOCALHOST.:1/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "https://[::ffff:10.0.0.1]/",
    ];
    for inside in inside {
        assert_eq!(reach.read(inside), Err(AddressError::Inside), "{inside}");
    }
    let long = format!("https://hooks.example/{}", "x".repeat(2000));
    for broken in [
        "",
        "hooks.example",
        "/in",
        "https:///in",
        "https://a:b@hooks.example/",
        "https://hooks.example/#x",
        "https://a b/",
        &long,
    ] {
        assert_eq!(reach.read(broken), Err(AddressError::Malformed), "{broken}");
    }
}

#[test]
fn the_operator_may_allow_networks_and_hosts() {
    let some = reach(&["10.20.0.0/16", "192.168.7.7", "fd00:1::/32", "Hooks.Example"]);
    let other = some.read("https://other.example/").expect("an address");
    let admits_other = |ip: &str| some.admits(&other, ip.parse().expect("an address"));
    assert!(admits_other("10.20.255.1") && admits_other("192.168.7.7") && admits_other("fd00:1::9"));
    assert!(!admits_other("10.21.0.1") && !admits_other("192.168.7.8") && !admits_other("fd00:2::9"));
    assert!(admits(&some, "10.99.0.1"), "the host by its name");
    assert_eq!(some.read("http://10.20.0.1/"), Err(AddressError::NotHttps), "still encrypted");
    for broken in ["10.0.0.0/33", "fd00::/129", "10.0.0.0/x", "https://hooks.example", ""] {
        assert!(Config::from_layers(layer(&[broken]), "/nowhere".into()).is_err(), "{broken}");
    }
}

#[test]
fn a_server_that_is_tried_out_may_tell_its_own_machine_without_encryption() {
    let trying = Reach::of(&Config::from_layers(Layer::default(), "/nowhere".into()).expect("settings"));
    assert!(trying.read("http://localhost:9000/").is_ok() && trying.read("http://[::1]:9000/").is_ok());
    assert_eq!(trying.read("http://hooks.example/"), Err(AddressError::NotHttps));
    assert_eq!(trying.read("https://10.0.0.1/"), Err(AddressError::Inside));
    let behind = Layer { behind_proxy: Some(true), ..Layer::default() };
    let behind = Reach::of(&Config::from_layers(behind, "/nowhere".into()).expect("settings"));
    assert_eq!(
        behind.read("http://localhost:9000/"),
        Err(AddressError::NotHttps),
        "behind a proxy it is not tried out"
    );
}

#[test]
fn a_name_that_leads_inside_is_refused_when_the_connection_is_made() {
    on_one(layer(&[]), async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        // A number is a name until somebody resolves it: to 127.0.0.1.
        let url = format!("https://2130706433:{}/", receiver.port());
        let (_, made) = admin.post(house, "/webhooks", json!({"name": "inside", "url": url})).await;
        let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        send(house).await;
        let kept = deliveries(house, &mut admin, &id).await;
        let answer = kept[0]["answer"].as_str().expect("an answer");
        assert!(answer.contains("not allowed"), "{answer}");
        assert_eq!(receiver.take().len(), 0);
    });
}
