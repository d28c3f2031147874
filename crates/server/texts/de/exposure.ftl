# Abgleich von Ausgaben und Sicherheitsmeldungen, und Freigabeprüfungen.
record-exposures-matched = Ausgaben und Sicherheitsmeldungen abgeglichen
fact-releases-met = Aufgenommene Stücklisten
fact-components-matched = Neu abgeglichene Komponenten
fact-findings-kept = Neue oder geänderte Befunde
fact-findings-gone = Entfallene Befunde
fact-verdicts-turned = Gekippte Freigabeprüfungen
fact-releases-turned = Deren Ausgaben
fact-snapshot = Stand der Sicherheitsmeldungen
