//! The order of versions, scheme by scheme: ladders from low to high, spellings of one version, and what is refused.

use std::cmp::Ordering;

use steadfast_matching::version::Scheme;

/// Checks that each version is below all that follow it. Every rung may hold several spellings, split by spaces.
fn check_ladder(scheme: Scheme, rungs: &[&str]) {
    for (place, rung) in rungs.iter().enumerate() {
        for (other_place, other_rung) in rungs.iter().enumerate() {
            for left in rung.split(' ') {
                for right in other_rung.split(' ') {
                    let expected = place.cmp(&other_place);
                    assert_eq!(scheme.compare(left, right), Ok(expected), "{scheme:?}: {left} and {right}");
                }
            }
        }
    }
}

fn check_refused(scheme: Scheme, texts: &[&str]) {
    for text in texts {
        assert!(!scheme.is_version(text), "{scheme:?} takes {text:?}");
        let error = scheme.compare(text, "1.0").expect_err("refused");
        assert_eq!((error.scheme, error.version.as_str()), (scheme, *text));
    }
}

#[test]
fn alpine_orders_suffixes_and_revisions() {
    let rungs = [
        "1.2.3_alpha",
        "1.2.3_alpha1",
        "1.2.3_beta2",
        "1.2.3_pre20200101",
        "1.2.3_rc1",
        "1.2.3 1.2.3",
        "1.2.3-r1",
        "1.2.3-r10",
        "1.2.3_git20240101",
        "1.2.3_p1-r0",
        "1.2.3b",
        "1.2.3.1",
        "1.2.10",
        "1.3",
        "18446744073709551616",
    ];
    check_ladder(Scheme::Alpine, &rungs);
    check_refused(Scheme::Alpine, &["", "1.2 3"]);
}

#[test]
fn pacman_ignores_a_missing_release() {
    let rungs = ["1.0a-1", "1.0beta-1", "1.0rc-1", "1.0-1 1.0", "1.0.a-1", "1.0.1-1 1.0.1", "1.1-1", "1:0.1-1 1:0.1"];
    check_ladder(Scheme::Alpm, &rungs);
    check_ladder(Scheme::Alpm, &["1.5-1", "1.5-2"]);
    check_refused(Scheme::Alpm, &[""]);
}

#[test]
fn conan_orders_prereleases_below_and_builds_above() {
    let rungs = [
        "1.0.0-",
        "1-alpha.3 1.0.0-alpha.3",
        "1.0-alpha.22",
        "1 1.0 1.0.0",
        "1.0+b1",
        "1.0+b2",
        "1.0.2",
        "1.0.2s",
        "1.0.2za",
        "1.1",
        "1.10",
        "1.a",
        "cci.20200203",
        "cci.20210118",
    ];
    check_ladder(Scheme::Conan, &rungs);
    check_ladder(Scheme::Conan, &["9", "9p1", "10"]);
    check_refused(Scheme::Conan, &["", "-"]);
}

#[test]
fn cran_counts_hyphens_as_dots_and_length() {
    check_ladder(Scheme::Cran, &["0.1-0 0.1.0 0.01.0", "0.1.0.0", "0.1-1", "0.2", "0.10", "1.0-0", "1.0-1"]);
    check_refused(Scheme::Cran, &["", "1.0a", "1..0", "v1.0", "1.0-"]);
}

#[test]
fn hackage_counts_length() {
    check_ladder(Scheme::Hackage, &["0", "0.1", "0.1.0", "0.1.0.0", "0.11", "1", "1.0", "1.0.0.1"]);
    check_refused(Scheme::Hackage, &["", "1.0-1", "1.x"]);
}

#[test]
fn points_in_time_are_normalized() {
    let rungs = [
        "2024-01-01T00:00:00+02:00 2023-12-31T22:00:00Z",
        "2024-01-01T00:00:00Z 2024-01-01T00:00:00.000Z",
        "2024-01-01T00:00:00.5Z",
    ];
    check_ladder(Scheme::Datetime, &rungs);
    check_refused(Scheme::Datetime, &["", "yesterday", "2024-13-01T00:00:00Z"]);
}

#[test]
fn plain_text_is_ordered_by_its_bytes() {
    check_ladder(Scheme::Lexicographic, &["10", "9", "A", "a", "aa", "\u{e4}"]);
    check_refused(Scheme::Lexicographic, &[""]);
}

#[test]
fn debian_orders_epoch_upstream_and_revision() {
    let rungs = [
        "1.0~~",
        "1.0~rc1-1",
        "1.0 0:1.0 1.0-0 1.00-0",
        "1.0-1~deb12u1",
        "1.0-1",
        "1.0-1ubuntu1",
        "1.0-1+deb12u1",
        "1.0-10",
        "1.0a-1",
        "1.0+dfsg-1",
        "1.0.1",
        "1.10",
        "1:0.1",
    ];
    check_ladder(Scheme::Debian, &rungs);
    check_refused(Scheme::Debian, &["", "x:1.0", ":1.0", "1:", "1.0-", "1.0 1"]);
}

#[test]
fn gentoo_compares_numbers_with_leading_zeros_as_fractions() {
    let rungs = [
        "1",
        "1.0_alpha 1.0_alpha0",
        "1.0_beta3",
        "1.0_rc1",
        "1.0 1.0-r0",
        "1.0-r1",
        "1.0_p1",
        "1.0b",
        "1.0.0",
        "1.001 1.00100",
        "1.01",
        "1.1",
        "1.10",
    ];
    check_ladder(Scheme::Gentoo, &rungs);
    check_refused(Scheme::Gentoo, &["", "1.", "1.0_foo", "1.0ab", "1.0-r", "v1.0", "1.0-1"]);
}

#[test]
fn go_orders_pseudo_versions_and_its_own_releases() {
    let rungs = [
        "v0.0.0-20190101000000-abcdef123456",
        "v0.0.0-20200101000000-000000000000",
        "v1.2.3-0.20200101000000-abcdef123456",
        "v1.2.3-rc.1",
        "v1.2.3 1.2.3 v1.2.3+incompatible",
        "1.21beta1 1.21.0-beta.1",
        "go1.21rc2 1.21.0-rc.2",
        "1.21rc10",
        "go1.21 1.21.0 v1.21.0",
        "go1.21.3",
        "v2.0.0+incompatible",
    ];
    check_ladder(Scheme::Go, &rungs);
    check_refused(Scheme::Go, &["", "(devel)", "master", "v", "v1.x", "go"]);
}

#[test]
fn maven_orders_qualifiers_below_and_above_the_release() {
    let rungs = [
        "1-a1 1-alpha-1 1.0-ALPHA-1",
        "1-beta-2 1b2",
        "1-m3 1-milestone-3",
        "1-rc1 1-cr1 1.0.0-RC1",
        "1-SNAPSHOT 1.0-snapshot",
        "1 1.0 1.0.0 1-ga 1.0.0.Final 1-release",
        "1-sp 1sp",
        "1-jre 1.0-jre",
        "1-1 1-ga-1",
        "1.0.1",
        "1.9",
        "1.10",
        "20040616",
        "99999999999999999999999999",
    ];
    check_ladder(Scheme::Maven, &rungs);
    check_refused(Scheme::Maven, &["", "1 0"]);
}

#[test]
fn nuget_has_four_numbers_and_ignores_case_and_metadata() {
    let rungs = [
        "1.0.0-alpha",
        "1.0.0-BETA 1.0-beta+x",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1 1.0 1.0.0.0 1.0+sha.1 1.00",
        "1.0.0.1",
        "1.0.1",
    ];
    check_ladder(Scheme::NuGet, &rungs);
    check_refused(Scheme::NuGet, &["", "v1.0", "1.0.0.0.0", "1.*", "1.0-", "[1.0,2.0)"]);
}

#[test]
fn openssl_orders_letters_of_its_old_lines() {
    let rungs = [
        "0.9.8zg",
        "1.0.2-beta1",
        "1.0.2",
        "1.0.2k 1.0.2k-fips",
        "1.0.2z",
        "1.0.2za",
        "1.0.2zf",
        "1.1.0-pre1",
        "1.1.1",
        "1.1.1w",
        "3.0.0-alpha1",
        "3.0.0-beta2",
        "3.0.0",
        "3.0.9 3.0.9+quic",
        "3.0.10",
    ];
    check_ladder(Scheme::OpenSsl, &rungs);
    check_refused(Scheme::OpenSsl, &["", "OpenSSL", "1.1.1-foo", "1.1.1W", "1.1.", "v3.0.0"]);
}

#[test]
fn packagist_orders_stabilities() {
    let rungs = [
        "dev-main",
        "1.0-dev",
        "1.0a1 1.0-alpha1 v1.0-ALPHA1",
        "1.0-beta2 1.0b2",
        "1.0RC1 1.0-rc1 v1.0-RC1",
        "1.0 v1.0 1.0-stable 1.0+build",
        "1.0.1",
        "1.0.10",
        "1.0pl1 1.0-p1 1.0-patch1",
        "1.1",
    ];
    check_ladder(Scheme::Packagist, &rungs);
    check_ladder(Scheme::Packagist, &["1.2.9", "1.2.x-dev", "1.3.0"]);
    check_refused(Scheme::Packagist, &["", "...", "1.0 1"]);
}

#[test]
fn pub_counts_build_metadata() {
    let rungs = ["1.0.0-pre", "1.0.0-pre+1", "1.0.0 v1.0.0 1.0", "1.0.0+1", "1.0.0+2", "1.0.0+10", "1.0.0+a", "1.0.1"];
    check_ladder(Scheme::Pub, &rungs);
    check_refused(Scheme::Pub, &["", "any", "1.0.0-"]);
}

#[test]
fn python_orders_epochs_stages_and_local_versions() {
    let rungs = [
        "1.0-bulbasaur",
        "1.0-charmander",
        "1.0.dev0 1.0dev",
        "1.0a1.dev1",
        "1.0a1 1.0-alpha.1 v1.0.ALPHA1",
        "1.0b2",
        "1.0rc1 1.0c1 1.0.pre1 1.0-preview_1",
        "1.0 1 1.0.0 v1.0",
        "1.0+abc 1.0+ABC",
        "1.0+abc.1 1.0+abc-1",
        "1.0+1",
        "1.0.post1.dev2",
        "1.0.post1 1.0-1 1.0.rev1 1.0-r1",
        "1.0.1",
        "1.10",
        "1!0.1",
    ];
    check_ladder(Scheme::PyPi, &rungs);
    check_refused(Scheme::PyPi, &["", "  ", "1.0 beta", "-"]);
    assert_eq!(Scheme::PyPi.compare(" 1.0\n", "1.0"), Ok(Ordering::Equal));
}

#[test]
fn rpm_orders_epoch_version_and_release() {
    let rungs = [
        "1.0~rc1-1",
        "1.0 0:1.0 1_0",
        "1.0-1.el8",
        "1.0-1.el9 01.0-1.el9",
        "1.0-1.el9_2",
        "1.0-10.el9",
        "1.0^git1-1",
        "1.0a-1",
        "1.0.1-1",
        "1.10-1",
        "1:0.1-1",
        "10:0.1-1",
    ];
    check_ladder(Scheme::Rpm, &rungs);
    check_refused(Scheme::Rpm, &["", "1.0 1"]);
}

#[test]
fn ruby_orders_words_below_numbers() {
    let rungs = [
        "1.0.a1 1.0.a.1 1.a.1",
        "1.0.a.10",
        "1.0.beta",
        "1.0.0-rc1 1.0.pre.rc1 1.pre.rc.1",
        "1 1.0 1.0.0",
        "1.0.1",
        "1.2",
        "1.10",
    ];
    check_ladder(Scheme::RubyGems, &rungs);
    check_refused(Scheme::RubyGems, &["", "a.1", "1..2", "1.", "1.0_1", "v1.0"]);
}

#[test]
fn semver_is_read_tolerantly() {
    let rungs = [
        "1.0.0-1",
        "1.0.0-1-foo",
        "1.0.0-alpha",
        "1.0.0-alpha.1 1.0.0-alpha.01",
        "1.0.0-alpha.beta",
        "1.0.0-rc.2",
        "1.0.0-rc.11",
        "1.0.0 v1.0.0 =1.0.0 1 1.0 1.0.0+build 1.0.0.0",
        "1.0.0.1",
        "1.0.1beta 1.0.1-beta",
        "1.0.1",
        "1.9.0",
        "1.10.0",
        "18446744073709551616.0.0",
        "18446744073709551617.0.0",
    ];
    check_ladder(Scheme::Semver, &rungs);
    let refused = ["", "v", "latest", "1.x", "*", "^1.0", "1.0.0-", "1.0.0-a..b", "1.0.", "git+https://example.org"];
    check_refused(Scheme::Semver, &refused);
}

#[test]
fn unknown_schemes_order_what_means_the_same_everywhere() {
    let kernel =
        ["6.12.37", "6.12.38-rc1 v6.12.38rc1 6.12.38~rc.1", "6.12.38 6.12.38+git 6.12.38+gitabc1234", "6.12.39"];
    check_ladder(Scheme::Generic, &kernel);
    check_ladder(Scheme::Generic, &["1.1.0", "1.1.1", "1.1.1a", "1.1.1w 1_1_1w", "1.1.2"]);
    check_ladder(Scheme::Generic, &["1.0.2", "1.0.2z", "1.0.2za", "1.0.2zb", "1.0.3"]);
    check_ladder(Scheme::Generic, &["9.0", "9.0p1 9.0-p1", "9.0p2", "9.0p10", "9.1"]);
    check_ladder(
        Scheme::Generic,
        &["3.0.7~git5", "3.0.7 3.0.7-0 3.0.7.0", "3.0.7-18", "3.0.7-18.1", "3.0.7-20", "3.0.7.1"],
    );
    check_ladder(Scheme::Generic, &["1.2-alpha", "1.2-alpha2 1.2a2", "1.2b1 1.2-beta1", "1.2-pre1", "1.2-rc1"]);
    check_ladder(
        Scheme::Generic,
        &["1.2-SNAPSHOT", "1.2 v1.2 1.2.0 1.2.0.0 1.2-final 1.2.GA 01.02", "1.2-sp1", "1.2.1"],
    );
    check_ladder(Scheme::Generic, &["2021.10", "2023.04 2023.4", "2023.10", "20220623", "20220623.1"]);
    check_ladder(Scheme::Generic, &["2022g", "2023b", "2023c"]);
    check_ladder(Scheme::Generic, &["8u382", "8u392", "99999999999999999999", "100000000000000000000"]);
    check_ladder(Scheme::Generic, &["1.2.3", "1.2.3-5-g1a2b3c4", "1.2.3-6-g1a2b3c4-dirty", "1.2.4"]);
}

#[test]
fn unknown_schemes_refuse_what_would_be_a_guess() {
    let refused = [
        "",
        "latest",
        "unknown",
        "v",
        "1a2b3c4",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "release-1.2",
        "1.2 (build 5)",
        "12.2(33)SXI",
        "1:2.3",
        "1.2+rc1",
        "*",
    ];
    check_refused(Scheme::Generic, &refused);
}

#[test]
fn unknown_schemes_refuse_words_of_unknown_meaning_only_where_they_decide() {
    let compare = |left, right| Scheme::Generic.compare(left, right);
    assert_eq!(compare("1.2-foo", "1.3"), Ok(Ordering::Less));
    assert_eq!(compare("3.0.7-18.el9", "3.0.7-20.el9"), Ok(Ordering::Less));
    assert_eq!(compare("3.0.7-18.el9", "3.0.7-18.EL9"), Ok(Ordering::Equal));
    for (left, right) in [("1.2-foo", "1.2"), ("1.2-foo", "1.2-bar"), ("1.2p1", "1.2sp1"), ("1.2-dev", "1.2-rc1")] {
        assert!(compare(left, right).is_err(), "{left} and {right}");
        assert!(compare(right, left).is_err(), "{right} and {left}");
    }
    assert_eq!(compare("1.2", "1.2-foo").unwrap_err().version, "1.2-foo");
}
