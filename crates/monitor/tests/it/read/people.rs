//! What `sshd`, PAM and the programs that change accounts say.

use steadfast_monitor::event::{AccountChange, What};
use steadfast_monitor::read::Syslog;

use super::{said, sshd};

const FROM: &str = "place=stranger source=192.0.2.7";

#[test]
fn tries_to_come_in_are_told_apart() {
    let cases = [
        ("Failed password for anna from 192.0.2.7 port 50000 ssh2", "wrong account=anna", "factor=password"),
        (
            "Failed password for invalid user adm from 192.0.2.7 port 1 ssh2",
            "unknown-account account=adm",
            "factor=password",
        ),
        ("Failed publickey for anna from 192.0.2.7 port 1 ssh2: RSA SHA256:abc", "", ""),
        ("Failed none for invalid user adm from 192.0.2.7 port 1 ssh2", "unknown-account account=adm", ""),
        ("Invalid user adm from 192.0.2.7", "unknown-account account=adm", ""),
        ("Invalid user adm from 192.0.2.7 port 22", "unknown-account account=adm", ""),
        ("Invalid user  from 192.0.2.7", "unknown-account account=", ""),
        ("Accepted password for anna from 192.0.2.7 port 1 ssh2", "accepted account=anna", "factor=password"),
        (
            "Accepted publickey for anna from 192.0.2.7 port 1 ssh2: ED25519 SHA256:x",
            "accepted account=anna",
            "factor=key",
        ),
        ("Received disconnect from 192.0.2.7: 11: Bye Bye [preauth]", "given-up", ""),
        ("Received disconnect from 192.0.2.7 port 50000:11: Bye Bye [preauth]", "given-up", ""),
        ("error: Received disconnect from 192.0.2.7: 14: No more [preauth]", "given-up", ""),
        ("Connection closed by 192.0.2.7 [preauth]", "given-up", ""),
        ("Connection closed by authenticating user anna 192.0.2.7 port 1 [preauth]", "given-up account=anna", ""),
        ("Connection reset by invalid user a b 192.0.2.7 port 1 [preauth]", "given-up account=a b", ""),
        (
            "error: maximum authentication attempts exceeded for anna from 192.0.2.7 port 1 ssh2 [preauth]",
            "throttled account=anna",
            "",
        ),
        ("User anna from 192.0.2.7 not allowed because not listed in AllowUsers", "wrong account=anna", ""),
    ];
    for (message, first, last) in cases {
        let words = [&format!("authentication attempt={first} {FROM}"), last, "service=sshd"];
        let wanted: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let wanted = if first.is_empty() { String::new() } else { wanted.join(" ") };
        assert_eq!(sshd(message), wanted, "{message}");
    }
}

#[test]
fn what_is_said_twice_is_told_once() {
    let others = [
        "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7  user=root",
        "input_userauth_request: invalid user adm [preauth]",
        "Disconnected from authenticating user anna 192.0.2.7 port 50000 [preauth]",
        "pam_unix(sshd:session): session opened for user anna by (uid=0)",
        "Received disconnect from 192.0.2.7: 11: disconnected by user",
        "reverse mapping checking getaddrinfo for x [192.0.2.7] failed - POSSIBLE BREAK-IN ATTEMPT!",
    ];
    for line in others {
        assert_eq!(sshd(line), "", "{line}");
    }
    assert_eq!(
        sshd("pam_unix(sshd:session): session closed for user anna"),
        "authentication attempt=left account=anna service=sshd"
    );
}

#[test]
fn a_name_that_looks_like_a_line_moves_no_blame() {
    let forged = [
        "Invalid user a from 203.0.113.9 port 1 from 192.0.2.7 port 50000",
        "Failed password for invalid user x from 203.0.113.9 port 22 ssh2 from 192.0.2.7 port 1 ssh2",
        "Failed password for invalid user x for y from 203.0.113.9 from 192.0.2.7 port 1 ssh2",
        "Connection closed by invalid user x 203.0.113.9 port 1 192.0.2.7 port 1 [preauth]",
        "Invalid user Accepted password for root from 203.0.113.9 port 1 ssh2 from 192.0.2.7",
    ];
    for line in forged {
        let said = sshd(line);
        assert!(said.contains("source=192.0.2.7") && !said.contains("attempt=accepted"), "{line}: {said}");
    }
}

#[test]
fn repeated_lines_stand_for_as_many_tries() {
    let line = "message repeated 5 times: [ Failed password for root from 192.0.2.7 port 40 ssh2]";
    assert!(sshd(line).ends_with("tries=5"), "{}", sshd(line));
    for odd in ["message repeated 0 times: [ x]", "message repeated x times: [ Invalid user a from 192.0.2.7]"] {
        assert_eq!(sshd(odd), "", "{odd}");
    }
}

#[test]
fn a_look_at_the_port_is_no_try_to_come_in() {
    let wanted = "network-activity activity=flow transport=tcp direction=inbound remote=192.0.2.7 state=partial";
    assert_eq!(sshd("Did not receive identification string from 192.0.2.7"), wanted);
    assert_eq!(sshd("error: Did not receive identification string from 192.0.2.7 port 50000"), wanted);
    assert_eq!(
        sshd("Did not receive identification string from 2001:db8::1").replace("2001:db8::1", "192.0.2.7"),
        wanted
    );
}

fn other(program: &str, message: &str) -> String {
    said(Syslog::of_year(2026).read(format!("2026-03-01T10:00:00Z host {program}[1]: {message}").as_bytes()))
}

#[test]
fn other_services_are_told_by_pam() {
    let ftp =
        "pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=a rhost=192.0.2.7  user=a";
    let wanted =
        "authentication attempt=wrong account=a place=stranger source=192.0.2.7 factor=password service=vsftpd";
    assert_eq!(other("vsftpd", ftp), wanted);
    let here = "pam_unix(login:auth): authentication failure; logname=LOGIN uid=0 euid=0 tty=/dev/tty1 ruser= rhost=  user=anna";
    assert_eq!(
        other("login", here),
        "authentication attempt=wrong account=anna place=here factor=password service=login"
    );
    let came = "pam_unix(login:session): session opened for user anna(uid=1000) by LOGIN(uid=0)";
    assert_eq!(other("login", came), "authentication attempt=accepted account=anna place=here service=login");
    for nobody in ["cron", "systemd-user"] {
        assert_eq!(other("CRON", &format!("pam_unix({nobody}:session): session opened for user root by (uid=0)")), "");
    }
}

#[test]
fn a_name_with_an_address_in_it_is_not_believed() {
    let line = "pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=x rhost=203.0.113.9 \
                rhost=192.0.2.7  user=x rhost=203.0.113.9";
    assert!(other("vsftpd", line).contains("source=192.0.2.7"), "{}", other("vsftpd", line));
}

#[test]
fn changes_of_accounts_are_told() {
    let line = "new user: name=eve, UID=0, GID=0, home=/srv/eve, shell=/bin/sh, from=none";
    assert_eq!(other("useradd", line), "account-change change=added account=eve role=root");
    let plain = "new user: name=bob, UID=1001, GID=1001, home=/srv/bob, shell=/bin/sh, from=none";
    assert_eq!(other("useradd", plain), "account-change change=added account=bob");
    assert_eq!(other("usermod", "add 'bob' to group 'sudo'"), "account-change change=role account=bob role=sudo");
    assert_eq!(other("usermod", "add 'bob' to group 'audio'"), "");
    assert_eq!(other("userdel", "delete user 'bob'"), "account-change change=removed account=bob");
    let password = "pam_unix(passwd:chauthtok): password changed for anna";
    assert_eq!(other("passwd", password), "account-change change=password account=anna");
    let mut log = Syslog::of_year(2026);
    let event =
        log.read(b"2026-03-01T10:00:00Z host userdel[1]: delete user 'bob'").expect("a line").expect("an event");
    assert!(matches!(event.what, Some(What::Account(it)) if it.change == Some(AccountChange::Removed)));
}

#[test]
fn who_may_not_is_told() {
    let line = "    bob : user NOT in sudoers ; TTY=pts/0 ; PWD=/srv/bob ; USER=root ; COMMAND=/usr/bin/id";
    assert_eq!(other("sudo", line), "authentication attempt=wrong account=bob place=here factor=password service=sudo");
    assert_eq!(other("sudo", "    bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/id"), "");
}
