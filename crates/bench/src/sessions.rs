//! Devices that begin a session of TLS for each poll, as those do that wake up, ask, and sleep.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use steadfast_server::doors::{Door, router};
use steadfast_server::tls;
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::client::Client;
use crate::house::House;
use crate::polls::{BESIDE, CONNECTIONS, Polled, at_once, next, request};
use crate::row::row;
use crate::served::{apart, secured};
use crate::{Failure, now};

pub(crate) fn measure(runtime: &Runtime, house: &House, units: i64) -> Result<(), Failure> {
    let app = &house.app;
    let certificate = tls::certificate(&app.config, &house.data, app.ambient.now())?;
    let served = secured(runtime, router(app, &[Door::Device]), Some(TlsAcceptor::from(certificate.server)))?;
    let client = TlsConnector::from(Arc::new(trusting(house)?));
    let all = apart(async || at_once(|first| asked(served.address, client.clone(), first, units)).await)?;
    let Polled { each, half, most } = Polled::of(all, BESIDE);
    let what = format!("polls with a new TLS session each, {units} known, {CONNECTIONS} at once");
    row(&what, "", &format!("{each:.0} a second (p99 {most:.1} ms, median {half:.1} ms)"), None);
    Ok(())
}

/// A client that knows the server's certificate, and takes up no earlier session.
fn trusting(house: &House) -> Result<ClientConfig, Failure> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(house.data.file("certificate.pem"))?)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut client = builder.with_root_certificates(roots).with_no_client_auth();
    client.resumption = Resumption::disabled();
    Ok(client)
}

/// One device after the other, each on a connection of its own; a time counts from before it connects.
async fn asked(address: SocketAddr, tls: TlsConnector, first: i64, units: i64) -> Result<Vec<f64>, Failure> {
    let (begin, mut unit, mut all) = (now(), first, Vec::new());
    while begin.elapsed() < BESIDE {
        unit = next(unit, units);
        let asked = now();
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let stream = tls.connect(ServerName::from(Ipv4Addr::LOCALHOST), stream).await?;
        Client::over(stream, request(unit + 1)).get().await?;
        all.push(asked.elapsed().as_secs_f64());
    }
    Ok(all)
}
