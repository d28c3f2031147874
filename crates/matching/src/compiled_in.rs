//! "Compiled in?" lists for kernels and other giants: the source files that were built. Such a list may only lower a
//! finding, and the reason is kept.

use std::collections::BTreeSet;

use steadfast_formats::cpe::Value;

use crate::bill::{Bill, Part};
use crate::finding::{Finding, Status};
use crate::reason::Reason;

/// The source files that were compiled into a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledIn {
    /// The component's name or CPE product; `None` for the Linux kernel.
    component: Option<String>,
    /// Paths inside the source tree, without extension.
    stems: BTreeSet<String>,
}

/// Why a list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompiledInError {
    /// It names no file: taken at its word, it would clear everything.
    #[error("the list names no source or object file")]
    Empty,
    /// A line is no path of a source or object file.
    #[error("line {line}: not the path of a source or object file inside the source tree (.c, .S, .rs, .o)")]
    NotAPath {
        /// The line, from 1.
        line: usize,
    },
}

impl CompiledIn {
    /// Reads a list: one path of a source or object file a line, relative to the top of the source tree
    /// (`net/ipv4/tcp.c`, `net/ipv4/tcp.o`); empty lines and lines that start with `#` do not count.
    ///
    /// # Errors
    /// When a line is no such path, or there is none.
    pub fn read(component: Option<&str>, text: &str) -> Result<Self, CompiledInError> {
        let mut stems = BTreeSet::new();
        for (number, line) in text.lines().enumerate() {
            let path = line.trim();
            if path.is_empty() || path.starts_with('#') {
                continue;
            }
            stems.insert(stem(path).ok_or(CompiledInError::NotAPath { line: number + 1 })?.to_owned());
        }
        if stems.is_empty() {
            return Err(CompiledInError::Empty);
        }
        Ok(Self { component: component.map(str::to_lowercase), stems })
    }

    /// Lowers the findings of its component whose every source file was left out of the build.
    pub fn lower(&self, bill: &Bill<'_>, findings: &mut [Finding]) {
        for finding in
            findings.iter_mut().filter(|finding| matches!(finding.status, Status::Affected | Status::Unknown))
        {
            let is_ours = bill.parts.get(finding.part).is_some_and(|part| self.is_of(part));
            if is_ours && self.leaves_out(&finding.program_files) {
                finding.status = Status::NotAffected;
                finding.reason = Some(Reason::NotCompiledIn);
                finding.detail = Some(format!("not built: {}", finding.program_files.join(", ")));
            }
        }
    }

    /// Every file is a unit of compilation that was not built. A header or unknown file could be part of anything.
    fn leaves_out(&self, files: &[String]) -> bool {
        let left_out = |file: &String| stem(file).is_some_and(|stem| !self.stems.contains(stem));
        !files.is_empty() && files.iter().all(left_out)
    }

    fn is_of(&self, part: &Part<'_>) -> bool {
        let products = part.identity.cpes.iter();
        let products = products
            .filter_map(|(cpe, _)| if let Value::Text(text) = &cpe.product { Some(text.as_str()) } else { None });
        match &self.component {
            Some(component) => {
                part.component.name.to_lowercase() == *component
                    || products.into_iter().any(|product| product == component)
            }
            None => products.into_iter().any(|product| product == "linux_kernel"),
        }
    }
}

fn stem(path: &str) -> Option<&str> {
    let path = path.trim_start_matches("./");
    let (stem, extension) = path.rsplit_once('.')?;
    (matches!(extension, "c" | "S" | "rs" | "o") && !stem.starts_with('/') && !stem.is_empty()).then_some(stem)
}
