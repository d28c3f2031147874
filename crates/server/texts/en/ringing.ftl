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
