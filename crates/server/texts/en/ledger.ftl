## The proof log and its records

proof-log-lead = Every change here leaves a record. Nobody can change or remove one without its being noticed.
proof-log-export = Download the whole log
proof-log-hidden = Your role sees which records there are, and their hashes. It does not see who did what to whom.
proof-log-caption = Records, the newest first
proof-log-caption-counted = { $total ->
    [one] 1 record
   *[other] { $total } records, the newest first
}
proof-log-empty = There is no record yet
proof-log-empty-hint = The first action leaves the first record.

record-what = What
record-number = Number
record-when = When
record-who = Who
record-about = About
record-who-id = Who (id)
record-about-id = About (id)
record-kind = Kind
record-waits = waits for its number
record-erased = Content erased

checkpoint = Checkpoint
checkpoint-newest = Records under the newest checkpoint
checkpoint-none = There is no checkpoint yet. The first one comes with the first record.
checkpoint-signed = Signed
checkpoint-size = Records covered
checkpoint-root = Root hash of the checkpoint
checkpoint-key = Fingerprint of the key
checkpoint-waiting = Records that wait
checkpoint-waiting-note = For their number and the next checkpoint; that takes a moment.

## One record

record-content = What was recorded
record-envelope = Signed bytes
record-envelope-hint = Exactly what was signed. The hash in the log is SHA-256 over the salt and these bytes.
record-salt = Salt (hexadecimal)
record-signed-by = Signed by the key
record-hidden-explained = Your role may not read the content. The proof holds without it: it speaks of the hash that stands for the content.
record-unreadable = What lies in the database is no record that can be read.
record-erased-explained = The content was erased on purpose. Its hash stands in the log as before, so that the log stays provable; nobody can read the content out of it.
record-erased-at = Erased:
record-erased-by = The record of that decision
record-erase-heading = Erase the content
record-erase-hint = Only with a second person: this makes a proposal.
record-erase = Propose to erase the content
record-erase-title = Propose to erase this content?
record-erase-effect = When a second person agrees, what was recorded, who did it and what it is about are gone for good. Kind, time and hash stay, and the log stays provable. Backups and files that were downloaded before still hold the content.
record-download = Download the record with its proof

proof = Place in the log
proof-unaltered = Unaltered since checkpoint { $size } under key { $key }. This does not prove that what was recorded was true.
proof-checked-here = This server checked it just now, against its own key. Whoever does not trust this server checks it without it, as described below.
proof-broken = The check failed: this record, or the log, is not what was written.
proof-broken-hint = Keep a copy of the database as it is now before anything else, and compare it with the newest backup. A checkpoint that somebody kept elsewhere shows until when the log was whole.
proof-broken-none = There is no proof that holds.
proof-waiting = This record waits for its number. It has no proof yet; that takes a moment.
proof-waiting-hint = As soon as a checkpoint covers the record, its proof stands here. Load the page again.
proof-path = { $count ->
    [0] The way from the record to the root: it is the only one
    [one] The way from the record to the root: 1 step
   *[other] The way from the record to the root: { $count } steps
}
proof-path-explained = At each step the hash so far is joined with a neighbour's hash and hashed again. At the end stands the root hash that the checkpoint signs.
proof-hashes = The hashes in full
proof-leaf = Leaf
proof-root = Root
proof-left = Neighbour on the left
proof-right = Neighbour on the right

check-yourself = Check it without this server
check-key = Get the fingerprint of the key from somewhere else: a contract, a label, a checkpoint from another day. This page proves nothing about its own key.
check-run = Run this with that fingerprint, on any machine, without a network:
check-command = Command
check-answer = Exit code 0: unaltered, and of that key. 1: altered, or of another key. 3: unaltered, but no key was named. More in docs/verify.md.
check-without-content = Your download holds no content, because your role may not read it; the check then says "content erased".

person-records = What { $name } did
person-records-lead = Every record whose actor is this person.
person-records-tokens = What programs did with their access tokens:

## Who acts

actor-person = Person
actor-token = Access token
actor-job = Job
actor-host = Somebody on the server's host
actor-nobody = Not signed in yet

## Kinds of records

record-set-up = Server set up
record-set-up-link-made = Set-up link made
record-restored = Restored from a backup
record-signed-in = Signed in
record-signed-out = Signed out
record-identity-confirmed = Shown again that it is them
record-password-changed = Password changed
record-second-factor-proposed = Second factor begun
record-second-factor-added = Second factor added
record-second-factor-removed = Second factor removed
record-second-factors-reset = Second factors reset
record-recovery-codes-made = New recovery codes made
record-recovery-link-made = Recovery link made
record-recovered = Access recovered
record-session-ended = Session ended
record-sessions-ended = Sessions ended
record-person-invited = Person invited
record-invitation-accepted = Invitation accepted
record-invitation-revoked = Invitation withdrawn
record-person-role-changed = Role changed
record-person-disabled = Account closed
record-person-enabled = Account opened again
record-token-made = Access token made
record-token-ended = Access token ended
record-proposed = Proposed
record-approved = Approved and done
record-refused = Refused
record-withdrawn = Proposal withdrawn
record-acted-alone = Done alone (break glass)
record-confirmed-afterwards = Confirmed afterwards
record-objected-afterwards = Objected afterwards
record-break-glass-overdue = Nobody looked in time at what was done alone
record-job-run = Job started by hand
record-blobs-swept = Files that nothing names removed
record-swept = What had run out cleared away
record-ledger-fault = Damage found in the log

## What records say besides

fact-session = Session
fact-by = By
fact-scopes = Scopes
fact-person = Person
fact-kind = Way
fact-from = Before
fact-to = After
fact-sessions = Sessions ended
fact-tokens = Tokens ended
fact-role = Role
fact-link = Link
fact-approval = Proposal
fact-action = Action
fact-due = Due
fact-backup = Backup of
fact-restored = Restored at
fact-size = Records
fact-root = Root hash
fact-checkpoint = Checkpoint
fact-job-kind = Job
fact-removed = Removed
fact-bytes = Bytes
fact-expires = Ends
fact-invitation = Invitation
fact-delivery = Delivery
fact-former-until = Former secret signs until
fact-kinds = Kinds of records
fact-passkey = Passkey
fact-reason = Reason
fact-state = State
fact-fault = Damage

## Actions

action-people-read = See people
action-people-invite = Invite people
action-people-change = Change people
action-people-make-admin = Make somebody an administrator
action-people-disable = Close and open accounts
action-people-reset-factors = Reset second factors
action-people-recover = Recover an account
action-account-read = See one's own account
action-account-password = Change one's own password
action-account-factor = Change one's own second factors
action-session-revoke-own = End one's own sessions
action-session-revoke-any = End other people's sessions
action-token-make = Make access tokens
action-token-revoke-own = End one's own access tokens
action-token-read-any = See everybody's access tokens
action-token-revoke-any = End other people's access tokens
action-record-read = See the proof log
action-record-content = Read the content of records
action-record-erase = Erase the content of a record
action-record-export = Download the whole log
action-approval-read = See proposals
action-approval-propose = Propose
action-approval-break-glass = Act alone in need
action-approval-confirm = Decide as the second person
action-approval-withdraw = Withdraw one's own proposals
action-job-read = See jobs
action-job-run = Run jobs
action-webhook-read = See webhooks
action-webhook-change = Change webhooks
action-health-read = See the server's health
action-event-read = Follow live events
