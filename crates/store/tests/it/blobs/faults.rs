//! Places that fail.

use bytes::Bytes;
use futures_util::TryStreamExt;
use steadfast_store::{BlobError, BlobHash, BlobPlace, Blobs, Credentials};
use steadfast_testkit::faults::SmallDisk;
use steadfast_testkit::s3::S3;

use super::both::{bucket, path_of};

fn much() -> Bytes {
    vec![1; 1 << 20].into()
}

#[tokio::test]
async fn a_full_disk_is_named_and_keeps_nothing_of_it() {
    let Some(disk) = SmallDisk::mount(4 << 20) else { return };
    let blobs = Blobs::open(&BlobPlace::Directory(disk.path().join("blobs"))).expect("opens");
    let before = blobs.put_bytes("before".into()).await.expect("there is space");
    let ballast = disk.fill_but(64 << 10);
    let full = blobs.put_bytes(much()).await;
    assert!(matches!(full, Err(BlobError::StorageFull { .. })), "{full:?}");
    let listed: Vec<_> = blobs.list().try_collect().await.expect("listed");
    assert_eq!(listed.iter().map(|entry| entry.hash).collect::<Vec<_>>(), [before.hash]);
    let drafts = std::fs::read_dir(disk.path().join("blobs/staging")).expect("a folder").count();
    assert_eq!(drafts, 0, "the draft is gone");
    std::fs::remove_file(ballast).expect("ballast");
    let put = blobs.put_bytes(much()).await.expect("there is space again");
    assert_eq!(blobs.verify(put.hash).await.expect("sound"), 1 << 20);
}

#[tokio::test]
async fn an_object_store_that_goes_away_is_told_and_comes_back() {
    let Some(mut server) = S3::start() else { return };
    let blobs = Blobs::open(&bucket(&server.endpoint())).expect("opens");
    let put = blobs.put_bytes("kept".into()).await.expect("put");
    server.program().kill();
    for gone in [blobs.put_bytes("more".into()).await.map(drop), blobs.exists(put.hash).await.map(drop)] {
        assert!(matches!(gone, Err(BlobError::Unreachable(_))), "{gone:?}");
    }
    server.start_again();
    assert_eq!(blobs.verify(put.hash).await.expect("there again"), 4);
}

#[tokio::test]
async fn wrong_credentials_are_refused() {
    let Some(server) = S3::start() else { return };
    let BlobPlace::Bucket(place) = bucket(&server.endpoint()) else { panic!("a bucket") };
    let wrong = Credentials { access_key: "somebody".to_owned(), secret_key: "else".to_owned() };
    let blobs = Blobs::open(&BlobPlace::Bucket(place.with_credentials(wrong))).expect("opens");
    let refused = blobs.put_bytes("secret".into()).await;
    assert!(matches!(refused, Err(BlobError::Refused(_))), "{refused:?}");
}

#[tokio::test]
async fn a_shortened_file_is_damaged() {
    let directory = tempfile::tempdir().expect("a directory");
    let blobs = Blobs::open(&BlobPlace::Directory(directory.path().to_owned())).expect("opens");
    let put = blobs.put_bytes(much()).await.expect("put");
    let file = std::fs::File::options().write(true).open(directory.path().join(path_of(put.hash))).expect("the file");
    file.set_len(1000).expect("shortened");
    let found = BlobHash::of(&[1; 1000]);
    let damaged = blobs.verify(put.hash).await;
    assert!(matches!(damaged, Err(BlobError::Damaged { found: is, .. }) if is == found), "{damaged:?}");
}
