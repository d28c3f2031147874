//! `user recover`: help from whoever has a shell on the server's host.

use std::io::Write;
use std::sync::Arc;

use clap::{Args, Subcommand};
use steadfast_server::access::invitations::recover_on_host;
use steadfast_server::ambient::Machine;
use steadfast_server::config::Layer;
use steadfast_server::data_directory::DataDirectory;
use steadfast_server::serve;

use crate::failure::{Exit, Failure};
use crate::server::{Listing, user_list};

/// Accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// On the server's host: make a link by which a person sets a new password. It works once and is recorded; the server may be running.
    Recover(Recover),
    /// List people with their roles, by the API. The token needs `people.read`.
    List(Listing),
}

/// `user recover`.
#[derive(Debug, Args)]
pub(crate) struct Recover {
    /// The address that the person signs in with.
    #[arg(value_name = "EMAIL")]
    email: String,
    #[command(flatten)]
    place: crate::serve::Place,
}

pub(crate) fn run(user: User, out: &mut dyn Write) -> Result<Exit, Failure> {
    match user {
        User::Recover(args) => recover(args, out),
        User::List(listing) => user_list(&listing, out),
    }
}

fn recover(args: Recover, out: &mut dyn Write) -> Result<Exit, Failure> {
    let config = args.place.config(Layer::default())?;
    crate::backup::source(&config)?;
    let data = DataDirectory::beside(&config.data).map_err(Failure::directory)?;
    let opened = serve::open(config, &data, Arc::new(Machine));
    let (app, _) = opened.map_err(|error| Failure::Server(Box::new(error)))?;
    let runtime = serve::runtime().map_err(|error| Failure::Server(Box::new(error)))?;
    let link = runtime
        .block_on(recover_on_host(&app, &args.email))
        .map_err(|error| Failure::Nothing { path: args.email.clone(), reason: error.to_string() })?;
    let words = format!(
        "Give this link to the person alone. It works once, until {}. Where people reach the server by another address, \
         put that before /recovery:\n  {}",
        link.expires, link.address
    );
    writeln!(out, "{words}").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
