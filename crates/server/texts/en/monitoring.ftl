# Monitoring: events of devices, alerts, and what staff decide about both.
job-kind-event-retention = Erasing old events
job-does-event-retention = Erases events that devices sent after the time that staff decided, class by class, and records how many went.
unit-event-events-over-quota = It sent more events than a device may in a day: the rest waits on the device

action-monitoring-read = Read alerts, and what monitoring covers
action-monitoring-events = Read the events that owners share
action-alert-answer = Say whether an alert is true, false or expected
action-monitoring-change = Decide about false alerts, quotas and how long events stay
record-monitoring-changed = Decided about monitoring
record-events-expired = Erased events after their time
record-alert-opened = Raised an alert
record-alert-answered = Answered an alert
job-kind-event-watch = Looking at events
job-does-event-watch = Looks once at every event that devices sent, compares it with what is declared and usual, and raises alerts.

# What an alert is about.
cause-peer = { $peer }
cause-source = attempts to come in from { $source }
cause-account = the account “{ $name }”
cause-setting = the setting “{ $name }”
cause-own-log = the device's own log
cause-silence = silence
cause-listening = port { $port }
cause-amount = { $metric }
cause-service = port { $port } of many peers
cause-unknown = something that this version of the server cannot name
peer-any = an unknown peer
port-any = any port

metric-connections = connections
metric-peers = peers
metric-sent = bytes sent
metric-received = bytes received
metric-failures = connections that came to nothing

# What was expected, and what was seen.
figure-count = { $count }
figure-per-hour = { $count } an hour
figure-bytes = { $bytes }
figure-bytes-per-hour = { $bytes } an hour
figure-seconds = { $duration }
figure-one-of = { $count ->
    [0] none at all
    [one] the one on the list
   *[other] one of { $count } on the list
}
figure-hours = { $hours } (UTC)
figure-units = { $count ->
    [one] one device
   *[other] { $count } devices
}
figure-every = every { $every }, give or take { $spread }
figure-number = number { $number }
figure-nothing = nothing

# Compared with whom.
against-declaration = what { $release } is declared to do
against-declaration-any = what its release is declared to do
against-cohort = { $count ->
    [one] one device of its model and release
   *[other] { $count } devices of its model and release
}
against-own = { $count ->
    [one] its own last day
   *[other] its own last { $count } days
}
against-rule = what always holds

# Each detector: its name, how it works in a sentence, and an alert of it in a sentence.
detector-undeclared = Not declared
detector-over-declared = More than declared
detector-rare = New in the fleet
detector-burst = Sudden burst
detector-peers = Unlike its peers
detector-season = Unlike itself
detector-beacon = Regular calls
detector-guessing = Guessing passwords
detector-slow-guessing = Guessing slowly
detector-success-after-failures = In after many tries
detector-new-administrator = New administrator
detector-unusual-login = Unusual sign-in
detector-log-rolled-back = Log put back
detector-log-gap = Log with a gap
detector-log-forked = Two logs of one device
detector-silence = Silent
detector-sweep = Searching the network

detector-does-undeclared = A connection or a port that the signed declaration of the release does not name.
detector-does-over-declared = More connections or bytes in an hour than the declaration allows.
detector-does-rare = A destination that no, or hardly any, other device of the same model and release ever talked to.
detector-does-burst = Suddenly many connections between the same two.
detector-does-peers = More in an hour than nearly all devices of the same model and release.
detector-does-season = More in an hour than the device itself at this hour on such a day.
detector-does-beacon = Calls as regular as a clock to somebody who is neither declared nor known in the fleet.
detector-does-guessing = Many wrong passwords in a short time, over one source or over one account.
detector-does-slow-guessing = Few wrong passwords at a time, over days or from many places.
detector-does-success-after-failures = Somebody came in after many wrong passwords.
detector-does-new-administrator = Somebody new may do everything.
detector-does-unusual-login = Somebody came in at an hour or from a place unlike before.
detector-does-log-rolled-back = The numbers of the device's log went back: an old state was put back, or events were removed.
detector-does-log-gap = Numbers of the device's log are missing.
detector-does-log-forked = Two different logs of one device: it was copied, or its log was rewritten.
detector-does-silence = A device that shares its events and is not heard of.
detector-does-sweep = Connections to very many others, most of which do not answer.

alert-says-undeclared = { $units ->
    [one] One device of { $product } uses { $cause }, which is not declared
   *[other] { $units } devices of { $product } use { $cause }, which is not declared
}
alert-says-over-declared = { $units ->
    [one] One device of { $product } uses { $cause } more than declared
   *[other] { $units } devices of { $product } use { $cause } more than declared
}
alert-says-rare = { $units ->
    [one] One device of { $product } talks to { $cause }, as hardly any other ever did
   *[other] { $units } devices of { $product } talk to { $cause }, as hardly any other ever did
}
alert-says-burst = { $units ->
    [one] One device of { $product } talks to { $cause } suddenly and very often
   *[other] { $units } devices of { $product } talk to { $cause } suddenly and very often
}
alert-says-peers = { $units ->
    [one] One device of { $product } has far more { $cause } than its peers
   *[other] { $units } devices of { $product } have far more { $cause } than their peers
}
alert-says-season = { $units ->
    [one] One device of { $product } has far more { $cause } than usual at this hour
   *[other] { $units } devices of { $product } have far more { $cause } than usual at this hour
}
alert-says-beacon = { $units ->
    [one] One device of { $product } calls { $cause } as regularly as a clock
   *[other] { $units } devices of { $product } call { $cause } as regularly as a clock
}
alert-says-guessing = { $units ->
    [one] Somebody guesses passwords of one device of { $product }: { $cause }
   *[other] Somebody guesses passwords of { $units } devices of { $product }: { $cause }
}
alert-says-slow-guessing = { $units ->
    [one] Somebody guesses passwords of one device of { $product } slowly: { $cause }
   *[other] Somebody guesses passwords of { $units } devices of { $product } slowly: { $cause }
}
alert-says-success-after-failures = { $units ->
    [one] Somebody came into one device of { $product } after many wrong passwords: { $cause }
   *[other] Somebody came into { $units } devices of { $product } after many wrong passwords: { $cause }
}
alert-says-new-administrator = { $units ->
    [one] One device of { $product } has a new administrator: { $cause }
   *[other] { $units } devices of { $product } have a new administrator: { $cause }
}
alert-says-unusual-login = { $units ->
    [one] An unusual sign-in on one device of { $product }: { $cause }
   *[other] Unusual sign-ins on { $units } devices of { $product }: { $cause }
}
alert-says-log-rolled-back = { $units ->
    [one] The log of one device of { $product } was put back
   *[other] The logs of { $units } devices of { $product } were put back
}
alert-says-log-gap = { $units ->
    [one] Events are missing in the log of one device of { $product }
   *[other] Events are missing in the logs of { $units } devices of { $product }
}
alert-says-log-forked = { $units ->
    [one] There are two logs of one device of { $product }
   *[other] There are two logs each of { $units } devices of { $product }
}
alert-says-silence = { $units ->
    [one] One device of { $product } that shares its events fell silent
   *[other] { $units } devices of { $product } that share their events fell silent
}
alert-says-sweep = { $units ->
    [one] One device of { $product } searches the network: { $cause }
   *[other] { $units } devices of { $product } search the network: { $cause }
}
alert-says-unknown = { $units ->
    [one] Something is unusual at one device of { $product }: { $cause }
   *[other] Something is unusual at { $units } devices of { $product }: { $cause }
}
