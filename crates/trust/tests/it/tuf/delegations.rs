//! Who is asked for a target, in which order, and who is not.

use std::collections::BTreeMap;

use serde_json::json;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::tuf::{ClientError, DelegatedRole, Delegations, Malformed, Paths, RoleKeys, Signed, Targets};

use super::world::{TARGETS, World, file, later, public, target};

/// Roles by name: whom each delegates to (pattern, whether it is the last), and what it names. All sign with key 5.
struct Graph<'a>(&'a [Role<'a>]);

/// A role: its name, whom it delegates to, what it names.
type Role<'a> = (&'a str, &'a [To<'a>], &'a [&'a str]);

type To<'a> = (&'a str, &'a str, bool);

impl Graph<'_> {
    fn world(&self) -> World {
        let mut world = World::new();
        for (name, delegations, paths) in self.0 {
            let mut signed = Signed::new(Targets::default(), later());
            for (to, pattern, last) in *delegations {
                signed.delegate(to, &[(*pattern).to_owned()], &[public(5)], 1);
                let roles = &mut signed.content.delegations.as_mut().expect("delegations").roles;
                roles.iter_mut().find(|role| role.name == *to).expect("a role").terminating = *last;
            }
            for path in *paths {
                signed.content.targets.insert((*path).to_owned(), target(name.as_bytes()));
            }
            let by: &[u8] = if *name == "targets" { TARGETS } else { &[5] };
            world.place(name, 1, file(&signed, by));
        }
        world.put_snapshot(super::world::ONLINE);
        world.put_timestamp(super::world::ONLINE);
        world
    }

    /// By whose word a path is known, and who was asked.
    fn ask(&self, path: &str) -> (Option<String>, Vec<String>) {
        let world = self.world();
        let found = match world.ask(path) {
            Ok(target) => Some(target.role),
            Err(ClientError::Unknown(_)) => None,
            Err(error) => panic!("{error:?}"),
        };
        let asked = world.shared.0.borrow().asked.clone();
        let roles = asked.iter().filter_map(|file| file.strip_prefix("1.")?.strip_suffix(".json"));
        (found, roles.filter(|role| !["root", "snapshot", "targets"].contains(role)).map(str::to_owned).collect())
    }
}

#[test]
fn roles_are_asked_depth_first_in_the_order_of_their_delegators() {
    let graph = Graph(&[
        ("targets", &[("a", "*", false), ("b", "*", false)], &["own"]),
        ("a", &[("c", "*", false)], &[]),
        ("b", &[], &["x", "y"]),
        ("c", &[], &["y"]),
    ]);
    assert_eq!(graph.ask("own"), (Some("targets".to_owned()), vec![]));
    assert_eq!(graph.ask("y"), (Some("c".to_owned()), vec!["a".to_owned(), "c".to_owned()]));
    assert_eq!(graph.ask("x").0, Some("b".to_owned()));
    assert_eq!(graph.ask("none"), (None, vec!["a".to_owned(), "c".to_owned(), "b".to_owned()]));
}

#[test]
fn after_a_last_one_nobody_is_asked() {
    let graph = Graph(&[
        ("targets", &[("a", "*", true), ("b", "*", false)], &[]),
        ("a", &[("c", "x", false)], &[]),
        ("b", &[], &["x", "y"]),
        ("c", &[], &["x"]),
    ]);
    assert_eq!(graph.ask("x"), (Some("c".to_owned()), vec!["a".to_owned(), "c".to_owned()]));
    assert_eq!(graph.ask("y"), (None, vec!["a".to_owned()]));
    // A last one further down ends the search for those above, too.
    let deeper = Graph(&[
        ("targets", &[("a", "*", false), ("b", "*", false)], &[]),
        ("a", &[("c", "*", true)], &[]),
        ("b", &[], &["x"]),
        ("c", &[], &[]),
    ]);
    assert_eq!(deeper.ask("x"), (None, vec!["a".to_owned(), "c".to_owned()]));
}

#[test]
fn roles_that_lead_to_each_other_are_asked_once() {
    let graph = Graph(&[
        ("targets", &[("a", "*", false)], &[]),
        ("a", &[("b", "*", false), ("a", "*", false)], &[]),
        ("b", &[("a", "*", false), ("c", "*", false)], &[]),
        ("c", &[("b", "*", false)], &["x"]),
    ]);
    assert_eq!(graph.ask("x"), (Some("c".to_owned()), vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]));
    assert_eq!(graph.ask("none").0, None);
}

#[test]
fn a_role_speaks_for_nothing_but_what_it_was_handed() {
    let graph = Graph(&[
        ("targets", &[("gateway", "gateway/*/*", true), ("sensor", "sensor/*/*", true)], &[]),
        ("gateway", &[], &["gateway/1/fw", "sensor/1/fw", "fw"]),
        ("sensor", &[], &["sensor/1/other"]),
    ]);
    assert_eq!(graph.ask("gateway/1/fw").0, Some("gateway".to_owned()));
    assert_eq!(graph.ask("sensor/1/fw"), (None, vec!["sensor".to_owned()]), "gateway is not even asked");
    assert_eq!(graph.ask("fw"), (None, vec![]));
}

#[test]
fn so_many_roles_are_asked_and_no_more() {
    let names: Vec<String> = (0..60).map(|number| format!("r{number}")).collect();
    let to: Vec<Vec<To<'_>>> = names.iter().skip(1).map(|name| vec![(name.as_str(), "*", false)]).collect();
    let mut roles: Vec<Role<'_>> = vec![("targets", &[("r0", "*", false)], &[])];
    for (at, name) in names.iter().enumerate() {
        let paths: &[&str] = if at == 30 {
            &["near"]
        } else if at == 59 {
            &["far"]
        } else {
            &[]
        };
        roles.push((name, to.get(at).map_or(&[], Vec::as_slice), paths));
    }
    let graph = Graph(&roles);
    assert_eq!(graph.ask("near").0, Some("r30".to_owned()));
    let (found, asked) = graph.ask("far");
    assert_eq!((found, asked.len()), (None, 31), "targets and 31 others");
}

#[test]
fn names_of_roles_are_names_and_nothing_else() {
    let odd = ["../../etc/passwd", "?", "#", "a/b", "%2E", "1.root", "ä"];
    for name in odd {
        let delegations: &[To<'_>] = &[(name, "*", true)];
        let mut world = Graph(&[("targets", delegations, &[])]).world();
        let mut own = Signed::new(Targets::default(), later());
        own.content.targets.insert("x".to_owned(), target(b"x"));
        let bytes = file(&own, &[5]);
        world.place(name, 1, bytes);
        world.put_snapshot(super::world::ONLINE);
        world.put_timestamp(super::world::ONLINE);
        assert_eq!(world.ask("x").expect("it is found").role, name);
        let asked = world.shared.0.borrow().asked.clone();
        assert!(asked.iter().all(|file| !file.contains('/') && !file.starts_with('.')), "{asked:?}");
    }
}

#[test]
fn hash_prefixes_share_paths_out() {
    let path = "gateway/1/fw.bin";
    let hash = hex(&sha256(&[path.as_bytes()]));
    let by = |prefixes: serde_json::Value| -> DelegatedRole {
        serde_json::from_value(json!({
            "name": "bin", "keyids": [], "threshold": 1, "terminating": false, "path_hash_prefixes": prefixes,
        }))
        .expect("a role")
    };
    assert!(by(json!([&hash[..2]])).holds(path) && by(json!(["zz", hash])).holds(path) && by(json!([""])).holds(path));
    assert!(!by(json!([])).holds(path) && !by(json!([hash.to_uppercase()])).holds(path));
    let other = if hash.starts_with('0') { "1" } else { "0" };
    assert!(!by(json!([other])).holds(path));
    assert!(matches!(by(json!(["ab"])).paths(), Some(Paths::HashPrefixes(prefixes)) if prefixes == ["ab"]));
}

#[test]
fn what_a_role_was_handed_is_told_in_one_way() {
    let role = |more: serde_json::Value| -> DelegatedRole {
        let mut value = json!({"name": "r", "keyids": [], "threshold": 1, "terminating": false});
        value.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        serde_json::from_value(value).expect("a role")
    };
    for odd in
        [json!({}), json!({"paths": ["*"], "path_hash_prefixes": [""]}), json!({"paths": "*"}), json!({"paths": [1]})]
    {
        let role = role(odd.clone());
        assert!(!role.holds("x") && role.paths().is_none(), "{odd}");
        let mut targets = Signed::new(Targets::default(), later());
        targets.content.delegations =
            Some(Delegations { keys: BTreeMap::new(), roles: vec![role], more: serde_json::Map::new() });
        let read = steadfast_trust::tuf::Document::<Targets>::read(&file(&targets, &[4]));
        assert!(matches!(read, Err(Malformed::Rule(_))), "{odd}");
    }
    for name in ["", "root", "targets", "snapshot", "timestamp"] {
        let mut targets = Signed::new(Targets::default(), later());
        let own = DelegatedRole::terminating(name, &["*".to_owned()], RoleKeys::new(vec![], 1));
        targets.content.delegations =
            Some(Delegations { keys: BTreeMap::new(), roles: vec![own], more: serde_json::Map::new() });
        let read = steadfast_trust::tuf::Document::<Targets>::read(&file(&targets, &[4]));
        assert!(matches!(read, Err(Malformed::Rule(_))), "{name:?}");
    }
}
