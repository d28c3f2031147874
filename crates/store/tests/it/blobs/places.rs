//! Addresses of places, and names of blobs.

use steadfast_store::{BlobHash, BlobPlace, BlobPlaceError};

#[test]
fn addresses_are_read_and_shown() {
    let shown = |text: &str| text.parse::<BlobPlace>().expect("an address").to_string();
    assert_eq!(shown("/srv/steadfast/blobs"), "/srv/steadfast/blobs");
    assert_eq!(shown("s3://b/p/q/?region=eu&endpoint=https://s3.example"), "s3://b/p/q at https://s3.example");
}

#[test]
fn what_is_no_address_says_why() {
    let refused = |text: &str| text.parse::<BlobPlace>().expect_err("no address");
    assert_eq!(refused("gs://b"), BlobPlaceError::Scheme("gs".to_owned()));
    assert_eq!(refused("s3:///p"), BlobPlaceError::NoBucket);
    assert_eq!(refused("s3://b?secret=x"), BlobPlaceError::Parameter("secret".to_owned()));
}

#[test]
fn names_of_blobs_are_read_exactly() {
    let name = BlobHash::of(b"").to_string();
    assert_eq!(name, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(name.parse(), Ok(BlobHash::of(b"")));
    for wrong in ["", "e3", &name.to_uppercase(), &format!("{name}0"), &name.replace('e', "g")] {
        assert!(wrong.parse::<BlobHash>().is_err(), "{wrong}");
    }
}
