//! A browser: it keeps its cookies and its connection, and fills in forms.

use std::collections::BTreeMap;
use std::io::{self, Error, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};

use rustix::net::{AddressFamily, SocketType};
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use steadfast_agent::http::encoded;

use crate::unit::{Door, OWNER};
use crate::world::PATIENT;

/// An answer.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A connection to a unit.
type Line = StreamOwned<ClientConnection, TcpStream>;

/// A connection on which nothing more is asked.
#[expect(dead_code, reason = "it is there until it goes")]
pub(crate) struct Idle(Line);

/// The browser.
pub(crate) struct Browser {
    door: Door,
    from: Ipv4Addr,
    connection: Option<Line>,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Page {
    /// How many seconds it asks to wait; nothing where it does not.
    pub(crate) fn wait(&self) -> Option<u64> {
        self.head.lines().find_map(|line| line.strip_prefix("retry-after: ")?.parse().ok())
    }

    /// What a hidden field of its first form holds.
    pub(crate) fn hidden(&self, name: &str) -> Option<&str> {
        let (_, rest) = self.body.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    }
}

impl Browser {
    pub(crate) fn of(door: &Door) -> Self {
        Self::from(door, Ipv4Addr::LOCALHOST)
    }

    /// A browser on another address of this machine.
    pub(crate) fn from(door: &Door, from: Ipv4Addr) -> Self {
        Self { door: door.clone(), from, connection: None, cookies: BTreeMap::new() }
    }

    /// The agent is at another door now, as after a start.
    pub(crate) fn goes_to(&mut self, door: &Door) {
        (self.door, self.connection) = (door.clone(), None);
    }

    pub(crate) fn get(&mut self, path: &str) -> io::Result<Page> {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    /// A file from this byte on: the status, and its bytes.
    pub(crate) fn file(&mut self, path: &str, from: u64) -> io::Result<(u16, Vec<u8>)> {
        let mut stream = self.asking(&format!("GET {path} HTTP/1.1\r\nRange: bytes={from}-\r\n"), "")?;
        let (status, _, body) = whole(&mut stream)?;
        self.connection = Some(stream);
        Ok((status, body))
    }

    /// Goes away after so many bytes of a file.
    pub(crate) fn breaks_off(&mut self, path: &str, after: usize) -> io::Result<Vec<u8>> {
        self.begins(path, after).map(|(_, bytes)| bytes)
    }

    /// Reads so many bytes of a file and then no more, without going away.
    pub(crate) fn stands_still(&mut self, path: &str, after: usize) -> io::Result<Idle> {
        self.begins(path, after).map(|(stream, _)| Idle(stream))
    }

    fn begins(&mut self, path: &str, count: usize) -> io::Result<(Line, Vec<u8>)> {
        let mut stream = self.asking(&format!("GET {path} HTTP/1.1\r\n"), "")?;
        head(&mut stream)?;
        let mut bytes = vec![0; count];
        stream.read_exact(&mut bytes)?;
        Ok((stream, bytes))
    }

    /// How long a file is, by its head alone.
    pub(crate) fn size(&mut self, path: &str) -> io::Result<u64> {
        let mut stream = self.asking(&format!("HEAD {path} HTTP/1.1\r\n"), "")?;
        let head = head(&mut stream)?;
        self.connection = Some(stream);
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        length.ok_or_else(|| Error::other("it does not say how long it is"))
    }

    /// Ends its connection, as browsers do.
    pub(crate) fn hangs_up(&mut self) -> io::Result<()> {
        let mut stream = self.connection.take().ok_or_else(|| Error::other("it has none"))?;
        stream.conn.send_close_notify();
        stream.flush()
    }

    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Page> {
        let form: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.form(path, &form.join("&"))
    }

    /// Sends a body as it is; gives the status.
    pub(crate) fn send(&mut self, path: &str, body: &str) -> io::Result<u16> {
        self.form(path, body).map(|page| page.status)
    }

    fn form(&mut self, path: &str, form: &str) -> io::Result<Page> {
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.ask(&format!("POST {path} HTTP/1.1\r\n{kind}\r\nContent-Length: {}\r\n", form.len()), form)
    }

    /// A form that a page of somebody who is in carries: with the token of that page.
    pub(crate) fn submit(&mut self, path: &str, page: &str, fields: &[(&str, &str)]) -> io::Result<Page> {
        let page = self.get(page)?;
        let token = page.hidden("token").ok_or_else(|| Error::other(format!("nobody is in: {}", page.status)))?;
        let token = token.to_owned();
        self.post(path, &[&[("token", token.as_str())], fields].concat())
    }

    pub(crate) fn log_in(&mut self, name: &str, password: &str) -> io::Result<Page> {
        self.post("/login", &[("name", name), ("password", password)])
    }

    pub(crate) fn set_up(&mut self, code: &str, password: &str, share: bool) -> io::Result<Page> {
        let page = self.post("/set-up", &[("code", code)])?;
        let pass = page.hidden("pass").ok_or_else(|| Error::other(format!("no set-up: {}", page.status)))?.to_owned();
        let fields = [
            ("pass", pass.as_str()),
            ("name", OWNER),
            ("new", password),
            ("again", password),
            ("record", "yes"),
            ("share", if share { "yes" } else { "no" }),
            ("zone", "Europe/Berlin"),
        ];
        self.post("/set-up/choices", &fields)
    }

    /// What another unit says, which is no browser.
    pub(crate) fn says_raw(&mut self, path: &str, authorization: &str, body: &[u8]) -> Page {
        let kind = "Content-Type: application/octet-stream";
        let head = format!("POST {path} HTTP/1.1\r\n{kind}\r\nAuthorization: {authorization}\r\n");
        let head = format!("{head}Content-Length: {}\r\n", body.len());
        self.ask(&head, std::str::from_utf8(body).expect("it is text")).expect("it is heard")
    }

    fn asking(&mut self, head: &str, body: &str) -> io::Result<StreamOwned<ClientConnection, TcpStream>> {
        let mut stream = self.connection.take().map_or_else(|| self.connect(), Ok)?;
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = if cookies.is_empty() { String::new() } else { format!("Cookie: {}\r\n", cookies.join("; ")) };
        stream.write_all(format!("{head}Host: localhost\r\n{cookies}\r\n{body}").as_bytes())?;
        Ok(stream)
    }

    fn ask(&mut self, head: &str, body: &str) -> io::Result<Page> {
        let mut stream = self.asking(head, body)?;
        let page = read(&mut stream)?;
        page.head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")).for_each(|cookie| self.keep(cookie));
        if !page.head.contains("connection: close") {
            self.connection = Some(stream);
        }
        Ok(page)
    }

    fn keep(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').expect("a cookie has a name");
        let value = rest.split(';').next().unwrap_or_default();
        if value.is_empty() {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    fn connect(&self) -> io::Result<StreamOwned<ClientConnection, TcpStream>> {
        let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None)?;
        rustix::net::bind(&socket, &SocketAddr::new(IpAddr::V4(self.from), 0))?;
        rustix::net::connect(&socket, &self.door.address)?;
        let stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENT))?;
        stream.set_nodelay(true)?;
        let name = ServerName::try_from("localhost").map_err(Error::other)?;
        let tls = ClientConnection::new(self.door.tls.clone(), name).map_err(Error::other)?;
        Ok(StreamOwned::new(tls, stream))
    }
}

fn read(from: &mut StreamOwned<ClientConnection, TcpStream>) -> io::Result<Page> {
    let (status, head, body) = whole(from)?;
    Ok(Page { status, head, body: String::from_utf8(body).map_err(Error::other)? })
}

fn head(from: &mut StreamOwned<ClientConnection, TcpStream>) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        from.read_exact(&mut byte)?;
        head.extend(byte);
    }
    String::from_utf8(head).map_err(Error::other)
}

/// Status, head and body.
fn whole(from: &mut StreamOwned<ClientConnection, TcpStream>) -> io::Result<(u16, String, Vec<u8>)> {
    let head = head(from)?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.ok_or_else(|| Error::other("it does not say how long it is"))?];
    from.read_exact(&mut body)?;
    let status = head[9..12].parse().map_err(Error::other)?;
    Ok((status, head, body))
}
