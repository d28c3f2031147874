## Health

health-checked = Looked at
health-all-good = { $count ->
    [one] The one thing looked at is in order.
   *[other] All { $count } things looked at are in order.
}
health-some-unknown = { $count ->
    [one] Of one thing it is not known whether it is in order.
   *[other] Of { $count } things it is not known whether they are in order.
}
health-some-warning = { $count ->
    [one] One thing soon needs somebody.
   *[other] { $count } things soon need somebody.
}
health-some-bad = { $count ->
    [one] One thing needs somebody now.
   *[other] { $count } things need somebody now.
}
health-writes = Time of acknowledged writes
condition-good = In order
condition-warning = Attention
condition-bad = Broken
milliseconds = { $value } ms

health-store = Database
health-ledger = Proof log
health-blobs = Stored files
health-jobs = Jobs
health-disk = Disk
health-certificate = Certificate
health-program = Program

figure-engine = Engine
figure-schema = Schema
figure-answered-in = Answered within
figure-records = Records
figure-records-waiting = Records waiting for their number
figure-checkpoint = Newest checkpoint covers
figure-signed = Newest checkpoint signed
figure-self-check = Last check that found nothing wrong
figure-fault = What is wrong
figure-place = Place
figure-probed = Last tried
figure-running = Running
figure-overdue = Overdue
figure-retrying = To be tried again
figure-failed = Given up
figure-free = Free
figure-size = Size
figure-until = Valid until
figure-fingerprint = SHA-256 fingerprint
figure-version = Version
figure-uptime = Running for

health-reason-no-answer = It could not be looked at; the database or the disk did not answer.
health-reason-store-away = The database does not answer. Nothing can be changed until it does.
health-reason-store-newer = The database was brought up to date by a newer version of the program. Update this server too.
health-reason-ledger-not-checked = The log has not been checked since it began. The check runs every hour.
health-reason-ledger-check-old = The last check that found nothing wrong is long ago. See “Checking the proof log” under Jobs.
health-reason-ledger-stands = Records wait for their number for more than a minute. The server's log says why.
health-reason-ledger-fault = The log is not as it was written. Keep the database as it is, and compare it with a backup and with checkpoints that others hold.
health-reason-blobs-away = No file can be stored and read back. Check the place and its access.
health-reason-jobs-overdue = Jobs wait long after their time. Is a server at work?
health-reason-jobs-failing = Jobs failed. The page of each says why.
health-reason-disk-little = Little room is left. Make room before writes fail.
health-reason-disk-hardly-any = Hardly any room is left; writes fail soon.
health-reason-certificate-at-proxy = A proxy has the certificate; this server cannot see it.
health-reason-certificate-ends = The certificate ends soon. Put the new one in its place and restart the server.
health-reason-certificate-ends-here = The certificate ends soon. Restart the server: it makes a new one.
health-reason-certificate-over = The certificate is no longer valid. Browsers refuse it.
