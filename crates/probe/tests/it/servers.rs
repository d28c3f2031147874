//! Small servers that speak one thing each, and take one pair of name and password or none.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A name and a password that open.
pub(crate) type Pair = Option<(&'static str, &'static str)>;

/// Does this with each connection, on a port of this machine, for as long as the test lives.
pub(crate) fn serve(work: impl Fn(TcpStream) -> io::Result<()> + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let work = Arc::new(work);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let work = Arc::clone(&work);
            // Whoever is asked by a probe is left in the middle of things.
            std::thread::spawn(move || drop(work(stream)));
        }
    });
    port
}

fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    if reader.read_line(&mut text)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end().to_owned())
}

/// Telnet, with options before its first words.
pub(crate) fn telnet(pair: Pair) -> u16 {
    serve(move |mut stream| {
        let mut reader = BufReader::new(stream.try_clone()?);
        stream.write_all(b"\xff\xfd\x18\xff\xfb\x01login: ")?;
        let mut answered = [0; 6];
        reader.read_exact(&mut answered)?;
        if answered != *b"\xff\xfc\x18\xff\xfe\x01" {
            return stream.write_all(b"what?\r\n");
        }
        let name = line(&mut reader)?;
        stream.write_all(b"Password: ")?;
        let password = line(&mut reader)?;
        let opens = pair == Some((name.as_str(), password.as_str()));
        stream.write_all(if opens { b"\r\n# " } else { b"\r\nLogin incorrect\r\nlogin: " })
    })
}

/// FTP, with a greeting of two lines.
pub(crate) fn ftp(pair: Pair) -> u16 {
    serve(move |mut stream| {
        let mut reader = BufReader::new(stream.try_clone()?);
        stream.write_all(b"220-hello\r\n220 ready\r\n")?;
        let name = line(&mut reader)?;
        stream.write_all(b"331 and the password\r\n")?;
        let password = line(&mut reader)?;
        let opens = pair.is_some_and(|(n, p)| (format!("USER {n}"), format!("PASS {p}")) == (name, password));
        stream.write_all(if opens { b"230 in\r\n" } else { b"530 no\r\n" })
    })
}

/// What a broker lets in.
#[derive(Clone, Copy)]
pub(crate) enum Lets {
    Nobody,
    Anybody,
    Only(&'static str, &'static str),
}

/// MQTT.
pub(crate) fn broker(lets: Lets) -> u16 {
    serve(move |mut stream| {
        let mut head = [0; 2];
        stream.read_exact(&mut head)?;
        let mut body = vec![0; usize::from(head[1] & 0x7f)];
        stream.read_exact(&mut body)?;
        if head[0] != 0x10 || body.get(2..6) != Some(b"MQTT") {
            return Ok(());
        }
        let ends = |name: &str, password: &str| {
            let text = |text: &str| [&(text.len() as u16).to_be_bytes()[..], text.as_bytes()].concat();
            body.ends_with(&[text(name), text(password)].concat())
        };
        let opens = match lets {
            Lets::Nobody => false,
            Lets::Anybody => true,
            Lets::Only(name, password) => ends(name, password),
        };
        stream.write_all(&[0x20, 2, 0, if opens { 0 } else { 5 }])
    })
}

/// A page that asks for a password by a header alone.
pub(crate) fn basic(word: Option<&'static str>) -> u16 {
    serve(move |mut stream| {
        let mut reader = BufReader::new(stream.try_clone()?);
        let (mut opens, mut first) = (false, line(&mut reader)?);
        first.make_ascii_uppercase();
        if !first.starts_with("GET ") {
            return Ok(());
        }
        loop {
            let header = line(&mut reader)?;
            opens |= word.is_some_and(|word| header == format!("Authorization: Basic {word}"));
            if header.is_empty() {
                break;
            }
        }
        let asks = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(if opens { b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nin" } else { asks.as_bytes() })
    })
}

/// A form that judges a few passwords, then says the same to everybody, and that in no words that are known.
pub(crate) fn weary_form(judges: u32) -> u16 {
    let judged = Arc::new(AtomicU32::new(0));
    serve(move |mut stream| {
        let mut reader = BufReader::new(stream.try_clone()?);
        let (first, mut length) = (line(&mut reader)?, 0);
        loop {
            let header = line(&mut reader)?.to_ascii_lowercase();
            length = header.strip_prefix("content-length: ").and_then(|text| text.parse().ok()).unwrap_or(length);
            if header.is_empty() {
                break;
            }
        }
        reader.read_exact(&mut vec![0; length])?;
        let weary = first.starts_with("POST ") && judged.fetch_add(1, Ordering::Relaxed) >= judges;
        let form = "<form method=post action=/in><input name=who><input type=password name=word></form>";
        let body = if weary { "<p>Come back another day.</p>" } else { form };
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    })
}

/// SNMP under one community.
pub(crate) fn snmp(community: &'static str) -> u16 {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let port = socket.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let mut packet = [0; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut packet) {
            let asked = &packet[..length];
            let named = asked.windows(community.len()).any(|part| part == community.as_bytes());
            let answer: Vec<u8> = asked.iter().map(|byte| if *byte == 0xa0 { 0xa2 } else { *byte }).collect();
            if named {
                drop(socket.send_to(&answer, from));
            }
        }
    });
    port
}
