# Monitoring: events of devices, alerts, and what staff decide about both.
job-kind-event-retention = Erasing old events and alerts
job-does-event-retention = Erases events that devices sent after the time that staff decided, class by class, alerts that are over for as long as staff decided, and what was usual among devices that nobody has any more; records how many went.
unit-event-stated-too-much = It stated more than is kept of a device in a day: how it stands is known, not every word of it is kept
unit-event-events-over-quota = It sent more events than a device may in a day: the rest waits on the device
unit-event-events-dropped = It had no room for events while it was told to wait, and dropped the oldest
unit-event-dropped = { $class }: events { $first } to { $last }

action-monitoring-read = Read alerts, and what monitoring covers
action-monitoring-events = Read the events that owners share
action-alert-answer = Say whether an alert is true, false or expected
action-monitoring-change = Decide about false alerts, quotas and how long events stay
record-monitoring-changed = Decided about monitoring
record-events-expired = Erased events and alerts after their time
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
cause-file = the file { $name }
cause-service = port { $port } of many peers
cause-unknown = something that this version of the server cannot name
peer-any = an unknown peer
port-any = any port
cause-withheld-source = attempts to come in from one place
cause-withheld-account = one account
alert-declared = What is declared
alert-declared-hint = Whom the releases that these devices run may talk to. Whatever else they do is told as not declared.
withheld = withheld: it takes the right to read events
withheld-why = Addresses, names and hours in the reasons are what households’ devices told. Who may read the events that owners share sees them; your role sees what is wrong, how surely, and where.

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

# Pages
monitoring = Monitoring
monitoring-lead = What devices whose owners share events show that is not declared, not usual, or not possible.
menu-alerts = open alerts
done-alert-answered = Answered. The alert is over, and the answer is on record.
done-monitoring-changed = Decided. It holds from now on.

alert = Alert
alerts = Alerts
alerts-lead = Each is one cause at one product, at however many devices it is seen. The newest stand first.
alerts-caption = Alerts
alerts-none = There is no alert
alerts-all = All alerts
alerts-open = Open alerts
alerts-open-caption = Alerts that nobody answered yet, those at most devices first
alerts-open-none = No alert is open
alerts-open-all = All open alerts
alerts-ended = Over lately
alerts-ended-caption = Alerts that ended lately
alert-product = Product
alert-units = Devices
alert-since = Since
alert-answer = Answer
alert-open = Open
alert-over = Over, not answered
alert-answered-true = True
alert-answered-false = False
alert-answered-expected = Expected
alert-facts = The alert
alert-found-by = Found by
alert-score = How rare that is
alert-ended = Over since
alert-timeline = When it was seen
alert-contacts = With whom
alert-contacts-title = Devices and the others that their reasons speak of
alert-contacts-description = { $units ->
    [one] One device
   *[other] { $units } devices
} at the left, { $peers ->
    [one] one other
   *[other] { $peers } others
} at the right; a line for each pair.
alert-device = Device
alert-peer = With whom
alert-reasons = Why, device by device
alert-units-none = No device is left of it: those that showed it went to somebody else, or out of use.
alert-changed = Somebody answered meanwhile. Below stands what they said; what you wrote was not kept.
left-out-units = { $count ->
    [one] 1 more device is not drawn; it stands below.
   *[other] { $count } more devices are not drawn; they stand below.
}
left-out-peers = { $count ->
    [one] 1 more that they talked to is not drawn.
   *[other] { $count } more that they talked to are not drawn.
}
seen-first = First seen
seen-last = Last seen
seen-between = { $first } to { $last }
reason-what = What
reason-expected = Expected
reason-seen = Seen
reason-against = Compared with
reason-events = { $count ->
    [0] no single event says so
    [one] 1 event says so
   *[other] { $count } events say so
}
reasons-unknown = A newer version of this server wrote the reasons; this one cannot read them.

score-often = Happens by chance, too
score-once = By chance once in { $times }
score-hardly = By chance less than once in a billion
score-certain = Not by chance

answer-give = What is it?
answer-again = Answer otherwise
answer-what = Your answer
answer-true = True
answer-false = False
answer-expected = Expected
answer-does-true = Something is wrong. The alert is over here; what is done about it happens where it belongs. Where the same was called false before, that is taken back; it is told again where it is seen again.
answer-does-false = Nothing is wrong. What found it must be more surprised at this product from now on before it tells anything; what is certain, as a connection that is not declared, is told as before.
answer-does-expected = It is so because somebody meant it to be. For a year, this cause is not told at any device of this product; unless somebody answers otherwise here.
answer-note = Why
answer-note-hint = For whoever sees the same next. It stays here and is not written into the proof log.
answer-note-wrong = Say why, in 3 to 2000 characters.
answer-send = Answer
answer-by = by { $name }
answer-record = the record of it

# Whose events are seen.
coverage = What this covers
coverage-title = Devices in use by whether their events are seen
coverage-share = { $shares } of { $all } devices share events. No alert does not mean no attack.
coverage-no-proof = No alert does not mean no attack: only devices whose owners share events are watched.
coverage-hint = Whether to share is the owner’s choice. Not sharing is never an alert, and nothing is concluded from it.
coverage-products = By product
coverage-products-caption = Devices in use by product, and whether their events are seen
coverage-in-use = In use
coverage-shares = Share events
coverage-silent = Share, but silent
coverage-off = Owner does not share
coverage-unknown = Never said

# What is kept of events.
event-class-security = Security
event-class-network = Network
event-class-product = Product
event-classes = Classes of events
events-kept = Events kept here
events-kept-count = { $count ->
    [0] none
    [one] 1 event
   *[other] { $count } events
}
events-kept-since = since { $day },
events-kept-days = { $count ->
    [one] for 1 day
   *[other] for { $count } days
}
events-kept-hint = What is older is erased, and how much went is on record.
events-waiting = { $count ->
    [one] 1 batch waits to be looked at.
   *[other] { $count } batches wait to be looked at.
}
events-waiting-none = Nothing waits to be looked at.

# The events of one device.
shared-events = Shared events
shared-events-lead = what its owner shares, as the device signed it
shared-events-first = From the first one
event-number = Number
event-what = What happened
event-severity = Severity
event-time = When, by its clock
event-left = Left the device
event-no-clock = it had no clock
event-newer = of a kind that came after this server
event-failed = failed
no-events-off = Its owner does not share events
no-events-why-off = That is the owner’s choice. What was shared before is erased when sharing ends at the device.
no-events-unknown = Whether its owner shares events is unknown
no-events-why-unknown = The device never said how its owner’s switches stand.
no-events-end = There is no event from this number on
no-events-why-end = It has not come yet, or its time is over.
no-events-none = No event of this class is here
no-events-why-none = The owner shares; none came yet, or their time is over.
event-severity-informational = Informational
event-severity-low = Low
event-severity-medium = Medium
event-severity-high = High
event-severity-critical = Critical
event-severity-fatal = Fatal
event-kind-authentication = Sign-in
event-kind-account-change = Account changed
event-kind-configuration = Setting
event-kind-network-activity = Network
event-kind-update = Update
event-kind-start-stop = Start or stop
event-kind-integrity = Integrity
event-kind-reset = Reset
event-kind-switch = Owner’s switch
event-kind-concluded = Noticed by the device
event-kind-product = The product
event-field-attempt = attempt
event-field-account = account
event-field-place = place
event-field-source = from
event-field-factor = by
event-field-wait = seconds to wait
event-field-service = service
event-field-tries = tries
event-field-change = change
event-field-by = by
event-field-role = role
event-field-activity = activity
event-field-transport = transport
event-field-direction = direction
event-field-remote = peer
event-field-remote_port = its port
event-field-local = own address
event-field-local_port = own port
event-field-process = program
event-field-interface = interface
event-field-received = bytes received
event-field-sent = bytes sent
event-field-state = state
event-field-duration = milliseconds
event-field-flows = connections
event-field-name = name
event-field-step = step
event-field-release = release
event-field-part = part
event-field-version = version
event-field-detail = detail
event-field-run = run
event-field-program = of
event-field-reason = reason
event-field-setting = setting
event-field-finding = finding
event-field-class = class
event-field-first = first number
event-field-last = last number
event-field-count = count
event-field-reach = reach
event-field-switch = switch
event-field-on = on
event-field-text = text

# How alerts are found.
detectors = How alerts are found
detectors-lead = Each way of finding something, how often it raised an alert in the last 90 days, and what people answered.
detectors-caption = Ways of finding, and alerts of the last 90 days
detector = Way
detector-alerts = Alerts
detector-precision = How often right
detector-right = { $right } of { $answered ->
    [one] 1 answered alert was true
   *[other] { $answered } answered alerts were true
}
would-have = What another number would have done
would-have-lead = How many false alerts staff are ready to look at decides what a score must reach. Here you see what another number would have done in the last 30 days. Nothing changes.
would-have-field = False alerts in a month, to try
would-have-hint = 1 to 10,000.
would-have-ask = Look back
would-have-alerts = Alerts of these 30 days: { $before } a month now, { $after } tried
would-have-alerts-caption = Alerts that opened, and how many of them would stand
would-have-were = There were
would-have-now = As it is now
would-have-then = As tried
would-have-bars = Beside each other
would-have-bar = { $now } as it is now, { $then } as tried
would-have-unanswered = Not answered
would-have-cohorts = Hours of a device with something to tell
would-have-cohorts-caption = Hours in which a device reached the score, by product and release
would-have-threshold = Score to reach
would-have-score = { $score }
would-have-nothing = Nothing is remembered of these 30 days: no device showed anything that has a score.
would-have-since = What devices reached is remembered only since
would-have-whole = What devices reached is remembered for the whole time, since
would-have-estimate = This is an estimate: hours are counted, and an alert lasts one or many of them; what was reached was judged with what was usual then; what people answered since counts as it does today. What follows a fixed rule, as guessing passwords, does not depend on this number.
would-have-more = There are more products and releases; the newest were looked at.
monitoring-settings = What is decided about monitoring
monitoring-settings-save = Decide
monitoring-settings-not-yours = Your role does not decide about this.
monitoring-field-alerts-a-month = False alerts in a month
monitoring-hint-alerts-a-month = As many as you are ready to look at, over the whole fleet: 1 to 10,000. Fewer means that more goes unseen.
monitoring-wrong-alerts-a-month = Give 1 to 10,000. No threshold promises that nothing is a false alert.
monitoring-field-events-a-day = Events of one device in a day
monitoring-hint-events-a-day = What a device has beyond that waits there until the next day: 256 to 10,000,000.
monitoring-wrong-events-a-day = Give 256 to 10,000,000.
monitoring-field-keep-security = Days to keep security events
monitoring-hint-keep-security = Who came in, what changed, what is wrong: 1 to 3650 days.
monitoring-wrong-keep-security = Give 1 to 3650 days.
monitoring-field-keep-network = Days to keep network events
monitoring-hint-keep-network = Whom devices talk to: 1 to 3650 days.
monitoring-wrong-keep-network = Give 1 to 3650 days.
monitoring-field-keep-product = Days to keep events of products
monitoring-hint-keep-product = What products tell: 1 to 3650 days.
monitoring-wrong-keep-product = Give 1 to 3650 days.
monitoring-field-keep-alerts = Days to keep alerts
monitoring-hint-keep-alerts = Since they were answered, or were over: 1 to 3650 days.
monitoring-wrong-keep-alerts = Give 1 to 3650 days.

# On the device’s page.
unit-alerts = Alerts
unit-alerts-none = Nothing was concluded of this device. That does not mean that it was not attacked.
unit-alerts-all = Only the newest are shown.
unit-shared-events = Events that its owner shares
detector-insisting = Insisting
detector-stale-credential = Stale credential
detector-does-insisting = Again and again to one destination, though nothing comes of it.
detector-does-stale-credential = A machine that came in before fails again and again with what it had: a job with an expired key, or somebody who has that machine.
alert-says-insisting = { $units ->
    [one] One device of { $product } tries { $cause } again and again in vain
   *[other] { $units } devices of { $product } try { $cause } again and again in vain
}
alert-says-stale-credential = { $units ->
    [one] A machine that came into one device of { $product } before fails again and again: { $cause }
   *[other] A machine that came into { $units } devices of { $product } before fails again and again: { $cause }
}
detector-damaged = Not as it was left
detector-erased = Log erased
detector-does-damaged = The device’s log, or a file that it keeps, is not as it was left.
detector-does-erased = Somebody erased the device’s log: its owner, or whoever got in as its owner.
alert-says-damaged = { $units ->
    [one] One device of { $product } found something altered or damaged: { $cause }
   *[other] { $units } devices of { $product } found something altered or damaged: { $cause }
}
alert-says-erased = { $units ->
    [one] The log of one device of { $product } was erased
   *[other] The logs of { $units } devices of { $product } were erased
}
