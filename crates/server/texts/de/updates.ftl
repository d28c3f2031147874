# Das Verzeichnis der Aktualisierungen.

job-kind-metadata-renewal = Aktualisierungsverzeichnis erneuern
job-does-metadata-renewal = Unterschreibt Momentaufnahme und Zeitstempel des Verzeichnisses neu, bevor sie ablaufen.
job-kind-artifact-proof = Dateien von Aktualisierungen prüfen
job-does-artifact-proof = Liest jede Datei, die Geräten zugesagt wurde, und weist nach, dass sie noch ist, was sie war.

record-metadata-published = Angaben zu Aktualisierungen veröffentlicht
record-repository-key-made = Neuer Schlüssel für das Aktualisierungsverzeichnis
record-artifact-arrived = Datei einer Version eingetroffen
record-artifact-fault = Datei einer Version beschädigt

action-repository-read = Aktualisierungsverzeichnis lesen
action-repository-change = Veröffentlichen, wer was unterschreibt
action-repository-key = Weiteren Schlüssel für das Aktualisierungsverzeichnis anlegen
action-release-publish = Dateien von Versionen einreichen und unterschriebene Versionen veröffentlichen

job-kind-rollout-waves = Verteilungen
job-does-rollout-waves = Beurteilt die Wellen von Verteilungen, öffnet die nächste und hält an, wo zu viel misslingt.
job-kind-unit-statements = Was Geräte unterschrieben
job-does-unit-statements = Trägt einmal je Minute ins Nachweisbuch ein, was Geräte unterschrieben haben.

record-rollout-planned = Verteilung geplant
record-rollout-approved = Verteilung freigegeben
record-rollout-started = Verteilung begonnen
record-rollout-paused = Verteilung unterbrochen
record-rollout-resumed = Verteilung fortgesetzt
record-rollout-stopped = Verteilung beendet
record-rollout-halted = Verteilung angehalten: zu viele Fehlschläge
record-rollout-wave-opened = Verteilung: nächste Welle
record-rollout-done = Verteilung durchlaufen
record-owner-decided = Besitzer entschied über Updates
record-units-stated = Unterschriebene Angaben von Geräten

action-rollout-read = Verteilungen lesen
action-rollout-change = Verteilungen planen, beginnen, unterbrechen und beenden
action-rollout-approve = Eine Verteilung an alle Geräte freigeben
action-unit-decide = Festhalten, was ein Besitzer über Updates entschied, auf sein Wort hin
