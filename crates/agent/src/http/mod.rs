//! HTTP/1.1 as the unit speaks it: a small part of RFC 9112, read strictly. Nothing here touches a socket.

mod fields;
mod head;
mod percent;
mod reader;
mod request;
mod response;
mod site;

pub use fields::{Fields, FieldsError, MOST_FIELDS};
pub use percent::{DecodeError, encoded};
pub use reader::{MOST_BODY, MOST_HEAD, Reader};
pub use request::{FormError, Method, Refused, Request};
pub use response::{Body, Keep, Response, Stream, Taken};
