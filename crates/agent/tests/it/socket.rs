//! The door for local programs.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;

use proptest::prelude::*;
use steadfast_agent::socket::{LineError, Lines, MOST_CLIENTS, MOST_LINE, Socket, SocketError};

use crate::world::{PATIENT, World};

fn connect(world: &World) -> BufReader<UnixStream> {
    let stream = UnixStream::connect(&world.socket).expect("it listens");
    stream.set_read_timeout(Some(PATIENT)).expect("a time");
    BufReader::new(stream)
}

fn say(client: &mut BufReader<UnixStream>, line: &str) {
    client.get_mut().write_all(line.as_bytes()).expect("it is heard");
}

fn heard(client: &mut BufReader<UnixStream>) -> String {
    let mut line = String::new();
    client.read_line(&mut line).expect("a line comes");
    line
}

#[test]
fn lines_are_answered_and_the_kernel_says_who_asks() {
    let world = World::start();
    let mut client = connect(&world);
    say(&mut client, "{\"a\":1}\n\n{\"b\"");
    say(&mut client, ":2}\r\n");
    let user = rustix::process::getuid().as_raw();
    assert_eq!(heard(&mut client), format!("{user} {{\"a\":1}}\n"));
    assert_eq!(heard(&mut client).trim_end(), format!("{user} {{\"b\":2}}"));
}

#[test]
fn only_the_units_user_and_group_may_connect() {
    let world = World::start();
    let mode = std::fs::metadata(&world.socket).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o660);
}

#[test]
fn a_client_that_does_not_read_is_cut_off_and_holds_nobody_up() {
    let world = World::start();
    let mut greedy = connect(&world);
    let mut other = connect(&world);
    say(&mut greedy, "flood\nflood\nflood\nflood\n");
    say(&mut other, "x\n");
    assert!(heard(&mut other).ends_with(" x\n"));
    let mut rest = Vec::new();
    // It may end in an error: what it had not sent was thrown away.
    let _ = greedy.read_to_end(&mut rest);
    assert!(rest.len() < 40_000 * 7);
    assert_eq!(world.end().gone.len(), 1);
}

#[test]
fn a_line_that_is_too_long_ends_the_client() {
    let world = World::start();
    let mut client = connect(&world);
    say(&mut client, &"a".repeat(MOST_LINE + 1));
    assert!(heard(&mut client).contains("error"));
    assert_eq!(heard(&mut client), "");
}

#[test]
fn more_clients_than_there_is_room_for_are_turned_away() {
    let world = World::start();
    let mut clients: Vec<_> = (0..MOST_CLIENTS).map(|_| connect(&world)).collect();
    for client in &mut clients {
        say(client, "x\n");
        assert!(!heard(client).is_empty());
    }
    assert_eq!(heard(&mut connect(&world)), "");
    drop(clients.pop());
    say(&mut clients[0], "y\n");
    assert!(!heard(&mut clients[0]).is_empty());
    let mut late = connect(&world);
    say(&mut late, "z\n");
    assert!(heard(&mut late).ends_with(" z\n"));
}

#[test]
fn what_a_former_run_left_is_replaced_and_nothing_else_is() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("socket");
    drop(Socket::listen(&path).expect("the folder is empty"));
    drop(Socket::listen(&path).expect("the old one is replaced"));
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").expect("there is room");
    assert!(matches!(Socket::listen(&file), Err(SocketError::Taken(_))));
    assert_eq!(std::fs::read(&file).expect("it is there"), b"mine");
}

#[test]
fn a_line_that_is_no_text_is_an_error() {
    let mut lines = Lines::default();
    lines.push(b"good\n\xff\n");
    assert_eq!(lines.next(), Ok(Some("good".to_owned())));
    assert_eq!(lines.next(), Err(LineError::NotText));
}

proptest! {
    #[test]
    fn lines_are_the_same_however_their_bytes_come(texts in proptest::collection::vec("[a-z{}:]{1,60}", 0..20), pieces in proptest::collection::vec(1usize..50, 0..80)) {
        let bytes: Vec<u8> = texts.iter().flat_map(|text| format!("{text}\n").into_bytes()).collect();
        let (mut lines, mut read, mut rest) = (Lines::default(), Vec::new(), &bytes[..]);
        for piece in pieces.into_iter().chain([usize::MAX]) {
            let (now, later) = rest.split_at(piece.min(rest.len()));
            lines.push(now);
            rest = later;
            while let Some(line) = lines.next().expect("all are good") {
                read.push(line);
            }
        }
        prop_assert_eq!(read, texts);
    }

    #[test]
    fn no_bytes_break_the_lines(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut lines = Lines::default();
        lines.push(&bytes);
        while let Ok(Some(line)) = lines.next() {
            prop_assert!(line.len() <= MOST_LINE && !line.contains('\n'));
        }
    }
}
