# Ringing: who is on duty, what rings, and who answered.
action-duty-read = Read who is on duty, what rings, and who answered
action-duty-change = Set who is on duty, and begin a test alarm
action-duty-hand-over = Hand one's own duty over
action-duty-settings = Decide how it rings, when the weekly test comes, and whom the server tells that it is there
action-alarm-answer = Say that one is on what rings
record-alarm-acknowledged = Is on what rings
record-duty-handed-over = Handed a duty over
record-duty-set = Set who is on duty
record-ring = Rang people on duty
record-ringing-changed = Changed how it rings
record-test-alarm-answered = Answered a test alarm
record-test-alarm-begun = Began a test alarm
record-test-alarm-missed = Nobody answered a test alarm in time
job-kind-ringing = Ringing
job-does-ringing = Rings people on duty for clocks that run, until somebody says that they are on it.
job-kind-heartbeat = Heartbeat
job-does-heartbeat = Tells a watcher outside that the server is there, where one is set.

alarm-test = Test alarm
alarm-alert = Alert ({ $product })
alarm-case = Case { $number } ({ $product })
alarm-clock-alert = assessment
alarm-clock-assess = assessment
alarm-clock-early-warning = early warning
alarm-clock-report = report
alarm-clock-test = answer
alarm-due-in = { $what }: { $clock } due in { $left }
alarm-due-ago = { $what }: { $clock } due { $left } ago
alarm-rings = { $due }; nobody has acknowledged
alarm-span = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
}

ring-subject = { $due }
ring-test = This is a test: nothing happened. It is answered like a real alarm.
ring-due = Due: { $time }
ring-begun = Runs since: { $time }
ring-answer = Say there that you are on it:
ring-climbs = As long as nobody does, it goes on ringing, and more people are rung.
ring-receiver = Rings for people on duty

duty = On duty
duty-lead = Whom it rings for when a clock runs, what rings now, and who answered. It rings by mail, by webhooks and at the head of every page, at any hour.
duty-no-mail = No mail server is set: it rings on pages alone.
duty-no-test = No weekly test is set: nobody knows whether a ring would be heard.
duty-no-heartbeat = No watcher outside is told that this server is there: nothing rings while the server itself is down.
duty-who = Who is on duty now
duty-nobody = Nobody is set. Everybody who may assess a case is rung at once:
duty-then-all = Whoever answers has quiet until the next round. If nobody answers, the deputy is rung, and then everybody who may assess.
duty-first = First
duty-deputy = Deputy
duty-deputy-number = Deputy { $number }
duty-since = since
duty-gone = Cannot be rung: account closed, or the role answers no alarms
duty-page-alone = On pages alone
duty-hand-over = Hand over
duty-hand-over-to = Hand my duty over to
duty-set = Set who is on duty
duty-set-hint = From the first to the last deputy. Without anybody, everybody who may assess is rung.
duty-no-one = Nobody
duty-save = Save
duty-settings = How it rings
duty-tests = Test alarms
duty-heartbeat = Heartbeat

alarms-open = What runs
alarms-none = Nothing runs
alarms-none-hint = No case and no alert has a clock that somebody would be rung for.
alarms-more = { $count } more ring
alarm-ringing = Rings; nobody has acknowledged
alarm-answered = { $name } is on it
alarm-not-yet = Rings as its time comes nearer
alarm-due = Due
alarm-next = Next round
alarm-never = none
alarm-on-it = I am on it
alarm-became = What became of it ({ $count })
rang-mail = rung by mail and on pages: { $names }.
rang-page = rung on pages alone: { $names }.
rang-receivers = { $count ->
    [one] Another receiver was rung by mail.
   *[other] { $count } other receivers were rung by mail.
}
answered-after = { $name } was on it after { $minutes } min
answered-before = { $name } was on it before it rang

test-next = Next test
test-never = none is set
test-begin = Begin a test now
test-missed = Nobody answered within 30 minutes
test-answered = Answered
test-goes-on = Goes on
test-day = Weekly test on
test-no-day = No weekly test
test-day-monday = Monday
test-day-tuesday = Tuesday
test-day-wednesday = Wednesday
test-day-thursday = Thursday
test-day-friday = Friday
test-day-saturday = Saturday
test-day-sunday = Sunday
test-hour = At the hour (0 to 23, UTC)

ring-again = Minutes until it climbs
ring-again-hint = After so long without an answer the first is rung again, then the deputy, then everybody.
ring-alerts = Alerts that ring by themselves
ring-alerts-low = All alerts
ring-alerts-medium = Surprising alerts
ring-alerts-high = Very surprising alerts
ring-alerts-never = None: only cases ring

heartbeat-none = This server tells nobody that it is there.
heartbeat-host = Watcher
heartbeat-pace = Is told
heartbeat-every = { $minutes ->
    [one] every minute
   *[other] every { $minutes } minutes
}
heartbeat-state = State
heartbeat-unsent = Not known: none was sent yet
heartbeat-well = Answers since
heartbeat-badly = Does not answer since
heartbeat-said = It said
heartbeat-last = Answered last
heartbeat-never = never
heartbeat-url = Address of a watcher outside
heartbeat-url-hint = It rings when this address is called no more. Empty: as before; it is not shown, since it may be a secret.
heartbeat-method = Called by
heartbeat-minutes = Every so many minutes
heartbeat-minutes-hint = 1 to 60. Without address and minutes nobody is told.

done-duty-set = It is set who is on duty.
done-duty-handed-over = Your duty is handed over.
done-ringing-changed = It rings as you decided.
done-test-alarm-begun = The test began: it rings within a minute.
done-alarm-answered = You are on it. It is quiet until the next round.
done-alarm-answered-before = Somebody is on it already.

ringing-refused-nobody-to-ring = Please name people who can be rung, each once.
ringing-refused-again-minutes = Please give 1 to 60 minutes.
ringing-refused-no-such-language = Please choose a language.
ringing-refused-no-such-hour = Please give an hour of 0 to 23, in UTC.
ringing-refused-heartbeat-minutes = Please give 1 to 60 minutes.
ringing-refused-no-such-address = Please give a web address such as https://watch.example.com/steadfast, without name, password and fragment.
ringing-refused-address-inside = This address leads to this machine or into a network of one's own. The operator can allow it with webhook-networks.
