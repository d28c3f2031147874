//! Own icons, drawn in a 16 × 16 box with the colour of the text. They never stand alone: words are always beside them.

use maud::{Markup, PreEscaped, html};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tick.
    Check,
    /// A cross.
    Cross,
    /// An exclamation mark.
    Warning,
    /// An i.
    Information,
    /// A question mark.
    Unknown,
    /// A dash.
    Dash,
    /// Two sheets.
    Copy,
    /// Three lines.
    Menu,
    /// A triangle, pointing down.
    Down,
    /// A triangle, pointing up.
    Up,
    /// An arrow to the left.
    Back,
    /// An arrow to the right.
    Forward,
    /// A calendar leaf.
    Today,
    /// Two people.
    People,
    /// A key.
    Key,
    /// Linked blocks.
    Log,
    /// A turning arrow.
    Jobs,
    /// A pulse.
    Health,
    /// Waves from a point.
    Feed,
    /// A hook.
    Webhook,
    /// Messages.
    Message,
    /// Lines of falling length.
    Triage,
    /// Two ticks.
    Approvals,
    /// A box.
    Products,
    /// Devices beside each other.
    Fleet,
    /// Circles that grow.
    Rollouts,
    /// An eye.
    Monitoring,
    /// A folder.
    Case,
    /// A bell.
    Bell,
}

/// The icon, hidden from screen readers.
#[must_use]
pub fn icon(which: Icon) -> Markup {
    html! {
        svg.icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" {
            path d=(shape(which)) {}
        }
    }
}

const fn shape(which: Icon) -> &'static str {
    match which {
        Icon::Check => "M3 8.5 6.5 12 13 4.5",
        Icon::Cross => "M4 4l8 8M12 4l-8 8",
        Icon::Warning => "M8 2.5 14.5 13.5H1.5ZM8 6.5v3.2M8 11.4v.4",
        Icon::Information => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.3v3.9M8 4.8v.4",
        Icon::Unknown => "M5.6 5.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.8M8 12.1v.4",
        Icon::Dash => "M4 8h8",
        Icon::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
        Icon::Menu => "M2 4h12M2 8h12M2 12h12",
        Icon::Down => "M4 6l4 4.5L12 6",
        Icon::Up => "M4 10l4-4.5 4 4.5",
        Icon::Back => "M13 8H3.5M7.5 3.5 3 8l4.5 4.5",
        Icon::Forward => "M3 8h9.5M8.5 3.5 13 8l-4.5 4.5",
        Icon::Today => "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5M5.5 10l1.8 1.6 3.2-3.2",
        Icon::People => {
            "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.8 13.5c0-2.4 1.7-3.8 4.2-3.8s4.2 1.4 4.2 3.8\
             M10.8 3.2a2.4 2.4 0 0 1 0 4.6M12 9.9c1.5.4 2.4 1.7 2.4 3.6"
        }
        Icon::Key => "M10.5 9a3.5 3.5 0 1 0-3.3-2.3L2 12v2h2.5v-1.5H6V11h1.5l1.7-2.2c.4.1.8.2 1.3.2ZM11.3 4.9v.2",
        Icon::Log => "M5.8 1.8h4.4v3.4H5.8zM1.8 10.8h4.4v3.4H1.8zM9.8 10.8h4.4v3.4H9.8zM8 5.2V8M4 10.8V8h8v2.8",
        Icon::Jobs => "M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.5 2v3h-3",
        Icon::Health => "M1.5 8.5h3l2-5 3 9 2-4h3",
        Icon::Feed => "M3 13v-.2M3 8.6A4.6 4.6 0 0 1 7.6 13M3 4.8A8.2 8.2 0 0 1 11.2 13M3 1.4A11.6 11.6 0 0 1 14.6 13",
        Icon::Webhook => "M8 2v6.5a3 3 0 1 1-3-3M8 8.5h5.5M11.5 6.5l2 2-2 2",
        Icon::Message => "M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5",
        Icon::Triage => "M2 3.5h12M2 7.2h8.5M2 10.9h5M12.5 9v4.5M10.5 11.5l2 2 2-2",
        Icon::Products => "M8 1.8 13.8 5v6L8 14.2 2.2 11V5ZM2.2 5 8 8.2 13.8 5M8 8.2v6",
        Icon::Fleet => "M1.8 3h8v6.2h-8zM3.8 12h4M5.8 9.2V12M11.6 5.5h2.8v8h-2.8zM13 11.6v.2",
        Icon::Rollouts => "M8 8v.2M5.6 8a2.4 2.4 0 1 1 4.8 0M3.6 10a4.9 4.9 0 1 1 8.8 0M1.9 11.8a7 7 0 1 1 12.2 0",
        Icon::Monitoring => {
            "M1.5 8C3 5.3 5.3 3.8 8 3.8S13 5.3 14.5 8C13 10.7 10.7 12.2 8 12.2S3 10.7 1.5 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z"
        }
        Icon::Case => "M1.8 4h4.4l1.4 1.8h6.6v7.4H1.8ZM8 8v2.4M8 11.6v.3",
        Icon::Bell => "M3 11.6h10M4.2 11.6V7.2a3.8 3.8 0 0 1 7.6 0v4.4M8 3.4V2M6.7 13.6a1.4 1.4 0 0 0 2.6 0",
        Icon::Approvals => "M1.5 8.5 4.5 11.5 10 5M7.5 10.5l1 1L14.5 5",
    }
}

/// The product's mark: an arch that holds because of its keystone.
#[must_use]
pub fn mark() -> Markup {
    PreEscaped(include_str!("../../../assets/mark-inline.svg").to_owned())
}
