//! Archives and compressed streams, well-formed and hostile.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use steadfast_formats::archive::{Member, is_archive, visit};
use steadfast_formats::{Limits, ReadError};

const FILES: [(&str, &str); 2] = [("a.json", "{}"), ("../folder/b.json", "[1]")];

fn tar(files: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, content) in files {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, content.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        writer.start_file(*path, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, String)>, ReadError> {
    let mut members = Vec::new();
    let outcome = visit(bytes, limits, &mut |Member { path, bytes }| {
        members.push((path, String::from_utf8_lossy(&bytes).into_owned()));
        ControlFlow::Continue(())
    });
    outcome.map(|()| members)
}

fn expected() -> Vec<(String, String)> {
    FILES.map(|(path, content)| (path.to_owned(), content.to_owned())).to_vec()
}

#[test]
fn every_kind_of_archive_hands_over_its_members_in_order() {
    for bytes in [tar(&FILES), gzip(&tar(&FILES)), zstd(&tar(&FILES)), zip(&FILES)] {
        assert!(is_archive(&bytes));
        assert_eq!(unpack(&bytes, &Limits::default()).unwrap(), expected());
    }
}

#[test]
fn a_compressed_file_is_one_member_without_a_path() {
    let long = "x".repeat(2000);
    for content in ["{}", long.as_str(), ""] {
        for bytes in [gzip(content.as_bytes()), zstd(content.as_bytes())] {
            assert_eq!(unpack(&bytes, &Limits::default()).unwrap(), [(String::new(), content.to_owned())]);
        }
    }
}

#[test]
fn streams_of_several_frames_are_read_to_their_end() {
    let skippable = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
    let frames = [zstd(b"one "), skippable.to_vec(), zstd(b"two")].concat();
    assert_eq!(unpack(&frames, &Limits::default()).unwrap()[0].1, "one two");
    let members = [gzip(b"one "), gzip(b"two")].concat();
    assert_eq!(unpack(&members, &Limits::default()).unwrap()[0].1, "one two");
}

#[test]
fn long_paths_of_both_tar_dialects_are_whole() {
    let path = "directory/".repeat(20) + "file.json";
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(2);
    builder.append_data(&mut header, &path, &b"{}"[..]).unwrap();
    builder.append_pax_extensions([("path", path.as_bytes())]).unwrap();
    let mut header = tar::Header::new_ustar();
    header.set_path("short").unwrap();
    header.set_size(2);
    header.set_cksum();
    builder.append(&header, &b"[]"[..]).unwrap();
    let members = unpack(&builder.into_inner().unwrap(), &Limits::default()).unwrap();
    assert_eq!(members, [(path.clone(), "{}".to_owned()), (path, "[]".to_owned())]);
}

#[test]
fn an_archive_inside_an_archive_stays_packed() {
    let inner = gzip(b"{}");
    let mut members = Vec::new();
    visit(&gzip(&inner), &Limits::default(), &mut |member| {
        members.push(member.bytes);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(members, [inner]);
}

#[test]
fn the_visitor_may_stop() {
    for bytes in [tar(&FILES), zip(&FILES)] {
        let mut seen = 0;
        visit(&bytes, &Limits::default(), &mut |_| {
            seen += 1;
            ControlFlow::Break(())
        })
        .unwrap();
        assert_eq!(seen, 1);
    }
}

#[test]
fn bombs_end_at_the_limits() {
    let zeros = "0".repeat(1 << 20);
    let document = Limits { document: 1000, ..Limits::default() };
    let whole = Limits { unpacked: 1000, ..Limits::default() };
    for bytes in [gzip(zeros.as_bytes()), zstd(zeros.as_bytes()), zip(&[("bomb", &zeros)]), tar(&[("bomb", &zeros)])] {
        for limits in [document, whole] {
            let error = unpack(&bytes, &limits).unwrap_err();
            assert!(matches!(error, ReadError::TooLarge { limit: 1000, .. }), "{error}");
        }
    }
    let error = unpack(&zip(&[("bomb", &zeros)]), &document).unwrap_err();
    assert_eq!(error.to_string(), "bomb: 1001 bytes are more than the limit of 1000");
}

#[test]
fn a_lying_size_in_a_tar_header_makes_no_allocation() {
    let mut header = tar::Header::new_gnu();
    header.set_path("liar").unwrap();
    header.set_size(200 << 20);
    header.set_cksum();
    let bytes = [&header.as_bytes()[..], b"short"].concat();
    let error = unpack(&bytes, &Limits::default()).unwrap_err();
    assert!(error.to_string().starts_with("liar: the archive cannot be unpacked"), "{error}");
}

#[test]
fn too_many_members_are_refused() {
    let limits = Limits { members: 1, ..Limits::default() };
    for bytes in [tar(&FILES), zip(&FILES)] {
        assert_eq!(
            unpack(&bytes, &limits).unwrap_err().to_string(),
            "the document: the archive has more than 1 members"
        );
    }
}

#[test]
fn broken_archives_are_refused() {
    for whole in [gzip(b"some text"), zstd(b"some text"), zip(&FILES)] {
        for end in 4..whole.len() {
            let error = unpack(&whole[..end], &Limits::default()).unwrap_err();
            assert!(matches!(error, ReadError::Archive { .. }), "{error}");
        }
    }
    assert!(!is_archive(b"{}"));
    assert!(matches!(unpack(b"{}", &Limits::default()), Err(ReadError::Archive { .. })));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), kind in 0..4_usize) {
        let starts: [&[u8]; 4] = [b"PK\x03\x04", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b""];
        let _ = unpack(&[starts[kind], &bytes].concat(), &Limits::default());
    }

    #[test]
    fn changed_archives_make_no_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), kind in 0..4_usize) {
        let mut bytes = [tar(&FILES), gzip(&tar(&FILES)), zstd(&tar(&FILES)), zip(&FILES)][kind].clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let members = unpack(&bytes, &Limits::default()).unwrap_or_default();
        prop_assert!(members.len() <= FILES.len());
    }
}
