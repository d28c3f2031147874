# Dossier, Kalender und Risikobewertung eines Produkts.
action-dossier-keep = Das Dossier einer Ausgabe aufbewahren
action-dossier-hand-over = Teile eines Dossiers einer Behörde übergeben
action-modification-state = Festhalten, ob eine Ausgabe eine wesentliche Änderung ist
record-modification-stated = Festgehalten, ob eine Ausgabe eine wesentliche Änderung ist
record-dossier-made = Dossier einer Ausgabe aufbewahrt
record-dossier-handed-over = Teile eines Dossiers einer Behörde übergeben
done-dossier-kept = Aufbewahrt und festgehalten.
done-dossier-handed-over = Gemacht, aufbewahrt und festgehalten. Es steht zuoberst in der Liste.

dossier = Dossier
dossier-of = Dossier von { $product }
dossier-lead = Die technische Dokumentation nach Artikel 31 und Anhang VII: aus dem gemacht, was bekannt ist, und von allen ohne diesen Server prüfbar.
dossier-take = Herausnehmen
dossier-state-there = vorhanden
dossier-state-missing = fehlt
dossier-state-not-needed = nicht nötig
dossier-state-hint-there = Punkte des Anhangs VII, zu denen etwas da ist. Dass es richtig ist, ist damit nicht gesagt.
dossier-state-hint-missing = Punkte, zu denen nichts da ist.
dossier-state-hint-not-needed = Punkte, die nur auf Verlangen gegeben werden.
dossier-points = Anhang VII, Punkt für Punkt
dossier-point = Punkt { $point }
dossier-places = { $count ->
    [one] eine Datei
   *[other] { $count } Dateien
}
dossier-kept = Aufbewahrt
dossier-kept-none = Noch nichts aufbewahrt
dossier-kept-none-hint = Ein Dossier wird zehn Jahre ab dem letzten in Verkehr gebrachten Gerät aufbewahrt, oder für den Unterstützungszeitraum, wenn der länger ist (Artikel 13 Absatz 13).
dossier-kept-since = aufbewahrt
dossier-proved = ganz gelesen
dossier-unproved = seither nicht gelesen
dossier-handed = für eine Behörde
dossier-keep = Aufbewahren
dossier-keep-hint = So, wie es jetzt ist, mit Prüfsumme und Stand des Protokolls. Spätere Dossiers zeigen, dass sie daraus gewachsen sind.
dossier-keep-now = Jetzt aufbewahren
dossier-hand-over = Für eine Behörde
dossier-hand-over-hint = Genau das Verlangte geht mit; das unterschriebene Verzeichnis nennt den Rest als zurückgehalten. Was wem warum übergeben wurde, wird festgehalten.
dossier-to = An wen
dossier-to-hint = Die Behörde mit ihrem Aktenzeichen. Keine Namen von Personen.
dossier-asked = Was sie verlangt
dossier-asked-hint = Das begründete Verlangen, in Kürze (Artikel 13 Absatz 22).
dossier-wanted = Punkte des Anhangs VII
dossier-paths = Einzelne Dateien
dossier-paths-hint = Eine je Zeile, wie die Punkte sie nennen; ein Ordner endet auf /.
dossier-language = Sprache
dossier-languages = Alle Sprachen
dossier-hand-over-make = Machen
dossier-refused-no-recipient = Nennen Sie die Behörde mit ihrem Aktenzeichen, in höchstens 200 Zeichen.
dossier-refused-no-request = Sagen Sie in höchstens 4000 Zeichen, was warum verlangt wird.
dossier-refused-nothing-of-it = Für eines davon ist nichts da. Wählen Sie, was da ist, und sagen Sie der Behörde, was fehlt.
dossier-refused-no-such-language = Englisch oder Deutsch.

calendar = Kalender
calendar-of = Kalender von { $product }
calendar-lead = Alles, was binnen drei Jahren endet, und welche Urteile sich wenden, wenn nichts an seine Stelle tritt.
calendar-support = Der Unterstützungszeitraum endet am { $day }.
calendar-none = Nichts endet
calendar-none-hint = Von dieser Ausgabe ist nichts bekannt, das ein Ende hat.
calendar-spans = Von wann bis wann es spricht
calendar-evidence = Nachweis
calendar-since = Seit
calendar-until = Bis
calendar-daily = Jeden Tag neu gezählt, und drei Tage später fort, wenn niemand zählt: { $evidence }.
calendar-turns = Was sich wendet
calendar-nothing-turns = Nichts wendet sich.
calendar-turns-nothing = Nichts wendet sich: etwas anderes trägt es.

risk = Risikobewertung
risk-of = Risikobewertung von { $product }
risk-lead = Was zu schützen ist, wo jemand beginnen könnte, was geschehen könnte, was dagegen steht und was das zeigt (Artikel 13 Absätze 2 bis 4). Zeigen Sie auf etwas, und was damit verbunden ist, tritt hervor.
risk-approved = Bewertet am { $day }, gebilligt von: { $by }.
risk-none = Es gibt keine Risikobewertung
risk-none-hint = Die Produktdatei der Ausgabe hat keine, oder die Ausgabe hat keine Produktdatei.
risk-picture = Die Risikobewertung als Bild
risk-left-out = { $count ->
    [one] Eine Verbindung oder ein Knoten ist nicht gezeichnet.
   *[other] { $count } Verbindungen und Knoten sind nicht gezeichnet.
}
risk-flagged = Anzusehen
risk-links = { $count ->
    [one] eine Verbindung
   *[other] { $count } Verbindungen
}
risk-link-harms = schadet
risk-link-belongs-to = gehört zu
risk-link-happens-by = geschieht über
risk-link-because = ist möglich wegen
risk-link-treated-by = wird behandelt durch
risk-link-rests-on = ruht auf
risk-link-shown-by = wird gezeigt durch
risk-link-calls-for = verlangt
risk-link-serves = dient
risk-link-speaks-to = spricht zu
risk-linked-harms = leidet unter
risk-linked-belongs-to = hat den Eingang
risk-linked-happens-by = ist der Weg von
risk-linked-because = ermöglicht
risk-linked-treated-by = behandelt
risk-linked-rests-on = trägt
risk-linked-shown-by = zeigt
risk-linked-calls-for = wird verlangt von
risk-linked-serves = wird bedient von
risk-linked-speaks-to = wird belegt von
risk-picture-title = Risikobewertung
risk-picture-flagged = Anzusehen
risk-picture-left-out = Nicht gezeichnet
risk-picture-before = vor der Behandlung
risk-picture-after = danach
risk-picture-not-weighed = nicht gewichtet
risk-picture-set-aside = mit Grund beiseitegelegt
risk-picture-column-assets = Werte
risk-picture-column-interfaces = Schnittstellen
risk-picture-column-threats = Bedrohungen
risk-picture-column-controls = Maßnahmen
risk-picture-column-evidence = Nachweise
risk-picture-column-requirements = Anforderungen
risk-picture-kind-asset = Wert
risk-picture-kind-interface = Schnittstelle
risk-picture-kind-entry = Eingang
risk-picture-kind-threat = Bedrohung
risk-picture-kind-control = Maßnahme
risk-picture-kind-evidence = Nachweis
risk-picture-kind-requirement = Anforderung
risk-picture-level-low = gering
risk-picture-level-medium = mittel
risk-picture-level-high = hoch
risk-picture-flag-untreated = niemand hat darüber entschieden
risk-picture-flag-unreachable = keine Schnittstelle führt dorthin
risk-picture-flag-uncontrolled = nichts steht dagegen
risk-picture-flag-unweighed = nicht gewichtet
risk-picture-flag-unshown = nichts zeigt, dass es wirkt
risk-picture-flag-unlinked = mit nichts verbunden
risk-picture-flag-dangling = nennt, was es nicht gibt
