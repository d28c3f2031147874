//! One SQL text for both engines.

use steadfast_store::every_statement;

use crate::engines::on_both;

#[test]
fn every_statement_is_understood_by_both_engines() {
    assert!(every_statement().count() > 30, "the registry lists its files");
    on_both(|store| {
        for sql in every_statement() {
            let prepared = store.read::<_, steadfast_store::StoreError, _>(move |tx| tx.prepare(sql)).wait();
            prepared.unwrap_or_else(|error| {
                panic!("{:?}: {error}: {:?}", store.engine(), std::error::Error::source(&error))
            });
        }
    });
}

#[test]
fn a_database_is_brought_up_to_date_once_and_again() {
    on_both(|store| {
        let again = steadfast_store::Store::open(store.location()).expect("opens again");
        assert_eq!(again.schema_step().wait().expect("a step"), steadfast_store::schema_version());
    });
}
