//! What PAM says for programs other than `sshd`, and what the programs say that change accounts.

use core::net::IpAddr;

use crate::event::{Account, AccountChange, Address, Attempt, Authentication, Factor, Place, What};

/// Programs whose sessions are no person's: they run by the clock, or beside a login that is told already.
const NOBODY: [&str; 6] = ["cron", "crond", "anacron", "atd", "systemd-user", "runuser"];

/// Groups whose members may do everything.
const ADMINISTRATORS: [&str; 5] = ["sudo", "wheel", "admin", "root", "adm"];

/// What a line says.
pub(super) fn says<'a>(program: &'a str, line: &'a str) -> Option<What<'a>> {
    match program {
        "useradd" | "adduser" | "userdel" | "deluser" | "usermod" | "gpasswd" | "groupadd" => account(line),
        _ => module(line).or_else(|| sudo(program, line)),
    }
}

/// `pam_unix(login:auth): authentication failure; … rhost=192.0.2.7  user=anna`.
fn module(line: &str) -> Option<What<'_>> {
    let (module, rest) = line.split_once("): ")?;
    let (_, place) = module.split_once('(').filter(|(name, _)| name.starts_with("pam_"))?;
    let (service, kind) = place.rsplit_once(':')?;
    let told = match kind {
        _ if NOBODY.contains(&service) => None,
        "auth" => rest.strip_prefix("authentication failure; ").map(|rest| failure(service, rest)),
        "session" => session(service, rest),
        "chauthtok" => password(rest),
        _ => None,
    };
    // What `sshd` says of a login is told by its own lines.
    told.filter(|_| service != "sshd" || kind == "chauthtok")
}

/// The module writes `ruser=… rhost=…  user=…`, and both names are the stranger's to choose: the address is the last one before
/// the last user.
fn failure<'a>(service: &'a str, rest: &'a str) -> What<'a> {
    let (before, account) = rest.rsplit_once("  user=").map_or((rest, None), |(before, user)| (before, Some(user)));
    let host =
        before.rsplit_once(" rhost=").and_then(|(_, host)| host.split(' ').next()).filter(|host| !host.is_empty());
    let place = if host.is_some() { Place::Stranger } else { Place::Here };
    let source = host.and_then(|host| host.parse::<IpAddr>().ok()).map(Address);
    What::Authentication(Authentication { source, ..tried(Attempt::Wrong, account, place, service) })
}

/// `session opened for user anna(uid=1000) by LOGIN(uid=0)`, `session closed for user anna`.
fn session<'a>(service: &'a str, rest: &'a str) -> Option<What<'a>> {
    let opened = rest.strip_prefix("session opened for user ").map(|who| (Attempt::Accepted, who));
    let (attempt, who) = opened.or_else(|| Some((Attempt::Left, rest.strip_prefix("session closed for user ")?)))?;
    let account = who.split([' ', '(']).next()?;
    Some(What::Authentication(tried(attempt, Some(account), Place::Here, service)))
}

fn tried<'a>(attempt: Attempt, account: Option<&'a str>, place: Place, service: &'a str) -> Authentication<'a> {
    Authentication {
        attempt: Some(attempt),
        account: account.map(Into::into),
        place: Some(place),
        factor: attempt.is_failure().then_some(Factor::Password),
        service: Some(service.into()),
        ..Authentication::default()
    }
}

fn password(rest: &str) -> Option<What<'_>> {
    let account = rest.strip_prefix("password changed for ")?.split(' ').next()?;
    Some(changed(AccountChange::Password, account, None))
}

/// `new user: name=anna, UID=1001, …`, `add 'anna' to group 'sudo'`, `delete user 'anna'`.
fn account(line: &str) -> Option<What<'_>> {
    if let Some(rest) = line.strip_prefix("new user: name=") {
        let (name, rest) = rest.split_once(',')?;
        let is_root = rest.split(',').any(|field| field.trim() == "UID=0");
        return Some(changed(AccountChange::Added, name, is_root.then_some("root")));
    }
    if let Some(name) = line.strip_prefix("delete user '").and_then(|rest| rest.strip_suffix('\'')) {
        return Some(changed(AccountChange::Removed, name, None));
    }
    let (name, group) = line.strip_prefix("add '")?.split_once("' to group '")?;
    let group = group.strip_suffix('\'')?;
    ADMINISTRATORS.contains(&group).then(|| changed(AccountChange::Role, name, Some(group)))
}

fn changed<'a>(change: AccountChange, account: &'a str, role: Option<&'a str>) -> What<'a> {
    What::Account(Account { change: Some(change), account: Some(account.into()), by: None, role: role.map(Into::into) })
}

/// `anna : user NOT in sudoers ; TTY=… ; USER=root ; COMMAND=…`.
fn sudo<'a>(program: &'a str, line: &'a str) -> Option<What<'a>> {
    let (who, rest) = line.trim_start().split_once(" : ").filter(|_| program == "sudo")?;
    let first = rest.split(" ; ").next()?.trim();
    let refused = first == "user NOT in sudoers" || first == "command not allowed";
    refused.then(|| What::Authentication(tried(Attempt::Wrong, Some(who), Place::Here, program)))
}
