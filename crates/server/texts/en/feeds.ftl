## Where advisories come from

feeds = Advisory sources
feeds-lead = Where published advisories come from, and how fresh they are. What is older than { $days } days says nothing by its silence: answers that rest on it are unknown.
feeds-offline = This server is set offline: it asks nobody. Hand advisories in as files.
feeds-caption = Advisory sources; what needs somebody comes first
feeds-empty = There is no source yet
feeds-empty-hint = Hand in a file, or add a source that is fetched.
feeds-files = Files handed in
feeds-records = Advisories in force
feeds-since = since
feeds-nothing = nothing was loaded yet
feeds-fresh = Fresh sources
feeds-fresh-note = within the limit
feeds-stale = Stale sources
feeds-stale-note = older than the limit
feeds-never = Never loaded
feeds-never-note = nothing is known from them

feed-source = Source
feed-age = Age
feed-records = Advisories
feed-problems = { $count } not understood
feed-not-understood = Not understood
feed-covers = Covers
feed-covers-exploitation = which flaws are exploited
feed-covers-likelihood = how likely it is that a flaw will be exploited
feed-covers-nothing = nothing: it adds findings, and its silence says nothing
feed-covers-more = and { $count } more
feed-releases = { $count ->
    [one] 1 release
   *[other] { $count } releases
}
feed-last = Last success
feed-tried = Last attempt
feed-next = Next fetch
feed-by-hand = handed in
feed-bytes = Size
feed-added = Added
feed-every = Fetched
feed-hours = { $count ->
    [one] every hour
    [24] every day
    [48] every 2 days
    [168] every week
   *[other] every { $count } hours
}

feed-fresh = Fresh
feed-failing = Fails
feed-stale = Stale
feed-never = Never loaded
feed-held = Held back
feed-off = Off

feed-facts = Facts
feed-do = What you can do
feed-change = Change
feed-save = Save
feed-fetch = Fetch now
feed-enable = Switch on
feed-disable = Switch off
feed-name = Name
feed-name-hint = It never changes: by it the advisories of this source are known.
feed-kind = Kind
feed-url = Address
feed-url-hint = An https address outside your own network. The operator can allow others with the setting webhook-networks. For CSAF: the provider-metadata.json of the provider.
feed-add = Add a source
feed-add-lead = It is fetched at once, and then again and again.

feed-kind-osv = OSV export
feed-kind-cve = CVE records
feed-kind-nvd = NVD configurations
feed-kind-csaf = CSAF advisories of a provider
feed-kind-euvd = European vulnerability database (EUVD)
feed-kind-kev = Known exploited vulnerabilities (KEV)
feed-kind-epss = Exploit prediction scores (EPSS)

feed-failure = The last attempt failed: { $reason }. What was loaded before stays, with its age. It is tried again with growing waits.
feed-stale-note = What is loaded is too old. Findings stay, but “nothing found” is no longer said: such answers are unknown.
feed-never-note = Nothing was ever loaded from this source. What only it covers is unknown.
feed-off-note = Somebody switched this source off. What was loaded stays, and grows old.
feed-held-question = { $new } advisories came, where { $old } are in force. Is that right?
feed-held-why = An export loses single advisories, not half of them. It may be a part of an export, or a fault of whoever publishes it. Until somebody decides, what is in force stays.
feed-held-since = Held back since
feed-take = Take it all the same
feed-take-title = Take the smaller export?
feed-take-effect = What it no longer holds is no longer in force: findings that rest on it go. The decision stands in the proof log under your name.
feed-leave = Leave it

files-lead = Advisories that people and programs handed in: OSV exports, KEV, EPSS, EUVD, CSAF, CVE and NVD records, as archives or single files. Each is told apart by its content.
files-caption = Files handed in, the newest first
files-empty = No file was handed in yet
files-empty-hint = Choose a file above, or use the command line: steadfast feed import FILE --server ADDRESS.
files-hand-in = Hand in a file
files-name = Name
files-name-hint = By this name the index knows its advisories; a later file of the same name takes its place. Empty: the name of the file.
files-fetched = As of
files-fetched-hint = The day on which it was fetched. Empty: the newest date in it counts.
files-file = File
files-file-hint = An archive or a single file, 4 GB at most.
files-created = Handed in
files-ended = Taken or refused
files-one = A file of advisories that was handed in
files-gave = What it gave
files-records = { $count ->
    [one] 1 advisory
   *[other] { $count } advisories
}
files-problems = { $count ->
    [one] One place was not understood:
   *[other] { $count } places were not understood; the first ones:
}
files-skipped = { $count ->
    [one] One file was passed over, since it is no advisory:
   *[other] { $count } files were passed over, since they are no advisories; the first:
}
files-future = { $count ->
    [one] One is dated in the future ({ $ids }): it is used, its date is not trusted.
   *[other] { $count } are dated in the future ({ $ids }): they are used, their dates are not trusted.
}
files-unmatchable = { $count ->
    [one] One affected product is named by text alone, and can never be found in a release.
   *[other] { $count } affected products are named by text alone, and can never be found in a release.
}
file-waiting = Waits
file-taken = Taken
file-refused = Refused
file-held = Held back
file-failure = Nothing of it was taken: { $reason }

done-feed-added = The source is added; it is fetched now.
done-feed-changed = The source is changed.
done-feed-asked = The source is fetched now.
done-feed-enabled = The source is on; it is fetched now.
done-feed-disabled = The source is off.
done-feed-taken = It is taken now, although it is smaller.
done-feed-left = It is left. If it comes again so small, you are asked again.
done-file-left = The file is left.
done-file-handed-in = The file is handed in, and is taken within seconds.

## Records of advisories

record-advisories-handed-in = File of advisories handed in
record-advisories-imported = Advisories brought up to date
record-import-refused = File of advisories refused
record-import-held = File of advisories held back
record-import-decided = Decided on a file that was held back
record-feed-added = Advisory source added
record-feed-changed = Advisory source changed
record-feed-enabled = Advisory source switched on
record-feed-disabled = Advisory source switched off
record-feed-asked = Advisory source to be fetched at once
record-feed-held = Advisory source held back
record-feed-decided = Decided on a source that was held back

fact-sha256 = SHA-256
fact-digest = Digest
fact-records = Advisories
fact-sources = Sources
fact-imports = Files handed in
fact-feeds = Advisory sources
fact-taken = Taken all the same
fact-every-hours = Hours between two fetches

action-feed-read = See where advisories come from
action-feed-import = Hand in advisories, have sources fetched
action-feed-decide = Decide on sources that shrank
action-feed-change = Change where advisories come from

## Advisory sources on the first page and under health

looked-feeds = advisory sources
unseen-sources = The advisories in force could not be read: how fresh they are is not known.
duty-feed-held = Decide on “{ $name }”: much fewer advisories came
duty-feed-held-why = It is held back, so that advisories do not vanish by a fault of whoever publishes them.
duty-no-advisories = Load advisories
duty-no-advisories-why = None are loaded: nothing can be said of any release. They come by themselves where the network allows it; else hand files in.
duty-feeds = { $count ->
    [one] Mend 1 advisory source
   *[other] Mend { $count } advisory sources
}
duty-feeds-why = Their last attempts failed. What was loaded grows old; then “nothing found” is no longer said.
duty-sources = { $count ->
    [one] Renew 1 stale advisory source
   *[other] Renew { $count } stale advisory sources
}
duty-sources-why = They are older than the limit. Answers that rest on their silence are unknown.
health-sources = Advisory sources
health-reason-sources-none = No advisories are loaded: nothing is known of any release.
health-reason-sources-failing = Sources fail again and again. The page of each says why.
health-reason-sources-held = A source shrank and is held back. Somebody decides.
health-reason-sources-stale = Sources are older than the limit. Answers that rest on their silence are unknown.
figure-sources = Loaded
figure-stale = Stale
figure-failing = Failing
figure-held = Held back
