//! Two versions of real files: packages of Debian that apt knows in two versions, or a kernel and the one before it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What is taken out of a package.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// The file whose path ends so.
    File(&'static str),
    /// The kernel, which is compressed.
    Kernel,
    /// Everything, as one archive.
    All,
}

/// A package, and what of it is compared.
pub(super) struct Package {
    name: &'static str,
    pub(super) parts: &'static [Part],
    /// Whether it goes into the image.
    pub(super) in_image: bool,
}

/// A kernel's package carries its version in its name.
const KERNEL: &str = "^linux-image-6[.]1[.]0-[0-9]+-cloud-amd64$";

/// From small to large. One that apt knows in one version only is named as such.
pub(super) const PACKAGES: [Package; 15] = [
    Package { name: "libssl3", parts: &[Part::File("/libssl.so.3"), Part::File("/libcrypto.so.3")], in_image: true },
    Package { name: "libc6", parts: &[Part::File("/libc.so.6"), Part::File("/libm.so.6")], in_image: true },
    Package { name: "libsystemd0", parts: &[Part::File("/libsystemd.so.0.35.0")], in_image: true },
    Package { name: "libsystemd-shared", parts: &[Part::File("/libsystemd-shared-252.so")], in_image: true },
    Package { name: "libcurl4", parts: &[Part::File("/libcurl.so.4.8.0")], in_image: true },
    Package { name: "libxml2", parts: &[Part::File("/libxml2.so.2.9.14")], in_image: true },
    Package { name: "perl-base", parts: &[Part::File("/bin/perl")], in_image: true },
    Package { name: "git", parts: &[Part::File("/bin/git")], in_image: true },
    Package { name: "python3.11-minimal", parts: &[Part::File("/bin/python3.11")], in_image: true },
    Package { name: "libpython3.11-stdlib", parts: &[Part::All], in_image: true },
    Package { name: "postgresql-15", parts: &[Part::File("/bin/postgres")], in_image: true },
    Package { name: KERNEL, parts: &[Part::File("/fs/btrfs/btrfs.ko"), Part::Kernel], in_image: true },
    Package { name: "qemu-system-x86", parts: &[Part::File("/bin/qemu-system-x86_64")], in_image: false },
    Package {
        name: "openjdk-17-jre-headless",
        parts: &[Part::File("/server/libjvm.so"), Part::File("/lib/modules")],
        in_image: false,
    },
    Package { name: "libnode108", parts: &[Part::File("/libnode.so.108")], in_image: false },
];

/// Both versions, fetched and unpacked.
pub(super) struct Versions {
    /// What to call them.
    pub(super) title: String,
    /// Their archives, the older first.
    archives: [PathBuf; 2],
    /// Where they are unpacked.
    pub(super) folders: [PathBuf; 2],
}

impl Package {
    /// Fetches both versions with apt, unless they are there, and unpacks them. `None` where apt knows one version only.
    ///
    /// # Errors
    /// When apt or dpkg-deb fail.
    pub(super) fn fetch(&self, folder: &Path) -> Result<Option<Versions>, String> {
        let Some([old, new]) = self.known()? else { return Ok(None) };
        let old_archive = archive(folder, &old)?;
        let new_archive = archive(folder, &new)?;
        let folders = [unpacked(&old_archive)?, unpacked(&new_archive)?];
        let title = format!("{} → {}", old.replace('=', " "), new.rsplit(['=']).next().unwrap_or(&new));
        Ok(Some(Versions { title, archives: [old_archive, new_archive], folders }))
    }

    /// What apt is asked for, the older version first.
    fn known(&self) -> Result<Option<[String; 2]>, String> {
        if self.name == KERNEL {
            let found = said(Command::new("apt-cache").args(["search", "--names-only", KERNEL]))?;
            let mut names: Vec<&str> = found.lines().filter_map(|line| line.split(' ').next()).collect();
            names.sort_unstable();
            return Ok(names.last_chunk::<2>().map(|names| names.map(str::to_owned)));
        }
        let found = said(Command::new("apt-cache").args(["madison", self.name]))?;
        let binary = found.lines().filter(|line| !line.ends_with("Sources"));
        let mut versions: Vec<&str> = binary.filter_map(|line| line.split('|').nth(1).map(str::trim)).collect();
        versions.dedup();
        let asked = |version: &str| format!("{}={version}", self.name);
        Ok(versions.first_chunk::<2>().map(|[new, old]| [asked(old), asked(new)]))
    }

    /// The name without the pattern of the kernel's.
    pub(super) fn name(&self) -> &'static str {
        if self.name == KERNEL { "linux-image-6.1.0-*-cloud-amd64" } else { self.name }
    }
}

impl Versions {
    /// The two files of a part, with what to call it.
    ///
    /// # Errors
    /// When a version has no such file.
    pub(super) fn files(&self, part: Part) -> Result<(String, [PathBuf; 2]), String> {
        match part {
            Part::File(ending) => {
                let [old, new] = self.folders.each_ref().map(|folder| first(folder, &|path| path.ends_with(ending)));
                Ok((ending.rsplit('/').next().unwrap_or(ending).to_owned(), [old?, new?]))
            }
            Part::Kernel => {
                let [old, new] =
                    self.folders.each_ref().map(|folder| first(folder, &|path| path.contains("/vmlinuz-")));
                Ok(("vmlinuz (compressed)".to_owned(), [old?, new?]))
            }
            Part::All => {
                let [old, new] = self.archives.each_ref().map(|archive| tar(archive));
                Ok(("everything, as tar".to_owned(), [old?, new?]))
            }
        }
    }
}

/// Fetches into a folder of its own, because apt chooses the name.
fn archive(folder: &Path, asked: &str) -> Result<PathBuf, String> {
    let place = folder.join(asked.replace(['=', ':', '/'], "_"));
    std::fs::create_dir_all(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    if let Ok(found) = first(&place, &is_archive) {
        return Ok(found);
    }
    said(Command::new("apt-get").args(["download", "--quiet", asked]).current_dir(&place))?;
    first(&place, &is_archive)
}

fn is_archive(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "deb")
}

fn unpacked(archive: &Path) -> Result<PathBuf, String> {
    let folder = archive.with_file_name("unpacked");
    if !folder.exists() {
        said(Command::new("dpkg-deb").arg("-x").arg(archive).arg(&folder))?;
    }
    Ok(folder)
}

fn tar(archive: &Path) -> Result<PathBuf, String> {
    let path = archive.with_file_name("content.tar");
    let file = std::fs::File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let status = Command::new("dpkg-deb").arg("--fsys-tarfile").arg(archive).stdout(file).status();
    match status {
        Ok(status) if status.success() => Ok(path),
        other => Err(format!("dpkg-deb ended with {other:?}")),
    }
}

/// The first regular file below a folder, in the order of names, whose path is such.
fn first(folder: &Path, is_such: &dyn Fn(&str) -> bool) -> Result<PathBuf, String> {
    let failed = |error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let mut paths: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    paths.sort();
    let found = paths.into_iter().find_map(|path| {
        let kind = path.symlink_metadata().ok()?.file_type();
        let is_found = kind.is_file() && is_such(&path.to_string_lossy());
        if kind.is_dir() { first(&path, is_such).ok() } else { is_found.then_some(path) }
    });
    found.ok_or_else(|| format!("{} holds no such file", folder.display()))
}

/// What a program says on standard output.
///
/// # Errors
/// When it cannot be started, or fails.
pub(super) fn said(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
