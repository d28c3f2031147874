//! The three cookies: session, sign-in under way, and the browser's own.

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session.
    Session,
    /// A sign-in that waits for its second factor.
    SignIn,
    /// The mark of a browser that signed in before.
    Browser,
}

/// How the browser reaches the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Over TLS: `__Host-` names, which no other host and no plain connection can set.
    Tls,
    /// Plain, on a loopback address.
    Loopback,
}

impl Cookie {
    /// Its name on a channel.
    #[must_use]
    pub const fn name(self, channel: Channel) -> &'static str {
        match (self, channel) {
            (Self::Session, Channel::Tls) => "__Host-steadfast",
            (Self::Session, Channel::Loopback) => "steadfast",
            (Self::SignIn, Channel::Tls) => "__Host-steadfast-sign-in",
            (Self::SignIn, Channel::Loopback) => "steadfast-sign-in",
            (Self::Browser, Channel::Tls) => "__Host-steadfast-browser",
            (Self::Browser, Channel::Loopback) => "steadfast-browser",
        }
    }

    /// Seconds the browser keeps it: 30 days, 5 minutes, and 400 days (the most that browsers keep any).
    const fn seconds(self) -> u32 {
        match self {
            Self::Session => 30 * 24 * 3600,
            Self::SignIn => 300,
            Self::Browser => 400 * 24 * 3600,
        }
    }

    /// The `Set-Cookie` value that sets it.
    #[must_use]
    pub fn set(self, channel: Channel, value: &str) -> String {
        self.header(channel, value, self.seconds())
    }

    /// The `Set-Cookie` value that removes it.
    #[must_use]
    pub fn clear(self, channel: Channel) -> String {
        self.header(channel, "", 0)
    }

    /// Finds it in a `Cookie` header.
    #[must_use]
    pub fn find(self, channel: Channel, header: &str) -> Option<&str> {
        let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == self.name(channel)).map(|(_, value)| value).next()
    }

    fn header(self, channel: Channel, value: &str, seconds: u32) -> String {
        let secure = match channel {
            Channel::Tls => "; Secure",
            Channel::Loopback => "",
        };
        format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.name(channel))
    }
}
