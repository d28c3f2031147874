//! A small device to be asked: pages and an interface for programs over TLS, and a function that it is for. It is good, or has one
//! [`Flaw`] and is good but for that.
//!
//! It is fresh when it begins: its owner sets it up. Each account gets a few tries at each door from each address, then waits; browsers that
//! got in before have tries of their own.

mod core_port;
mod flaw;
mod house;
mod http;
mod listener;
mod old_tls;
mod pages;

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use house::House;
use listener::{Listener, Reserved, Tls};

pub use flaw::Flaw;

/// How the device is to be.
#[derive(Clone, Debug)]
pub struct Build {
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
    /// Its owner's name and password, where it is set up already.
    pub owner: Option<(String, String)>,
    /// Where it listens.
    pub listen: IpAddr,
    /// How long an account waits after too many tries.
    pub wait: Duration,
}

/// A device that lives as long as this value.
#[derive(Debug)]
pub struct Simulator {
    flaw: Option<Flaw>,
    listen: IpAddr,
    https: Listener,
    plain: Listener,
    core: Listener,
    extra: Extra,
}

/// The port that is declared by nobody: nothing listens, unless that is the flaw.
#[derive(Debug)]
enum Extra {
    Shut(Reserved),
    Open(Listener),
}

impl Simulator {
    /// Switches a device on.
    ///
    /// # Errors
    /// When it cannot listen.
    pub fn start(build: Build) -> io::Result<Self> {
        let tls = Tls::new(build.listen).map_err(io::Error::other)?;
        let (listen, flaw) = (build.listen, build.flaw);
        let house = Arc::new(House::new(build));
        let [first, second, third] = listener::ports(listen)?;
        let listener = |socket, work| Listener::start(socket, Arc::clone(&house), work);
        let secure = listener(first, pages::secure(tls))?;
        Ok(Self {
            flaw,
            listen,
            plain: listener(second, pages::plain(secure.port()))?,
            https: secure,
            core: listener(third, core_port::work())?,
            extra: match flaw {
                Some(Flaw::UndeclaredPort) => Extra::Open(listener(TcpListener::bind((listen, 0))?, pages::empty())?),
                _ => Extra::Shut(Reserved::new(listen)?),
            },
        })
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> IpAddr {
        self.listen
    }

    /// Every port that somebody may want to look at.
    #[must_use]
    pub fn ports(&self) -> Vec<u16> {
        let extra = match &self.extra {
            Extra::Shut(reserved) => reserved.port(),
            Extra::Open(listener) => listener.port(),
        };
        [self.declared(), vec![extra]].concat()
    }

    /// The ports that are declared: pages, the way to them without TLS, and what it is for.
    #[must_use]
    pub fn declared(&self) -> Vec<u16> {
        [&self.https, &self.plain, &self.core].map(Listener::port).to_vec()
    }

    /// The port of what it is for.
    #[must_use]
    pub fn core(&self) -> u16 {
        self.core.port()
    }

    /// The port of its pages.
    #[must_use]
    pub fn https(&self) -> u16 {
        self.https.port()
    }
}

/// The path of what it is for.
pub const CORE_PATH: &str = "/state";
