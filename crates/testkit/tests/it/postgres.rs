//! PostgreSQL: shared and private servers.

use steadfast_testkit::postgres::{self, Server};

#[test]
fn every_test_gets_an_empty_database_of_its_own() {
    let (one, other) = (postgres::fresh(), postgres::fresh());
    assert_ne!(one.url(), other.url());
    one.sql("create table seen (a int)");
    let tables = "select count(*) from information_schema.tables where table_schema = 'public'";
    assert_eq!((one.sql(tables), other.sql(tables)), ("1".to_owned(), "0".to_owned()));
}

#[test]
fn a_database_goes_with_its_value() {
    let (gone, stays) = (postgres::fresh(), postgres::fresh());
    let name = gone.url().rsplit('/').next().map(str::to_owned).expect("a name");
    drop(gone);
    assert_eq!(stays.sql(&format!("select count(*) from pg_database where datname = '{name}'")), "0");
}

#[test]
fn a_template_is_prepared_once_and_copied() {
    let fill = |url: &str| {
        let status =
            std::process::Command::new("psql").args(["-q", url, "-c", "create table t as select 7 as a"]).status();
        assert!(status.expect("psql starts").success());
    };
    let one = postgres::fresh_from("kit_seven", fill);
    let other = postgres::fresh_from("kit_seven", |_| panic!("the template is there"));
    one.sql("update t set a = 8");
    assert_eq!(other.sql("select a from t"), "7");
}

#[test]
fn text_is_not_sorted_by_bytes_unless_asked_for() {
    let sorted = postgres::fresh().sql("select string_agg(a, '' order by a) from (values ('B'), ('a')) as v(a)");
    assert_eq!(sorted, "aB");
}

#[test]
fn a_killed_server_comes_back_with_what_was_committed() {
    let mut server = Server::durable();
    let database = server.fresh();
    database.sql("create table kept (a int); insert into kept values (1)");
    server.kill();
    assert!(
        std::process::Command::new("psql")
            .args([&database.url(), "-c", "select 1"])
            .output()
            .is_ok_and(|o| !o.status.success())
    );
    server.start_again();
    assert_eq!(database.sql("select a from kept"), "1");
    server.stop();
    server.start_again();
    assert_eq!(database.sql("select a from kept"), "1");
}
