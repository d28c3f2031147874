# Verteilungen von Updates, wie sie auf den Seiten der Mitarbeitenden stehen.

rollouts = Verteilungen
rollouts-lead = Wie Updates auf die Geräte kommen: Welle für Welle, von selbst angehalten, wo zu viel misslingt.
rollouts-caption = Verteilungen, die neueste zuerst
rollouts-empty = Es wurde noch nichts verteilt
rollouts-empty-hint = Eine Verteilung wird auf der Seite einer Version geplant, unter „Reichweite“.
rollout-what = Was verteilt wird
rollout-wave-open = Offene Welle
rollout-began = Begonnen
rollout-ended = Beendet
rollout-planned = Geplant
rollout-not-begun = noch nicht
rollout-to-release = Zur Version

rollout-state-draft = Entwurf
rollout-state-approved = Freigegeben
rollout-state-running = Läuft
rollout-state-paused = Unterbrochen
rollout-state-halted = Angehalten: zu viele Fehlschläge
rollout-state-stopped = Abgebrochen
rollout-state-done = Abgeschlossen

update-kind-security = Sicherheitsupdate
update-kind-feature = Funktionsupdate
update-kind-combined = Sicherheitsupdate mit weiteren Änderungen

update-state-offered = Mitgeteilt
update-state-running = In Arbeit
update-state-unproven = Installiert, noch nicht bewiesen
update-state-proven = Läuft, bewiesen
update-state-failed = Fehlgeschlagen
update-state-returned = Zurückgekehrt
update-state-declined = Wartet auf Besitzer
update-state-cancelling = Um Abbruch gebeten
update-state-cancelled = Abgebrochen
update-means-offered = Dem Gerät wurde es mitgeteilt.
update-means-running = Das Gerät lädt oder installiert es.
update-means-unproven = Das Gerät meldet es als installiert. Ob es läuft, zeigt sich nach dem Neustart.
update-means-proven = Das Gerät lief nach dem Neustart mit dieser Version.
update-means-failed = Das Gerät konnte es nicht installieren.
update-means-returned = Auf dem Gerät läuft wieder, was vorher lief.
update-means-declined = Es wird installiert, sobald die Besitzerin oder der Besitzer es sagt oder der Aufschub endet.
update-means-cancelling = Die Verteilung wurde abgebrochen; das Gerät hat noch nicht geantwortet.
update-means-cancelled = Das Gerät hat abgebrochen, bevor es installiert war.
update-said = Es meldete:
update-said-nothing = ohne Angabe eines Grundes

rollout-halted-why = In Welle { $wave } von selbst angehalten: Mehr Geräte scheiterten, als der Plan zulässt. Niemandem sonst wird das Update angeboten. Die Gründe stehen unten.
rollout-paused-why = Unterbrochen: Niemandem sonst wird das Update angeboten. Geräte, die daran arbeiten, bringen es zu Ende.
rollout-stopped-why = Endgültig abgebrochen: Das Update wird niemandem mehr angeboten; Geräte, die daran arbeiten, wurden um Abbruch gebeten.
rollout-proposed = Es wartet auf eine zweite Person:

rollout-proven = Läuft, bewiesen
rollout-proven-note = von { $size } in den bisherigen Wellen
rollout-failed = Fehlgeschlagen oder zurückgekehrt
rollout-failed-note = die Gründe stehen unten
rollout-declined = Warten auf ihre Besitzer
rollout-declined-note = deren gutes Recht, kein Fehlschlag
rollout-not-yet = Noch nicht mitgeteilt
rollout-finish = Könnte fertig sein
rollout-finish-still = gerade ist nichts im Gange
rollout-finish-unknown = lässt sich noch nicht sagen: Zu wenige Geräte wurden zuletzt fertig
rollout-finish-wave = Welle { $wave }, beim Tempo des letzten Tages; alles frühestens am { $end }
rollout-finish-last = beim Tempo des letzten Tages
rollout-finish-over = sie ist vorbei

rollout-waves = Wellen
rollout-waves-none = Noch ist keine Welle offen. Wie viele Geräte eine erreicht, wird gezählt, wenn sie sich öffnet.
rollout-so-far = { $size ->
    [one] Ein Gerät in den bisherigen Wellen
   *[other] { $size } Geräte in den bisherigen Wellen
}
rollout-wave-number = Welle { $wave }
rollout-wave-of = Welle { $open } von { $all }
rollout-wave-ahead = kommt später
rollout-wave-now = offen
rollout-wave-ended = beendet
rollout-wave-through = abgeschlossen
rollout-wave-share = bis { $share } % von allen
rollout-wave-opened = { $count ->
    [one] Ein Gerät; geöffnet
   *[other] { $count } Geräte; geöffnet
}
rollout-wave-goals = Die nächste öffnet sich bei { $success } % bewiesen; angehalten wird bei { $failure } % Fehlschlägen.
rollout-wave-hours = { $hours ->
    [one] Sie dauert mindestens eine Stunde.
   *[other] Sie dauert mindestens { $hours } Stunden.
}
rollout-rate-proven = { $share } % bewiesen ({ $goal } % sollen es sein)
rollout-rate-none = kein Gerät, das es annimmt
rollout-rate-failed = { $share } % der fertigen scheiterten (hält an bei { $limit } %)
rollout-rate-failed-none = noch keines ist fertig (hält an bei { $limit } % Fehlschlägen)

rollout-failures = Gründe für Fehlschläge
rollout-failures-none = Kein Gerät hat einen Fehlschlag gemeldet.
rollout-failures-hint = Mit den Worten der Geräte, die häufigsten zuerst.
rollout-devices = { $count ->
    [one] Ein Gerät
   *[other] { $count } Geräte
}

rollout-owners = Was Besitzer entschieden
rollout-owners-hint = Über diese Version, auch bei Geräten, die noch keine Welle erreicht hat. Besitzer dürfen das; nichts davon zählt als Fehlschlag.
rollout-postponed-over = davon { $count } bis zu einem Zeitpunkt, der vorbei ist
rollout-opted-out = Automatische Updates aus
rollout-not-agreed = Haben noch nicht zugestimmt
owner-wish-postponed = Aufgeschoben
owner-wish-refused = Abgelehnt
owner-wish-agreed = Angenommen
wish-source-owner = Besitzer, auf der Besitzerseite
wish-source-unit = Besitzer, am Gerät
wish-source-staff = Besitzer, wie Mitarbeitenden gesagt
owner-until = bis { $date }

rollout-plan = Plan
rollout-for-all = alle
rollout-postponement = Längster Aufschub, in Tagen
rollout-days = { $count ->
    [0] keiner
    [one] ein Tag
   *[other] { $count } Tage
}

rollout-approve = Freigeben
rollout-approve-hint = Sie erreicht nur einen Teil der Geräte: Eine Person gibt sie frei.
rollout-propose = Einer zweiten Person vorschlagen
rollout-propose-hint = Sie erreicht jedes Gerät des Produkts: Darüber entscheiden zwei Personen.
rollout-start = Beginnen
rollout-start-hint = Die erste Welle öffnet sich sofort.
rollout-pause = Unterbrechen
rollout-resume = Fortsetzen
rollout-resume-hint = Zuerst die Gründe ansehen. Sie hält wieder an, solange der Anteil der Fehlschläge über der Grenze bleibt.
rollout-stop = Endgültig abbrechen
rollout-stop-title = Diese Verteilung endgültig abbrechen?
rollout-stop-effect = Das Update wird niemandem mehr angeboten, und Geräte, die daran arbeiten, werden um Abbruch gebeten. Danach geht sie nicht mehr weiter; was installiert ist, bleibt installiert.
rollout-change-plan = Plan ändern

rollout-new = Verteilung planen
rollout-new-lead = Jede Welle erreicht mehr Geräte als die vorige. Nichts wird angeboten, bevor sie jemand freigibt und beginnt.
rollout-make = Als Entwurf behalten
rollout-save-plan = Plan speichern
rollout-waves-hint = Leere Zeilen zählen nicht. Die letzte Welle erreicht alle: Ihr Anteil ist 100.
rollout-columns = Was die Spalten bedeuten
rollout-column-share = Anteil %
rollout-column-success = Bewiesen %
rollout-column-failure = Scheitern %
rollout-column-hours = Stunden
rollout-means-share = Der Anteil der Geräte, den diese Welle und die davor zusammen erreichen.
rollout-means-success = Die nächste Welle öffnet sich, wenn so viel Prozent von dieser mit dem Update laufen und es bewiesen haben. Auf Besitzer, die nicht wollen, wird nicht gewartet.
rollout-means-failure = Die Verteilung hält an, wenn so viel Prozent der fertigen scheiterten oder zurückkehrten.
rollout-means-hours = Die nächste Welle öffnet sich frühestens so viele Stunden nach dieser. Leer: sobald genug es bewiesen haben.
rollout-postponement-hint = 0 bis 90. So lange darf ein Sicherheitsupdate aufgeschoben werden; eine Ablehnung wird nie übergangen.
rollout-hardware-hint = Nur für diese Revisionen, durch Komma getrennt. Leer: für alle.
rollout-markets = Nur für einige Mitgliedstaaten
rollout-markets-hint = Nichts gewählt: für Geräte überall, auch für solche, bei denen niemand gesagt hat, wo sie sind.
rollout-plan-next = Für eine Verteilung an jedes Gerät braucht es zwei Personen. Ist sie auf Hardware oder Mitgliedstaaten beschränkt, gibt sie eine Person frei.
plan-fault-number = Anteil, Bewiesen und Scheitern sind ganze Zahlen; die Stunden dürfen leer bleiben.
plan-fault-waves = Eine Verteilung hat 1 bis 20 Wellen.
plan-fault-share = Der Anteil ist 1 bis 100 Prozent und größer als der der vorigen Welle.
plan-fault-last = Die letzte Welle erreicht alle: Ihr Anteil ist 100.
plan-fault-threshold = Bewiesen und Scheitern sind 1 bis 100 Prozent.
plan-fault-postponement = Eine ganze Zahl von Tagen, 0 bis 90.

why-no-files = Die Version hat noch keine signierten Dateien: zuerst signieren und veröffentlichen (steadfast release sign, release publish).
why-mixed = Die Dateien der Version sind verschiedener Art oder setzen verschiedene Versionen voraus: Eine Verteilung bringt ein Update.
why-decommissioned = Dieses Gerät ist endgültig außer Betrieb.

done-rollout-planned = Die Verteilung ist als Entwurf behalten. Noch wird nichts angeboten.
done-rollout-plan-changed = Der Plan wurde gespeichert.
done-rollout-approved = Sie ist freigegeben. Sie beginnt, wenn jemand sie beginnen lässt.
done-rollout-started = Sie hat begonnen: Die erste Welle ist offen.
done-rollout-paused = Sie ist unterbrochen.
done-rollout-resumed = Sie geht weiter.
done-rollout-stopped = Sie ist endgültig abgebrochen.

release-reach = Reichweite
reach-run = Laufen jetzt damit
reach-run-note = { $silent ->
    [0] alle haben sich kürzlich gemeldet
   *[other] { $silent } davon still, nach letztem Stand
}
reach-came = Liefen je damit
reach-came-note = auch solche, auf denen inzwischen anderes läuft
reach-in-use-note = Geräte dieses Produkts
reach-chart = Reichweite über die Zeit
reach-chart-title = Geräte, die bis dahin zu dieser Version gekommen waren
reach-chart-description = Vom { $first } bis zum { $last }; bis dahin { $count }.
reach-none = Von keinem Gerät ist bekannt, dass es je damit lief.
reach-rollouts-empty = Es wurde noch nicht verteilt
reach-rollouts-empty-hint = Die Dateien müssen signiert und veröffentlicht und die Freigabeprüfung bestanden sein; dann lässt sich eine Verteilung planen.
chart-day = Tag

unit-updates = Updates
unit-updates-none = Dem Gerät wurde noch kein Update mitgeteilt.
unit-owner = Was der Besitzer entschied
unit-self-test = Selbsttest
unit-self-test-never = Es hat nie einen Selbsttest gemeldet.
unit-self-test-hint = Das ist das Wort des Geräts: Ein manipuliertes Gerät kann alles behaupten.
self-test-passed = Bestanden
self-test-failed = Nicht bestanden
self-test-unknown = Unbekannt
self-test-not-applicable = Trifft nicht zu
self-test-never = Nie
self-test-check-ports = Offene Ports
self-test-check-credentials = Voreingestellte Zugangsdaten
self-test-check-encryption = Verschlüsselung
self-test-check-debugging = Fehlersuche
self-test-check-updates = Updates
self-test-check-log = Ereignisprotokoll
self-test-check-throttle = Bremse gegen Raten
self-test-check-other = Eine andere Prüfung
unit-data = Die Daten seines Besitzers
unit-data-exported = Mitgenommen
unit-data-erased = Gelöscht
unit-data-things = { $destroyed } Dinge vernichtet, { $found } bei der Nachschau gefunden
unit-data-hint = Nach dem Wort des Geräts. Für Kopien anderswo kann es nicht sprechen.
export-way-download = über einen Browser
export-way-http = an eine Adresse des Besitzers
export-way-webdav = in einen WebDAV-Ordner des Besitzers
export-way-s3 = in einen Bucket des Besitzers
export-way-sftp = auf einen Server des Besitzers (SFTP)
export-way-successor = auf ein anderes Gerät
export-way-unknown = auf einem unbekannten Weg
export-verified = dort zurückgelesen und gleich
export-not-verified = dort nicht zurückgelesen
erased-for-reset = Es beginnt von vorn
erased-for-handover = Es geht an jemand anderen
erased-for-end-of-life = Es geht außer Betrieb
erased-for-unknown = Wofür, ist nicht bekannt
update-not-fresh = Aktualität nicht nachgewiesen
update-not-fresh-hint = Es kam von einem Stick: Ob damals schon etwas Neueres veröffentlicht war, kann niemand sagen.
unit-ended = Außer Betrieb seit
unit-ended-by-staff = wie Mitarbeiter sagten, endgültig
unit-ended-by-unit = nach dem eigenen Wort des Geräts
unit-ended-notice = Dieses Gerät hat gemeldet, dass es alles gelöscht hat, was seinem Besitzer gehört, um außer Betrieb zu gehen. Es bekommt keine Updates und zählt sonst nirgends mit. Richtet es jemand wieder ein, meldet es das selbst und zählt wieder.
unit-statements = Was es aussagte
unit-statements-hint = Byte für Byte aufbewahrt, wie es kam. Das Nachweisprotokoll nennt es einmal je Minute mit seinem Fingerabdruck.
statement-owner-decided = Was der Besitzer am Gerät entschied
statement-receipt = Bestätigung eines Updates
statement-enrolled = Seine Anmeldung, mit eigenem Schlüssel
statement-state = Sein Zustand bei einer Meldung
statement-ledger-differs = Ein anderes Nachweisprotokoll als dieses
statement-switched = Was sein Besitzer ein- oder ausschaltete
statement-wiped = Die Löschung von allem, was seinem Besitzer gehört
statement-self-tested = Ein Selbsttest
statement-exported = Dass sein Besitzer seine Daten mitnahm
statement-notice-reached = Wie weit eine Mitteilung an seinen Besitzer kam
statement-receipt-save = Als Quittung speichern
statement-log-behind = Ein Ereignisprotokoll, das kürzer ist als vorher
statement-log-differs = Ein anderes Ereignisprotokoll als vorher
statement-told = im Nachweisprotokoll
statement-untold = kommt bald ins Nachweisprotokoll
owner-automatic = Sicherheitsupdates von selbst
owner-features = Auch Funktionsupdates
owner-on = ein
owner-off = aus
owner-unknown = unbekannt
owner-record = Zeichnet Sicherheitsereignisse auf
owner-share = Sendet sie an Sie
owner-remote = Darf aus der Ferne bedient werden
owner-switched-at-device = am Gerät geschaltet
owner-switches-unknown = Das Gerät hat nie gesagt, wie diese Schalter stehen: Was niemand eingeschaltet hat, ist aus, und es darf keine Ereignisse senden.
owner-by-law = So, wie es das Gesetz vorsieht, solange niemand etwas anderes sagt.
owner-decide = Der Besitzer hat uns etwas anderes gesagt
owner-decide-hint = Festhalten, was der Besitzer sagte, wie er es sagte. Es steht im Verlauf des Geräts und im Nachweisprotokoll, mit Ihrem Namen.
owner-wants = Der Besitzer will es
owner-not-before = Nicht vor dem
owner-keep = Diese Entscheidung festhalten
owner-keep-always = Für alle Updates festhalten
owner-too-long = Ein Sicherheitsupdate lässt sich längstens bis { $latest } aufschieben.
owner-no-update = Ein solches Update gibt es für dieses Gerät nicht.
done-unit-decided = Was der Besitzer sagte, ist festgehalten.
unit-owner-code-make = Neuen Besitzercode erzeugen
unit-secret-use-owner-code = Nur für den Besitzer dieses Geräts: Damit und mit der Seriennummer entscheidet er unter /owner über Updates. Der Code auf dem Etikett gilt ab jetzt nicht mehr, für niemanden.
unit-event-update = Update
unit-event-owner-decided = Besitzer entschied über Updates
unit-event-enrolled = Mit eigenem Schlüssel angemeldet
unit-event-counter-behind = Eine Anfrage kam noch einmal, oder eine Kopie des Geräts ist am Werk
unit-event-key-shown-by-another = Jemand anderes zeigte seinen Schlüssel
unit-event-ledger-differs = Sah ein anderes Nachweisprotokoll als dieses
unit-event-statement-refused = Etwas, das es signierte, wurde nicht angenommen
unit-event-switched = Besitzer schaltete etwas am Gerät
unit-event-wiped = Sagt, dass es alles gelöscht hat, was seinem Besitzer gehört
unit-event-self-tested = Prüfte sich selbst
unit-event-exported = Besitzer nahm seine Daten mit
unit-event-notice-kept = Hat eine Mitteilung an seinen Besitzer und zeigt sie
unit-event-notice-opened = Sein Besitzer las eine Mitteilung
unit-event-back-in-use = Wieder in Betrieb: Jemand hat es eingerichtet
unit-event-update-outside = Update auf anderem Weg als durch eine Verteilung
unit-event-outside = Version { $version }
unit-event-test-failed = nicht, wie es sein soll: { $checks }
unit-event-test-unknown = war nicht zu prüfen: { $checks }
unit-event-code-void = der bisherige Besitzercode öffnet nichts mehr
unit-event-code-replaced = der bisherige Besitzercode öffnet nichts mehr; das Gerät zog einen neuen für den nächsten Besitzer
unit-event-log-behind = Sein Ereignisprotokoll ist kürzer als vorher: Ein alter Stand wurde zurückgespielt, oder Ereignisse wurden entfernt
unit-event-log-differs = Sein Ereignisprotokoll ist ein anderes als vorher: Ereignisse wurden geändert, oder eine Kopie des Geräts ist am Werk
unit-event-switches = zeichnet Sicherheitsereignisse auf: { $record }; sendet sie: { $share }; darf aus der Ferne bedient werden: { $remote }
unit-event-erased = { $count ->
    [one] Ein Bündel seiner Ereignisse wurde hier gelöscht
   *[other] { $count } Bündel seiner Ereignisse wurden hier gelöscht
}
unit-event-log = { $size } Ereignisse; bekannt waren { $known }
unit-event-reset = Rücksetzung Nummer { $resets }; { $destroyed } Dinge des Besitzers vernichtet, { $found } bei der Nachschau gefunden
unit-event-said = es meldete: { $said }
unit-event-always = Sicherheitsupdates von selbst: { $automatic }; Funktionsupdates: { $features }

actor-owner = Besitzer eines Geräts
health-artifacts = Update-Dateien
figure-promised = Den Geräten zugesagt
figure-damaged = Beschädigt
figure-oldest-proof = Am längsten nicht ganz gelesen
health-reason-artifacts-unproved = Einige Dateien wurden noch nie ganz gelesen, seit sie ankamen. Der Auftrag „Dateien von Aktualisierungen prüfen“ tut das binnen einer Stunde.
health-reason-artifacts-old = Einige Dateien wurden seit mehr als 30 Tagen nicht ganz gelesen. Siehe „Dateien von Aktualisierungen prüfen“ unter den Aufträgen.
health-reason-artifacts-damaged = Eine den Geräten zugesagte Datei ist nicht, was ihre Signatur sagt, oder sie fehlt. Bitte neu einreichen oder aus einer Sicherung zurückholen.
