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
