# Klingeln: wer Dienst hat, was klingelt, und wer geantwortet hat.
action-duty-read = Lesen, wer Dienst hat, was klingelt und wer geantwortet hat
action-duty-change = Festlegen, wer Dienst hat, und einen Probealarm beginnen
action-duty-hand-over = Den eigenen Dienst übergeben
action-duty-settings = Entscheiden, wie es klingelt, wann die wöchentliche Probe kommt und wem der Server sagt, dass er da ist
action-alarm-answer = Sagen, dass man sich um das kümmert, was klingelt
record-alarm-acknowledged = Kümmert sich um das, was klingelt
record-duty-handed-over = Hat einen Dienst übergeben
record-duty-set = Hat festgelegt, wer Dienst hat
record-ring = Hat bei Leuten im Dienst geklingelt
record-ringing-changed = Hat geändert, wie es klingelt
record-test-alarm-answered = Hat einen Probealarm beantwortet
record-test-alarm-begun = Hat einen Probealarm begonnen
record-test-alarm-missed = Niemand hat einen Probealarm rechtzeitig beantwortet
job-kind-ringing = Klingeln
job-does-ringing = Klingelt bei Leuten im Dienst, solange Fristen laufen und niemand sagt, dass er sich kümmert.
job-kind-heartbeat = Lebenszeichen
job-does-heartbeat = Sagt einem Wächter draußen, dass der Server da ist, wenn einer gesetzt ist.

alarm-test = Probealarm
alarm-alert = Alarm ({ $product })
alarm-case = Fall { $number } ({ $product })
alarm-clock-alert = Einschätzung
alarm-clock-assess = Einschätzung
alarm-clock-early-warning = Frühwarnung
alarm-clock-report = Meldung
alarm-clock-test = Antwort
alarm-due-in = { $what }: { $clock } fällig in { $left }
alarm-due-ago = { $what }: { $clock } seit { $left } fällig
alarm-rings = { $due }; niemand kümmert sich
alarm-span = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes } min
}

ring-subject = { $due }
ring-test = Das ist eine Probe: Es ist nichts geschehen. Sie wird wie ein echter Alarm beantwortet.
ring-due = Fällig: { $time }
ring-begun = Läuft seit: { $time }
ring-answer = Sagen Sie dort, dass Sie sich kümmern:
ring-climbs = Solange das niemand tut, klingelt es weiter, und bei mehr Leuten.
ring-receiver = Klingelt bei Leuten im Dienst
