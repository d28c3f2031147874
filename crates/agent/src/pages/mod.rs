//! The owner's pages: plain functions from what is so to HTML. They work without scripts, on a telephone, in both languages.

mod data;
mod form;
mod frame;
mod held;
mod help;
mod home;
mod log;
mod login;
mod noticed;
mod notices;
mod people;
mod policy;
mod qr;
mod reset;
mod set_up;
mod settings;
mod switches;
mod take_over;
mod transfer;
mod updates;

pub use data::{ExportView, Leaving, ReceiptLine, data, leave, receipt};
pub use form::{Wrong, choice, field, hidden, secret, submit};
pub use frame::{Frame, Place, message};
pub use held::{HeldView, held};
pub use help::help;
pub use home::{Home, home};
pub use log::{Entry, LeftLine, LeftUpTo, LogView, log};
pub use login::{LoginView, Refused, login, recover, recover_how, why_refused};
pub use noticed::{ExpectedView, NoticedLine, NoticedView, noticed};
pub use notices::{NoticeView, notices};
pub use people::{PeopleView, Person, people, totp};
pub use policy::{PolicyView, policy};
pub use reset::{locked, reset, running};
pub use set_up::{Choices, SetUpView, choices, code, done};
pub use settings::{SettingView, settings};
pub use switches::{Sent, SwitchView, switches};
pub use take_over::{ReceptionView, take_over};
pub use transfer::{TransferView, transfer};
pub use updates::{UpdateView, UpdatesView, updates};

/// The one style sheet.
pub const STYLE: &str = include_str!("../../assets/style.css");
