//! The same promises of both places.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::PathBuf;

use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use steadfast_store::{BlobError, BlobHash, BlobPlace, Blobs, Credentials, Time};
use steadfast_testkit::s3::{ACCESS_KEY, BUCKET, S3, SECRET_KEY};

/// An empty place, and the folder in which its blobs are files.
pub(crate) struct Place {
    pub(crate) blobs: Blobs,
    pub(crate) files: PathBuf,
}

/// Runs a test in a directory, then in a bucket under a prefix.
fn on_both<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let directory = tempfile::tempdir().expect("a directory");
    let place = BlobPlace::Directory(directory.path().to_owned());
    runtime.block_on(test(Place { blobs: Blobs::open(&place).expect("opens"), files: directory.path().to_owned() }));
    let Some(server) = S3::start() else { return };
    let blobs = Blobs::open(&bucket(&server.endpoint())).expect("opens");
    runtime.block_on(test(Place { blobs, files: server.bucket().join("some/where") }));
}

pub(crate) fn bucket(endpoint: &str) -> BlobPlace {
    let place = format!("s3://{BUCKET}/some/where?endpoint={endpoint}&region=eu-central-1");
    let BlobPlace::Bucket(place) = place.parse().expect("an address") else { panic!("a bucket") };
    let credentials = Credentials { access_key: ACCESS_KEY.to_owned(), secret_key: SECRET_KEY.to_owned() };
    BlobPlace::Bucket(place.with_credentials(credentials))
}

pub(crate) fn path_of(hash: BlobHash) -> String {
    let name = hash.to_string();
    format!("{}/{}/{name}", &name[..2], &name[2..4])
}

fn pieces(
    content: &[u8],
    size: usize,
) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Send + use<> {
    let pieces: Vec<_> = content.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

async fn read(blobs: &Blobs, hash: BlobHash) -> Vec<u8> {
    blobs.bytes(hash, u64::MAX).await.expect("it is there").to_vec()
}

#[test]
fn what_was_put_is_there_under_its_hash() {
    on_both(|place| async move {
        let content: Vec<u8> = (0..700_000_u32).flat_map(u32::to_le_bytes).collect();
        let put = place.blobs.put(pieces(&content, 100_003), u64::MAX).await.expect("put");
        assert_eq!((put.hash, put.length), (BlobHash::of(&content), content.len() as u64));
        assert_eq!(read(&place.blobs, put.hash).await, content);
        assert!(place.files.join(path_of(put.hash)).is_file());
        assert_eq!(place.blobs.length(put.hash).await.expect("asked"), Some(put.length));
        assert_eq!(place.blobs.verify(put.hash).await.expect("sound"), put.length);
    });
}

#[test]
fn large_content_goes_in_parts() {
    on_both(|place| async move {
        let content: Vec<u8> = (0..5_000_000_u64).flat_map(u64::to_le_bytes).collect();
        let put = place.blobs.put(pieces(&content, 1 << 20), u64::MAX).await.expect("put");
        assert_eq!(put.hash, BlobHash::of(&content));
        assert_eq!(place.blobs.verify(put.hash).await.expect("sound"), content.len() as u64);
    });
}

#[test]
fn nothing_is_a_blob_too_and_twice_is_once() {
    on_both(|place| async move {
        let first = place.blobs.put_bytes(Bytes::new()).await.expect("put");
        let again = place.blobs.put_bytes(Bytes::new()).await.expect("put");
        assert_eq!((first, first.length), (again, 0));
        assert_eq!(read(&place.blobs, first.hash).await, b"");
        let listed: Vec<_> = place.blobs.list().try_collect().await.expect("listed");
        assert_eq!(listed.len(), 1);
    });
}

#[test]
fn a_part_is_what_it_is_of_the_whole() {
    on_both(|place| async move {
        let put = place.blobs.put_bytes("0123456789".into()).await.expect("put");
        for (range, wanted) in
            [(2..5, "234"), (8..99, "89"), (0..10, "0123456789"), (10..12, ""), (50..60, ""), (3..3, "")]
        {
            let part = place.blobs.get_range(put.hash, range.clone()).await.expect("there");
            let found: Vec<Bytes> = part.content.try_collect().await.expect("read");
            assert_eq!((found.concat(), part.length), (wanted.into(), wanted.len() as u64), "{range:?}");
        }
    });
}

#[test]
fn what_is_not_there_is_not_found() {
    on_both(|place| async move {
        let missing = BlobHash::of(b"never put");
        assert!(matches!(place.blobs.get(missing).await, Err(BlobError::NotFound(hash)) if hash == missing));
        assert!(matches!(place.blobs.get_range(missing, 0..0).await, Err(BlobError::NotFound(_))));
        assert!(!place.blobs.exists(missing).await.expect("asked"));
        assert!(!place.blobs.delete(missing).await.expect("asked"));
    });
}

#[test]
fn too_much_and_broken_content_leave_nothing() {
    on_both(|place| async move {
        let too_long = place.blobs.put(pieces(&[7; 1000], 100), 999).await;
        assert!(matches!(too_long, Err(BlobError::TooLong { limit: 999 })));
        let broken = stream::iter([Ok(Bytes::from("a")), Err(std::io::Error::other("the client went away"))]);
        assert!(matches!(place.blobs.put(broken, 1000).await, Err(BlobError::Content(_))));
        assert!(place.blobs.put(pieces(&[7; 1000], 100), 1000).await.is_ok());
        let listed: Vec<_> = place.blobs.list().try_collect().await.expect("listed");
        assert_eq!(listed.len(), 1);
    });
}

#[test]
fn a_flipped_bit_is_found_and_mended_by_putting_again() {
    on_both(|place| async move {
        let put = place.blobs.put_bytes("sound".into()).await.expect("put");
        std::fs::write(place.files.join(path_of(put.hash)), "sounb").expect("damaged");
        let damaged = place.blobs.verify(put.hash).await;
        assert!(
            matches!(damaged, Err(BlobError::Damaged { expected, found })
                if expected == put.hash && found == BlobHash::of(b"sounb")),
            "{damaged:?}"
        );
        assert!(matches!(place.blobs.bytes(put.hash, 100).await, Err(BlobError::Damaged { .. })));
        place.blobs.put_bytes("sound".into()).await.expect("put");
        assert_eq!(place.blobs.verify(put.hash).await.expect("mended"), 5);
    });
}

#[test]
fn a_listing_names_every_blob_and_passes_over_what_is_none() {
    on_both(|place| async move {
        let mut wanted = BTreeSet::new();
        for number in 0..50_u32 {
            let put = place.blobs.put_bytes(number.to_be_bytes().to_vec().into()).await.expect("put");
            wanted.insert((put.hash, 4));
        }
        let first = place.files.join(path_of(wanted.first().expect("fifty").0));
        std::fs::write(first.with_file_name("notes.txt"), "not a blob").expect("written");
        let listed: Vec<_> = place.blobs.list().try_collect().await.expect("listed");
        assert_eq!(listed.iter().map(|entry| (entry.hash, entry.length)).collect::<BTreeSet<_>>(), wanted);
        assert_eq!(listed.len(), wanted.len());
        assert!(listed.iter().all(|entry| entry.time.0 > 1_700_000_000_000_000), "{listed:?}");
    });
}

#[test]
fn a_sweep_removes_old_orphans_alone() {
    on_both(|place| async move {
        let named = place.blobs.put_bytes("named".into()).await.expect("put").hash;
        let orphan = place.blobs.put_bytes("orphan".into()).await.expect("put").hash;
        let is_named = |hash: BlobHash| async move { Ok::<_, BlobError>(hash == named) };
        let young = place.blobs.sweep(Time(0), is_named).await.expect("swept");
        assert_eq!((young.seen, young.removed), (2, 0));
        let old = place.blobs.sweep(Time(i64::MAX), is_named).await.expect("swept");
        assert_eq!((old.seen, old.removed, old.bytes), (2, 1, 6));
        assert!(place.blobs.exists(named).await.expect("asked"));
        assert!(!place.blobs.exists(orphan).await.expect("asked"));
    });
}

#[test]
fn a_sweep_that_cannot_ask_removes_nothing() {
    on_both(|place| async move {
        let orphan = place.blobs.put_bytes("orphan".into()).await.expect("put").hash;
        let unsure = |hash| async move { Err::<bool, _>(BlobError::NotFound(hash)) };
        assert!(place.blobs.sweep(Time(i64::MAX), unsure).await.is_err());
        assert!(place.blobs.exists(orphan).await.expect("asked"));
    });
}
