use super::FeedFile;
use crate::{Limits, ReadError};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<FeedFile, ReadError> {
    let _ = (bytes, limits);
    Err(ReadError::Empty)
}
