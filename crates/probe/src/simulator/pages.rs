//! The device's pages.

use std::io;
use std::net::{IpAddr, TcpStream};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Flaw;
use super::house::{Caller, House, Tried};
use super::http::{Asked, Said};
use super::listener::{Tls, Work, end};
use super::old_tls;
use crate::chance;

/// Pages over TLS.
pub(super) fn secure(tls: Tls) -> Work {
    Box::new(move |house, stream, from| {
        if house.has(Flaw::OldTls) && old_tls::answers(&stream)? {
            return Ok(());
        }
        let mut stream = tls.wrap(stream)?;
        let asked = Asked::read(&mut stream)?;
        route(house, &asked, (from, ["form", "interface"])).write(&mut stream, house.server())?;
        end(&mut stream)
    })
}

/// The way to them for browsers that come without TLS.
pub(super) fn plain(secure: u16) -> Work {
    Box::new(move |house, mut stream: TcpStream, from| {
        let asked = Asked::read(&mut stream)?;
        let host = asked.header("host").unwrap_or("127.0.0.1").rsplit_once(':').map_or("127.0.0.1", |(host, _)| host);
        let there = Said::goes_to(&format!("https://{host}:{secure}{}", asked.path));
        let said = if house.has(Flaw::PlainLogin) {
            route(house, &asked, (from, ["plain form", "plain interface"]))
        } else {
            there
        };
        said.write(&mut stream, house.server())
    })
}

/// A port that somebody forgot.
pub(super) fn empty() -> Work {
    Box::new(|house, mut stream: TcpStream, _| -> io::Result<()> {
        Asked::read(&mut stream)?;
        Said::page(404, "nothing here").write(&mut stream, house.server())
    })
}

/// `from`: who asks, and what the doors are called by which they come.
fn route(house: &House, asked: &Asked, (from, doors): (IpAddr, [&'static str; 2])) -> Said {
    let path = asked.path.split('?').next().unwrap_or_default();
    match (asked.method.as_str(), path) {
        ("GET", "/backup") if house.has(Flaw::OpenPage) => Said::page(200, "owner=owner\npassword_hash=c29tZXRoaW5n\n"),
        ("GET", "/api/state") if house.has(Flaw::OpenBeforeSetUp) && !house.is_set_up() => {
            Said::page(200, "heating: on")
        }
        _ if !house.is_set_up() => fresh(house, asked, path),
        ("GET", "/") => Said::goes_to("/login"),
        ("GET", "/login") => login(200, ""),
        ("POST", "/login") => try_form(house, asked, Caller { from, door: doors[0], cookie: asked.cookie("known") }),
        ("GET", "/api" | "/api/state") => try_header(house, asked, Caller { from, door: doors[1], cookie: None }),
        ("GET", "/home") => Said::goes_to("/login"),
        _ => Said::page(404, "there is no such page"),
    }
}

/// Before there is an owner: the set-up and nothing else.
fn fresh(house: &House, asked: &Asked, path: &str) -> Said {
    match (asked.method.as_str(), path) {
        ("GET", "/") => set_up(200, "Choose a password"),
        ("POST", "/set-up") if asked.field("password") == asked.field("again") => {
            let taken = house.set_up(&asked.field("name"), &asked.field("password"));
            if taken { Said::goes_to("/login") } else { set_up(422, "This password is too easy to guess") }
        }
        ("GET", "/login" | "/home" | "/set-up") => Said::goes_to("/"),
        ("GET", "/api" | "/api/state") => Said::nothing(403),
        _ => Said::page(404, "there is no such page"),
    }
}

fn set_up(status: u16, words: &str) -> Said {
    let field = |name: &str| format!(r#"<input type="password" name="{name}" autocomplete="new-password">"#);
    let fields = field("password") + &field("again");
    let form =
        format!(r#"<form method="post" action="/set-up"><input name="name">{fields}<button>Set up</button></form>"#);
    Said::page(status, format!("<!doctype html><title>Gateway</title><h1>{words}</h1>{form}"))
}

/// The login, with a word in it that its cookie has to match.
fn login(status: u16, words: &str) -> Said {
    let token = chance::word();
    let hidden = format!(r#"<input type="hidden" name="token" value="{token}">"#);
    let fields = r#"<input name="name" autocomplete="username"><input type="password" name="password">"#;
    let form = format!(r#"<form method="post" action="/login">{hidden}{fields}<button>Log in</button></form>"#);
    let page = Said::page(status, format!("<!doctype html><title>Gateway</title><p>{words}</p>{form}"));
    page.with("Set-Cookie", format!("form={token}; Path=/; HttpOnly; SameSite=Strict"))
}

fn try_form(house: &House, asked: &Asked, caller: Caller<'_>) -> Said {
    let token = asked.field("token");
    if token.is_empty() || asked.cookie("form") != Some(&token) {
        return login(200, "This page was open for too long.");
    }
    match house.try_in(&asked.field("name"), &asked.field("password"), caller) {
        Tried::In => Said::goes_to("/home").with("Set-Cookie", format!("known={}; Path=/; HttpOnly", house.know())),
        Tried::Wrong => login(200, "Name or password is wrong."),
        Tried::Refused(wait) => refused(wait),
    }
}

fn try_header(house: &House, asked: &Asked, caller: Caller<'_>) -> Said {
    let asks = || Said::nothing(401).with("WWW-Authenticate", "Basic realm=\"gateway\"");
    let word = asked.header("authorization").and_then(|value| value.strip_prefix("Basic "));
    let text = word.and_then(|word| STANDARD.decode(word).ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((name, password)) = text.as_deref().and_then(|text| text.split_once(':')) else { return asks() };
    match house.try_in(name, password, caller) {
        Tried::In => Said::page(200, "heating: on"),
        Tried::Wrong => asks(),
        Tried::Refused(wait) => refused(wait),
    }
}

fn refused(wait: std::time::Duration) -> Said {
    let seconds = wait.as_secs_f64().ceil();
    Said::page(429, "Too many tries.").with("Retry-After", format!("{seconds:.0}"))
}
