//! `declare prepare`, `list`, `drop` and `paper`: declarations of conformity. Another person signs, on the server's pages, for
//! that takes a person who shows anew who they are.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::Client;
use super::records::deliver;
use super::{Connection, OfProduct, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Declarations of conformity.
#[derive(Debug, Subcommand)]
pub(crate) enum Declare {
    /// Prepare a declaration of a product. Refused where its procedure is not open to the product (Art. 32), or where Annex V
    /// asks for what is missing. The token needs `declaration.prepare`.
    Prepare(Box<Prepare>),
    /// Show the declarations of a product. The token needs `dossier.read`.
    List(OfProduct),
    /// Drop a declaration that nobody signed. The token needs `declaration.prepare`.
    Drop(Which),
    /// Take a paper of a declaration out: declaration.en.pdf, simplified-declaration.de.html, ce-marking.en.pdf and the like.
    /// The token needs `dossier.read`.
    Paper(Paper),
}

/// `declare prepare`. What is left out, the product file of the release says.
#[derive(Debug, Args)]
pub(crate) struct Prepare {
    /// The product: prd_….
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// For this release: rel_… [default: the newest one on sale].
    #[arg(long, value_name = "ID", default_value = "")]
    release: String,
    /// By this procedure of Art. 32(1): A, B+C, H or certification.
    #[arg(long, value_name = "KEY", default_value = "")]
    procedure: String,
    /// The notified body.
    #[arg(long, value_name = "NAME", default_value = "")]
    body: String,
    /// Its number: four digits.
    #[arg(long, value_name = "NUMBER", default_value = "")]
    body_number: String,
    /// Number and date of its certificate or decision.
    #[arg(long, value_name = "TEXT", default_value = "")]
    certificate: String,
    /// The certificate is made up, for practice: everything is marked as a sample and counts for nothing.
    #[arg(long)]
    sample: bool,
    /// Your own number for the declaration.
    #[arg(long, value_name = "TEXT", default_value = "")]
    number: String,
    /// Another Union act that it is for, as "Directive 2014/53/EU; OJ L 153, 22.5.2014". May be given again (Art. 28(3)).
    #[arg(long, value_name = "ACT")]
    act: Vec<String>,
    /// Where the CE marking stands: product, packaging, declaration, or the https address of a website (Art. 30(1)).
    #[arg(long, value_name = "PLACE", default_value = "")]
    marking: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// Which declaration.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The declaration: dcl_….
    #[arg(value_name = "DECLARATION")]
    declaration: String,
    #[command(flatten)]
    connection: Connection,
}

/// `declare paper`.
#[derive(Debug, Args)]
pub(crate) struct Paper {
    #[command(flatten)]
    which: Which,
    /// Which paper.
    #[arg(long, value_name = "NAME", default_value = "declaration.en.pdf")]
    name: String,
    /// The file to write [default: the paper's name].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

pub(crate) fn declare(command: Declare, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Declare::Prepare(args) => prepare(&args, out),
        Declare::List(args) => list(&args, out),
        Declare::Drop(args) => drop_prepared(&args, out),
        Declare::Paper(args) => paper(&args, out),
    }
}

fn prepare(args: &Prepare, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let act = |act: &String| {
        let (name, reference) = act.split_once(';').unwrap_or((act, ""));
        json!({"name": name.trim(), "reference": reference.trim()})
    };
    let body = json!({
        "release": args.release, "procedure": args.procedure, "body_name": args.body, "body_number": args.body_number,
        "certificate": args.certificate, "sample": args.sample, "number": args.number, "marking": args.marking,
        "acts": args.act.iter().map(act).collect::<Vec<_>>(),
    });
    let path = format!("/api/v1/products/{}/declarations", segment("prd", &args.product)?);
    let made = client.post(&path, &body)?;
    let id = clean(text(&made, "id")).into_owned();
    let sample = if args.sample { "as a sample, which counts for nothing, " } else { "" };
    let said =
        || format!("{id}: prepared, {sample}and another person signs it at {}/declarations/{id}\n", client.server);
    write(out, args.format, &made, said)?;
    Ok(Exit::Yes)
}

/// One is in force: 0. None is: 3.
fn list(args: &OfProduct, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let found = client.json(&format!("/api/v1/products/{}/declarations", segment("prd", &args.product)?), &[])?;
    write(out, args.format, &found, || listed(&found))?;
    let rows = found.as_array().map_or(&[][..], Vec::as_slice);
    let in_force = rows.iter().any(|one| text(one, "state") == "signed" && one["sample"] == false);
    Ok(if in_force { Exit::Yes } else { Exit::Undecided })
}

fn listed(found: &Value) -> String {
    let mut rows = table(&["declaration", "state", "procedure", "versions", "prepared", "signed"], width());
    for one in found.as_array().map_or(&[][..], Vec::as_slice) {
        let said = &one["content"]["declaration"];
        let sample = if one["sample"] == true { " (sample)" } else { "" };
        let versions: Vec<&str> =
            said["product"]["versions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let day = |name: &str| text(one, name).chars().take(10).collect::<String>();
        let state = format!("{}{sample}", text(one, "state"));
        let procedure = text(&said["assessment"], "procedure");
        row(&mut rows, &[text(one, "id"), &state, procedure, &versions.join(", "), &day("prepared"), &day("signed")]);
    }
    format!("{rows}\n")
}

fn drop_prepared(args: &Which, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.command(&format!("/api/v1/declarations/{}/drop", segment("dcl", &args.declaration)?))?;
    out.write_all(b"dropped\n").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn paper(args: &Paper, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.which.connection)?;
    let id = segment("dcl", &args.which.declaration)?;
    let answer = client.get(&format!("/api/v1/declarations/{id}/papers/{}", clean(&args.name)), &[])?;
    let to = args.to.clone().unwrap_or_else(|| PathBuf::from(args.name.rsplit('/').next().unwrap_or("paper")));
    deliver(&client, Some(&to), &mut answer.into_body().into_reader(), out)
}
