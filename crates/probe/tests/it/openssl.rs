//! Old versions of TLS, as OpenSSL's own server takes and refuses them.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use steadfast_probe::{Ask, Verdict};

use crate::asked::{ask, asked, said};

/// A server that ends with its value.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill().and_then(|()| self.0.wait()));
    }
}

fn start(folder: &Path, versions: &[&str]) -> Server {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let made = rcgen::generate_simple_self_signed(vec!["device.example".to_owned()]).expect("a certificate");
    let pem = folder.join(format!("{port}.pem"));
    std::fs::write(&pem, made.cert.pem() + &made.signing_key.serialize_pem()).expect("a file");
    let mut command = Command::new("openssl");
    command.args(["s_server", "-quiet", "-www", "-accept", &format!("127.0.0.1:{port}"), "-cipher", "ALL:@SECLEVEL=0"]);
    command.arg("-cert").arg(&pem).args(versions).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("openssl is there: `cargo xtask test` installs it");
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert_eq!(child.try_wait().expect("it can be asked"), None, "openssl ended");
        std::thread::sleep(Duration::from_millis(10));
    }
    Server(child, port)
}

#[test]
fn what_a_real_server_takes_and_refuses_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases: [(&[&str], Verdict, &str); 4] = [
        (&["-no_tls1", "-no_tls1_1"], Verdict::Passed, "both are refused"),
        (&["-tls1"], Verdict::Failed, "takes TLS 1.0"),
        (&["-tls1_1"], Verdict::Failed, "takes TLS 1.1"),
        (&["-no_tls1"], Verdict::Failed, "takes TLS 1.1"),
    ];
    for (versions, wanted, words) in cases {
        let server = start(folder.path(), versions);
        let report = asked(&Ask { answer_within: Duration::from_secs(2), ..ask(vec![server.1]) });
        let (verdict, reason) = said(&report, "old-tls");
        assert_eq!(verdict, wanted, "{versions:?}: {reason}");
        assert!(reason.contains(words), "{versions:?}: {reason}");
    }
}
