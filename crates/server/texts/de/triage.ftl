## Bewertung: worüber zu entscheiden ist, und was entschieden wurde

triage = Bewertung
triage-lead = Schwachstellen in Ihren Produkten, über die noch niemand entschieden hat, das Wichtigste zuerst. Eine Entscheidung gilt für alle Versionen, die sie erreicht, auch für spätere.
triage-caption = Zu bewertende Schwachstellen, die dringendsten zuerst
triage-empty = Nichts wartet auf eine Entscheidung
triage-empty-hint = Über alles, was in Versionen mit Stückliste gefunden wurde, ist entschieden. Ob die Meldungen frisch sind, sagen ihre Quellen.
triage-flaw = Schwachstelle
triage-component = Komponente
triage-where = Wo
triage-why = Warum an dieser Stelle
triage-product = Produkt
triage-severity = Schweregrad
triage-only = Zeigen
triage-only-waiting = Was wartet
triage-only-exploited = Ausgenutzte
triage-only-revisit = Erneut anzusehende
triage-only-unknown = Wo es niemand sagen kann
triage-only-decided = Auch entschiedene
triage-more-components = und andere
triage-more-products = und { $count } weitere
triage-releases = { $count ->
    [one] 1 Version
   *[other] { $count } Versionen
}
triage-waits = { $count } zu entscheiden
triage-decided = Entschieden
triage-revisits = { $count } erneut anzusehen
triage-unknowns = { $count }, die niemand einschätzen kann

severity-critical = Kritisch
severity-high = Hoch
severity-medium = Mittel
severity-low = Niedrig
severity-none = Keiner
severity-unrated = Nicht eingestuft

why-exploited = Wird ausgenutzt: { $who }
exploited-listed = als ausgenutzt verzeichnet
exploited-listed-since = als ausgenutzt verzeichnet seit { $day }
exploited-by-ransomware = { "" }, durch Erpressungssoftware
why-only-unknown = Vielleicht nicht betroffen: Niemand kann es sagen
why-epss = Ausnutzung binnen 30 Tagen: zu { $percent } % wahrscheinlich
why-score = Basiswert { $score } (CVSS)
why-severity = Schweregrad { $severity }
why-unrated = Niemand hat sie eingestuft: Sie zählt als mittel
why-risk = Das eigene Risiko des Produkts: { $risk }
why-units = { $count ->
    [one] 1 Gerät dahinter
   *[other] { $count } Geräte dahinter
}
why-unstated = (und { $count ->
    [one] 1 Version mit unbekannter Anzahl
   *[other] { $count } Versionen mit unbekannter Anzahl
})
why-units-unknown = Niemand hat gesagt, wie viele Geräte es gibt

flaw-own = Eigenes Register
flaw-own-hidden = Steht im eigenen Register der Schwachstellen, das Ihre Rolle nicht liest.
flaw-product-itself = Das Produkt selbst
flaw-exploited = Ausgenutzt
flaw-conflict = Jemand hat gleichzeitig mit Ihnen über diese Schwachstelle entschieden. Ihre wurde nicht übernommen und steht im Formular, wie Sie sie verließen: Sehen Sie zuerst unten die andere an, und entscheiden Sie dann erneut, falls es noch nötig ist.
flaw-decide = Entscheiden
flaw-known = Was bekannt ist
flaw-names = Namen
flaw-severity = Schweregrad
flaw-exploitation = Ausnutzung
flaw-exploited-by = Wird ausgenutzt: { $who }
flaw-exploited-by-nobody = Kein geladener Katalog sagt das
flaw-epss = Wahrscheinlichkeit der Ausnutzung (EPSS)
flaw-epss-value = { $percent } % binnen 30 Tagen
flaw-fixed = Behoben ab
flaw-fixed-nowhere = Es ist keine behobene Version bekannt
flaw-fixed-in = behoben ab { $versions }
flaw-first-seen = Hier zuerst gesehen
flaw-modified = Meldung geändert
flaw-references = Mehr dazu
flaw-places = Betroffene Versionen
flaw-places-empty = Keine Version ist betroffen
flaw-places-empty-hint = Keine Version enthält eine Komponente mit dieser Schwachstelle.
flaw-release = Version
flaw-found = Gefunden
flaw-standing = Entschieden
flaw-since = seit { $day }
flaw-until = bis { $time }
flaw-decisions = Was entschieden wurde
flaw-decisions-empty = Noch nichts.

found-affected = Betroffen
found-unknown = Nicht zu sagen
found-not_affected = Nicht betroffen
found-fixed = Behoben

place-open = Offen
place-waiting = Zu entscheiden
place-decided = Entschieden
place-revisit = Erneut anzusehen
place-closed = Geschlossen
place-undecided = Nicht entschieden
place-nothing = Nichts zu entscheiden

vex-not_affected = Nicht betroffen
vex-affected = Betroffen
vex-fixed = Behoben
vex-under_investigation = Wird untersucht
vex-hint-not_affected = Die Schwachstelle ist im Produkt nicht nutzbar, aus dem unten gewählten Grund.
vex-hint-affected = Es ist etwas zu tun: Sagen Sie, was.
vex-hint-fixed = Die Version enthält die Korrektur, was auch immer ihre Nummer sagt.
vex-hint-under_investigation = Sie bleibt in der Liste, und andere sehen, dass Sie daran sind.

justification-component_not_present = Die Komponente ist nicht im Produkt
justification-vulnerable_code_not_present = Der verwundbare Code ist nicht im Produkt
justification-vulnerable_code_not_in_execute_path = Der verwundbare Code wird nie ausgeführt
justification-vulnerable_code_cannot_be_controlled_by_adversary = Kein Angreifer erreicht den verwundbaren Code
justification-inline_mitigations_already_exist = Das Produkt verhindert die Ausnutzung selbst

revisit-exploited-since = Sie wird jetzt ausgenutzt; bei der Entscheidung war das nicht so.
revisit-severity-raised = Sie ist schwerer eingestuft als bei der Entscheidung.
revisit-found-changed = Es wird etwas anderes gefunden als bei der Entscheidung.
revisit-advisory-changed = Die Meldung hat sich geändert und nennt andere behobene Versionen.
revisit-component-version-changed = Entschieden wurde über eine andere Version der Komponente.

informational-unmaintained = Nicht mehr gepflegt
informational-unsound = Nicht sicher gebaut
informational-notice = Hinweis

finding-no-identifier = die Komponente hat weder Paketadresse noch Produktnamen (CPE)
finding-ecosystem-not-known = für diese Art von Paket ist keine Quelle von Meldungen bekannt
finding-no-feed = keine geladene Quelle deckt sie ab
finding-feed-stale = die Quelle, die sie abdeckt, ist zu alt
finding-feed-not-understood = zu viel von der Quelle, die sie abdeckt, war nicht zu verstehen
finding-identifier-broken = ihre Bezeichner sind nicht zu verstehen
finding-no-version = sie hat keine Version
finding-version-not-orderable = ihre Version lässt sich nicht einordnen
finding-release-unknown = die Ausgabe ihrer Distribution ist nicht angegeben
finding-source-package-unknown = ihr Quellpaket ist nicht angegeben
finding-commits-only = die Meldung nennt nur Commits
finding-range-not-understood = der Versionsbereich der Meldung ist nicht zu verstehen
finding-range-inverted = der Versionsbereich der Meldung endet, bevor er beginnt
finding-advisory-silent = die Meldung sagt nicht, ob diese Version betroffen ist
finding-platform-unknown = sie setzt eine Plattform voraus, von der die Stückliste nichts sagt
finding-cpe-only = nur über den Produktnamen (CPE) gefunden
finding-not-compiled-in = die betroffenen Quelldateien sind nicht einkompiliert
finding-build-only = nur zum Bauen des Produkts gebraucht
finding-stated-by-vex = in der Stückliste selbst so angegeben

decide = Entscheiden
decide-status = Was ist der Fall
decide-justification = Warum nicht betroffen
decide-justification-none = Kein Grund gewählt
decide-statement = In Worten
decide-statement-hint = Wer das später prüft, liest es, auch Kunden: Es geht mit exportierten Aussagen hinaus.
decide-action = Was zu tun ist
decide-action-hint = Nötig, wo das Produkt betroffen ist: was Nutzer tun, oder wann die Korrektur kommt.
decide-reach = Wofür es gilt
decide-reach-product = Für diese Produktlinie
decide-reach-product-hint = Alle ihre Versionen, auch spätere: { $count ->
    [one] heute 1 Stelle.
   *[other] heute bis zu { $count } Stellen.
}
decide-reach-component = Für diese Komponente, in jedem Produkt
decide-reach-component-hint = Wo immer sie ist, auch in späteren Versionen: { $count ->
    [one] heute 1 Stelle.
   *[other] heute bis zu { $count } Stellen.
}
decide-reach-release = Nur für diese Version
decide-reach-release-hint = { $count ->
    [one] Heute 1 Stelle.
   *[other] Heute bis zu { $count } Stellen.
}
decide-component = Komponente
decide-every-component = alle { $count }, die sie haben
decide-product = Produktlinie, falls es für eine gilt
decide-release = Version, falls es nur für eine gilt
decide-target = { $name } ({ $count })

reach-everywhere = in jedem Produkt
reach-component = { $component }, in jedem Produkt
reach-product = in allen Versionen von { $product }
reach-product-component = { $component }, in allen Versionen von { $product }
reach-release = in { $release }
reach-release-component = { $component }, in { $release }
decision-ended = Beendet { $time }
decision-action = Zu tun:
decision-imported = { $person }, aus { $source }
decision-by-nobody = von diesem Server
decision-renew = Gilt weiterhin
decision-withdraw = Zurücknehmen

triage-refused-no-such-status = Wählen Sie, was der Fall ist.
triage-refused-justification-missing = Wählen Sie, warum nichts betroffen ist.
triage-refused-justification-out-of-place = Ein Grund gehört nur zu „nicht betroffen“.
triage-refused-too-long = Höchstens 4000 Zeichen.
triage-refused-action-missing = Sagen Sie, was zu tun ist, mit höchstens 4000 Zeichen.
triage-refused-action-out-of-place = „Nicht betroffen“ lässt nichts zu tun: Streichen Sie, was zu tun ist, oder wählen Sie „betroffen“.
triage-refused-no-such-reach = Wählen Sie, wofür es gilt.
triage-refused-no-such-product = Wählen Sie eine Produktlinie mit dieser Schwachstelle in dieser Komponente.
triage-refused-no-such-release = Wählen Sie eine Version mit dieser Schwachstelle in dieser Komponente.
triage-refused-no-such-component = Wählen Sie eine Komponente mit dieser Schwachstelle.

done-exposure-assessed = Entschieden. Das gilt auch für spätere Versionen, die es erreicht.
done-assessment-renewed = Festgehalten, dass es weiterhin gilt.
done-assessment-withdrawn = Zurückgenommen. Was dadurch entschieden war, wartet wieder oder folgt dem, was weiter reicht.

action-exposure-read = Bewertung und betroffene Versionen sehen
action-exposure-assess = Über Schwachstellen entscheiden
action-own-flaw-read = Das eigene Register der Schwachstellen sehen
action-own-flaw-change = Ins eigene Register der Schwachstellen schreiben

record-exposure-assessed = Über eine Schwachstelle entschieden
record-assessment-withdrawn = Entscheidung zurückgenommen

fact-flaw = Schwachstelle
fact-status = Entscheidung
fact-reach = Gilt für
fact-exposures = Stellen
fact-justification = Grund der Entscheidung
fact-renewed = Tritt an die Stelle von

duty-exploited = { $count ->
    [one] Über 1 ausgenutzte Schwachstelle entscheiden
   *[other] Über { $count } ausgenutzte Schwachstellen entscheiden
}
duty-exploited-why = Angreifer nutzen sie, und Versionen von Ihnen haben sie. Eine aktiv ausgenutzte Schwachstelle in einem Produkt ist früh zu melden. Was eine Liste in den letzten 30 Tagen genannt hat, hat einen Fall; für alles andere eröffnen Sie selbst einen.
duty-triage = { $count ->
    [one] Über 1 Schwachstelle entscheiden
   *[other] Über { $count } Schwachstellen entscheiden
}
duty-triage-why = Sie wurden in Ihren Versionen gefunden, und noch niemand hat gesagt, ob sie von Bedeutung sind.
duty-revisit = { $count ->
    [one] 1 Entscheidung erneut ansehen
   *[other] { $count } Entscheidungen erneut ansehen
}
duty-revisit-why = Worauf sie beruhen, hat sich seither geändert.
looked-triage = Schwachstellen in Ihren Versionen

own-register = Eigenes Register
own-lead = Schwachstellen, die Sie kennen und niemand veröffentlicht hat: was Finder melden, eigene Tests zeigen und Vorfälle lehren. Sie warten in der Bewertung wie alle anderen und zählen bei der Freigabeprüfung.
own-caption = Einträge, die neuesten zuerst
own-empty = Nichts ist eingetragen
own-empty-hint = Die Meldung eines Finders, ein fehlgeschlagener Test oder ein Vorfall wird hier eingetragen, sobald er bekannt ist.
own-add = Schwachstelle eintragen
own-add-lead = Sie wartet in der Bewertung für jede Version, die sie hat, auch für spätere, bis eine Version ohne sie genannt oder sie geschlossen wird.
own-part = Teil
own-releases = Versionen
own-entered = Eingetragen
own-open = Offen
own-closed = Geschlossen
own-range = ab Nummer { $first }, vor { $fixed }
own-range-open = ab Nummer { $first }
own-source = Wie sie bekannt wurde
own-source-finder = Jemand hat sie gemeldet
own-source-test = Eigene Tests
own-source-incident = Bei einem Vorfall gefunden
own-title = In einer Zeile
own-title-hint = Nur wer dieses Register lesen darf, sieht sie.
own-detail = Was bekannt ist
own-detail-hint = Höchstens 8000 Zeichen.
own-first = Nummer der ersten Version mit ihr
own-first-hint = Die Nummer, die die Versionen des Teils ordnet; 0 für alle.
own-fixed = Nummer der ersten Version ohne sie
own-fixed-hint = Bleibt leer, solange es keine gibt.
own-exploited = Sie wird ausgenutzt
vector-v4 = Vektor von CVSS 4.0
vector-v3 = Vektor von CVSS 3.1
vector-v3-hint = Etwa CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N.
own-vector-hint = Etwa CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N. Mit einem Vektor ist der Schweregrad, was er sagt; von zweien zählt die neuere Fassung.
own-save = Speichern
own-standing = Stand
own-to-flaw = Zur Schwachstelle und ihren Versionen
own-to-entry = Zum Eintrag
own-close = Schließen
own-reopen = Wieder öffnen

triage-refused-no-such-source = Wählen Sie, wie sie bekannt wurde.
triage-refused-title-length = Sagen Sie in 1 bis 200 Zeichen, was sie ist.
triage-refused-detail-length = Höchstens 8000 Zeichen.
triage-refused-no-such-part = Wählen Sie einen Teil.
triage-refused-no-such-sequence = Geben Sie die Nummer einer Version an.
triage-refused-fixed-before-first = Geben Sie eine Nummer nach der ersten Version mit ihr an.
triage-refused-no-vector-of-three = Schreiben Sie einen ganzen Vektor von CVSS 3.0 oder 3.1, oder keinen.
triage-refused-no-vector-of-four = Schreiben Sie einen ganzen Vektor von CVSS 4.0, oder keinen.
triage-refused-no-such-severity = Wählen Sie einen Schweregrad.

done-own-flaw-entered = Eingetragen. Ihre Versionen warten auf eine Entscheidung.
done-own-flaw-changed = Geändert.
done-own-flaw-closed = Geschlossen: Keine Version hat sie mehr.
done-own-flaw-reopened = Wieder offen.

record-own-flaw-entered = Eigene Schwachstelle eingetragen
record-own-flaw-changed = Eigene Schwachstelle geändert
record-own-flaw-closed = Eigene Schwachstelle geschlossen
record-own-flaw-reopened = Eigene Schwachstelle wieder geöffnet

vex-title = VEX-Dokumente
vex-lead = Aussagen über Schwachstellen (VEX, Vulnerability Exploitability eXchange): Übernehmen Sie, was Zulieferer und Kollegen entschieden haben, und geben Sie weiter, was hier entschieden wurde.
vex-hand-in = Einreichen
vex-file = Dokument
vex-file-hint = OpenVEX, CycloneDX oder CSAF. Nichts wird geändert, bevor Sie gesehen haben, was es bewirken würde.
vex-look = Ansehen, was es bewirken würde
vex-documents = Eingereichte Dokumente, die neuesten zuerst
vex-document = Dokument
vex-handed-in = Eingereicht
vex-empty = Kein Dokument wurde eingereicht
vex-empty-hint = Eines, das ein Zulieferer mit einer Komponente schickt, entscheidet auch hier über deren Schwachstellen.
vex-waits = Nicht übernommen
vex-taken = { $count ->
    [0] Übernommen: nichts war zu entscheiden
    [one] Übernommen: 1 Entscheidung
   *[other] Übernommen: { $count } Entscheidungen
}
vex-taken-at = { $count ->
    [one] Übernommen { $time }: 1 Entscheidung kam daraus. Unten steht, was es heute bewirken würde.
   *[other] Übernommen { $time }: { $count } Entscheidungen kamen daraus. Unten steht, was es heute bewirken würde.
}
vex-by = Aussagen von { $author }
vex-export = Weitergeben
vex-export-hint = Was über veröffentlichte Schwachstellen entschieden wurde. Was im eigenen Register steht, bleibt hier. Die Seite einer Version hat ihre eigenen Dokumente, auch CycloneDX.
vex-format = Format
vex-openvex = OpenVEX 0.2.0
vex-csaf = CSAF 2.0
vex-cyclonedx = CycloneDX VEX
vex-download = Herunterladen
vex-statements = { $count ->
    [one] Das Dokument macht 1 Aussage. Was aus ihr wird:
   *[other] Das Dokument macht { $count } Aussagen. Was aus ihnen wird:
}
vex-would = { $count ->
    [one] Die Übernahme ergibt 1 Entscheidung. Sie lässt sich zurücknehmen.
   *[other] Die Übernahme ergibt { $count } Entscheidungen. Jede lässt sich zurücknehmen.
}
vex-would-nothing = Die Übernahme würde nichts entscheiden.
vex-take = Übernehmen
vex-back = Zurück
vex-problems = Nicht verstanden
vex-each = Jede Aussage, und was aus ihr wird
vex-says = Sagt
vex-becomes = Was daraus wird
vex-exposures = { $count ->
    [one] 1 Stelle
   *[other] { $count } Stellen
}
vex-no-statements = Es macht keine Aussage
vex-no-statements-hint = Das Dokument wurde verstanden und sagt über keine Schwachstelle etwas.
vex-outcome-applies = Entscheidet
vex-outcome-already-so = Schon so entschieden
vex-outcome-no-such-finding = Keine Version hat diese Schwachstelle
vex-outcome-other-product = Über ein anderes Produkt oder eine andere Komponente
vex-outcome-other-version = Über eine andere Version der Komponente
vex-outcome-no-product = Nennt kein Produkt
vex-outcome-no-justification = „Nicht betroffen“ ohne Grund
vex-outcome-range-not-understood = Der Versionsbereich ist nicht zu verstehen
vex-outcome-overruled = Eine andere Aussage des Dokuments gilt
vex-outcome-older = Was hier entschieden wurde, ist neuer
done-vex-taken = Übernommen.
record-vex-handed-in = VEX-Dokument eingereicht
record-vex-taken = VEX-Dokument übernommen
fact-assessments = Entscheidungen
triage-refused-no-such-format = Wählen Sie ein Format.
triage-refused-cyclonedx-is-of-a-release = Ein CycloneDX-Dokument bezieht sich auf eine einzige Stückliste: Exportieren Sie es für eine Version.
