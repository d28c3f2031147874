# Distributions: rollouts, as staff meet them on pages.

rollouts = Distributions
rollouts-lead = How updates spread among devices: wave by wave, halted by themselves where too much fails.
rollouts-caption = Distributions, the newest first
rollouts-empty = Nothing was ever distributed
rollouts-empty-hint = A distribution is planned on the page of a release, under “Reach”.
rollout-what = What is distributed
rollout-wave-open = Open wave
rollout-began = Began
rollout-ended = Ended
rollout-planned = Planned
rollout-not-begun = not yet
rollout-to-release = To the release

rollout-state-draft = Draft
rollout-state-approved = Approved
rollout-state-running = Running
rollout-state-paused = Paused
rollout-state-halted = Halted: too many failures
rollout-state-stopped = Stopped
rollout-state-done = Through

update-kind-security = Security update
update-kind-feature = Feature update
update-kind-combined = Security update with other changes

update-state-offered = Told
update-state-running = At work
update-state-unproven = Installed, not proved yet
update-state-proven = Runs, proved
update-state-failed = Failed
update-state-returned = Went back
update-state-declined = Waits for its owner
update-state-cancelling = Asked to stop
update-state-cancelled = Stopped
update-means-offered = The device was told of it.
update-means-running = The device is loading or installing it.
update-means-unproven = The device says that it is installed. Whether it runs shows after its restart.
update-means-proven = The device ran this version after its restart.
update-means-failed = The device could not install it.
update-means-returned = The device runs again what it ran before.
update-means-declined = It installs when its owner says so, or when the time is over for which it was put off.
update-means-cancelling = The distribution was stopped; the device has not answered yet.
update-means-cancelled = The device stopped before it was installed.
update-said = It said:
update-said-nothing = without a reason

rollout-halted-why = Halted by itself in wave { $wave }: more devices failed than the plan allows. Nobody new is offered the update. The reasons stand below.
rollout-paused-why = Paused: nobody new is offered the update. Devices that are at work on it bring it to its end.
rollout-stopped-why = Stopped for good: it is offered to nobody any more, and devices at work on it were asked to stop.
rollout-proposed = It waits for a second person:

rollout-proven = Run it, proved
rollout-proven-note = of { $size } in the waves so far
rollout-failed = Failed or went back
rollout-failed-note = the reasons stand below
rollout-declined = Wait for their owners
rollout-declined-note = a right of theirs, no failure
rollout-not-yet = Not told yet
rollout-finish = Could be through
rollout-finish-still = nothing is under way
rollout-finish-unknown = cannot be said yet: too few devices ended lately
rollout-finish-wave = wave { $wave }, at the pace of the last day; all of it on { $end } at the soonest
rollout-finish-last = at the pace of the last day
rollout-finish-over = it is over

rollout-waves = Waves
rollout-waves-none = No wave is open yet. How many devices one reaches is counted when it opens.
rollout-so-far = { $size ->
    [one] One device in the waves so far
   *[other] { $size } devices in the waves so far
}
rollout-wave-number = Wave { $wave }
rollout-wave-of = Wave { $open } of { $all }
rollout-wave-ahead = comes later
rollout-wave-now = open
rollout-wave-ended = ended
rollout-wave-through = through
rollout-wave-share = up to { $share } % of all
rollout-wave-opened = { $count ->
    [one] One device; opened
   *[other] { $count } devices; opened
}
rollout-wave-goals = The next one opens at { $success } % proved; it halts at { $failure } % failed.
rollout-wave-hours = { $hours ->
    [one] It lasts an hour at least.
   *[other] It lasts { $hours } hours at least.
}
rollout-rate-proven = { $share } % proved ({ $goal } % wanted)
rollout-rate-none = no device that takes it
rollout-rate-failed = { $share } % of those that ended failed (halts at { $limit } %)
rollout-rate-failed-none = none has ended yet (halts at { $limit } % failed)

rollout-failures = Reasons for failure
rollout-failures-none = No device said that it failed.
rollout-failures-hint = In the devices’ own words, the most frequent first.
rollout-devices = { $count ->
    [one] One device
   *[other] { $count } devices
}

rollout-owners = What owners decided
rollout-owners-hint = On this version, also of devices that no wave has reached yet. Owners may decide so; none of it counts as a failure.
rollout-postponed-over = of these, { $count } until a time that is over
rollout-opted-out = Automatic updates off
rollout-not-agreed = Have not agreed yet
owner-wish-postponed = Put off
owner-wish-refused = Refused
owner-wish-agreed = Taken
wish-source-owner = the owner, on the owners’ page
wish-source-unit = the owner, at the device
wish-source-staff = the owner, as told to staff
owner-until = until { $date }

rollout-plan = Plan
rollout-for-all = all
rollout-postponement = Longest postponement, in days
rollout-days = { $count ->
    [0] none
    [one] one day
   *[other] { $count } days
}

rollout-approve = Approve
rollout-approve-hint = It reaches only some devices: one person approves it.
rollout-propose = Propose it to a second person
rollout-propose-hint = It reaches every device of the product: two people decide on that.
rollout-start = Start
rollout-start-hint = The first wave opens at once.
rollout-pause = Pause
rollout-resume = Go on
rollout-resume-hint = Look at the reasons first. It halts again while the share of failures stays above the limit.
rollout-stop = Stop for good
rollout-stop-title = Stop this distribution for good?
rollout-stop-effect = The update is offered to nobody any more, and devices at work on it are asked to stop. It cannot go on after that; what is installed stays installed.
rollout-change-plan = Change the plan

rollout-new = Plan a distribution
rollout-new-lead = Each wave reaches more devices than the one before. Nothing is offered before somebody approves and starts it.
rollout-make = Keep as a draft
rollout-save-plan = Save the plan
rollout-waves-hint = Rows that stay empty do not count. The last wave reaches all: its share is 100.
rollout-columns = What the columns mean
rollout-column-share = Share %
rollout-column-success = Proved %
rollout-column-failure = Failed %
rollout-column-hours = Hours
rollout-means-share = The share of devices that this wave and those before it reach.
rollout-means-success = The next wave opens when so many percent of this one run the update and proved it. Nobody waits for owners who decline.
rollout-means-failure = The distribution halts when so many percent of those that ended failed or went back.
rollout-means-hours = The next wave opens no sooner than so many hours after this one. Empty: as soon as enough proved it.
rollout-postponement-hint = 0 to 90. So long an owner may put a security update off; a refusal is never overridden.
rollout-hardware-hint = Only for these revisions, separated by commas. Empty: for all.
rollout-markets = Only for some Member States
rollout-markets-hint = Nothing chosen: for devices everywhere, also those of which nobody has said where they are.
rollout-plan-next = A distribution to every device takes two people. One that is limited to hardware or Member States is approved by one.
plan-fault-number = Each of share, proved and failed is a whole number; hours may stay empty.
plan-fault-waves = A distribution has 1 to 20 waves.
plan-fault-share = The share is 1 to 100 percent, and more than that of the wave before.
plan-fault-last = The last wave reaches all: its share is 100.
plan-fault-threshold = Proved and failed are 1 to 100 percent.
plan-fault-postponement = A whole number of days, 0 to 90.

why-no-files = The release has no signed files yet: sign and publish them first (steadfast release sign, release publish).
why-mixed = The release’s files are of several kinds, or start from several releases: a distribution spreads one update.
why-decommissioned = This device is out of use for good.

done-rollout-planned = The distribution is kept as a draft. Nothing is offered yet.
done-rollout-plan-changed = The plan was saved.
done-rollout-approved = It is approved. It begins when somebody starts it.
done-rollout-started = It began: the first wave is open.
done-rollout-paused = It is paused.
done-rollout-resumed = It goes on.
done-rollout-stopped = It is stopped for good.

release-reach = Reach
reach-run = Run it now
reach-run-note = { $silent ->
    [0] all of them heard of lately
   *[other] { $silent } of them silent, as last known
}
reach-came = Ever came to run it
reach-came-note = also those that run something else by now
reach-in-use-note = devices of this product
reach-chart = Reach over time
reach-chart-title = Devices that had come to run this version
reach-chart-description = From { $first } to { $last }; { $count } by then.
reach-none = No device was ever known to run it.
reach-rollouts-empty = It was not distributed yet
reach-rollouts-empty-hint = Its files must be signed and published, and its release check passed; then a distribution can be planned.
chart-day = Day

unit-updates = Updates
unit-updates-none = It was not told of any update yet.
unit-owner = What its owner decided
unit-self-test = Self-test
unit-self-test-never = It never stated a self-test.
unit-self-test-hint = It is the device’s own word: a manipulated device may say anything.
self-test-passed = Passed
self-test-failed = Failed
self-test-unknown = Unknown
self-test-not-applicable = Not applicable
self-test-never = Never
self-test-check-ports = Open ports
self-test-check-credentials = Default credentials
self-test-check-encryption = Encryption
self-test-check-debugging = Debugging
self-test-check-updates = Updates
self-test-check-log = Event log
self-test-check-throttle = Throttle against guessing
self-test-check-other = Another check
unit-data = Its owner’s data
unit-data-exported = Taken along
unit-data-erased = Erased
unit-data-things = { $destroyed } things destroyed, { $found } found when it looked again
unit-data-hint = By the device’s word. It cannot speak for copies elsewhere.
export-way-download = through a browser
export-way-http = to an address of the owner’s
export-way-webdav = to a WebDAV folder of the owner’s
export-way-s3 = to a bucket of the owner’s
export-way-sftp = to a server of the owner’s (SFTP)
export-way-successor = to another device
export-way-unknown = by a way that is not known
export-verified = read back there, and the same
export-not-verified = not read back there
erased-for-reset = It begins anew
erased-for-handover = It goes to somebody else
erased-for-end-of-life = It goes out of use
erased-for-unknown = What for is not known
update-not-fresh = Freshness not proven
update-not-fresh-hint = It came by a stick: whether something newer was published then, nobody can tell.
unit-ended = Out of use since
unit-ended-by-staff = as staff said, for good
unit-ended-by-unit = by the device’s own word
unit-ended-notice = This device stated that it erased everything of its owner’s to go out of use. It gets no updates and is counted nowhere else. Should somebody set it up again, it says so by itself and counts again.
unit-statements = What it stated
unit-statements-hint = Kept byte by byte as it came. The proof log tells of it once a minute, by its fingerprint.
statement-owner-decided = What its owner decided at the device
statement-receipt = Confirmation of an update
statement-enrolled = Its enrolment, with its own key
statement-state = Its state at a check-in
statement-ledger-differs = Another proof log than this one
statement-switched = What its owner switched on or off
statement-wiped = An erasure of everything of its owner’s
statement-self-tested = A self-test
statement-exported = That its owner took their data along
statement-notice-reached = How far a notice to its owner came
statement-receipt-save = Save it as a receipt
statement-log-behind = An event log that is shorter than before
statement-log-differs = An event log other than before
statement-told = in the proof log
statement-untold = enters the proof log soon
owner-automatic = Security updates by themselves
owner-features = Feature updates too
owner-on = on
owner-off = off
owner-unknown = unknown
owner-record = Records security events
owner-share = Sends them to you
owner-remote = May be acted on from afar
owner-switched-at-device = switched at the device
owner-switches-unknown = The device never said how these switches stand: what nobody switched on is off, and it may send no events.
owner-by-law = As the law has it, while nobody says otherwise.
owner-decide = The owner told us something else
owner-decide-hint = Keep what the owner said, as they said it. It is in the device’s history and in the proof log, with your name.
owner-wants = The owner wants it
owner-not-before = Not before
owner-keep = Keep this decision
owner-keep-always = Keep this for all updates
owner-too-long = A security update can be put off until { $latest } at the longest.
owner-no-update = There is no such update for this device.
done-unit-decided = What the owner said is kept.
unit-owner-code-make = Make another owner’s code
unit-secret-use-owner-code = For the owner of this device alone: with it and the serial number the owner decides on updates at /owner. The code on the label, and whoever knew it, is shut out from now on.
unit-event-update = Update
unit-event-owner-decided = Owner decided on updates
unit-event-enrolled = Enrolled with its own key
unit-event-counter-behind = A request came again, or a copy of it is at work
unit-event-key-shown-by-another = Somebody else showed its key
unit-event-ledger-differs = Saw another proof log than this one
unit-event-statement-refused = Something that it signed was not taken
unit-event-switched = Owner switched something at the device
unit-event-wiped = Says that it erased everything of its owner’s
unit-event-self-tested = Looked at itself
unit-event-exported = Owner took their data along
unit-event-notice-kept = Keeps a notice to its owner, and shows it
unit-event-notice-opened = Its owner read a notice
unit-event-back-in-use = In use again: somebody set it up
unit-event-update-outside = Update by another way than a distribution
unit-event-outside = version { $version }
unit-event-test-failed = not as it should be: { $checks }
unit-event-test-unknown = could not be looked at: { $checks }
unit-event-code-void = the owner’s code from before opens nothing any more
unit-event-code-replaced = the owner’s code from before opens nothing any more; the device drew another for its next owner
unit-event-log-behind = Its event log is shorter than it was: an old state of it was put back, or events were removed
unit-event-log-differs = Its event log is another one than it was: events were changed, or a copy of it is at work
unit-event-switches = records security events: { $record }; sends them: { $share }; may be acted on from afar: { $remote }
unit-event-erased = { $count ->
    [one] One batch of its events was erased here
   *[other] { $count } batches of its events were erased here
}
unit-event-log = { $size } events; { $known } were known
unit-event-reset = reset number { $resets }; { $destroyed } of the owner’s things destroyed, { $found } found when it looked again
unit-event-said = it said: { $said }
unit-event-always = security updates by themselves: { $automatic }; feature updates: { $features }

actor-owner = Owner of a device
health-artifacts = Update files
figure-promised = Promised to devices
figure-damaged = Damaged
figure-oldest-proof = Longest since a file was read whole
health-reason-artifacts-unproved = Some files were never read whole since they arrived. The job “Proving update files” does that within the hour.
health-reason-artifacts-old = Some files were not read whole for more than 30 days. See “Proving update files” under Jobs.
health-reason-artifacts-damaged = A file that was promised to devices is not what its signature says, or is gone. Hand it in again, or put it back from a backup.
