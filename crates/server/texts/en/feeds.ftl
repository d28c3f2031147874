## Where advisories come from

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
