//! The factory settings: from the product file to a signed document.

use std::io::Write;

use steadfast_device::factory::{Factory, TYPE};
use steadfast_product::LineTables;
use steadfast_trust::held;
use steadfast_trust::tuf::Sign as _;
use tempfile::NamedTempFile;

use super::{ProvisionFailure, Settings};
use crate::failure::{Exit, Failure};

pub(super) fn run(args: &Settings, out: &mut dyn Write) -> Result<Exit, Failure> {
    let wrong = |reason: String| ProvisionFailure::Settings { file: args.file.clone(), reason };
    let unreadable = |source| Failure::Unreadable { file: args.file.clone(), source };
    let text = std::fs::read_to_string(&args.file).map_err(unreadable)?;
    let file = LineTables::read(&text).map_err(|error| Failure::toml(&args.file, &text, &error))?;
    let mut table = file.unit.ok_or_else(|| wrong("has no table [unit]".to_owned()))?;
    let key = crate::keys::open(&args.key, &args.passphrase)?;
    table.insert("key".to_owned(), key.public().to_string().into());
    // Signed along, so that units can tell what is not meant to happen.
    if let Some(network) = file.network {
        table.insert("network".to_owned(), network);
    }
    if let Some(root) = &args.root {
        let text =
            std::fs::read_to_string(root).map_err(|source| Failure::Unreadable { file: root.clone(), source })?;
        let updates = table.get_mut("updates").and_then(toml::Value::as_table_mut);
        let updates = updates.ok_or_else(|| wrong("has no table [unit.updates] for --root".to_owned()))?;
        updates.insert("root".to_owned(), text.into());
    }
    if lacks_root(&table) {
        return Err(wrong(
            "[unit.updates] needs the root of your repository: add --root repository/1.root.json".to_owned(),
        )
        .into());
    }
    let given = table.clone();
    let factory: Factory = table.try_into().map_err(|error| wrong(format!("[unit]: {error}")))?;
    if let Some(key) = unread(&factory, &given) {
        return Err(wrong(format!("[unit]: {key:?} is no setting that is known here")).into());
    }
    factory.check().map_err(|error| wrong(error.to_string()))?;
    let payload = serde_json::to_vec(&factory).map_err(|error| wrong(error.to_string()))?;
    let signed = held::sign(TYPE, payload, &key).map_err(|error| wrong(error.to_string()))?;
    let bytes = signed.to_bytes().map_err(|error| wrong(error.to_string()))?;
    put(args, &bytes)?;
    let words = format!(
        "{}  version {}, {} settings, signed by {}\n",
        crate::terminal::clean(&factory.product),
        factory.version,
        factory.settings.len(),
        key.public().fingerprint().grouped()
    );
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Whether units would be told of updates, and not whom to believe.
fn lacks_root(unit: &toml::Table) -> bool {
    unit.get("updates").and_then(toml::Value::as_table).is_some_and(|updates| !updates.contains_key("root"))
}

/// A key that nothing reads, such as a slip of the pen: it would be signed away in silence.
fn unread(factory: &Factory, given: &toml::Table) -> Option<String> {
    let read = toml::Table::try_from(factory).unwrap_or_default();
    foreign(&toml::Value::Table(given.clone()), &toml::Value::Table(read))
}

fn foreign(given: &toml::Value, read: &toml::Value) -> Option<String> {
    match (given, read) {
        (toml::Value::Table(given), toml::Value::Table(read)) => given.iter().find_map(|(key, value)| {
            let same = read.get(key);
            same.map_or_else(|| Some(key.clone()), |same| foreign(value, same))
        }),
        (toml::Value::Array(given), toml::Value::Array(read)) => {
            given.iter().zip(read).find_map(|(given, read)| foreign(given, read))
        }
        _ => None,
    }
}

fn put(args: &Settings, bytes: &[u8]) -> Result<(), Failure> {
    let unwritable = |source| Failure::Unwritable { file: args.out.clone(), source };
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| ".".as_ref());
    let mut file = NamedTempFile::new_in(folder).map_err(unwritable)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(unwritable)?;
    file.persist(&args.out).map(drop).map_err(|error| unwritable(error.error))
}
