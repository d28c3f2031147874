//! Pages of `docs/` that repeat what the code knows, kept equal to it.

use std::fmt::Write as _;
use std::path::PathBuf;

use steadfast_server::access::action::{Action, Eyes, Proof};
use steadfast_server::access::role::Role;
use steadfast_server::http::problem::CODES;
use steadfast_testkit::workspace;

const BEGIN: &str = "<!-- from the code: begin -->\n";
const END: &str = "<!-- from the code: end -->\n";

/// Compares what stands between the marks; writes it where `UPDATE_DOCS` is set.
fn keep(page: &str, table: &str) {
    let path: PathBuf = workspace().join("docs").join(page);
    let text = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = text.split_once(BEGIN).expect("the first mark");
    let (found, after) = rest.split_once(END).expect("the second mark");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).expect("written");
        return;
    }
    assert_eq!(found, table, "docs/{page} is behind the code: run this test once with UPDATE_DOCS=1");
}

#[test]
fn the_page_of_roles_is_the_action_table() {
    let mut table = String::from("\n| action | what it is |");
    Role::ALL.iter().for_each(|role| write!(table, " {role} |").expect("written"));
    table.push_str(" asks for | token |\n| --- | --- |");
    Role::ALL.iter().for_each(|_| table.push_str(" :-: |"));
    table.push_str(" --- | :-: |\n");
    for action in Action::ALL {
        write!(table, "| `{action}` | {} |", action.about().trim_end_matches('.')).expect("written");
        for role in Role::ALL {
            table.push_str(if action.allowed(role) { " yes |" } else { " |" });
        }
        let token = if action.for_tokens() { "yes" } else { "" };
        writeln!(table, " {} | {token} |", asks(*action)).expect("written");
    }
    table.push('\n');
    keep("roles.md", &table);
}

fn asks(action: Action) -> &'static str {
    match (action.proof(), action.eyes()) {
        (Proof::Signed, Eyes::Two) => "sign-in",
        (Proof::InPerson, Eyes::Two) => "a person",
        (Proof::Fresh, Eyes::Two) => "a fresh proof",
        (_, Eyes::Four) => "two people, a fresh proof",
    }
}

#[test]
fn the_page_of_the_api_has_every_code_of_a_problem() {
    let mut table = String::from("\n| `type` | status | what it means |\n| --- | --- | --- |\n");
    for (code, status, meaning) in CODES {
        writeln!(table, "| `{code}` | {} | {} |", status.as_u16(), meaning.trim_end_matches('.')).expect("written");
    }
    table.push('\n');
    keep("api.md", &table);
}
