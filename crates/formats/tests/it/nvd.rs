//! NVD-shaped records.

use steadfast_formats::advisory::{Bound, CpeMatch, Node, Product, Rule, Severity};

use crate::shared::{only, partly};

const RUNNING_ON: &str = r#"[{"operator":"AND","nodes":[
  {"operator":"OR","negate":false,"cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:google:chrome:*:*:*:*:*:*:*:*","versionStartIncluding":"1","versionEndExcluding":"2"}]},
  {"operator":"OR","negate":false,"cpeMatch":[{"vulnerable":false,"criteria":"cpe:2.3:o:linux:linux_kernel:-:*:*:*:*:*:*:*"}]}]},
  {"nodes":[{"operator":"AND","cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:x:y:1:*:*:*:*:*:*:*","versionEndIncluding":"3"}]}]}]"#;

#[test]
fn each_configuration_is_an_entry_with_its_nodes() {
    let advisory = only(&format!(
        r#"{{"_annotation":{{"cve_id":"CVE-2024-1","description":"Text","published":"2024-10-01T04:46:22.405000+00:00","modified":null,"references":["https://r"]}},
        "cve":{{"configurations":{RUNNING_ON}}}}}"#
    ));
    assert_eq!((advisory.id.as_str(), advisory.summary.as_str()), ("CVE-2024-1", "Text"));
    assert_eq!(advisory.references, ["https://r"]);
    assert_eq!(advisory.affected.len(), 2);
    assert!(advisory.affected.iter().all(|affected| affected.product == Product::Configuration));
    let bound = |version: &str, including| Some(Bound { version: version.into(), including });
    let chrome = CpeMatch {
        criteria: "cpe:2.3:a:google:chrome:*:*:*:*:*:*:*:*".into(),
        vulnerable: true,
        start: bound("1", true),
        end: bound("2", false),
    };
    let kernel = CpeMatch {
        criteria: "cpe:2.3:o:linux:linux_kernel:-:*:*:*:*:*:*:*".into(),
        vulnerable: false,
        start: None,
        end: None,
    };
    let any = |one| Node::Any(vec![Node::Match(one)]);
    assert_eq!(advisory.affected[0].rule, Rule::Configuration(Node::All(vec![any(chrome), any(kernel)])));
}

#[test]
fn a_page_of_the_interface_is_many_records() {
    let (advisories, problems) = partly(&format!(
        r#"{{"resultsPerPage":2,"format":"NVD_CVE","version":"2.0","vulnerabilities":[
        {{"cve":{{"id":"CVE-1","vulnStatus":"Analyzed","published":"2021-12-10T10:15:09.143","lastModified":"2025-02-04T15:15:13.773",
          "cisaExploitAdd":"2021-12-10","descriptions":[{{"lang":"es","value":"texto"}},{{"lang":"en","value":"text"}}],
          "metrics":{{"cvssMetricV31":[{{"cvssData":{{"vectorString":"CVSS:3.1/AV:N"}}}}],"cvssMetricV2":[{{"cvssData":{{"vectorString":"AV:N"}}}}]}},
          "references":[{{"url":"https://w"}},{{"url":"https://p","tags":["Patch"]}}],"configurations":{RUNNING_ON}}}}},
        {{"cve":{{"id":"CVE-2","vulnStatus":"Rejected","lastModified":"2025-02-04T15:15:13.773"}}}}]}}"#
    ));
    assert_eq!(problems, [""; 0]);
    let [first, second] = advisories.as_slice() else { panic!() };
    assert_eq!(first.severities, ["CVSS:3.1/AV:N", "AV:N"].map(|vector| Severity::Vector(vector.into())));
    assert_eq!((first.summary.as_str(), first.exploited.as_deref()), ("text", Some("kev")));
    assert_eq!(first.references, ["https://p", "https://w"]);
    assert_eq!((first.affected.len(), first.withdrawn), (2, None));
    assert_eq!(second.withdrawn.unwrap().to_string(), "2025-02-04T15:15:13.773Z");
}

#[test]
fn a_configuration_with_a_broken_part_is_left_out_as_a_whole() {
    let (advisories, problems) = partly(
        r#"{"cve":{"id":"CVE-1","configurations":[
        {"nodes":[{"cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:x:y:*"},{"criteria":"cpe:2.3:a:x:z:*"}]}]},
        {"nodes":[{"cpeMatch":[{"vulnerable":true,"criteria":"x:y"}]}]},
        {"nodes":[]},
        {"nodes":[{"cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:x:y:*"}]}]}]}}"#,
    );
    assert_eq!(advisories[0].affected.len(), 1);
    assert_eq!(
        problems,
        [
            "line 2, /cve/configurations/0: missing field `vulnerable`",
            "line 3, /cve/configurations/1: `x:y` is no CPE name",
            "line 4, /cve/configurations/2: the configuration names no CPE",
        ]
    );
}
