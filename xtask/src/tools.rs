//! Programs that the tests need besides Rust. On Debian as root they are installed; elsewhere they are named.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{cargo, is_there, run};
use crate::workspace::root;

/// A program, the Debian packages that bring it, and what needs it.
struct Tool {
    program: &'static str,
    packages: &'static [&'static str],
    needed_for: &'static str,
    /// What it is asked to find out whether it is there.
    asked: &'static [&'static str],
}

const VERSION: &[&str] = &["--version"];

const TOOLS: [Tool; 18] = [
    Tool { program: "zstd", packages: &["zstd"], needed_for: "unpacking the shared test data", asked: VERSION },
    Tool { program: "cc", packages: &["gcc", "libc6-dev"], needed_for: "linking", asked: VERSION },
    Tool { program: "c++", packages: &["g++"], needed_for: "the example in C++", asked: VERSION },
    Tool { program: "initdb", packages: &["postgresql"], needed_for: "tests on PostgreSQL", asked: VERSION },
    Tool { program: "psql", packages: &["postgresql-client"], needed_for: "tests on PostgreSQL", asked: VERSION },
    Tool {
        program: "swupdate",
        packages: &["swupdate", "openssl"],
        needed_for: "tests with real devices",
        asked: VERSION,
    },
    Tool {
        program: "rauc",
        packages: &["rauc", "dbus"],
        needed_for: "tests of the agent's installers",
        asked: VERSION,
    },
    Tool { program: "mksquashfs", packages: &["squashfs-tools"], needed_for: "RAUC's bundles", asked: &["-version"] },
    Tool { program: "chromium", packages: &["chromium"], needed_for: "tests of the pages", asked: VERSION },
    Tool { program: "chromedriver", packages: &["chromium-driver"], needed_for: "tests of the pages", asked: VERSION },
    Tool { program: "age", packages: &["age"], needed_for: "tests of what an owner takes along", asked: VERSION },
    Tool {
        program: "/usr/lib/openssh/sftp-server",
        packages: &["openssh-server", "openssh-client"],
        needed_for: "tests of what an owner sends by SFTP",
        asked: &["-Q", "requests"],
    },
    Tool { program: "ip", packages: &["iproute2"], needed_for: "units in networks of their own", asked: &["-V"] },
    Tool {
        program: "python3",
        packages: &["python3", "python3-venv"],
        needed_for: "TUF tools of others",
        asked: &["-c", "import ensurepip, venv"],
    },
    Tool { program: "npm", packages: &["nodejs", "npm"], needed_for: "the CSAF validator of others", asked: VERSION },
    Tool { program: "pdftotext", packages: &["poppler-utils"], needed_for: "reading papers back", asked: &["-v"] },
    Tool { program: "qpdf", packages: &["qpdf"], needed_for: "checking papers", asked: VERSION },
    Tool { program: "gpg", packages: &["gpg"], needed_for: "tests of signatures by OpenPGP", asked: VERSION },
];

/// TUF tools of others, which ours are held against: they read what we publish, and make what we read. What RAUC's
/// client speaks HTTP with. And a validator of JSON schemas.
const PEERS: [&str; 4] = ["tuf==7.0.1", "securesystemslib[crypto]==1.6.0", "aiohttp==3.14.5", "jsonschema==4.26.0"];

/// RAUC's client of hawkBit's protocol, without what it reaches RAUC with.
const ALONE: [&str; 1] = ["rauc-hawkbit==0.2.0"];

/// The CSAF validator of others, which ours is held against.
const VALIDATOR: &str = "@secvisogram/csaf-validator-lib@2.0.10";

/// The S3 server of the tests. Its newest version that this toolchain builds; a version of its own lock file.
const S3_SERVER: [&str; 2] = ["s3s-fs", "0.14.1"];

/// Sees to it that every tool is there.
///
/// # Errors
/// When one is missing and could not be installed.
pub(crate) fn ensure() -> Result<(), String> {
    let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| !is_installed(tool)).collect();
    if missing.is_empty() {
        println!("    no package is missing");
    } else if is_debian() && is_root() {
        let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages).copied().collect();
        install(&packages)?;
    } else {
        return Err(named(&missing));
    }
    s3_server()?;
    validator()?;
    python("python", &PEERS, &ALONE).map(drop)
}

/// Makes a Python environment of this name in `target/tools`, unless it is there with these versions; its interpreter. What
/// is `alone` is installed without what it says that it needs.
///
/// # Errors
/// When there is no Python, or a package could not be installed.
pub(crate) fn python(name: &str, packages: &[&str], alone: &[&str]) -> Result<PathBuf, String> {
    let folder = root().join("target/tools").join(name);
    let all = [packages, alone].concat();
    let (stamp, wanted, interpreter) = (folder.join("peers.txt"), all.join("\n"), folder.join("bin/python"));
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        println!("    there already: {}", all.join(", "));
        return Ok(interpreter);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = |packages: &[&str], how: &[&str]| {
        let mut install = Command::new(&interpreter);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(how).args(packages);
        run(&mut install)
    };
    pip(packages, &[])?;
    if !alone.is_empty() {
        pip(alone, &["--no-deps"])?;
    }
    std::fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(interpreter)
}

/// Installs the CSAF validator into `target/tools/npm`, unless it is there in this version.
fn validator() -> Result<(), String> {
    let folder = root().join("target/tools/npm");
    let stamp = folder.join("validator.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == VALIDATOR) {
        println!("    {VALIDATOR} is there");
        return Ok(());
    }
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(fault)?;
    let quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save"];
    run(Command::new("npm").arg("install").args(quiet).arg("--prefix").arg(&folder).arg(VALIDATOR))?;
    std::fs::write(&stamp, VALIDATOR).map_err(fault)
}

/// Builds the S3 server into `target/tools`, unless it is there in this version. It stays out of the workspace's own
/// dependencies.
fn s3_server() -> Result<(), String> {
    let [name, version] = S3_SERVER;
    let folder = root().join("target/tools");
    let stamp = folder.join(format!("{name}-{version}"));
    if stamp.is_file() && folder.join("bin").join(name).is_file() {
        println!("    {name} {version} is there");
        return Ok(());
    }
    let mut install = cargo(&["install", "--locked", name, "--version", version, "--features", "binary", "--debug"]);
    install.arg("--force").arg("--root").arg(&folder).env("CARGO_TARGET_DIR", folder.join("build"));
    // Only its speed of building matters.
    install.env("CARGO_PROFILE_DEV_DEBUG", "0");
    run(&mut install)?;
    let cleared = std::fs::remove_dir_all(folder.join("build")).and_then(|()| std::fs::write(&stamp, ""));
    cleared.map_err(|error| format!("{}: {error}", folder.display()))
}

/// Debian keeps the database's server programs off the search path.
fn is_installed(tool: &Tool) -> bool {
    let program = tool.program;
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let paths = versions.map(|version| version.path().join("bin").join(program));
    let candidates = std::iter::once(PathBuf::from(program)).chain(paths);
    candidates.into_iter().any(|path| is_there(Command::new(path).args(tool.asked)))
}

fn install(packages: &[&str]) -> Result<(), String> {
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    let arguments = ["install", "--yes", "--quiet", "--no-install-recommends"];
    run(Command::new("apt-get").args(arguments).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn named(missing: &[&Tool]) -> String {
    let lines = missing.iter().map(|tool| {
        let packages = tool.packages.join(" ");
        format!("{} is missing; {} needs it (on Debian: apt-get install {packages})", tool.program, tool.needed_for)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists()
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
