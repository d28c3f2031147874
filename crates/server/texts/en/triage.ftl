## Triage: what somebody has to decide on, and what was decided

triage = Triage
triage-lead = Flaws in your products on which nobody has decided yet, what matters most first. One decision counts for all releases that it reaches, later ones too.
triage-caption = Flaws to decide on, the most urgent first
triage-empty = Nothing waits for a decision
triage-empty-hint = Whatever was found in releases with a bill of materials is decided. Whether the advisories are fresh, their sources say.
triage-flaw = Flaw
triage-component = Component
triage-where = Where
triage-why = Why it stands here
triage-product = Product
triage-severity = Severity
triage-only = Show
triage-only-waiting = What waits
triage-only-exploited = Exploited
triage-only-revisit = To be looked at again
triage-only-unknown = Where nobody can tell
triage-only-decided = Decided ones too
triage-more-components = and others
triage-more-products = and { $count } more
triage-releases = { $count ->
    [one] 1 release
   *[other] { $count } releases
}
triage-waits = { $count } to decide
triage-decided = Decided
triage-revisits = { $count } to look at again
triage-unknowns = { $count } that nobody can tell

severity-critical = Critical
severity-high = High
severity-medium = Medium
severity-low = Low
severity-none = None
severity-unrated = Unrated

why-exploited = Exploited: { $who }
exploited-listed = listed as exploited
exploited-listed-since = listed as exploited since { $day }
exploited-by-ransomware = { "" }, by ransomware
why-only-unknown = Perhaps not affected: nobody can tell
why-epss = Exploitation within 30 days: { $percent } % likely
why-score = Base score { $score } (CVSS)
why-severity = Severity { $severity }
why-unrated = Nobody has rated it: it counts as medium
why-risk = The product's own risk: { $risk }
why-units = { $count ->
    [one] 1 device behind it
   *[other] { $count } devices behind it
}
why-unstated = (and { $count ->
    [one] 1 release of unknown number
   *[other] { $count } releases of unknown number
})
why-units-unknown = Nobody has said how many devices there are

flaw-own = Own register
flaw-own-hidden = Kept in the own register of flaws, which your role does not read.
flaw-product-itself = The product itself
flaw-exploited = Exploited
flaw-conflict = Somebody decided on this flaw while you did. Yours was not taken, and stands in the form as you left it: look at theirs below first, then decide again if it is still needed.
flaw-decide = Decide
flaw-known = What is known
flaw-names = Names
flaw-severity = Severity
flaw-exploitation = Exploitation
flaw-exploited-by = Exploited: { $who }
flaw-exploited-by-nobody = No loaded catalogue says so
flaw-epss = Probability of exploitation (EPSS)
flaw-epss-value = { $percent } % within 30 days
flaw-fixed = Mended in version
flaw-fixed-nowhere = No mended version is known
flaw-fixed-in = mended in { $versions }
flaw-first-seen = First seen here
flaw-modified = Advisory changed
flaw-references = Read more
flaw-places = Affected releases
flaw-places-empty = No release is affected
flaw-places-empty-hint = No release holds a component with this flaw.
flaw-release = Release
flaw-found = Found
flaw-standing = Decided
flaw-since = since { $day }
flaw-until = until { $time }
flaw-decisions = What was decided
flaw-decisions-empty = Nothing yet.

found-affected = Affected
found-unknown = Nobody can tell
found-not_affected = Not affected
found-fixed = Mended

place-open = Open
place-waiting = To decide
place-decided = Decided
place-revisit = To be looked at again
place-closed = Closed
place-undecided = Not decided
place-nothing = Nothing to decide

vex-not_affected = Not affected
vex-affected = Affected
vex-fixed = Mended
vex-under_investigation = Being looked into
vex-hint-not_affected = The flaw cannot be used in the product, for the reason chosen below.
vex-hint-affected = Something must be done: say what.
vex-hint-fixed = The release has the correction, whatever its version says.
vex-hint-under_investigation = It stays in the list, and others see that you are at it.

justification-component_not_present = The component is not in the product
justification-vulnerable_code_not_present = The vulnerable code is not in the product
justification-vulnerable_code_not_in_execute_path = The vulnerable code is never run
justification-vulnerable_code_cannot_be_controlled_by_adversary = No attacker can reach the vulnerable code
justification-inline_mitigations_already_exist = The product prevents the exploitation by itself

revisit-exploited-since = It is exploited now, and was not when it was decided.
revisit-severity-raised = It is rated worse than when it was decided.
revisit-found-changed = Something else is found than when it was decided.
revisit-advisory-changed = The advisory changed, and names other mended versions.
revisit-component-version-changed = It was decided on another version of the component.

informational-unmaintained = Unmaintained
informational-unsound = Unsound
informational-notice = Notice

finding-no-identifier = the component has neither package address nor product name (CPE)
finding-ecosystem-not-known = no source of advisories is known for this kind of package
finding-no-feed = no loaded source covers it
finding-feed-stale = the source that covers it is too old
finding-feed-not-understood = too much of the source that covers it was not understood
finding-identifier-broken = its names cannot be understood
finding-no-version = it has no version
finding-version-not-orderable = its version cannot be ordered
finding-release-unknown = the release of its distribution is not stated
finding-source-package-unknown = its source package is not stated
finding-commits-only = the advisory names commits only
finding-range-not-understood = the advisory's range of versions cannot be understood
finding-range-inverted = the advisory's range of versions ends before it begins
finding-advisory-silent = the advisory does not say whether this version is affected
finding-platform-unknown = it needs a platform that the bill of materials does not tell of
finding-cpe-only = found by product name (CPE) only
finding-not-compiled-in = the affected source files are not compiled in
finding-build-only = only used to build the product
finding-stated-by-vex = stated inside the bill of materials

decide = Decide
decide-status = What is so
decide-justification = Why not affected
decide-justification-none = No reason chosen
decide-statement = In words
decide-statement-hint = Whoever checks this later reads it, customers too: it goes out with exported statements.
decide-action = What is to be done
decide-action-hint = Needed where the product is affected: what users do, or when the correction comes.
decide-reach = For what it counts
decide-reach-product = This product line
decide-reach-product-hint = All its releases, later ones too: { $count ->
    [one] 1 exposure today.
   *[other] up to { $count } exposures today.
}
decide-reach-component = This component, in every product
decide-reach-component-hint = Wherever it is, in later releases too: { $count ->
    [one] 1 exposure today.
   *[other] up to { $count } exposures today.
}
decide-reach-release = This release only
decide-reach-release-hint = { $count ->
    [one] 1 exposure today.
   *[other] up to { $count } exposures today.
}
decide-component = Component
decide-every-component = all { $count } that have it
decide-product = Product line, if it counts for one
decide-release = Release, if it counts for one alone
decide-target = { $name } ({ $count })

reach-everywhere = in every product
reach-component = { $component }, in every product
reach-product = in all of { $product }
reach-product-component = { $component }, in all of { $product }
reach-release = in { $release }
reach-release-component = { $component }, in { $release }
decision-ended = Ended { $time }
decision-action = To be done:
decision-imported = { $person }, from { $source }
decision-by-nobody = by this server
decision-renew = It still holds
decision-withdraw = Withdraw

triage-refused-no-such-status = Choose what is so.
triage-refused-justification-missing = Choose why it is not affected.
triage-refused-justification-out-of-place = A reason belongs to “not affected” alone.
triage-refused-too-long = At most 4000 characters.
triage-refused-action-missing = Say what is to be done, in at most 4000 characters.
triage-refused-action-out-of-place = “Not affected” leaves nothing to be done: take out what is to be done, or choose “affected”.
triage-refused-no-such-reach = Choose for what it counts.
triage-refused-no-such-product = Choose a product line with this flaw in this component.
triage-refused-no-such-release = Choose a release with this flaw in this component.
triage-refused-no-such-component = Choose a component with this flaw.

done-exposure-assessed = Decided. It counts for later releases in its reach, too.
done-assessment-renewed = Kept that it still holds.
done-assessment-withdrawn = Withdrawn. What it decided waits again, or goes by what reaches further.

action-exposure-read = See triage and exposures
action-exposure-assess = Decide on exposures
action-own-flaw-read = See the own register of flaws
action-own-flaw-change = Write in the own register of flaws

record-exposure-assessed = Decided on a flaw
record-assessment-withdrawn = Decision withdrawn

fact-flaw = Flaw
fact-status = Decision
fact-reach = Counts for
fact-exposures = Exposures
fact-justification = Reason of the decision
fact-renewed = Takes the place of

duty-exploited = { $count ->
    [one] Decide on 1 flaw that is exploited
   *[other] Decide on { $count } flaws that are exploited
}
duty-exploited-why = Attackers use them, and releases of yours have them. An actively exploited vulnerability in a product must be reported early. What a list named within the last 30 days has a case; of anything else open one by hand.
duty-triage = { $count ->
    [one] Decide on 1 flaw
   *[other] Decide on { $count } flaws
}
duty-triage-why = They were found in your releases, and nobody has said yet whether they matter.
duty-revisit = { $count ->
    [one] Look at 1 decision again
   *[other] Look at { $count } decisions again
}
duty-revisit-why = What they rest on changed since they were made.
looked-triage = flaws in your releases

own-register = Own register
own-lead = Flaws that you know of and nobody has published: what finders report, own tests show, and incidents teach. They wait in triage like any other, and count in the release check.
own-caption = Entries, the newest first
own-empty = Nothing is entered
own-empty-hint = A finder's report, a failed test or an incident is entered here as soon as it is known.
own-add = Enter a flaw
own-add-lead = It waits in triage for every release that has it, later ones too, until a release without it is named or it is closed.
own-part = Part
own-releases = Releases
own-entered = Entered
own-open = Open
own-closed = Closed
own-range = from number { $first } on, before { $fixed }
own-range-open = from number { $first } on
own-source = How it became known
own-source-finder = Somebody reported it
own-source-test = Own tests
own-source-incident = Found in an incident
own-title = In one line
own-title-hint = Only those who may read this register see it.
own-detail = What is known
own-detail-hint = At most 8000 characters.
own-first = Number of the first release with it
own-first-hint = The number that orders the releases of the part; 0 for all of them.
own-fixed = Number of the first release without it
own-fixed-hint = Leave it empty while none is.
own-exploited = It is exploited
vector-v4 = CVSS 4.0 vector
vector-v3 = CVSS 3.1 vector
vector-v3-hint = Such as CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N.
own-vector-hint = Such as CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N. With a vector, the severity is what it says; of two, the newer version counts.
own-save = Save
own-standing = State
own-to-flaw = To the flaw and its releases
own-to-entry = To its entry
own-close = Close
own-reopen = Open again

triage-refused-no-such-source = Choose how it became known.
triage-refused-title-length = Say in 1 to 200 characters what it is.
triage-refused-detail-length = At most 8000 characters.
triage-refused-no-such-part = Choose a part.
triage-refused-no-such-sequence = Give the number of a release.
triage-refused-fixed-before-first = Give a number behind that of the first release with it.
triage-refused-no-vector-of-three = Write a whole vector of CVSS 3.0 or 3.1, or none.
triage-refused-no-vector-of-four = Write a whole vector of CVSS 4.0, or none.
triage-refused-no-such-severity = Choose a severity.

done-own-flaw-entered = Entered. Its releases wait for a decision.
done-own-flaw-changed = Changed.
done-own-flaw-closed = Closed: no release has it any more.
done-own-flaw-reopened = Open again.

record-own-flaw-entered = Own flaw entered
record-own-flaw-changed = Own flaw changed
record-own-flaw-closed = Own flaw closed
record-own-flaw-reopened = Own flaw opened again

vex-title = VEX documents
vex-lead = Statements on vulnerabilities (VEX, Vulnerability Exploitability eXchange): take in what suppliers and colleagues decided, and hand on what was decided here.
vex-hand-in = Hand in
vex-file = Document
vex-file-hint = OpenVEX, CycloneDX or CSAF. Nothing is changed before you have seen what it would do.
vex-look = See what it would do
vex-documents = Documents that were handed in, the newest first
vex-document = Document
vex-handed-in = Handed in
vex-empty = No document was handed in
vex-empty-hint = One that a supplier sent with a component decides its flaws here too.
vex-waits = Not taken
vex-taken = { $count ->
    [0] Taken: nothing was decided
    [one] Taken: 1 decision
   *[other] Taken: { $count } decisions
}
vex-taken-at = { $count ->
    [one] Taken { $time }: 1 decision came of it. Below stands what it would do today.
   *[other] Taken { $time }: { $count } decisions came of it. Below stands what it would do today.
}
vex-by = Stated by { $author }
vex-export = Hand on
vex-export-hint = What was decided on published flaws. What stands in the own register stays here. The page of a release has its own documents, CycloneDX too.
vex-format = Format
vex-openvex = OpenVEX 0.2.0
vex-csaf = CSAF 2.0
vex-cyclonedx = CycloneDX VEX
vex-download = Download
vex-statements = { $count ->
    [one] The document makes 1 statement. What becomes of it:
   *[other] The document makes { $count } statements. What becomes of them:
}
vex-would = { $count ->
    [one] Taking it makes 1 decision. Each can be withdrawn.
   *[other] Taking it makes { $count } decisions. Each can be withdrawn.
}
vex-would-nothing = Taking it would decide nothing.
vex-take = Take it
vex-back = Back
vex-problems = Not understood
vex-each = Each statement, and what becomes of it
vex-says = Says
vex-becomes = What becomes of it
vex-exposures = { $count ->
    [one] 1 exposure
   *[other] { $count } exposures
}
vex-no-statements = It makes no statement
vex-no-statements-hint = The document was understood, and says nothing about any flaw.
vex-outcome-applies = Decides
vex-outcome-already-so = Decided so already
vex-outcome-no-such-finding = No release has this flaw
vex-outcome-other-product = About another product or component
vex-outcome-other-version = About another version of the component
vex-outcome-no-product = Names no product
vex-outcome-no-justification = “Not affected” without a reason
vex-outcome-range-not-understood = Its range of versions cannot be understood
vex-outcome-overruled = Another statement of the document holds
vex-outcome-older = What was decided here is newer
done-vex-taken = Taken.
record-vex-handed-in = VEX document handed in
record-vex-taken = VEX document taken
fact-assessments = Decisions
triage-refused-no-such-format = Choose a format.
triage-refused-cyclonedx-is-of-a-release = A CycloneDX document refers to one bill of materials: export it for a release.
