use super::Document;
use crate::{Limits, ReadError};

pub(super) fn detect(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let _ = (bytes, limits);
    Err(ReadError::Empty)
}
