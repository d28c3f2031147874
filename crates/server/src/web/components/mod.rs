//! The pieces pages are made of. Each is a function or a small builder that ends in markup; none knows a page.

mod badge;
mod button;
mod card;
mod code;
mod confirm;
mod definitions;
mod empty;
mod fields;
mod heading;
mod icon;
mod listing;
mod notice;
mod paging;
mod passkey;
mod progress;
mod qr;
mod tabs;
mod time;

pub use badge::{Verdict, badge, verdict};
pub use button::{Look, actions, button_link, post_button, submit};
pub use card::{card, card_with_id, columns, figure_card, figures};
pub use code::{code_block, copyable, fingerprint, secret};
pub use confirm::Confirm;
pub use definitions::{Definitions, definition_card, unknown, unknown_or};
pub use empty::{empty, empty_with};
pub use fields::{
    Choice, Group, Input, checkbox_groups, checkboxes, error_summary, form, form_with_files, radios, reason, select,
    select_groups,
};
pub use heading::{page_heading, page_heading_with, section};
pub use icon::{Icon, icon, mark};
pub use listing::{Cell, Column, Listing, Query};
pub use notice::{notice, notice_with};
pub use paging::{Paging, Total};
pub use passkey::{Ceremony, PasskeyForm};
pub use progress::progress;
pub use qr::qr;
pub use tabs::tabs;
pub use time::{time, time_or_day, time_or_never};
