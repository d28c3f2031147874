//! Passkeys, with an authenticator made of a key and a few bytes of CBOR.

use steadfast_server::access::passkey::{PasskeyError, Passkeys};

#[test]
fn passkeys_need_a_host_name() {
    assert!(Passkeys::new("https://steadfast.example:8443").is_ok());
    assert!(Passkeys::new("http://localhost:8080").is_ok());
    for origin in ["https://192.0.2.7", "https://[2001:db8::1]:8443", "nonsense", ""] {
        assert!(matches!(Passkeys::new(origin), Err(PasskeyError::NoHostName(_))), "{origin}");
    }
}
