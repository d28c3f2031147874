//! The browser, on a page of our own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use serde_json::json;
use steadfast_testkit::browser::{Browser, Scheme};

const PAGE: &str = r#"<!doctype html><html lang="en"><title>Kit</title>
<style>body{background:white} @media (prefers-color-scheme: dark){body{background:black;color:white}}</style>
<form onsubmit="return false"><label for="n">Your name</label><input id="n" name="name">
<label><input type="checkbox" name="agreed"> I agree</label>
<label>Role <select name="role"><option value="a">Admin</option><option value="v">Viewer</option></select></label>
<button onclick="document.getElementById('out').textContent =
  `Hello ${document.getElementById('n').value}, ${document.querySelector('select').value}`">Greet</button></form>
<p id="out"></p>"#;

/// Serves the page on a loopback address, which browsers call `localhost` and trust with passkeys.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || listener.incoming().flatten().for_each(answer));
    format!("http://localhost:{port}/")
}

fn answer(mut stream: TcpStream) {
    let read = stream.read(&mut [0; 4096]).unwrap_or(0);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        PAGE.len()
    );
    if read > 0 && stream.write_all(head.as_bytes()).is_ok() {
        drop(stream.write_all(PAGE.as_bytes()));
    }
}

#[tokio::test]
async fn a_person_fills_a_form_and_reads_the_answer() {
    let browser = Browser::start().await;
    browser.goto(&serve()).await;
    assert_eq!(browser.title().await, "Kit");
    browser.fill("Your name", "Ada").await;
    browser.fill("role", "Viewer").await;
    browser.fill("I agree", "true").await;
    browser.press("Greet").await;
    browser.sees("Hello Ada, v").await;
    assert_eq!(browser.script("return document.querySelector('[name=agreed]').checked").await, json!(true));
}

#[tokio::test]
async fn size_colours_and_pictures() {
    let browser = Browser::start().await;
    browser.resize(390, 844).await;
    browser.prefer(Scheme::Dark).await;
    browser.goto(&serve()).await;
    assert_eq!(browser.script("return [innerWidth, innerHeight]").await, json!([390, 844]));
    let colour = browser.script("return getComputedStyle(document.body).backgroundColor").await;
    assert_eq!(colour, json!("rgb(0, 0, 0)"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let picture = folder.path().join("shots/page.png");
    browser.screenshot(&picture).await;
    assert!(std::fs::read(&picture).is_ok_and(|bytes| bytes.starts_with(b"\x89PNG") && bytes.len() > 1000));
}

#[tokio::test]
async fn passkeys_are_made_without_a_hand() {
    let browser = Browser::start().await;
    browser.goto(&serve()).await;
    let authenticator = browser.add_authenticator().await;
    let make = "return navigator.credentials.create({publicKey: {challenge: new Uint8Array(32), rp: {name: 'kit'},
        user: {id: new Uint8Array(16), name: 'ada', displayName: 'Ada'}, pubKeyCredParams: [{type: 'public-key', alg: -7}],
        authenticatorSelection: {residentKey: 'required', userVerification: 'required'}}}).then(made => made.type)";
    assert_eq!(browser.script(make).await, json!("public-key"));
    assert_eq!(browser.credentials(&authenticator).await.len(), 1);
    browser.remove_authenticator(authenticator).await;
}
