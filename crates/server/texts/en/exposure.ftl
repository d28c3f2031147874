# Matching of releases and advisories, and release checks.
record-exposures-matched = Releases and advisories matched
fact-releases-met = Bills of materials taken in
fact-components-matched = Components matched anew
fact-findings-kept = Findings that are new or changed
fact-findings-gone = Findings that are gone
fact-verdicts-turned = Release checks that turned
fact-releases-turned = Their releases
fact-snapshot = State of the advisories
