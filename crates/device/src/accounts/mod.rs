//! People of a unit: passwords, second factors, sessions, and the throttle that keeps guessing slow.
//!
//! All of it is calculation. An event loop asks the [`Door`], runs [`Attempt::hash`] on whatever thread it has for that,
//! keeps [`People`] with what else belongs to the owner, and opens [`Sessions`](session::Sessions).

mod account;
mod attempt;
pub mod blocklist;
pub mod budget;
mod cookie;
mod cost;
mod door;
mod hash;
mod name;
pub mod password;
mod pattern;
mod people;
mod queue;
mod secret;
pub mod session;
mod throttle;
mod throttle_document;
pub mod totp;

pub use account::{Account, MOST_BROWSERS, Role};
pub use attempt::{Attempt, Half, Hashed, Ticket};
pub use cookie::{BrowserId, Cookie, CookieSecret};
pub use cost::{Cost, CostError};
pub use door::{Begun, Door, In, Login, Origin, Outcome};
pub use hash::{HashError, Verifier};
pub use name::{Name, NotAName};
pub use people::{MOST as MOST_ACCOUNTS, People, PeopleError};
pub use queue::{Place, Queue};
pub use secret::{Secret, TooLong};
pub use throttle::{Throttle, tries_of_a_stranger};
