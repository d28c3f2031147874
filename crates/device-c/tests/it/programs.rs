//! Programs in C and C++, compiled here and linked with what cargo built for these tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The language of a source.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Language {
    C,
    Cpp,
}

/// How a program is linked, and looked at while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// With the library in it.
    Static,
    /// With the library beside it.
    Shared,
    /// The same; memory and arithmetic of the program itself are watched.
    Watched,
}

/// System libraries that Rust's own library needs (`rustc --print native-static-libs`).
const SYSTEM: [&str; 5] = ["-lgcc_s", "-lrt", "-lpthread", "-lm", "-ldl"];

/// Where cargo puts what tests link: beside this test.
fn libraries() -> PathBuf {
    let own = std::env::current_exe().expect("this test is a program");
    own.parent().expect("it lies in a folder").to_owned()
}

/// A folder of this crate.
fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Compiles a source of this crate to a program in a folder.
pub(crate) fn built(source: &str, language: Language, way: Way, folder: &Path) -> PathBuf {
    let program = folder.join("program");
    let (compiler, standard) = match language {
        Language::C => ("cc", "-std=c11"),
        Language::Cpp => ("c++", "-std=c++17"),
    };
    let mut command = Command::new(compiler);
    command.args([standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-O1", "-g0"]);
    if way == Way::Watched {
        command.args(["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]);
    }
    command.arg("-I").arg(own("include")).arg(own(source)).arg("-o").arg(&program);
    match way {
        Way::Static => {
            command.arg(libraries().join("libsteadfast_device_c.a")).args(SYSTEM);
        }
        Way::Shared | Way::Watched => {
            command.arg("-L").arg(libraries()).args(["-lsteadfast_device_c", "-lpthread"]);
        }
    }
    let compiled = command.output().expect("there is a compiler");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    program
}

/// Runs a program; what it printed.
pub(crate) fn run(program: &Path, arguments: &[&Path]) -> String {
    let mut command = Command::new(program);
    command.args(arguments).env("LD_LIBRARY_PATH", libraries());
    let Output { status, stdout, stderr } = command.output().expect("it starts");
    let (said, complained) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{status}\n{said}\n{complained}");
    said.into_owned()
}

/// Values of lines `name: value`.
pub(crate) fn values<'a>(said: &'a str, name: &str) -> Vec<&'a str> {
    said.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
}
