//! What was only used to build, by what the document says and never by a name.

use super::{bill, named};

/// The names of the components that only built the others.
fn only(text: &str) -> Vec<String> {
    let components = bill(text).components.into_iter();
    components.filter(|component| component.build_only).map(|component| component.name).collect()
}

fn spdx_2(relationships: &[(&str, &str, &str)]) -> String {
    let packages = ["app", "lib", "tool", "sub", "gcc-native"];
    let packages = packages.map(|name| format!(r#"{{"SPDXID": "SPDXRef-{name}", "name": "{name}"}}"#)).join(",");
    let relationships = relationships.iter().map(|(from, kind, to)| {
        format!(
            r#"{{"spdxElementId": "SPDXRef-{from}", "relationshipType": "{kind}", "relatedSpdxElement": "SPDXRef-{to}"}}"#
        )
    });
    let relationships = relationships.collect::<Vec<_>>().join(",");
    format!(r#"{{"spdxVersion": "SPDX-2.3", "packages": [{packages}], "relationships": [{relationships}]}}"#)
}

const APP: (&str, &str, &str) = ("DOCUMENT", "DESCRIBES", "app");

#[test]
fn tools_and_build_dependencies_are_no_part_of_the_product() {
    for kind in ["BUILD_TOOL_OF", "DEV_TOOL_OF", "TEST_TOOL_OF", "BUILD_DEPENDENCY_OF", "TEST_DEPENDENCY_OF", "TEST_OF"]
    {
        let text = spdx_2(&[APP, ("app", "CONTAINS", "lib"), ("tool", kind, "lib"), ("tool", "DEPENDS_ON", "sub")]);
        assert_eq!(only(&text), ["tool", "sub"], "{kind}");
    }
}

#[test]
fn what_the_product_holds_too_is_part_of_it() {
    let tool = [APP, ("tool", "BUILD_DEPENDENCY_OF", "app"), ("tool", "CONTAINS", "sub")];
    for (from, kind, to) in [
        ("app", "CONTAINS", "tool"),
        ("tool", "RUNTIME_DEPENDENCY_OF", "app"),
        ("app", "STATIC_LINK", "tool"),
        ("app", "GENERATED_FROM", "tool"),
        ("tool", "GENERATES", "app"),
        ("tool", "PROVIDED_DEPENDENCY_OF", "app"),
        ("lib", "DEPENDS_ON", "tool"),
    ] {
        let text = spdx_2(&[&tool[..], &[(from, kind, to)]].concat());
        assert_eq!(only(&text), Vec::<String>::new(), "{from} {kind} {to}");
    }
}

#[test]
fn a_name_or_a_missing_relation_is_no_proof() {
    assert_eq!(only(&spdx_2(&[APP, ("app", "CONTAINS", "lib")])), Vec::<String>::new());
    assert_eq!(only(&spdx_2(&[APP, ("tool", "BUILD_TOOL_OF", "app")])), ["tool"]);
}

#[test]
fn tools_are_known_without_a_subject_but_not_from_a_ring() {
    assert_eq!(only(&spdx_2(&[("tool", "BUILD_TOOL_OF", "app")])), ["tool"]);
    let ring = [("tool", "BUILD_TOOL_OF", "sub"), ("sub", "BUILD_TOOL_OF", "tool")];
    assert_eq!(only(&spdx_2(&ring)), Vec::<String>::new());
}

#[test]
fn a_build_dependency_still_counts_among_the_dependencies() {
    let bom = bill(&spdx_2(&[APP, ("tool", "BUILD_DEPENDENCY_OF", "app")]));
    assert_eq!(super::needs(&bom, "SPDXRef-app"), ["SPDXRef-tool"]);
}

fn spdx_3(relationships: &[(&str, &str, &str, &str)]) -> String {
    let ids = ["app", "lib", "tool", "source", "other"];
    let packages = ids.map(|id| format!(r#"{{"type": "software_Package", "spdxId": "urn:{id}", "name": "{id}"}}"#));
    let relationships = relationships.iter().map(|(from, kind, to, scope)| {
        format!(
            r#"{{"type": "LifecycleScopedRelationship", "from": "urn:{from}", "relationshipType": "{kind}",
                 "to": ["urn:{to}"], "scope": "{scope}"}}"#
        )
    });
    let elements = packages.into_iter().chain(relationships).collect::<Vec<_>>().join(",");
    format!(
        r#"{{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
            {{"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": ["urn:app"]}},
            {{"type": "build_Build", "spdxId": "urn:build-app"}}, {{"type": "build_Build", "spdxId": "urn:build-tool"}},
            {elements}]}}"#
    )
}

#[test]
fn scopes_tell_tools_from_parts() {
    let uses = |scope| only(&spdx_3(&[("app", "dependsOn", "lib", "runtime"), ("lib", "dependsOn", "tool", scope)]));
    assert_eq!(["build", "development", "test", "design"].map(uses), [["tool"]; 4]);
    assert_eq!(["runtime", "other", ""].map(uses), [const { Vec::<String>::new() }; 3]);
    assert_eq!(only(&spdx_3(&[("app", "usesTool", "tool", "build")])), ["tool"]);
    assert_eq!(only(&spdx_3(&[("app", "hasStaticLink", "lib", "build")])), Vec::<String>::new());
}

#[test]
fn what_builds_take_in_is_in_the_product_unless_it_only_built_a_tool() {
    let builds = [
        ("build-app", "hasOutput", "lib", "build"),
        ("build-app", "hasInput", "source", "build"),
        ("build-app", "dependsOn", "build-tool", "build"),
        ("build-tool", "hasInput", "tool", "build"),
    ];
    assert_eq!(only(&spdx_3(&builds)), ["tool"]);
    let shared = [&builds[..], &[("build-tool", "hasInput", "source", "build")]].concat();
    assert_eq!(only(&spdx_3(&shared)), ["tool"]);
    let installed = [&builds[..], &[("build-tool", "hasOutput", "app", "build")]].concat();
    assert_eq!(only(&spdx_3(&installed)), Vec::<String>::new());
}

#[test]
fn sources_of_what_a_build_takes_in_follow() {
    let text = spdx_3(&[
        ("build-tool", "hasInput", "source", "build"),
        ("build-tool", "hasOutput", "lib", "build"),
        ("build-app", "hasInput", "lib", "build"),
        ("build-app", "hasOutput", "app", "build"),
        ("build-app", "hasOutput", "lib", "build"),
    ]);
    let bom = bill(&text);
    assert_eq!(named(&bom, "app").built_from, ["urn:lib", "urn:source"]);
    assert_eq!(bom.subject.as_ref().unwrap().built_from, ["urn:lib", "urn:source"]);
}

#[test]
fn cyclonedx_excludes_by_scope() {
    let json = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
        {"type": "library", "name": "a", "scope": "excluded"}, {"type": "library", "name": "b", "scope": "optional"},
        {"type": "library", "name": "c", "scope": "required"}, {"type": "library", "name": "d"}]}"#;
    let xml = r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
        <component type="library"><name>a</name><scope>excluded</scope></component>
        <component type="library"><name>b</name><scope>optional</scope></component></components></bom>"#;
    assert_eq!((only(json), only(xml)), (vec!["a".to_owned()], vec!["a".to_owned()]));
}
