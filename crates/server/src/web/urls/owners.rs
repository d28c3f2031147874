//! Addresses of the pages of owners, and of what they are told.

/// POST `corrects`: begins a notice to owners, or one in the place of another.
pub const CASE_OWNERS: &str = "/cases/{id}/owner-notices";
/// GET: a notice to owners. POST its fields, `seen`.
pub const OWNER_NOTICE: &str = "/owner-notices/{id}";
/// POST `units`, `seen`.
pub const OWNER_NOTICE_SEND: &str = "/owner-notices/{id}/send";
/// POST `seen`.
pub const OWNER_NOTICE_RECALL: &str = "/owner-notices/{id}/recall";
/// POST `seen`.
pub const OWNER_NOTICE_DROP: &str = "/owner-notices/{id}/drop";
/// GET, paging by `after`: its devices.
pub const OWNER_NOTICE_UNITS: &str = "/owner-notices/{id}/units";
/// POST `pass`, `way`, `to`, `mail`, `webhook`, `language`: where the owner wants to be told.
pub const OWNER_CONTACT: &str = "/owner/contact";
/// GET and POST: confirms a mail address, by the link that was sent there.
pub const OWNER_CONFIRM: &str = "/owner/confirm/{secret}";
/// GET and POST `serial`, `code`: what the owner of a device sees, without an account.
pub const OWNER: &str = "/owner";
/// POST `pass`, `decision`, `until`: what the owner decides.
pub const OWNER_DECIDE: &str = "/owner/decide";
/// POST `pass`: what is held.
pub const OWNER_HELD: &str = "/owner/held";
/// POST `pass`, `class`, `from`: the events that are held.
pub const OWNER_EVENTS: &str = "/owner/events";
/// POST `pass`, `to` (`off` or `on`): whether events are taken.
pub const OWNER_SHARING: &str = "/owner/sharing";
/// POST `pass`, `kind` (`events` or `signed`): what is held, as a file.
pub const OWNER_EXPORT: &str = "/owner/export";
/// POST `pass`: erases what is held.
pub const OWNER_ERASE: &str = "/owner/erase";
