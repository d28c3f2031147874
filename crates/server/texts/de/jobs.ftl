## Aufträge

jobs-lead = Die Arbeit, die der Server von selbst erledigt.
jobs-caption = Aufträge, die neuesten zuerst
jobs-empty = Es gibt keine Aufträge
jobs-empty-hint = Der Server legt seine eigenen beim Start an.

job-kind = Auftrag
job-progress = Fortschritt
job-attempts = Versuche
job-next = Nächster Lauf
job-ended = Zuletzt beendet
job-not-again = nicht geplant

job-waiting = Wartet
job-retrying = Neuer Versuch folgt
job-running = Läuft
job-done = Erledigt
job-failed = Aufgegeben

job-run = Jetzt ausführen
done-job-run = Der Auftrag ist jetzt fällig und wird in wenigen Sekunden begonnen.
job-error = Warum der letzte Versuch scheiterte
job-no-error = Der letzte beendete Versuch ist nicht gescheitert.
job-no-attempt = Noch ist kein Versuch beendet.
job-kind-unknown = Diese Fassung des Programms kennt diese Art von Auftrag nicht. Der Auftrag bleibt unberührt.
job-facts = Angaben
job-every = Wieder nach
job-once = läuft einmal
job-succeeded = Letzter Erfolg

job-kind-house-cleaning = Aufräumen
job-does-house-cleaning = Vergisst, was vorbei ist: Sitzungen, Links und Anmeldungen, aufbewahrte Antworten, alte Zustellungen, erledigte Aufträge.
job-kind-blob-sweep = Unbenutzte Dateien entfernen
job-does-blob-sweep = Entfernt abgelegte Dateien, auf die nichts verweist, einen Tag nachdem sie abgelegt wurden.
job-kind-overdue-approvals = Alleingänge überwachen
job-does-overdue-approvals = Hält fest, wenn niemand rechtzeitig ansah, was eine Person allein getan hat.
job-kind-ledger-check = Nachweisprotokoll prüfen
job-does-ledger-check = Prüft den neuesten Prüfpunkt gegen das Protokoll und weist eine Stichprobe der Einträge erneut nach.
job-kind-feed-fetch = Sicherheitsmeldungen abrufen
job-does-feed-fetch = Ruft Sicherheitsmeldungen ab, jede Quelle, wenn sie fällig ist.
job-kind-feed-import = Dateien mit Sicherheitsmeldungen übernehmen
job-does-feed-import = Übernimmt Dateien mit Sicherheitsmeldungen, die eingereicht wurden.
job-kind-matching = Ausgaben und Sicherheitsmeldungen abgleichen
job-does-matching = Bringt Betroffenheiten und Freigabeprüfungen von beiden Seiten auf den neuesten Stand.
