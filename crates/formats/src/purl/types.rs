//! What the type definitions of the purl specification say: which parts are demanded or forbidden, and which
//! are spelled in lower case.

use super::{Purl, PurlError};
use Lower::{Name, Namespace, Version};
use Presence::{Demanded, Forbidden, Free};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Demanded,
    Forbidden,
    Free,
}

/// A part that is not case-sensitive and canonical in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lower {
    Namespace,
    Name,
    Version,
}

struct Definition {
    kind: &'static str,
    namespace: Presence,
    lower: &'static [Lower],
    /// Qualifiers without which a purl of the type names nothing.
    demanded: &'static [&'static str],
    /// Qualifiers that the type itself defines.
    own: &'static [&'static str],
}

const fn definition(kind: &'static str, namespace: Presence, lower: &'static [Lower]) -> Definition {
    Definition { kind, namespace, lower, demanded: &[], own: &[] }
}

impl Definition {
    const fn own(self, own: &'static [&'static str]) -> Self {
        Self { own, ..self }
    }

    const fn demanding(self, demanded: &'static [&'static str]) -> Self {
        Self { demanded, ..self }
    }
}

/// Sorted by type.
static DEFINITIONS: &[Definition] = &[
    definition("alpm", Demanded, &[Namespace, Name]).own(&["arch"]),
    definition("apk", Demanded, &[Namespace, Name]).own(&["arch"]),
    definition("bazel", Forbidden, &[]).own(&["repository_url"]),
    definition("bitbucket", Demanded, &[Namespace, Name]),
    definition("bitnami", Forbidden, &[Name]).own(&["arch", "distro"]),
    definition("brew", Free, &[Namespace, Name]).own(&["repository_url"]),
    definition("cargo", Forbidden, &[]),
    definition("chrome-extension", Forbidden, &[Name]),
    definition("cocoapods", Forbidden, &[]),
    definition("composer", Demanded, &[Namespace, Name]),
    definition("conan", Free, &[]).own(&["user", "channel", "rrev", "prev"]),
    definition("conda", Forbidden, &[]).own(&["build", "channel", "subdir", "type"]),
    definition("cpan", Free, &[]).own(&["author", "distpath", "repository_url", "download_url", "vcs_url", "ext"]),
    definition("cran", Forbidden, &[]),
    definition("deb", Demanded, &[Namespace, Name]).own(&["arch"]),
    definition("docker", Free, &[]),
    definition("gem", Forbidden, &[]).own(&["platform"]),
    definition("generic", Free, &[]).own(&["download_url", "checksum"]),
    definition("git", Demanded, &[]),
    definition("github", Demanded, &[Namespace, Name]),
    definition("golang", Demanded, &[]),
    definition("hackage", Forbidden, &[]),
    definition("hex", Free, &[Namespace, Name]),
    definition("huggingface", Demanded, &[Version]),
    definition("julia", Forbidden, &[]).own(&["uuid"]).demanding(&["uuid"]),
    definition("luarocks", Free, &[Namespace, Name]).own(&["repository_url"]),
    definition("maven", Demanded, &[]).own(&["classifier", "type"]),
    definition("mlflow", Forbidden, &[]).own(&["model_uuid", "run_id"]),
    definition("npm", Free, &[]),
    definition("nuget", Forbidden, &[]),
    definition("oci", Forbidden, &[Name, Version]).own(&["arch", "repository_url", "tag"]),
    definition("opam", Forbidden, &[]),
    definition("otp", Forbidden, &[Name]).own(&["repository_url", "platform", "arch"]),
    definition("pub", Forbidden, &[Name]),
    definition("pypi", Forbidden, &[Name, Version]).own(&["file_name"]),
    definition("qpkg", Demanded, &[Namespace]),
    definition("rpm", Demanded, &[Namespace]).own(&["epoch", "arch"]),
    definition("swid", Free, &[])
        .own(&["tag_id", "tag_version", "patch", "tag_creator_name", "tag_creator_regid"])
        .demanding(&["tag_id"]),
    definition("swift", Demanded, &[]),
    definition("vcpkg", Forbidden, &[]).own(&["port_version", "repository_revision", "triplet"]),
    definition("vscode-extension", Demanded, &[Namespace, Name, Version]).own(&["platform"]),
    definition("yocto", Free, &[Namespace]).own(&["repository_url", "layer_version"]),
];

fn find(kind: &str) -> Option<&'static Definition> {
    let index = DEFINITIONS.binary_search_by(|definition| definition.kind.cmp(kind)).ok()?;
    DEFINITIONS.get(index)
}

/// Whether `key` is one of the type's own qualifiers, but not spelled in lower case.
pub(super) fn is_own_key_in_wrong_case(kind: &str, key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    lower != key && find(&kind.to_ascii_lowercase()).is_some_and(|definition| definition.own.contains(&lower.as_str()))
}

/// A type whose namespace is a host, and whose name is the whole path on it, slashes included.
pub(super) fn has_path_as_name(kind: &str) -> bool {
    kind == "git"
}

/// Moves all but the host from the namespace to the name, where the type wants it so. A path whose slashes were encoded
/// is the same path.
pub(super) fn split_at_host(purl: &mut Purl) {
    if !has_path_as_name(&purl.kind) {
        return;
    }
    let path = purl.namespace.take().unwrap_or_default() + "/" + &purl.name;
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    purl.namespace = (segments.len() > 1).then(|| segments.remove(0).to_owned());
    purl.name = segments.join("/");
}

/// Puts the parts into their type's canonical spelling.
pub(super) fn normalise(purl: &mut Purl) {
    let lower = find(&purl.kind).map_or(&[][..], |definition| definition.lower);
    if lower.contains(&Namespace) || is_on_github(purl) {
        lower_case(purl.namespace.as_mut());
    }
    if lower.contains(&Name) || is_on_github(purl) || is_databricks_model(purl) {
        lower_case(Some(&mut purl.name));
    }
    if lower.contains(&Version) {
        lower_case(purl.version.as_mut());
    }
    let name = match purl.kind.as_str() {
        "pypi" => purl.name.replace('_', "-"),
        "pub" => purl.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_"),
        _ => return,
    };
    purl.name = name;
}

fn lower_case(part: Option<&mut String>) {
    if let Some(part) = part.filter(|part| part.chars().any(char::is_uppercase)) {
        *part = part.to_lowercase();
    }
}

/// A `git` purl of a repository on GitHub, which tells no case apart.
fn is_on_github(purl: &Purl) -> bool {
    let host = purl.namespace.as_deref().and_then(|namespace| namespace.split('/').next());
    purl.kind == "git" && host.is_some_and(|host| matches!(host.to_lowercase().as_str(), "github" | "github.com"))
}

/// Databricks tells no case of model names apart, other MLflow servers do.
fn is_databricks_model(purl: &Purl) -> bool {
    let address = purl.qualifiers.get("repository_url");
    purl.kind == "mlflow" && address.is_some_and(|address| address.to_lowercase().contains("databricks"))
}

pub(super) fn check(purl: &Purl) -> Result<(), PurlError> {
    let Some(definition) = find(&purl.kind) else { return Ok(()) };
    let kind = &purl.kind;
    match (definition.namespace, &purl.namespace) {
        (Demanded, None) => return Err(PurlError::new(format!("{kind} purls need a namespace"))),
        (Forbidden, Some(_)) => return Err(PurlError::new(format!("{kind} purls have no namespace"))),
        _ => {}
    }
    if let Some(key) = definition.demanded.iter().find(|key| !purl.qualifiers.contains_key(**key)) {
        return Err(PurlError::new(format!("{kind} purls need the qualifier {key}")));
    }
    match kind.as_str() {
        "chrome-extension" => check_chrome_extension(purl),
        "cpan" if purl.name.contains("::") => Err(PurlError::new("a cpan purl names a distribution, not a module")),
        _ => Ok(()),
    }
}

fn check_chrome_extension(purl: &Purl) -> Result<(), PurlError> {
    if purl.name.len() != 32 || !purl.name.bytes().all(|byte| (b'a'..=b'p').contains(&byte)) {
        return Err(PurlError::new("a Chrome extension's id has 32 letters from a to p"));
    }
    let version = purl.version.as_deref().unwrap_or("0");
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if version.split('.').count() > 4 || !version.split('.').all(is_number) {
        return Err(PurlError::new("a Chrome extension's version has one to four numbers"));
    }
    Ok(())
}
