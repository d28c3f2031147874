//! Which requests are heard at once. What staff do goes through the same writer as what units say, and must not wait behind a
//! crowd: a unit that finds no place is told to come back, and comes back at a time of its own.

use tokio::sync::Semaphore;

use super::error::DeviceError;

/// Requests that are heard at once.
pub const PLACES: usize = 256;

/// The places of this door.
#[derive(Debug)]
pub struct Admission(Semaphore);

impl Default for Admission {
    fn default() -> Self {
        Self(Semaphore::new(PLACES))
    }
}

impl Admission {
    /// Hears a request, where there is a place.
    pub(super) async fn hear<T>(
        &self,
        request: impl Future<Output = Result<T, DeviceError>>,
    ) -> Result<T, DeviceError> {
        let _place = self.0.try_acquire().map_err(|_| DeviceError::Busy)?;
        request.await
    }
}
