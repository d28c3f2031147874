## Jobs

jobs-lead = The work that the server does by itself.
jobs-caption = Jobs, the newest first
jobs-empty = There are no jobs
jobs-empty-hint = The server makes its own when it starts.

job-kind = Job
job-progress = Progress
job-attempts = Attempts
job-next = Next run
job-ended = Last ended
job-not-again = not planned

job-waiting = Waiting
job-retrying = To be tried again
job-running = Running
job-done = Done
job-failed = Given up

job-run = Run now
done-job-run = The job is due now; a worker takes it within seconds.
job-error = Why the last attempt failed
job-no-error = The last attempt that ended did not fail.
job-no-attempt = No attempt has ended yet.
job-kind-unknown = This version of the program does not know this kind of job. The job is left alone.
job-facts = Facts
job-every = Again after
job-once = runs once
job-succeeded = Last success

job-kind-house-cleaning = House-cleaning
job-does-house-cleaning = Forgets what is over: sessions, links and sign-ins, kept answers, old deliveries, finished jobs.
job-kind-blob-sweep = Removing unused files
job-does-blob-sweep = Removes stored files that nothing refers to, a day after they were stored.
job-kind-overdue-approvals = Watching what was done alone
job-does-overdue-approvals = Puts on record when nobody looked in time at what one person did alone.
job-kind-ledger-check = Checking the proof log
job-does-ledger-check = Checks the newest checkpoint against the log, and proves a sample of records once more.
job-kind-feed-fetch = Fetching advisories
job-does-feed-fetch = Fetches advisories from where they come, each source when it is due.
job-kind-feed-import = Taking files of advisories
job-does-feed-import = Takes files of advisories that were handed in.
job-kind-matching = Matching releases and advisories
job-does-matching = Brings exposures and release checks up to date, from both sides.
