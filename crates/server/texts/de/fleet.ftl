# Die Flotte: Geräte, Werkslisten, wen eine Schwachstelle trifft.

record-product-silence-set = Tage festgelegt, nach denen ein Gerät als still gilt
record-unit-added = Gerät erfasst
record-unit-changed = Gerät geändert
record-unit-decommissioned = Gerät außer Betrieb genommen
record-unit-key-replaced = Gerät mit neuem Schlüssel versehen
record-unit-list-handed-in = Werksliste eingereicht
record-unit-list-refused = Werksliste abgelehnt
record-unit-secret-made = Code oder Token eines Geräts erzeugt
record-units-imported = Werksliste abgearbeitet

action-unit-read = Die Geräte im Feld sehen
action-unit-enrol = Geräte erfassen, ihre Codes und Token erzeugen
action-unit-change = Angaben zu einem Gerät ändern
action-unit-contact = Sehen, wie der Besitzer eines Geräts zu erreichen ist
action-unit-rekey = Einem bekannten Gerät einen anderen Schlüssel geben
action-unit-decommission = Ein Gerät außer Betrieb nehmen

job-kind-unit-import = Werkslisten abarbeiten
job-does-unit-import = Erfasst die Geräte eingereichter Werkslisten.
job-kind-unit-sightings = Festhalten, wann Geräte sich meldeten
job-does-unit-sightings = Trägt bei jedem Gerät ein, wann es sich zuletzt gemeldet hat.
job-kind-fleet-silence = Stille Geräte bemerken
job-does-fleet-silence = Sagt, von welchen Geräten zu lange nichts gehört wurde.

# Pages

fleet = Geräte
fleet-lead = Was im Feld ist: welche Geräte es gibt, wo, und was auf jedem läuft.
fleet-in-use = In Betrieb
fleet-in-use-note = auf einer Liste oder gehört, und nicht außer Betrieb
fleet-heard = Kürzlich gehört
fleet-heard-note = was auf ihnen läuft, ist bekannt
fleet-silent = Still
fleet-silent-note = 
    { $count ->
        [0] zu lange nichts gehört
        *[other] zu lange nichts gehört, von { $count } noch nie
    }
fleet-unknown = Unbekannte Version
fleet-unknown-note = mit einer Version, die der Katalog nicht kennt
fleet-decommissioned = Außer Betrieb
fleet-decommissioned-note = sie bleiben im Register
fleet-tests = Selbsttest nicht bestanden
fleet-erased = In 30 Tagen gelöscht
fleet-erased-note = 
    { $count ->
        [0] nach dem Wort der Geräte; keines ging an jemand anderen
        *[other] nach dem Wort der Geräte; { $count } davon gingen an jemand anderen
    }
fleet-devices = Geräte
fleet-map = Nach Mitgliedstaat
fleet-map-title = Geräte in Betrieb nach Mitgliedstaat
fleet-map-description = 
    { $states ->
        [one] Geräte in einem Staat
        *[other] Geräte in { $states } Staaten
    }; von { $none } hat niemand gesagt, wo sie bereitgestellt wurden.
fleet-releases = Nach Version
fleet-releases-title = Versionen, die auf Geräten laufen
fleet-releases-empty = Von keinem Gerät ist bekannt, welche Version auf ihm läuft.
fleet-releases-more = 
    { $count ->
        [one] Eine weitere Version steht im Filter unten.
        *[other] { $count } weitere Versionen stehen im Filter unten.
    }
units-caption = Geräte
units-empty = Es gibt noch kein Gerät
units-empty-hint = Reichen Sie die Liste dessen ein, was das Werk verließ, oder erfassen Sie Geräte einzeln.
unit-serial = Seriennummer
unit-serial-begins = Seriennummer beginnt mit
unit-serial-hint = So wie sie auf dem Gerät steht. Sie wird nie wieder vergeben.
unit-product = Produkt
unit-release = Version
unit-release-unknown = nicht im Katalog
unit-market = Mitgliedstaat
market-none = nicht angegeben
unit-last-seen = Zuletzt gehört
unit-first-seen = Zuerst gehört
unit-created = Erfasst
unit-runs = Läuft mit
unit-runs-none = Weder eine Liste noch das Gerät hat gesagt, was auf ihm läuft.
unit-state-expected = Noch nie gehört
unit-state-active = Gehört
unit-state-decommissioned = Außer Betrieb
unit-source-list = nach Angabe des Werks oder des Hauses
unit-source-reported = nach Angabe des Geräts
unit-source-proven = vom Gerät nach seinem Neustart nachgewiesen
unit-expected-notice = Von diesem Gerät wurde noch nie gehört: Was hier steht, ist die Angabe einer Liste oder des Hauses.
unit-silent-notice = Von diesem Gerät wurde zu lange nichts gehört: Was inzwischen auf ihm läuft, ist unbekannt.
unit-facts = Angaben
unit-hardware = Hardware-Stand
unit-key = Schlüssel (Fingerabdruck)
unit-key-hint = Der SHA-256 seines Ed25519-Schlüssels, 64 hexadezimale Ziffern.
unit-key-none = noch keiner
unit-contact = Kontakt des Besitzers
unit-contact-hint = Wird versiegelt aufbewahrt und gelöscht, wenn das Gerät außer Betrieb geht.
unit-contact-hidden = bekannt; Ihre Rolle zeigt ihn nicht
unit-version = Version, die auf ihm läuft
unit-version-hint = Wenn das Produkt einen Teil hat, der auf Geräten läuft.
unit-add = Gerät erfassen
unit-add-lead = Für ein einzelnes. Eine ganze Lieferung kommt über eine Werksliste herein.
unit-change = Was angegeben ist
unit-change-save = Speichern
unit-secrets = Codes und Token
unit-secrets-none = Es gibt keine.
unit-secrets-hint = Jeder wird einmal gezeigt, wenn er erzeugt wird. Hier bleibt nur, woran er erkannt wird.
unit-secret-enrol-code = Anmeldecode
unit-secret-ddi-token = Token für die Update-Schnittstelle (hawkBit)
unit-secret-owner-code = Code des Besitzers
unit-secret-made = erzeugt
unit-secret-over = abgelaufen
unit-secret-once = Notieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt. Der vorige gilt nicht mehr.
unit-secret-use-enrol-code = Das Gerät zeigt diesen Code einmal, zusammen mit seinem eigenen Schlüssel, und ist damit angemeldet.
unit-secret-use-ddi-token = Das Gerät sendet ihn mit jeder Anfrage, als sein eigenes Token des hawkBit-Protokolls.
unit-code-make = Anmeldecode erzeugen
unit-token-make = Token erzeugen
unit-back = Zurück zum Gerät
unit-rekey = Anderen Schlüssel geben
unit-rekey-title = Wurde dieses Gerät repariert?
unit-rekey-effect = Ab jetzt zählt nur der neue Schlüssel; was mit dem vorigen signiert ist, wird abgelehnt.
unit-rekey-take = Den Schlüssel dem Gerät nehmen, das ihn jetzt hat
unit-rekey-take-hint = Zwei Geräte teilen sich nie einen Schlüssel. Das andere hat dann keinen.
unit-decommission = Außer Betrieb nehmen
unit-decommission-title = { $serial } endgültig außer Betrieb nehmen?
unit-decommission-effect = Es bleibt mit seinem Verlauf im Register. Der Kontakt des Besitzers, seine Entscheidungen, Codes und Token und die Ereignisse, die er teilte, werden gelöscht; die Seriennummer wird nie wieder vergeben.
unit-flaws = Schwachstellen, die es hat
unit-flaws-none = In dem, was auf ihm läuft, ist keine bekannt.
unit-flaws-unknown = Was auf ihm läuft, kennt der Katalog nicht.
unit-flaws-silent = Nach dem, was zuletzt als laufend bekannt war.
unit-flaws-rest = { $count } weitere
unit-flaws-more = Es gibt mehr als diese { $count }.
unit-answer-affected = Betroffen
unit-answer-undecided = Betroffen, noch nicht entschieden
unit-answer-unknown = Unbekannt
unit-answer-other = Andere Version, nicht betroffen
unit-answer-fixed = Neuere Version, nicht betroffen
unit-history = Verlauf
unit-history-earlier = Früher
unit-event-listed = Erfasst
unit-event-completed = Aus einer Liste ergänzt
unit-event-changed = Geändert
unit-event-secret-made = Code oder Token erzeugt
unit-event-key-replaced = Anderen Schlüssel erhalten
unit-event-key-taken = Sein Schlüssel wurde einem anderen Gerät gegeben
unit-event-decommissioned = Außer Betrieb genommen
unit-event-before = vorher: { $key }
unit-event-now = jetzt: { $key }
unit-event-ran = lief zuletzt mit: { $versions }
unit-event-reason = Grund: { $reason }
unit-event-record = Wer es tat: der Nachweis
unit-event-list = Die Werksliste
unit-field-hardware = Hardware-Stand
unit-field-market = Mitgliedstaat
unit-field-contact = Kontakt des Besitzers
unit-lists = Werkslisten
unit-lists-lead = Listen der Geräte, die das Werk verließen. Zeilen, die nicht übernommen werden, werden genannt; die anderen gehen ein.
unit-lists-caption = Werkslisten, die neueste zuerst
unit-lists-empty = Noch wurde keine Liste eingereicht
unit-lists-empty-hint = Eine Liste ist eine CSV-Datei, deren erste Zeile ihre Spalten nennt.
unit-list-hand-in = Liste einreichen
unit-list-no-product = Es gibt noch kein Produkt, zu dem Geräte gehören könnten.
unit-list-file = Die Liste
unit-list-file-hint = CSV, auch so, wie Excel es schreibt (Komma, Semikolon oder Tabulator). Sie wird gelöscht, nachdem sie abgearbeitet ist.
unit-list-columns = Welche Spalten eine Liste haben kann
unit-column-serial = Die Seriennummer. Die einzige Spalte, die da sein muss.
unit-column-key = Der Fingerabdruck des Ed25519-Schlüssels des Geräts.
unit-column-version = Die Version, mit der es das Werk verließ; mit dem Namen des Teils, wenn auf Geräten mehrere laufen.
unit-column-hardware = Der Hardware-Stand.
unit-column-market = Der Mitgliedstaat, in dem es bereitgestellt wurde, wie DE.
unit-column-contact = Wie sein Besitzer zu erreichen ist.
unit-column-token = Ein Token für die Update-Schnittstelle, das es schon hat, mindestens 16 Zeichen.
unit-column-owner-code = Der Code des Besitzers, der schon aufgedruckt ist, mindestens 16 Buchstaben und Ziffern.
unit-column-placed = Der Tag, an dem das Gerät in Verkehr gebracht wurde, etwa 2027-12-11: ab ihm zählt seine Unterstützung.
unit-column-owner-code-hash = An seiner Stelle die Prüfsumme dieses Codes, wie steadfast provision sie schreibt.
unit-list-waiting = Wartet
unit-list-working = Sie wartet, oder wird abgearbeitet
unit-list-done = Abgearbeitet
unit-list-refused = Abgelehnt
unit-list-progress = KiB der Liste
unit-list-progress-hint = In KiB der Datei. Die Seite zieht von selbst nach.
unit-list-lines = Zeilen
unit-list-made = Neu
unit-list-changed = Ergänzt
unit-list-unchanged = Schon bekannt
unit-list-erased = Die Datei selbst wird binnen eines Tages danach gelöscht.
unit-list-faults = Zeilen, die nicht übernommen wurden
unit-list-faults-caption = Jede mit ihrer Spalte, und was zu tun ist
unit-list-faults-more = Insgesamt wurden { $count } Zeilen abgelehnt; die ersten sind aufbewahrt.
unit-list-line = Zeile
unit-list-column = Spalte
unit-list-why = Was falsch ist, und was zu tun ist
unit-list-whole-line = die ganze Zeile
unit-reason-missing = Leer: Geben Sie die Seriennummer an, wie sie auf dem Gerät steht.
unit-reason-length = Zu lang: Kürzen Sie es.
unit-reason-characters = Enthält unsichtbare Zeichen: Entfernen Sie sie.
unit-reason-encoding = Kein UTF-8-Text: Speichern Sie die Liste als „CSV UTF-8“.
unit-reason-fields = Hat mehr oder weniger Felder, als die erste Zeile Spalten hat: Geben Sie jeder Zeile gleich viele, auch leere.
unit-reason-endless = Sie endet nicht: Vielleicht ist ein Anführungszeichen nicht geschlossen. Dahinter wurde nichts gelesen.
unit-reason-too-many = Die Liste hat mehr Zeilen, als eine haben darf: Reichen Sie den Rest als weitere Liste ein.
unit-reason-key = Kein Fingerabdruck: Geben Sie den SHA-256 des Ed25519-Schlüssels an, 64 hexadezimale Ziffern.
unit-reason-market = Kein Mitgliedstaat (auch nicht Island, Liechtenstein, Norwegen) wie DE: Berichtigen Sie es, oder lassen Sie es leer.
unit-reason-token = Ein Token hat 16 bis 128 sichtbare, zufällig gezogene Zeichen: Geben Sie ein anderes an.
unit-reason-owner-code = Ein Code des Besitzers hat mindestens 16 zufällig gezogene Buchstaben und Ziffern: Geben Sie einen anderen an.
unit-reason-day = Das ist kein Tag wie 2027-12-11. Geben Sie den Tag an, an dem das Gerät in Verkehr gebracht wurde.
unit-reason-hash = Die Prüfsumme eines Besitzercodes hat 64 hexadezimale Ziffern, wie steadfast provision sie schreibt.
unit-reason-twice = Die Liste hat diese Seriennummer zweimal: Behalten Sie die richtige der beiden Zeilen.
unit-reason-taken = Es gibt schon ein Gerät dieses Produkts mit dieser Seriennummer.
unit-reason-key-taken = Ein anderes Gerät hat diesen Schlüssel, und nie teilen sich zwei einen. Finden Sie heraus, wem er gehört, und geben Sie ihn diesem als anderen Schlüssel.
unit-reason-other-key = Dieses Gerät ist mit einem anderen Schlüssel bekannt. Wurde es repariert, geben Sie ihm den neuen auf seiner Seite, mit Grund.
unit-reason-differs = Von diesem Gerät ist etwas anderes bekannt: Stimmt dies, ändern Sie es auf seiner Seite.
unit-reason-decommissioned = Dieses Gerät ist endgültig außer Betrieb: Eine Seriennummer wird nie wieder vergeben.
unit-reason-no-part = Das Produkt hat keinen solchen Teil, der auf Geräten läuft.
unit-reason-which-part = Auf Geräten dieses Produkts laufen mehrere Teile: Sagen Sie welcher, mit einer Liste oder der Schnittstelle.
unit-reason-number = Keine Zahl im erlaubten Bereich.
unit-reason-unknown = So etwas gibt es nicht.
hit = Betroffene Geräte
hit-title = 
    { $count ->
        [one] Ein Gerät in Betrieb der fraglichen Produkte
        *[other] { $count } Geräte in Betrieb der fraglichen Produkte
    }
hit-none = Von einem Produkt, in dem diese Schwachstelle ist, ist kein Gerät bekannt.
hit-patched = Anteil mit Behebung:
hit-patched-note = Von den Geräten, die betroffen sind oder eine neuere Version haben; stille zählen nicht mit.
hit-list = Ihre Seriennummern ansehen
hit-page = Von { $flaw } betroffene Geräte
hit-lead = Jedes Gerät zählt einmal, nach dem schlechtesten seiner Teile.
hit-caption = Betroffene Geräte, Version für Version
hit-answer = Antwort
hit-empty = Von keinem Gerät ist bekannt, dass es betroffen ist
hit-empty-hint = Die unbekannten können es sein.
release-runners = 
    { $silent ->
        [0] die Flotte kennt { $count }
        *[other] die Flotte kennt { $count }, davon { $silent } still
    }
product-units = Seine Geräte
chart-percent = { $percent }{"\u00A0"}%
chart-thousands = { $count } Tsd.
chart-millions = { $count } Mio.
done-unit-added = Das Gerät wurde erfasst.
done-unit-changed = Die Änderung wurde gespeichert.
done-unit-rekeyed = Das Gerät hat ab jetzt einen anderen Schlüssel.
done-unit-decommissioned = Das Gerät ist außer Betrieb.
done-unit-list-handed-in = Die Liste wurde eingereicht und wird nun abgearbeitet.

market-at = Österreich
market-be = Belgien
market-bg = Bulgarien
market-cy = Zypern
market-cz = Tschechien
market-de = Deutschland
market-dk = Dänemark
market-ee = Estland
market-es = Spanien
market-fi = Finnland
market-fr = Frankreich
market-gr = Griechenland
market-hr = Kroatien
market-hu = Ungarn
market-ie = Irland
market-is = Island
market-it = Italien
market-li = Liechtenstein
market-lt = Litauen
market-lu = Luxemburg
market-lv = Lettland
market-mt = Malta
market-nl = Niederlande
market-no = Norwegen
market-pl = Polen
market-pt = Portugal
market-ro = Rumänien
market-se = Schweden
market-si = Slowenien
market-sk = Slowakei
