//! The certificate that a server makes for itself.

use steadfast_server::config::{Config, Layer};
use steadfast_server::data_directory::DataDirectory;
use steadfast_server::tls::{CertificateFacts, certificate};
use steadfast_store::Time;

const DAY: i64 = 86_400_000_000;
const BEGIN: i64 = 1_800_000_000_000_000;

fn on_day(config: &Config, data: &DataDirectory, day: i64) -> CertificateFacts {
    certificate(config, data, Time(BEGIN + day * DAY)).expect("a certificate").facts
}

#[test]
fn it_stays_until_it_ends_soon_and_is_then_made_anew() {
    let folder = tempfile::tempdir().expect("a directory");
    let data = DataDirectory::take(folder.path()).expect("a data directory");
    let layer = Layer { listen: "0.0.0.0:8443".parse().ok(), ..Layer::default() };
    let config = Config::from_layers(layer, folder.path().to_owned()).expect("settings");
    let first = on_day(&config, &data, 0);
    assert!(first.made_here && (824..=826).contains(&((first.until.0 - BEGIN) / DAY)), "{first:?}");
    assert_eq!(on_day(&config, &data, 790), first);
    let second = on_day(&config, &data, 800);
    assert_ne!(second.fingerprint, first.fingerprint);
    assert!((second.until.0 - BEGIN) / DAY > 1600, "{second:?}");
    assert_ne!(on_day(&config, &data, 0).fingerprint, second.fingerprint, "one from the future is not kept");
    std::fs::write(data.file("certificate-key.pem"), "half").expect("written");
    let third = on_day(&config, &data, 1);
    assert!(third.made_here && third.from.0 <= BEGIN + DAY, "one whose key is lost is made anew");
}
