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

duty = Dienst
duty-lead = Bei wem es klingelt, wenn eine Frist läuft, was jetzt klingelt und wer geantwortet hat. Es klingelt per Mail, per Webhook und am Kopf jeder Seite, zu jeder Stunde.
duty-no-mail = Es ist kein Mailserver gesetzt: Es klingelt nur auf den Seiten.
duty-no-test = Es ist keine wöchentliche Probe gesetzt: Niemand weiß, ob ein Klingeln gehört würde.
duty-no-heartbeat = Kein Wächter draußen erfährt, dass dieser Server da ist: Solange der Server selbst aus ist, klingelt nichts.
duty-who = Wer jetzt Dienst hat
duty-nobody = Niemand ist gesetzt. Es klingelt sofort bei allen, die einen Fall einschätzen dürfen:
duty-then-all = Wer antwortet, hat Ruhe bis zur nächsten Runde. Antwortet niemand, klingelt es bei der Vertretung und dann bei allen, die einschätzen dürfen.
duty-first = Zuerst
duty-deputy = Vertretung
duty-deputy-number = Vertretung { $number }
duty-since = seit
duty-gone = Dort kann es nicht klingeln: Konto geschlossen, oder die Rolle beantwortet keine Alarme
duty-page-alone = Nur auf den Seiten
duty-hand-over = Übergeben
duty-hand-over-to = Meinen Dienst übergeben an
duty-set = Festlegen, wer Dienst hat
duty-set-hint = Von der ersten Person bis zur letzten Vertretung. Ist niemand gesetzt, klingelt es bei allen, die einschätzen dürfen.
duty-no-one = Niemand
duty-save = Speichern
duty-settings = Wie es klingelt
duty-tests = Probealarme
duty-heartbeat = Lebenszeichen

alarms-open = Was läuft
alarms-none = Nichts läuft
alarms-none-hint = Kein Fall und kein Alarm hat eine Frist, für die es bei jemandem klingeln würde.
alarms-more = { $count } weitere klingeln
alarm-ringing = Klingelt; niemand kümmert sich
alarm-answered = { $name } kümmert sich
alarm-not-yet = Klingelt, wenn die Zeit näher kommt
alarm-due = Fällig
alarm-next = Nächste Runde
alarm-never = keine
alarm-on-it = Ich kümmere mich
alarm-became = Was daraus wurde ({ $count })
rang-mail = geklingelt per Mail und auf den Seiten bei { $names }.
rang-page = geklingelt nur auf den Seiten bei { $names }.
rang-receivers = { $count ->
    [one] Bei einem weiteren Empfänger klingelte es per Mail.
   *[other] Bei { $count } weiteren Empfängern klingelte es per Mail.
}
answered-after = { $name } kümmerte sich nach { $minutes } min
answered-before = { $name } kümmerte sich, ehe es klingelte

test-next = Nächste Probe
test-never = keine gesetzt
test-begin = Jetzt eine Probe beginnen
test-missed = Niemand hat innerhalb von 30 Minuten geantwortet
test-answered = Beantwortet
test-goes-on = Läuft noch
test-day = Wöchentliche Probe am
test-no-day = Keine wöchentliche Probe
test-day-monday = Montag
test-day-tuesday = Dienstag
test-day-wednesday = Mittwoch
test-day-thursday = Donnerstag
test-day-friday = Freitag
test-day-saturday = Samstag
test-day-sunday = Sonntag
test-hour = Zur Stunde (0 bis 23, UTC)

ring-again = Minuten bis zur nächsten Stufe
ring-again-hint = Nach so langer Zeit ohne Antwort klingelt es noch einmal bei der ersten Person, dann bei der Vertretung, dann bei allen.
ring-alerts = Alarme, die von selbst klingeln
ring-alerts-low = Alle Alarme
ring-alerts-medium = Überraschende Alarme
ring-alerts-high = Sehr überraschende Alarme
ring-alerts-never = Keine: Nur Fälle klingeln

heartbeat-none = Dieser Server sagt niemandem, dass er da ist.
heartbeat-host = Wächter
heartbeat-pace = Erfährt davon
heartbeat-every = { $minutes ->
    [one] jede Minute
   *[other] alle { $minutes } Minuten
}
heartbeat-state = Stand
heartbeat-unsent = Nicht bekannt: Es wurde noch keines gesendet
heartbeat-well = Antwortet seit
heartbeat-badly = Antwortet nicht seit
heartbeat-said = Er sagte
heartbeat-last = Zuletzt geantwortet
heartbeat-never = nie
heartbeat-url = Adresse eines Wächters draußen
heartbeat-url-hint = Er klingelt, wenn diese Adresse nicht mehr gerufen wird. Leer: wie bisher; sie wird nicht gezeigt, denn sie kann ein Geheimnis sein.
heartbeat-method = Gerufen mit
heartbeat-minutes = Alle so viele Minuten
heartbeat-minutes-hint = 1 bis 60. Ohne Adresse und Minuten erfährt es niemand.

done-duty-set = Es ist festgelegt, wer Dienst hat.
done-duty-handed-over = Ihr Dienst ist übergeben.
done-ringing-changed = Es klingelt so, wie Sie entschieden haben.
done-test-alarm-begun = Die Probe hat begonnen: Es klingelt innerhalb einer Minute.
done-alarm-answered = Sie kümmern sich. Es ist Ruhe bis zur nächsten Runde.
done-alarm-answered-before = Jemand kümmert sich bereits.

ringing-refused-nobody-to-ring = Bitte Leute nennen, bei denen es klingeln kann, jeden einmal.
ringing-refused-again-minutes = Bitte 1 bis 60 Minuten angeben.
ringing-refused-no-such-language = Bitte eine Sprache wählen.
ringing-refused-no-such-hour = Bitte eine Stunde von 0 bis 23 angeben, in UTC.
ringing-refused-heartbeat-minutes = Bitte 1 bis 60 Minuten angeben.
ringing-refused-no-such-address = Bitte eine Web-Adresse wie https://watch.example.com/steadfast angeben, ohne Namen, Kennwort und Sprungmarke.
ringing-refused-address-inside = Diese Adresse führt zu dieser Maschine oder in ein eigenes Netz. Der Betreiber kann sie mit webhook-networks erlauben.
