# The repository of updates.

job-kind-metadata-renewal = Renewing the update repository
job-does-metadata-renewal = Signs snapshot and timestamp of the repository again before they end.
job-kind-artifact-proof = Proving update files
job-does-artifact-proof = Reads every file that was promised to devices, and proves that it still is what it was.

record-metadata-published = Update metadata published
record-repository-key-made = New key for the update repository
record-artifact-arrived = Release file arrived
record-artifact-fault = Release file damaged

action-repository-read = Read the update repository
action-repository-change = Publish who signs what
action-repository-key = Make another key for the update repository
action-release-publish = Hand in release files and publish signed releases

job-kind-rollout-waves = Distributions
job-does-rollout-waves = Judges the waves of distributions, opens the next ones, and halts one where too much fails.
job-kind-unit-statements = What devices signed
job-does-unit-statements = Tells the proof log once a minute what devices signed.

record-rollout-planned = Distribution planned
record-rollout-approved = Distribution approved
record-rollout-started = Distribution started
record-rollout-paused = Distribution paused
record-rollout-resumed = Distribution goes on
record-rollout-stopped = Distribution stopped
record-rollout-halted = Distribution halted: too many failures
record-rollout-wave-opened = Distribution: next wave
record-rollout-done = Distribution through
record-owner-decided = Owner decided on updates
record-units-stated = Devices' signed statements

action-rollout-read = See distributions of updates
action-rollout-change = Plan, start, pause and stop distributions
action-rollout-approve = Approve a distribution to every device
action-unit-decide = Keep what an owner decided, on their word
