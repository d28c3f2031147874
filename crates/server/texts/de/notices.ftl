# Meldungen von Fällen an die einheitliche Meldeplattform.
notice-stage-early-warning = Frühwarnung
notice-stage-notification = Meldung (72 Stunden)
notice-stage-intermediate-report = Zwischenbericht
notice-stage-final-report = Abschlussbericht
action-notice-write = Die Meldung eines Falls schreiben
action-notice-note = Eintragen, dass eine Meldung eingereicht wurde, dass der Koordinator gebeten hat, und seit wann es eine Maßnahme gibt
action-notice-prepare = Sagen, an wessen Koordinator Meldungen gehen und wer sie einreicht
record-notice-written = Ein Feld einer Meldung geschrieben
record-notice-handed-in = Eingetragen, dass eine Meldung eingereicht wurde
record-notice-measure = Gesagt, seit wann es eine Maßnahme gibt
record-notice-requested = Eingetragen, dass der Koordinator um einen Bericht gebeten hat
record-notice-prepared = Gesagt, an wessen Koordinator Meldungen gehen

entry-measure = Eine Korrektur- oder Minderungsmaßnahme gibt es seit { $time }
entry-measure-none = Es gibt keine Korrektur- oder Minderungsmaßnahme
entry-request = Der Koordinator hat am { $asked } um einen Zwischenbericht gebeten, bis { $due }
entry-request-open = Der Koordinator hat am { $asked } um einen Zwischenbericht gebeten und keine Frist genannt
entry-reported = { $stage } eingereicht { $time }
