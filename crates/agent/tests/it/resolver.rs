//! Names to addresses, with a name server that lies.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::time::Duration;

use steadfast_agent::net::{Hosts, ResolveError, Resolver, Servers};

use crate::dns::answer;

const ANSWER: u16 = 0x8180;

/// A name server on this machine: each question gets the packets that `answers` makes of it.
fn server(answers: impl Fn(&[u8]) -> Vec<Vec<u8>> + Send + 'static) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port is free");
    let address = socket.local_addr().expect("it has one");
    std::thread::spawn(move || {
        let mut buffer = [0; 512];
        while let Ok((count, from)) = socket.recv_from(&mut buffer) {
            for packet in answers(&buffer[..count]) {
                let _ = socket.send_to(&packet, from);
            }
        }
    });
    address
}

fn is_v4(question: &[u8]) -> bool {
    question[question.len() - 3] == 1
}

/// One address of each kind.
fn honest(question: &[u8]) -> Vec<u8> {
    let (kind, data) = if is_v4(question) { (1, vec![192, 0, 2, 7]) } else { (28, vec![0x20; 16]) };
    answer(question, ANSWER, &[(vec![0xc0, 12], kind, data)])
}

fn find(host: &str, addresses: Vec<SocketAddr>) -> Result<Vec<IpAddr>, ResolveError> {
    let servers = Servers { addresses, wait: Duration::from_millis(300), rounds: 1 };
    Resolver::new(Path::new("/etc/hosts"), servers).addresses(host, Duration::from_secs(10))
}

fn first(found: Result<Vec<IpAddr>, ResolveError>) -> String {
    found.expect("it is found")[0].to_string()
}

#[test]
fn a_name_has_its_addresses_of_both_kinds() {
    let found = find("unit.test", vec![server(|question| vec![honest(question)])]).expect("it is found");
    assert_eq!(found, ["192.0.2.7".parse::<IpAddr>().expect("one"), IpAddr::from([0x20; 16])]);
}

#[test]
fn addresses_and_this_machine_need_no_server() {
    assert_eq!(first(find("192.0.2.1", Vec::new())), "192.0.2.1");
    assert_eq!(first(find("::1", Vec::new())), "::1");
    assert!(find("localhost", Vec::new()).expect("it is here").iter().all(IpAddr::is_loopback));
}

#[test]
fn lies_are_passed_over_until_the_truth_comes() {
    let lying = server(|question| {
        let mut other = question.to_vec();
        other[0] ^= 1;
        vec![honest(&other), b"x".to_vec(), question.to_vec(), honest(question)]
    });
    assert_eq!(first(find("unit.test", vec![lying])), "192.0.2.7");
}

#[test]
fn where_one_server_is_of_no_use_the_next_is_asked() {
    let silent = server(|_| Vec::new());
    let failing = server(|question| vec![answer(question, 0x8182, &[])]);
    let good = server(|question| vec![honest(question)]);
    assert_eq!(first(find("unit.test", vec![silent, failing, good])), "192.0.2.7");
    assert!(matches!(find("unit.test", vec![silent]), Err(ResolveError::Asked(_))));
    assert!(matches!(find("unit.test", vec![failing]), Err(ResolveError::Answer(_))));
}

#[test]
fn a_name_that_is_not_there_is_said_to_be_so() {
    let none = server(|question| vec![answer(question, 0x8183, &[])]);
    assert!(matches!(find("unit.test", vec![none]), Err(ResolveError::NoSuchName)));
    let empty = server(|question| vec![answer(question, ANSWER, &[])]);
    assert!(matches!(find("unit.test", vec![empty]), Err(ResolveError::NoSuchName)));
    assert!(matches!(find("no name", vec![empty]), Err(ResolveError::Name(_))));
}

#[test]
fn one_kind_is_enough() {
    let half =
        server(|question| if is_v4(question) { vec![answer(question, 0x8182, &[])] } else { vec![honest(question)] });
    assert_eq!(find("unit.test", vec![half]).expect("it is found"), [IpAddr::from([0x20; 16])]);
}

#[test]
fn an_answer_that_does_not_fit_comes_over_a_stream() {
    let address = server(|question| vec![answer(question, 0x8380, &[])]);
    let listener = TcpListener::bind(address).expect("the same port is free");
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut length = [0; 2];
            stream.read_exact(&mut length).expect("a question comes");
            let mut question = vec![0; usize::from(u16::from_be_bytes(length))];
            stream.read_exact(&mut question).expect("all of it");
            let packet = honest(&question);
            let length = u16::try_from(packet.len()).expect("it is short").to_be_bytes();
            for piece in [&length[..1], &length[1..], &packet[..9], &packet[9..]] {
                stream.write_all(piece).expect("it is heard");
            }
        }
    });
    assert_eq!(first(find("unit.test", vec![address])), "192.0.2.7");
}

#[test]
fn the_machines_files_are_read_as_others_read_them() {
    let hosts =
        Hosts::read("# names\n127.0.0.1 localhost # here\n192.0.2.9\tUnit unit.test\nnonsense x\n::1 localhost\n");
    let of = |name| hosts.find(name).map(|ip| ip.to_string()).collect::<Vec<_>>();
    assert_eq!(
        (of("localhost"), of("unit"), of("x")),
        (vec!["127.0.0.1".to_owned(), "::1".to_owned()], vec!["192.0.2.9".to_owned()], vec![])
    );
    let servers = Servers::read(
        "; c\nnameserver 192.0.2.1\nsearch x\nnameserver ::1\nnameserver bad\noptions timeout:2 attempts:9 rotate\n",
    );
    let expected: Vec<SocketAddr> =
        ["192.0.2.1:53", "[::1]:53"].iter().map(|text| text.parse().expect("one")).collect();
    assert_eq!((servers.addresses, servers.wait, servers.rounds), (expected, Duration::from_secs(2), 5));
    assert_eq!(Servers::read("").addresses, ["127.0.0.1:53".parse().expect("one")]);
}
