use crate::feed::FeedFile;
use crate::{Limits, ReadError};

pub(crate) fn read(text: &str, limits: &Limits) -> Result<FeedFile, ReadError> {
    let _ = (text, limits);
    Err(ReadError::Empty)
}
