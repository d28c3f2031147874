## What must be done today

today-title = What is to be done
today-count = { $count ->
    [0] nothing waits for you
    [one] 1 thing waits for you
   *[other] { $count } things wait for you
}
today-nothing = Nothing is to be done
today-nothing-known = Nothing is known to be to do, but not everything could be looked at
today-looked = Looked at: { $what }. Backups leave no trace in the server: it cannot tell when the newest one was taken.
today-recent = Newest records
today-recent-caption = The newest records of the proof log
today-all-records = The whole proof log
today-activity = Activity

looked-approvals = proposals
looked-account = your second factors
looked-tokens = your access tokens
looked-admins = the number of administrators
looked-jobs = jobs
looked-webhooks = webhooks
looked-certificate = the server's certificate
looked-room = room on the disk
unseen-room = The system does not say how much room is left on the disk of the data directory.

as-soon-as-possible = As soon as possible
go-there = Go there

duty-confirm = Look at what was done alone: { $action }
duty-confirm-why = { $name } acted alone. A second person must confirm it, or object.
duty-decide = Decide: { $action }
duty-decide-why = { $name } proposed it. Nothing happens until a second person decides.
duty-factor = Add a second factor
duty-factor-why = Your password alone opens your account. A passkey or an authenticator app keeps it shut when the password gets known.
duty-recovery = Make new recovery codes
duty-recovery-why = { $left ->
    [0] You have none left. Without one, a lost device locks you out.
    [one] You have 1 left. Without one, a lost device locks you out.
   *[other] You have { $left } left. Without one, a lost device locks you out.
}
duty-admin = Invite a second administrator
duty-admin-why = You are the only one. What takes two people cannot be done, and nobody can help you back in.
duty-token = Renew the access token “{ $name }”
duty-token-why = It ends soon. Whatever uses it then stops working.
duty-jobs = { $count ->
    [one] Look at 1 failed job
   *[other] Look at { $count } failed jobs
}
duty-jobs-why = They were given up, or fail again and again. The page of each says why.
duty-webhook = Mend the webhook to { $url }
duty-webhook-why = It was stopped because its receiver did not answer for a long time. Nothing is sent to it any more.
duty-room = Make room on the disk
duty-room-why = Only { $free } are left where the data directory lies. When the disk is full, nothing can be recorded, so nothing can be done.
duty-certificate = Renew the server's certificate
duty-certificate-why = When it ends, browsers and devices refuse this server. One that was made here is renewed by a restart.

activity-title = Records per day, the last 30 days (UTC)
activity-description = { $total ->
    [one] 1 record in 30 days
   *[other] { $total } records in 30 days
}; { $most } on the busiest day.
activity-day = Day
activity-records = Records

glance-open = Wait for a decision
glance-open-note = { $flaws ->
    [0] no flaw has to be decided on
    [one] affected releases, by 1 flaw
   *[other] affected releases, by { $flaws } flaws
}
glance-exploited = Exploited
glance-exploited-note = flaws that wait and are known to be used in attacks
glance-checks = Release checks that do not pass
glance-checks-value = { $count } of { $all }
glance-checks-note = releases on sale: { $blocked } blocked, { $unknown } undecided
glance-oldest = Waits longest
glance-oldest-note = since its flaw was first seen here
glance-nothing = nothing waits
glance-sources = Sources too old
glance-sources-value = { $count } of { $all }
glance-sources-note = older than { $limit }: what rests on them is unknown
glance-over-time-card = Exposures over time
glance-over-time = Open exposures by severity of the flaw: releases that hold an affected component, decided or not
glance-over-time-description = { $now } are open now, { $exploited } of them by flaws that are exploited.
glance-ages-card = How long decisions wait
glance-ages = Exposures that wait, by the time since their flaw was first seen here
glance-ages-description = { $total } wait; { $old } of them for more than 90 days.
glance-age = Age
glance-freshness = How old the sources are
layer-critical = critical
layer-high = high
layer-medium = medium
layer-low = low
layer-unrated = not rated
age-week = up to 7 days
age-month = up to 30
age-quarter = up to 90
age-half-year = up to 180
age-older = older
freshness-source = Source
freshness-age = Age
freshness-state = State
freshness-fresh = fresh
freshness-stale = too old

today-urgent = What matters most
today-urgent-caption = The flaws that come first among those that wait for a decision
today-all-flaws = All flaws that wait
