//! Devices that are known by a certificate: taken at the handshake, for the device that it names and no other.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use serde_json::{Value, json};
use steadfast_testkit::free_port;
use steadfast_testkit::swupdate::Identity;
use ureq::Agent;
use ureq::tls::{Certificate, ClientCert, PrivateKey, TlsConfig};

use super::swupdate::Field;
use crate::program::Program;
use crate::serve::house::House;

/// Who gives devices their certificates.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// A certificate and its key, in PEM.
struct Shown {
    certificate: String,
    key: String,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// The certificate of a device.
    fn device(&self, name: &str) -> Shown {
        self.with(name, |_| {})
    }

    fn with(&self, name: &str, edit: impl FnOnce(&mut CertificateParams)) -> Shown {
        let mut params = CertificateParams::new(Vec::<String>::new()).expect("parameters");
        params.distinguished_name.push(DnType::CommonName, name);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        edit(&mut params);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate").pem();
        Shown { certificate, key: key.serialize_pem() }
    }
}

/// A server that takes certificates of one authority at its device door.
struct Doors {
    field: Field,
    authority: Authority,
    port: u16,
}

impl Doors {
    fn new() -> Self {
        let (mut house, authority, port) = (House::sqlite(), Authority::new("Lumen Werke devices"), free_port());
        house.folder.write("ca.pem", &authority.pem);
        let settings = format!("listen-device = \"0.0.0.0:{port}\"\ndevice-ca = {:?}\n", house.folder.path("ca.pem"));
        house.folder.write("settings.toml", settings);
        house.flags.extend(["--config".to_owned(), house.folder.path("settings.toml").display().to_string()]);
        Self { field: Field::new(house), authority, port }
    }

    /// A poll of a device: its status, or nothing where no line came about.
    fn polled(&self, controller: &str, shown: Option<&Shown>, token: &str) -> Option<u16> {
        let path = format!("/default/controller/v1/{controller}");
        let mut request = agent(shown).get(format!("https://127.0.0.1:{}{path}", self.port));
        if !token.is_empty() {
            request = request.header("authorization", format!("TargetToken {token}"));
        }
        request.call().ok().map(|answer| answer.status().as_u16())
    }

    fn last_seen(&self, serial: &str) -> Value {
        self.field.unit(serial)["last_seen"].clone()
    }
}

fn agent(shown: Option<&Shown>) -> Agent {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let client = shown.map(|shown| {
        let certificate = Certificate::from_pem(shown.certificate.as_bytes()).expect("a certificate");
        ClientCert::new_with_certs(&[certificate], PrivateKey::from_pem(shown.key.as_bytes()).expect("a key"))
    });
    let tls = TlsConfig::builder().client_cert(client).disable_verification(true);
    let tls = tls.unversioned_rustls_crypto_provider(provider).build();
    let config = Agent::config_builder().tls_config(tls).http_status_as_error(false).proxy(None);
    config.timeout_global(Some(Duration::from_secs(40))).build().into()
}

#[test]
fn a_certificate_stands_for_the_token_of_the_device_that_it_names() {
    let doors = Doors::new();
    let (first, device) = doors.field.device("SN-1");
    let token = device.settings.token;
    doors.field.device("SN-2");
    let own = doors.authority.device("SN-1");
    assert_eq!(doors.polled("SN-1", None, ""), Some(401));
    assert_eq!(doors.polled("SN-2", Some(&own), ""), Some(401));
    assert_eq!(doors.polled("SN-9", Some(&doors.authority.device("SN-9")), ""), Some(401), "nobody has this number");
    assert_eq!(doors.last_seen("SN-2"), Value::Null);
    assert_eq!(doors.polled("SN-1", Some(&own), ""), Some(200));
    assert!(doors.last_seen("SN-1").is_string());
    assert_eq!(doors.polled("SN-1", None, &token), Some(200), "a token does as well");
    assert_eq!(doors.polled("SN-1", Some(&doors.authority.device("SN-2")), &token), Some(401));
    assert_eq!(doors.polled(&first, Some(&doors.authority.device(&first)), ""), Some(200), "by its id");
    let twice = doors.authority.with("SN-2", |params| {
        params.distinguished_name.push(DnType::CustomDnType(vec![2, 5, 4, 3]), "SN-1");
    });
    assert_eq!(doors.polled("SN-1", Some(&twice), ""), Some(401), "two names are none");
    let out = ["unit", "decommission", "SN-1", "--reason", "scrapped"];
    let token = doors.field.maker.token(&["unit.read", "unit.decommission"]);
    doors.field.maker.run_as(&token, &out).exits(0);
    assert_eq!(doors.polled("SN-1", Some(&own), ""), Some(401));
}

#[test]
fn what_is_foreign_expired_or_for_something_else_does_not_get_through_the_handshake() {
    let doors = Doors::new();
    let (_, device) = doors.field.device("SN-1");
    let token = device.settings.token;
    let day = |params: &mut CertificateParams, from: i32, to: i32| {
        params.not_before = rcgen::date_time_ymd(from, 1, 1);
        params.not_after = rcgen::date_time_ymd(to, 1, 1);
    };
    let foreign = Authority::new("Lumen Werke devices").device("SN-1");
    let expired = doors.authority.with("SN-1", |params| day(params, 2020, 2021));
    let early = doors.authority.with("SN-1", |params| day(params, 2090, 2091));
    let server = doors.authority.with("SN-1", |params| {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    });
    for (name, shown) in [("foreign", foreign), ("expired", expired), ("early", early), ("server", server)] {
        assert_eq!(doors.polled("SN-1", Some(&shown), &token), None, "{name}");
    }
    assert_eq!(doors.last_seen("SN-1"), Value::Null);
    assert_eq!(doors.polled("SN-1", Some(&doors.authority.device("SN-1")), ""), Some(200));
}

#[test]
fn certificates_that_name_others_count_as_failed_tries() {
    let doors = Doors::new();
    doors.field.device("SN-1");
    let other = doors.authority.device("SN-2");
    for _ in 0..30 {
        assert_eq!(doors.polled("SN-1", Some(&other), ""), Some(401));
    }
    assert_eq!(doors.polled("SN-1", Some(&doors.authority.device("SN-1")), ""), Some(429));
}

#[test]
fn a_device_with_swupdate_updates_by_its_certificate_alone() {
    let doors = Doors::new();
    let (id, mut device) = doors.field.device("SN-1");
    let shown = doors.authority.device("SN-1");
    let program = doors.field.maker.program();
    program.write("device.pem", &shown.certificate).write("device.key", &shown.key);
    let file = |name: &str| -> PathBuf { program.path(name) };
    device.settings.server = format!("https://127.0.0.1:{}", doors.port);
    device.settings.token = String::new();
    device.settings.identity = Some(Identity {
        certificate: file("device.pem"),
        key: file("device.key"),
        server: doors.field.maker.house.data().join("certificate.pem"),
    });
    device.start();
    doors.field.rolled_out("1.0", b"the first image", "security");
    doors.field.holds(b"the first image", &mut device);
    device.kill();
    device.settings.version = "1.0".to_owned();
    device.settings.restarted = true;
    device.start();
    doors.field.reaches(&id, "proven", &mut device);
    assert_eq!(doors.field.unit("SN-1")["runs"][0]["version"], json!("1.0"));
}

#[test]
fn an_address_that_browsers_reach_asks_for_no_certificates() {
    let program = Program::new();
    let authority = Authority::new("Lumen Werke devices");
    program.write("ca.pem", &authority.pem).write("none.pem", "").write("key.pem", authority.device("SN-1").key);
    let serve = |settings: &str| {
        program.write("settings.toml", settings);
        program.run(&["serve", "--data", "server", "--listen", "127.0.0.1:0", "--config", "settings.toml"])
    };
    for place in [
        "",
        "listen-device = \"127.0.0.2:0\"",
        "listen-device = \"127.0.0.1:0\"",
        "listen-device = \"0.0.0.0:0\"\nbehind-proxy = true",
        "listen-device = \"0.0.0.0:0\"\nlisten-public = \"0.0.0.0:0\"",
    ] {
        serve(&format!("device-ca = \"ca.pem\"\n{place}\n")).refuses(&["device-ca", "listen-device"]);
    }
    for file in ["absent.pem", "none.pem", "key.pem"] {
        let refused = serve(&format!("device-ca = \"{file}\"\nlisten-device = \"0.0.0.0:0\"\n"));
        assert!(refused.code != 0 && refused.err.contains(file), "{file}: {}", refused.err);
    }
    assert!(program.read("server/certificate.pem").is_none(), "nothing was made for it");
}
