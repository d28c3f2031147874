## Woher Sicherheitsmeldungen kommen

## Einträge über Sicherheitsmeldungen

record-advisories-handed-in = Datei mit Sicherheitsmeldungen eingereicht
record-advisories-imported = Sicherheitsmeldungen auf neuen Stand gebracht
record-import-refused = Datei mit Sicherheitsmeldungen abgelehnt
record-import-held = Datei mit Sicherheitsmeldungen zurückgehalten
record-import-decided = Über eine zurückgehaltene Datei entschieden
record-feed-added = Meldungsquelle hinzugefügt
record-feed-changed = Meldungsquelle geändert
record-feed-enabled = Meldungsquelle eingeschaltet
record-feed-disabled = Meldungsquelle ausgeschaltet
record-feed-asked = Meldungsquelle sofort abzurufen
record-feed-held = Meldungsquelle zurückgehalten
record-feed-decided = Über eine zurückgehaltene Quelle entschieden

fact-sha256 = SHA-256
fact-digest = Prüfsumme
fact-records = Sicherheitsmeldungen
fact-sources = Quellen
fact-imports = Eingereichte Dateien
fact-feeds = Meldungsquellen
fact-taken = Trotzdem übernommen
fact-every-hours = Stunden zwischen zwei Abrufen

action-feed-read = Sehen, woher Sicherheitsmeldungen kommen
action-feed-import = Sicherheitsmeldungen einreichen, Quellen abrufen lassen
action-feed-decide = Über geschrumpfte Quellen entscheiden
action-feed-change = Ändern, woher Sicherheitsmeldungen kommen
