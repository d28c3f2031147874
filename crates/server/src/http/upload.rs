//! Files that are handed in: each goes to its blob as it arrives, within a limit, and never into memory whole.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::TryStreamExt;
use serde::de::DeserializeOwned;
use steadfast_store::{BlobError, BlobHash, Blobs};

use super::command::{Command, key, malformed};
use super::problem::Problem;
use crate::act::Once;

/// Bytes of a field that is no file.
const LONGEST_FIELD: usize = 64 << 10;
/// Fields of one request.
const MOST_FIELDS: usize = 64;
/// Characters of a file's name.
const LONGEST_NAME: usize = 200;

/// A file that a request may bring.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileRule {
    /// Its field.
    pub(crate) field: &'static str,
    /// What it is, for whoever sent too much of it.
    pub(crate) what: &'static str,
    /// The most bytes of it.
    pub(crate) limit: u64,
}

/// A file that arrived whole.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Its blob.
    pub(crate) hash: BlobHash,
    /// What its sender calls it: no path, no control characters; empty where it has no name.
    pub(crate) name: String,
    /// In bytes.
    pub(crate) length: u64,
}

/// Fields and files of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
    files: BTreeMap<&'static str, Received>,
    /// What is wrong with a file: it is too large.
    refused: Option<(&'static str, Problem)>,
}

impl Form {
    /// The first value of a field; empty where it was not sent.
    pub(crate) fn value(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// A file, where one was chosen.
    pub(crate) fn file(&self, field: &str) -> Option<&Received> {
        self.files.get(field)
    }

    /// The field of a file that is too large, and the words.
    pub(crate) fn refused(&self) -> Option<&(&'static str, Problem)> {
        self.refused.as_ref()
    }

    /// Every field that is no file, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Reads a form with files. A file that is too large is told of by the form, so that it can be shown again.
pub(crate) async fn form(blobs: &Blobs, request: Request, rules: &[FileRule]) -> Result<Form, Problem> {
    let multipart = Multipart::from_request(request, &()).await;
    let mut multipart = multipart.map_err(|rejection| Problem::malformed(rejection.body_text()))?;
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await.map_err(|error| broken(&error))? {
        if form.fields.len() + form.files.len() >= MOST_FIELDS {
            return Err(Problem::malformed(format!("a form has at most {MOST_FIELDS} fields")));
        }
        take(blobs, &mut form, field, rules).await?;
        if form.refused.is_some() {
            break;
        }
    }
    Ok(form)
}

async fn take(blobs: &Blobs, form: &mut Form, field: Field<'_>, rules: &[FileRule]) -> Result<(), Problem> {
    let name = field.name().unwrap_or_default().to_owned();
    let Some(rule) = rules.iter().find(|rule| rule.field == name) else {
        let value = text(field).await?;
        form.fields.push((name, value));
        return Ok(());
    };
    let called = clean(field.file_name().unwrap_or_default());
    match blobs.put(field, rule.limit).await {
        // A browser sends a file without a name and content where none was chosen.
        Ok(put) if put.length == 0 && called.is_empty() => {}
        Ok(put) => drop(form.files.insert(rule.field, Received { hash: put.hash, name: called, length: put.length })),
        Err(BlobError::TooLong { .. }) => form.refused = Some((rule.field, too_large(rule))),
        Err(error) => return Err(unkept(error)),
    }
    Ok(())
}

async fn text(mut field: Field<'_>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_FIELD {
            return Err(Problem::too_large(format!("a field has at most {LONGEST_FIELD} bytes")));
        }
    }
    String::from_utf8(bytes).map_err(|_| Problem::malformed("a field is no UTF-8 text"))
}

fn broken(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large("the request is larger than this endpoint reads"),
        _ => Problem::malformed(format!("the form cannot be read: {}", error.body_text())),
    }
}

fn too_large(rule: &FileRule) -> Problem {
    let (what, most) = (rule.what, rule.limit >> 20);
    Problem::too_large(format!(
        "{what} is larger than {most} MiB, the most that this server takes; nothing was changed"
    ))
}

/// Why content could not be kept.
pub(crate) fn unkept(error: BlobError) -> Problem {
    match error {
        BlobError::TooLong { limit } => Problem::too_large(format!("the content is longer than {limit} bytes")),
        BlobError::Content(source) => Problem::malformed(format!("the body did not arrive whole: {source}")),
        BlobError::StorageFull { .. } => {
            Problem::full("nothing was changed; make room on the server's disk, then try again")
        }
        error => {
            tracing::error!(%error, "a file could not be kept");
            Problem::unavailable("nothing was changed; the place of files does not answer, try again shortly")
                .retry_after(5)
        }
    }
}

/// A name without the way to it, and without what steers a terminal.
pub(crate) fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|letter| !letter.is_control());
    plain.take(LONGEST_NAME).collect::<String>().trim().trim_matches('.').to_owned()
}

/// A command with files beside it.
#[derive(Debug)]
pub(crate) struct Upload<T> {
    /// What is asked for.
    pub(crate) body: T,
    /// The files.
    pub(crate) form: Form,
    /// The key that makes repeating it harmless.
    pub(crate) once: Option<Once>,
}

impl<T: DeserializeOwned> Upload<T> {
    /// Reads a command that is JSON by itself, or the field `part` of a form whose other fields are files.
    pub(crate) async fn take(
        blobs: &Blobs,
        request: Request,
        part: &'static str,
        rules: &[FileRule],
    ) -> Result<Self, Problem> {
        if !is_form(request.headers()) {
            let Command { body, once } = Command::from_request(request, &()).await?;
            return Ok(Self { body, form: Form::default(), once });
        }
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let key = key(request.headers())?;
        let form = form(blobs, request, rules).await?;
        if let Some((_, problem)) = form.refused {
            return Err(problem);
        }
        if let Some((unknown, _)) = form.fields().find(|(name, _)| *name != part) {
            return Err(Problem::invalid(format!("there is no field \"{unknown}\" here; the command is \"{part}\"")));
        }
        let text = form.value(part);
        let body = serde_json::from_str(text).map_err(|error| malformed(&error))?;
        let files: Vec<u8> =
            form.files.iter().flat_map(|(name, file)| [name.as_bytes(), &file.hash.0].concat()).collect();
        let request = [method.as_bytes(), path.as_bytes(), text.as_bytes(), &files];
        let once = key.map(|key| Once::new(&key, &request));
        Ok(Self { body, form, once })
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")
}

/// The key of a request whose body is not read yet: one that cannot be used is refused before anything else.
pub(crate) fn key_of(request: &Request) -> Result<Option<String>, Problem> {
    key(request.headers())
}

/// A body that is a file, with its key.
pub(crate) async fn raw(
    blobs: &Blobs,
    request: Request,
    name: &str,
    rule: &FileRule,
) -> Result<(Received, Option<Once>), Problem> {
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let key = key_of(&request)?;
    let stated = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    // Said before any of it is read, so that its sender need not send it.
    if stated.and_then(|text| text.parse::<u64>().ok()).is_some_and(|length| length > rule.limit) {
        return Err(too_large(rule));
    }
    let content = Body::into_data_stream(request.into_body()).map_err(std::io::Error::other);
    let put = blobs.put(content, rule.limit).await.map_err(|error| match error {
        BlobError::TooLong { .. } => too_large(rule),
        error => unkept(error),
    })?;
    if put.length == 0 {
        return Err(Problem::malformed(format!("the body is empty: send {} as it is", rule.what)));
    }
    let once = key.map(|key| Once::new(&key, &[method.as_bytes(), path.as_bytes(), &put.hash.0]));
    Ok((Received { hash: put.hash, name: clean(name), length: put.length }, once))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_name_holds_no_way_and_nothing_that_steers() {
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("C:\\Users\\me\\bom.json"), "bom.json");
        assert_eq!(clean("bom\u{1b}[31m\r\n.json"), "bom[31m.json");
        assert_eq!(clean(".."), "");
        assert_eq!(clean(&"x".repeat(1000)).len(), 200);
    }
}
