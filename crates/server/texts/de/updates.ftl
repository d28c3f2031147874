# Das Verzeichnis der Aktualisierungen.

job-kind-metadata-renewal = Aktualisierungsverzeichnis erneuern
job-does-metadata-renewal = Unterschreibt Momentaufnahme und Zeitstempel des Verzeichnisses neu, bevor sie ablaufen.
job-kind-artifact-proof = Dateien von Aktualisierungen prüfen
job-does-artifact-proof = Liest jede Datei, die Geräten zugesagt wurde, und weist nach, dass sie noch ist, was sie war.

record-metadata-published = Angaben zu Aktualisierungen veröffentlicht
record-repository-key-made = Neuer Schlüssel für das Aktualisierungsverzeichnis
record-artifact-arrived = Datei einer Ausgabe eingetroffen
record-artifact-fault = Datei einer Ausgabe beschädigt

action-repository-read = Aktualisierungsverzeichnis lesen
action-repository-change = Veröffentlichen, wer was unterschreibt
action-repository-key = Weiteren Schlüssel für das Aktualisierungsverzeichnis anlegen
action-release-publish = Dateien von Ausgaben einreichen und unterschriebene Ausgaben veröffentlichen
