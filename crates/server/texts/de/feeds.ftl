## Woher Sicherheitsmeldungen kommen

feeds = Meldungsquellen
feeds-lead = Woher veröffentlichte Sicherheitsmeldungen kommen, und wie frisch sie sind. Was älter als { $days } Tage ist, sagt durch sein Schweigen nichts: Antworten, die darauf beruhen, sind unbekannt.
feeds-offline = Dieser Server arbeitet ohne Verbindung nach außen: Er fragt niemanden. Reichen Sie Sicherheitsmeldungen als Dateien ein.
feeds-caption = Meldungsquellen; was jemanden braucht, steht zuerst
feeds-empty = Es gibt noch keine Quelle
feeds-empty-hint = Reichen Sie eine Datei ein, oder fügen Sie eine Quelle hinzu, die abgerufen wird.
feeds-files = Eingereichte Dateien
feeds-records = Geltende Sicherheitsmeldungen
feeds-since = seit
feeds-nothing = noch nichts geladen
feeds-fresh = Frische Quellen
feeds-fresh-note = innerhalb der Grenze
feeds-stale = Veraltete Quellen
feeds-stale-note = älter als die Grenze
feeds-never = Nie geladen
feeds-never-note = von ihnen ist nichts bekannt

feed-source = Quelle
feed-age = Alter
feed-records = Meldungen
feed-problems = { $count } nicht verstanden
feed-not-understood = Nicht verstanden
feed-covers = Deckt ab
feed-covers-exploitation = welche Schwachstellen ausgenutzt werden
feed-covers-likelihood = wie wahrscheinlich es ist, dass eine Schwachstelle ausgenutzt wird
feed-covers-nothing = nichts: Sie liefert Funde, ihr Schweigen sagt nichts
feed-covers-more = und { $count } weitere
feed-releases = { $count ->
    [one] 1 Ausgabe
   *[other] { $count } Ausgaben
}
feed-last = Letzter Erfolg
feed-tried = Letzter Versuch
feed-next = Nächster Abruf
feed-by-hand = eingereicht
feed-bytes = Größe
feed-added = Hinzugefügt
feed-every = Abgerufen
feed-hours = { $count ->
    [one] jede Stunde
    [24] jeden Tag
    [48] alle 2 Tage
    [168] jede Woche
   *[other] alle { $count } Stunden
}

feed-fresh = Frisch
feed-failing = Schlägt fehl
feed-stale = Veraltet
feed-never = Nie geladen
feed-held = Zurückgehalten
feed-off = Aus

feed-facts = Angaben
feed-do = Was Sie tun können
feed-change = Ändern
feed-save = Speichern
feed-fetch = Jetzt abrufen
feed-enable = Einschalten
feed-disable = Ausschalten
feed-name = Name
feed-name-hint = Er ändert sich nie: An ihm werden die Meldungen dieser Quelle erkannt.
feed-kind = Art
feed-url = Adresse
feed-url-hint = Eine https-Adresse außerhalb des eigenen Netzes. Andere kann der Betrieb mit der Einstellung webhook-networks erlauben. Für CSAF: die provider-metadata.json des Anbieters.
feed-add = Quelle hinzufügen
feed-add-lead = Sie wird sofort abgerufen, und dann immer wieder.

feed-kind-osv = OSV-Export
feed-kind-cve = CVE-Einträge
feed-kind-nvd = NVD-Konfigurationen
feed-kind-csaf = CSAF-Meldungen eines Anbieters
feed-kind-euvd = Europäische Schwachstellendatenbank (EUVD)
feed-kind-kev = Bekannt ausgenutzte Schwachstellen (KEV)
feed-kind-epss = Ausnutzungswahrscheinlichkeiten (EPSS)

feed-failure = Der letzte Versuch ist gescheitert: { $reason }. Was vorher geladen war, bleibt mit seinem Alter. Es wird in wachsenden Abständen neu versucht.
feed-stale-note = Was geladen ist, ist zu alt. Funde bleiben, aber „nichts gefunden“ wird nicht mehr gesagt: Solche Antworten sind unbekannt.
feed-never-note = Aus dieser Quelle wurde nie etwas geladen. Was nur sie abdeckt, ist unbekannt.
feed-off-note = Jemand hat diese Quelle ausgeschaltet. Was geladen war, bleibt und altert.
feed-held-question = { $new } Meldungen sind gekommen, wo { $old } gelten. Ist das richtig?
feed-held-why = Ein Export verliert einzelne Meldungen, nicht die Hälfte. Es kann ein Teil eines Exports sein oder ein Fehler beim Herausgeber. Bis jemand entscheidet, bleibt, was gilt.
feed-held-since = Zurückgehalten seit
feed-take = Trotzdem übernehmen
feed-take-title = Den kleineren Export übernehmen?
feed-take-effect = Was er nicht mehr enthält, gilt nicht mehr: Funde, die darauf beruhen, entfallen. Die Entscheidung steht unter Ihrem Namen im Nachweisprotokoll.
feed-leave = Nicht übernehmen

files-lead = Sicherheitsmeldungen, die Personen und Programme eingereicht haben: OSV-Exporte, KEV, EPSS, EUVD, CSAF-, CVE- und NVD-Einträge, als Archive oder einzelne Dateien. Jede wird an ihrem Inhalt erkannt.
files-caption = Eingereichte Dateien, die neuesten zuerst
files-empty = Noch wurde keine Datei eingereicht
files-empty-hint = Wählen Sie oben eine Datei, oder nehmen Sie die Kommandozeile: steadfast feed import DATEI --server ADRESSE.
files-hand-in = Datei einreichen
files-name = Name
files-name-hint = Unter diesem Namen kennt der Index die Meldungen; eine spätere Datei gleichen Namens tritt an ihre Stelle. Leer: der Name der Datei.
files-fetched = Stand
files-fetched-hint = Der Tag, an dem sie abgerufen wurde. Leer: Das neueste Datum darin zählt.
files-file = Datei
files-file-hint = Ein Archiv oder eine einzelne Datei, höchstens 4 GB.
files-created = Eingereicht
files-ended = Übernommen oder abgelehnt
files-one = Eine eingereichte Datei mit Sicherheitsmeldungen
files-gave = Was sie enthielt
files-records = { $count ->
    [one] 1 Meldung
   *[other] { $count } Meldungen
}
files-problems = { $count ->
    [one] Eine Stelle wurde nicht verstanden:
   *[other] { $count } Stellen wurden nicht verstanden; die ersten:
}
files-skipped = { $count ->
    [one] Eine Datei wurde übergangen, weil sie keine Meldung ist:
   *[other] { $count } Dateien wurden übergangen, weil sie keine Meldungen sind; die erste:
}
files-future = { $count ->
    [one] Eine ist in der Zukunft datiert ({ $ids }): Sie wird verwendet, ihrem Datum wird nicht getraut.
   *[other] { $count } sind in der Zukunft datiert ({ $ids }): Sie werden verwendet, ihren Daten wird nicht getraut.
}
files-unmatchable = { $count ->
    [one] Ein betroffenes Produkt ist nur im Text genannt und kann in keiner Ausgabe gefunden werden.
   *[other] { $count } betroffene Produkte sind nur im Text genannt und können in keiner Ausgabe gefunden werden.
}
file-waiting = Wartet
file-taken = Übernommen
file-refused = Abgelehnt
file-held = Zurückgehalten
file-failure = Nichts davon wurde übernommen: { $reason }

done-feed-added = Die Quelle ist hinzugefügt und wird jetzt abgerufen.
done-feed-changed = Die Quelle ist geändert.
done-feed-asked = Die Quelle wird jetzt abgerufen.
done-feed-enabled = Die Quelle ist an und wird jetzt abgerufen.
done-feed-disabled = Die Quelle ist aus.
done-feed-taken = Er wird jetzt übernommen, obwohl er kleiner ist.
done-feed-left = Er wird nicht übernommen. Kommt er wieder so klein, werden Sie wieder gefragt.
done-file-left = Die Datei wird nicht übernommen.
done-file-handed-in = Die Datei ist eingereicht und wird in wenigen Sekunden übernommen.

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

## Meldungsquellen auf der ersten Seite und beim Zustand

looked-feeds = Meldungsquellen
unseen-sources = Die geltenden Sicherheitsmeldungen konnten nicht gelesen werden: Wie frisch sie sind, ist nicht bekannt.
duty-feed-held = Über „{ $name }“ entscheiden: Es kamen viel weniger Meldungen
duty-feed-held-why = Sie ist zurückgehalten, damit keine Meldungen durch einen Fehler des Herausgebers verschwinden.
duty-no-advisories = Schwachstellenmeldungen laden
duty-no-advisories-why = Keine sind geladen: Über keine Version kann etwas gesagt werden. Sie kommen von selbst, wo das Netz es erlaubt; sonst übergeben Sie Dateien.
duty-feeds = { $count ->
    [one] 1 Meldungsquelle in Ordnung bringen
   *[other] { $count } Meldungsquellen in Ordnung bringen
}
duty-feeds-why = Ihre letzten Versuche sind gescheitert. Was geladen ist, altert; dann wird „nichts gefunden“ nicht mehr gesagt.
duty-sources = { $count ->
    [one] 1 veraltete Meldungsquelle erneuern
   *[other] { $count } veraltete Meldungsquellen erneuern
}
duty-sources-why = Sie sind älter als die Grenze. Antworten, die auf ihrem Schweigen beruhen, sind unbekannt.
health-sources = Meldungsquellen
health-reason-sources-none = Es sind keine Sicherheitsmeldungen geladen: Über keine Ausgabe ist etwas bekannt.
health-reason-sources-failing = Quellen schlagen immer wieder fehl. Die Seite jeder Quelle sagt, warum.
health-reason-sources-held = Eine Quelle ist geschrumpft und zurückgehalten. Jemand muss entscheiden.
health-reason-sources-stale = Quellen sind älter als die Grenze. Antworten, die auf ihrem Schweigen beruhen, sind unbekannt.
figure-sources = Geladen
figure-stale = Veraltet
figure-failing = Schlagen fehl
figure-held = Zurückgehalten
