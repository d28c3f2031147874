//! Secrets of sessions for tests that read what was said, and never otherwise: without the feature `test-key-log` there is
//! no code here that could write one.

use std::sync::Arc;

use rustls::KeyLog;

/// Writes secrets to the file that `SSLKEYLOGFILE` names.
#[cfg(feature = "test-key-log")]
pub(super) fn key_log() -> Arc<dyn KeyLog> {
    Arc::new(rustls::KeyLogFile::new())
}

/// Writes nothing.
#[cfg(not(feature = "test-key-log"))]
pub(super) fn key_log() -> Arc<dyn KeyLog> {
    Arc::new(rustls::NoKeyLog {})
}
