//! A server that did not do what it was asked: why, and what to do.

use serde::Deserialize;

use crate::failure::Exit;

/// What the API says of a problem (RFC 9457).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Problem {
    #[serde(rename = "type")]
    pub(super) code: String,
    pub(super) title: String,
    pub(super) status: u16,
    pub(super) detail: String,
    pub(super) retry_after: Option<u64>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// The server answered with a problem.
    #[error("{server}: {title}: {detail}{todo} [{code}, {status}]")]
    Problem {
        /// The server's address.
        server: String,
        /// The code.
        code: String,
        /// What happened, in a few words.
        title: String,
        /// What happened here.
        detail: String,
        /// What to do, where the detail does not say it.
        todo: String,
        /// The status.
        status: u16,
    },
    /// The answer is none of a Steadfast server.
    #[error("{server}: this is no answer of a Steadfast server ({reason}); is it the right address?")]
    Foreign {
        /// The server's address.
        server: String,
        /// What came instead.
        reason: String,
    },
    /// No answer at all, or one that broke off.
    #[error("{server}: {reason}")]
    Unreachable {
        /// The server's address.
        server: String,
        /// Why, and what to do.
        reason: String,
    },
}

impl Refusal {
    pub(super) fn problem(server: &str, problem: Problem) -> Self {
        let Problem { code, title, status, detail, retry_after } = problem;
        let todo = todo(server, &code, retry_after);
        Self::Problem { server: server.to_owned(), code, title, detail, todo, status }
    }

    pub(super) fn unreachable(server: &str, error: &ureq::Error) -> Self {
        let words = error.to_string();
        let hint = match words.contains("invalid peer certificate") {
            true => {
                "; for a certificate that the server made for itself, give --certificate-fingerprint with the SHA-256 that \
                 it prints when it starts"
            }
            false => "",
        };
        Self::Unreachable { server: server.to_owned(), reason: format!("cannot be reached: {words}{hint}") }
    }

    /// Whether nothing lies at the address.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::Problem { status: 404, .. })
    }

    /// No: the server refuses it to this token. Undecided: not yet. Failed: the server or the way to it.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Problem { status: 403, .. } => Exit::No,
            Self::Problem { status: 409, code, .. } if code == "conflict" => Exit::Undecided,
            Self::Problem { status: 408 | 429 | 500.., .. } | Self::Unreachable { .. } => Exit::Failed,
            Self::Problem { .. } | Self::Foreign { .. } => Exit::BadInput,
        }
    }
}

fn todo(server: &str, code: &str, retry_after: Option<u64>) -> String {
    match (code, retry_after) {
        ("not-signed-in", _) => {
            format!(
                "; the token in STEADFAST_TOKEN is none, has ended or has expired: make another at {server}/tokens/new"
            )
        }
        ("forbidden", _) => format!("; make a token that has it at {server}/tokens/new, if your role does"),
        (_, Some(seconds)) => format!("; try again in {seconds} s"),
        _ => String::new(),
    }
}
