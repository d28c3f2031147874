//! How package URLs map to ecosystems, names, releases and versions.

use serde_json::json;
use steadfast_formats::purl::Purl;
use steadfast_matching::bill::Bill;
use steadfast_matching::ecosystem::{self, Package};
use steadfast_matching::reason::Reason;
use steadfast_matching::version::Scheme;

use crate::world::{World, bom, osv, packaged, range, read_bom};

fn package(purl: &str) -> Option<Package> {
    ecosystem::package(&purl.parse::<Purl>().expect("a package URL"), None)
}

/// `base[:release] name[,name] version`, with `?` where the source package is not known.
fn described(purl: &str) -> String {
    let Some(package) = package(purl) else { return "none".to_owned() };
    let release = package.release.map(|release| format!(":{release}")).unwrap_or_default();
    let source = if package.source_known { "" } else { "?" };
    let version = package.version.map(|version| format!(" {version}")).unwrap_or_default();
    format!("{}{release} {}{source}{version}", package.base, package.names.join(","))
}

#[test]
fn every_type_of_package_url() {
    let cases = [
        ("pkg:cargo/serde_json@1.0.1", "crates.io serde_json 1.0.1"),
        ("pkg:npm/left-pad@1.0.0", "npm left-pad 1.0.0"),
        ("pkg:npm/%40angular/core@1.0.0", "npm @angular/core 1.0.0"),
        ("pkg:pypi/zope.interface@5", "PyPI zope-interface 5"),
        ("pkg:pypi/Flask_SQLAlchemy@2", "PyPI flask-sqlalchemy 2"),
        ("pkg:golang/github.com/BurntSushi/toml@v0.3.1", "Go github.com/burntsushi/toml v0.3.1"),
        ("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1", "Maven org.apache.logging.log4j:log4j-core 2.14.1"),
        ("pkg:nuget/Newtonsoft.Json@12.0.1", "NuGet newtonsoft.json 12.0.1"),
        ("pkg:gem/rails@6.0.0", "RubyGems rails 6.0.0"),
        ("pkg:composer/Laravel/framework@7.0", "Packagist laravel/framework 7.0"),
        ("pkg:pub/http@0.13.0", "Pub http 0.13.0"),
        ("pkg:hex/phoenix@1.0", "Hex phoenix 1.0"),
        ("pkg:cran/ggplot2@3.0", "CRAN ggplot2 3.0"),
        ("pkg:bioconductor/limma@3.0", "Bioconductor limma 3.0"),
        ("pkg:hackage/aeson@2.0", "Hackage aeson 2.0"),
        ("pkg:swift/github.com/Apple/swift-nio@2.0.0", "SwiftURL github.com/apple/swift-nio 2.0.0"),
        ("pkg:conan/OpenSSL@3.0.0", "ConanCenter openssl 3.0.0"),
        ("pkg:githubactions/actions/Checkout@v2", "GitHub Actions actions/checkout v2"),
        ("pkg:bitnami/wordpress@6.2.0", "Bitnami wordpress 6.2.0"),
        ("pkg:julia/HTTP@1.0.0?uuid=cd3eb016-35fb-5094-929b-558a96fad6f3", "Julia HTTP 1.0.0"),
        ("pkg:generic/zlib@1.3", "none"),
        ("pkg:github/madler/zlib@v1.3", "none"),
        ("pkg:oci/app@1", "none"),
        ("pkg:deb/unheard-of/zlib@1", "none"),
    ];
    for (purl, expected) in cases {
        assert_eq!(described(purl), expected, "{purl}");
    }
}

#[test]
fn debian_and_ubuntu_by_release_and_source() {
    let cases = [
        (
            "pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&upstream=openssl&distro=debian-12",
            "Debian:12 libssl3,openssl 3.0.11-1",
        ),
        (
            "pkg:deb/debian/libssl3@3.0.11-1?upstream=openssl%403.0.11-1&distro=bookworm",
            "Debian:12 libssl3,openssl 3.0.11-1",
        ),
        ("pkg:deb/debian/openssl@3.0.11-1?upstream=openssl&distro=debian-12", "Debian:12 openssl 3.0.11-1"),
        ("pkg:deb/debian/openssl@3.0.11-1?arch=source", "Debian openssl 3.0.11-1"),
        ("pkg:deb/debian/libssl3@1:3.0.11-1?distro=trixie", "Debian:13 libssl3? 1:3.0.11-1"),
        ("pkg:deb/debian/libssl3@3?distro=debian-12.5", "Debian:12 libssl3? 3"),
        ("pkg:deb/debian/libssl3@3?distro=sid", "Debian libssl3? 3"),
        ("pkg:deb/ubuntu/curl@7.81?distro=ubuntu-22.04&arch=source", "Ubuntu:22.04 curl 7.81"),
        ("pkg:deb/ubuntu/curl@7.81?distro=jammy&arch=source", "Ubuntu:22.04 curl 7.81"),
    ];
    for (purl, expected) in cases {
        assert_eq!(described(purl), expected, "{purl}");
    }
}

#[test]
fn alpine_under_both_its_types_and_its_kin() {
    let cases = [
        (
            "pkg:apk/alpine/libcrypto3@3.1.4-r0?upstream=openssl&distro=alpine-3.19.1",
            "Alpine:3.19 libcrypto3,openssl 3.1.4-r0",
        ),
        (
            "pkg:alpine/libcrypto3@3.1.4-r0?upstream=openssl&distro=alpine-3.19",
            "Alpine:3.19 libcrypto3,openssl 3.1.4-r0",
        ),
        ("pkg:apk/alpine/busybox@1.36.1-r5?distro=3.18", "Alpine:3.18 busybox? 1.36.1-r5"),
        ("pkg:apk/wolfi/openssl@3.1.4-r0?arch=x86_64", "Wolfi openssl? 3.1.4-r0"),
        ("pkg:apk/chainguard/openssl@3.1.4-r0?upstream=openssl", "Chainguard openssl 3.1.4-r0"),
        ("pkg:apk/minimos/openssl@3.1.4-r0?upstream=openssl", "MinimOS openssl 3.1.4-r0"),
        ("pkg:apk/alpaquita/openssl@3.1.4-r0?upstream=openssl&distro=alpaquita-23", "Alpaquita:23 openssl 3.1.4-r0"),
    ];
    for (purl, expected) in cases {
        assert_eq!(described(purl), expected, "{purl}");
    }
}

#[test]
fn rpm_with_epoch_source_and_release() {
    let cases = [
        (
            "pkg:rpm/redhat/openssl-libs@3.0.7-25.el9_3?epoch=1&upstream=openssl-3.0.7-25.el9_3.src.rpm",
            "Red Hat:9 openssl-libs,openssl 1:3.0.7-25.el9_3",
        ),
        ("pkg:rpm/redhat/openssl-libs@1:3.0.7-25.el9_3?epoch=1", "Red Hat:9 openssl-libs 1:3.0.7-25.el9_3"),
        ("pkg:rpm/redhat/curl@7.61.1-34.el8?distro=rhel-8.9", "Red Hat:8 curl 7.61.1-34.el8"),
        ("pkg:rpm/almalinux/curl@7.61.1-34.el8", "AlmaLinux:8 curl 7.61.1-34.el8"),
        ("pkg:rpm/rocky/curl@7.61.1-34.el8?distro=rocky-8", "Rocky Linux:8 curl 7.61.1-34.el8"),
        ("pkg:rpm/suse/curl@8.0-1?distro=sles-15.5", "SUSE:15.5 curl 8.0-1"),
        ("pkg:rpm/opensuse/curl@8.0-1?distro=opensuse-leap-15.5", "openSUSE:15.5 curl 8.0-1"),
        ("pkg:rpm/openeuler/curl@8.0-1", "openEuler curl 8.0-1"),
        ("pkg:rpm/mageia/curl@8.0-1?distro=mageia-9", "Mageia:9 curl 8.0-1"),
        ("pkg:rpm/photon/curl@8.0-1.ph5?distro=photon-5.0", "Photon OS:5.0 curl 8.0-1.ph5"),
        ("pkg:rpm/azurelinux/curl@8.0-1?distro=azurelinux-3", "Azure Linux:3 curl 8.0-1"),
        ("pkg:rpm/fedora/curl@8.0-1.fc39", "none"),
    ];
    for (purl, expected) in cases {
        assert_eq!(described(purl), expected, "{purl}");
    }
}

#[test]
fn releases_have_one_spelling_on_both_sides() {
    let cases = [
        ("Debian:12", "Debian 12"),
        ("Alpine:v3.19", "Alpine 3.19"),
        ("Ubuntu:22.04:LTS", "Ubuntu 22.04"),
        ("Ubuntu:Pro:22.04:LTS", "Ubuntu 22.04"),
        ("Red Hat:enterprise_linux:9::appstream", "Red Hat 9"),
        ("Red Hat:openshift:4.12::el8", "Red Hat 8"),
        ("Red Hat:rhel_e4s:8.4::baseos", "Red Hat 8"),
        ("SUSE:Linux Enterprise Module for Python 3 15 SP4", "SUSE 15.4"),
        ("SUSE:Linux Enterprise Server 15 SP4", "SUSE 15.4"),
        ("SUSE:Linux Enterprise Server 15 SP4-LTSS", "SUSE 15.4"),
        ("openSUSE:Leap 15.5", "openSUSE 15.5"),
        ("Rocky Linux:9", "Rocky Linux 9"),
        ("PyPI", "PyPI"),
        ("Debian:", "Debian"),
    ];
    for (ecosystem, expected) in cases {
        let (base, release) = ecosystem::split(ecosystem);
        assert_eq!(format!("{base} {}", release.unwrap_or_default()).trim(), expected, "{ecosystem}");
    }
}

#[test]
fn every_ecosystem_has_its_order() {
    for (base, scheme) in [
        ("Debian", Scheme::Debian),
        ("Ubuntu", Scheme::Debian),
        ("Echo", Scheme::Debian),
        ("Alpine", Scheme::Alpine),
        ("Wolfi", Scheme::Alpine),
        ("Red Hat", Scheme::Rpm),
        ("SUSE", Scheme::Rpm),
        ("PyPI", Scheme::PyPi),
        ("crates.io", Scheme::Semver),
        ("npm", Scheme::Semver),
        ("Go", Scheme::Go),
        ("Maven", Scheme::Maven),
        ("NuGet", Scheme::NuGet),
        ("RubyGems", Scheme::RubyGems),
        ("Packagist", Scheme::Packagist),
        ("Pub", Scheme::Pub),
        ("Hex", Scheme::Semver),
        ("CRAN", Scheme::Cran),
        ("Hackage", Scheme::Hackage),
        ("ConanCenter", Scheme::Conan),
        ("OSS-Fuzz", Scheme::Generic),
        ("SwiftURL", Scheme::Semver),
        ("Unheard of", Scheme::Generic),
    ] {
        assert_eq!(ecosystem::scheme(base), scheme, "{base}");
    }
}

#[test]
fn addresses_of_swift_packages_are_spelled_alike() {
    for address in
        ["https://github.com/Apple/swift-nio.git", "github.com/apple/swift-nio", "https://github.com/apple/swift-nio/"]
    {
        assert_eq!(ecosystem::spelled("SwiftURL", address), "github.com/apple/swift-nio");
    }
}

fn debian_openssl() -> World {
    World::new(&[
        osv(
            "DSA-11",
            "Debian:11",
            "openssl",
            &json!({"ranges": [range("ECOSYSTEM", "introduced 0, fixed 1.1.1w-0+deb11u1")]}),
        ),
        osv(
            "DSA-12",
            "Debian:12",
            "openssl",
            &json!({"ranges": [range("ECOSYSTEM", "introduced 0, fixed 3.0.11-1~deb12u2")]}),
        ),
    ])
}

#[test]
fn a_backport_is_judged_by_its_own_release() {
    let world = debian_openssl();
    let judged = |version: &str, distro: &str| {
        world.judged(&packaged(&format!("pkg:deb/debian/libssl@{version}?upstream=openssl{distro}")))
    };
    assert_eq!(judged("1.1.1w-0%2Bdeb11u1", "&distro=debian-11"), "clear");
    assert_eq!(judged("1.1.1n-0%2Bdeb11u5", "&distro=debian-11"), "affected, fixed in 1.1.1w-0+deb11u1");
    assert_eq!(judged("3.0.11-1~deb12u2", "&distro=debian-12"), "clear");
    assert_eq!(judged("3.0.9-1", "&distro=debian-12"), "affected, fixed in 3.0.11-1~deb12u2");
    assert_eq!(judged("3.0.9-1", ""), "release-unknown");
    assert_eq!(judged("3.0.13-1", ""), "clear", "fixed in every release");
    assert_eq!(judged("3.0.9-1", "&distro=debian-13"), "nothing");
}

#[test]
fn the_bills_own_system_stands_in_for_the_release() {
    let world = debian_openssl();
    let library =
        json!({"type": "library", "name": "libssl", "purl": "pkg:deb/debian/libssl@3.0.9-1?upstream=openssl"});
    let system = json!({"type": "operating-system", "name": "debian", "version": "12"});
    assert_eq!(world.judged(&bom(&[library, system])), "affected, fixed in 3.0.11-1~deb12u2");
}

#[test]
fn a_source_package_may_stand_in_a_property() {
    let bom = read_bom(&json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{
        "type": "library", "name": "libssl", "purl": "pkg:deb/debian/libssl@3.0.9-1?distro=debian-12",
        "properties": [{"name": "aquasecurity:trivy:SrcName", "value": "openssl"}],
    }]}));
    let bill = Bill::new(&bom);
    assert_eq!(bill.parts[0].identity.packages[0].names, ["libssl", "openssl"]);
    assert_eq!(debian_openssl().judged(&bom), "affected, fixed in 3.0.11-1~deb12u2");
}

/// A distribution that no feed knows backports fixes all the same: its packages' CPE names convict nothing.
#[test]
fn a_package_of_an_unknown_distribution_is_not_convicted_by_its_cpe_name() {
    let rule =
        json!({"defaultStatus": "unaffected", "versions": [{"version": "0", "lessThan": "2.0", "status": "affected"}]});
    let world = World::new(&[crate::world::cve("CVE-2026-0001", &rule)]);
    let judged = |purl: &str| {
        let cpe = "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*";
        world.judged(&bom(&[json!({"type": "library", "name": "product", "version": "1.0", "purl": purl, "cpe": cpe})]))
    };
    assert_eq!(judged("pkg:rpm/fedora/product@1.0-1.fc39"), "cpe-only");
    assert_eq!(judged("pkg:rpm/amzn/product@1.0-1.amzn2"), "cpe-only");
    assert_eq!(judged("pkg:deb/raspbian/product@1.0-1"), "cpe-only");
    assert_eq!(judged("pkg:alpm/arch/product@1.0-1"), "cpe-only");
    assert_eq!(judged("pkg:generic/product@1.0"), "affected, fixed in 2.0");
}

/// Nobody's advisories about that distribution are loaded: silence says nothing.
#[test]
fn a_package_of_an_unknown_distribution_is_not_checked_by_its_cpe_name() {
    let world =
        World::new(&[crate::world::cve("CVE-2026-0001", &json!({"product": "else", "defaultStatus": "affected"}))]);
    let gap = |purl: &str| {
        let cpe = "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*";
        let bom = bom(&[json!({"type": "library", "name": "product", "version": "1.0", "purl": purl, "cpe": cpe})]);
        world.coverage().gap(&Bill::new(&bom).parts[0].identity)
    };
    assert_eq!(gap("pkg:rpm/fedora/product@1.0-1.fc39"), Some(Reason::EcosystemNotKnown));
    assert_eq!(gap("pkg:generic/product@1.0"), None);
}
