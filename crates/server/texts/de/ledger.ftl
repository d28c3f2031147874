## Das Nachweisprotokoll und seine Einträge

proof-log-lead = Jede Änderung hier hinterlässt einen Eintrag. Niemand kann einen ändern oder entfernen, ohne dass es auffällt.
proof-log-export = Ganzes Protokoll herunterladen
proof-log-hidden = Ihre Rolle sieht, welche Einträge es gibt, und ihre Hashes. Sie sieht nicht, wer was mit wem getan hat.
proof-log-caption = Einträge, die neuesten zuerst
proof-log-caption-counted = { $total ->
    [one] 1 Eintrag
   *[other] { $total } Einträge, die neuesten zuerst
}
proof-log-empty = Es gibt noch keinen Eintrag
proof-log-empty-hint = Die erste Handlung hinterlässt den ersten Eintrag.

record-what = Was
record-number = Nummer
record-when = Wann
record-who = Wer
record-about = Worüber
record-who-id = Wer (Kennung)
record-about-id = Worüber (Kennung)
record-kind = Art
record-waits = wartet auf seine Nummer
record-erased = Inhalt gelöscht

checkpoint = Prüfpunkt
checkpoint-newest = Einträge unter dem neuesten Prüfpunkt
checkpoint-none = Es gibt noch keinen Prüfpunkt. Der erste kommt mit dem ersten Eintrag.
checkpoint-signed = Signiert
checkpoint-size = Umfasste Einträge
checkpoint-root = Wurzel-Hash des Prüfpunkts
checkpoint-key = Fingerabdruck des Schlüssels
checkpoint-waiting = Wartende Einträge
checkpoint-waiting-note = Auf ihre Nummer und den nächsten Prüfpunkt; das dauert einen Augenblick.

## Ein Eintrag

record-content = Was festgehalten wurde
record-envelope = Signierte Bytes
record-envelope-hint = Genau das wurde signiert. Der Hash im Protokoll ist SHA-256 über das Salz und diese Bytes.
record-salt = Salz (hexadezimal)
record-signed-by = Signiert mit dem Schlüssel
record-hidden-explained = Ihre Rolle darf den Inhalt nicht lesen. Der Nachweis gilt auch ohne ihn: Er spricht von dem Hash, der für den Inhalt steht.
record-unreadable = Was in der Datenbank liegt, ist kein lesbarer Eintrag.
record-erased-explained = Der Inhalt wurde mit Absicht gelöscht. Sein Hash steht wie zuvor im Protokoll, damit es nachweisbar bleibt; lesen lässt sich der Inhalt daraus nicht.
record-erased-at = Gelöscht:
record-erased-by = Der Eintrag dieser Entscheidung
record-erase-heading = Inhalt löschen
record-erase-hint = Nur zu zweit: Hier entsteht ein Vorschlag.
record-erase = Löschung des Inhalts vorschlagen
record-erase-title = Löschung dieses Inhalts vorschlagen?
record-erase-effect = Sobald eine zweite Person zustimmt, ist endgültig gelöscht, was festgehalten wurde, wer es tat und worum es ging. Art, Zeit und Hash bleiben, und das Protokoll bleibt nachweisbar. Sicherungen und früher heruntergeladene Dateien enthalten den Inhalt weiterhin.
record-download = Eintrag mit Nachweis herunterladen

proof = Platz im Protokoll
proof-unaltered = Unverändert seit Prüfpunkt { $size } unter dem Schlüssel { $key }. Das beweist nicht, dass wahr ist, was festgehalten wurde.
proof-checked-here = Dieser Server hat es eben geprüft, gegen seinen eigenen Schlüssel. Wer diesem Server nicht traut, prüft es ohne ihn, wie unten beschrieben.
proof-broken = Die Prüfung ist fehlgeschlagen: Dieser Eintrag oder das Protokoll ist nicht, was geschrieben wurde.
proof-broken-hint = Bewahren Sie vor allem anderen eine Kopie der Datenbank auf, wie sie jetzt ist, und vergleichen Sie sie mit der neuesten Sicherung. Ein Prüfpunkt, den jemand anderswo aufbewahrt hat, zeigt, bis wann das Protokoll heil war.
proof-broken-none = Es gibt keinen Nachweis, der standhält.
proof-waiting = Dieser Eintrag wartet auf seine Nummer. Er hat noch keinen Nachweis; das dauert einen Augenblick.
proof-waiting-hint = Sobald ein Prüfpunkt den Eintrag umfasst, steht hier sein Nachweis. Laden Sie die Seite neu.
proof-path = { $count ->
    [0] Der Weg vom Eintrag zur Wurzel: Er ist der einzige
    [one] Der Weg vom Eintrag zur Wurzel: 1 Schritt
   *[other] Der Weg vom Eintrag zur Wurzel: { $count } Schritte
}
proof-path-explained = Bei jedem Schritt wird der bisherige Hash mit dem eines Nachbarn verbunden und neu gehasht. Am Ende steht der Wurzel-Hash, den der Prüfpunkt signiert.
proof-hashes = Die Hashes in voller Länge
proof-leaf = Blatt
proof-root = Wurzel
proof-left = Nachbar links
proof-right = Nachbar rechts

check-yourself = Ohne diesen Server prüfen
check-key = Holen Sie den Fingerabdruck des Schlüssels von anderswo: aus einem Vertrag, von einem Etikett, aus einem Prüfpunkt von einem anderen Tag. Über ihren eigenen Schlüssel beweist diese Seite nichts.
check-run = Führen Sie das mit jenem Fingerabdruck aus, auf irgendeinem Rechner, ohne Netz:
check-command = Befehl
check-answer = Rückgabewert 0: unverändert und von jenem Schlüssel. 1: verändert oder von einem anderen Schlüssel. 3: unverändert, aber kein Schlüssel genannt. Mehr in docs/verify.md.
check-without-content = Ihre Datei enthält keinen Inhalt, weil Ihre Rolle ihn nicht lesen darf; die Prüfung sagt dann „content erased“.

person-records = Was { $name } getan hat
person-records-lead = Jeder Eintrag, in dem diese Person handelt.
person-records-tokens = Was Programme mit ihren Zugriffstoken getan haben:

## Wer handelt

actor-person = Person
actor-token = Zugriffstoken
actor-job = Auftrag
actor-host = Jemand auf dem Rechner des Servers
actor-nobody = Noch nicht angemeldet

## Arten von Einträgen

record-set-up = Server eingerichtet
record-set-up-link-made = Einrichtungslink erzeugt
record-restored = Aus einer Sicherung wiederhergestellt
record-signed-in = Angemeldet
record-signed-out = Abgemeldet
record-identity-confirmed = Erneut ausgewiesen
record-password-changed = Passwort geändert
record-second-factor-proposed = Zweiter Faktor begonnen
record-second-factor-added = Zweiter Faktor hinzugefügt
record-second-factor-removed = Zweiter Faktor entfernt
record-second-factors-reset = Zweite Faktoren zurückgesetzt
record-recovery-codes-made = Neue Wiederherstellungscodes erzeugt
record-recovery-link-made = Wiederherstellungslink erzeugt
record-recovered = Zugang wiederhergestellt
record-session-ended = Sitzung beendet
record-sessions-ended = Sitzungen beendet
record-person-invited = Person eingeladen
record-invitation-accepted = Einladung angenommen
record-invitation-revoked = Einladung zurückgezogen
record-person-role-changed = Rolle geändert
record-person-disabled = Konto geschlossen
record-person-enabled = Konto wieder geöffnet
record-token-made = Zugriffstoken erzeugt
record-token-ended = Zugriffstoken beendet
record-proposed = Vorgeschlagen
record-approved = Freigegeben und ausgeführt
record-refused = Abgelehnt
record-withdrawn = Vorschlag zurückgezogen
record-acted-alone = Allein gehandelt (Notfall)
record-confirmed-afterwards = Nachträglich bestätigt
record-objected-afterwards = Nachträglich widersprochen
record-break-glass-overdue = Niemand hat rechtzeitig angesehen, was allein getan wurde
record-job-run = Auftrag von Hand gestartet
record-blobs-swept = Dateien entfernt, die niemand mehr nennt
record-swept = Abgelaufenes aufgeräumt
record-ledger-fault = Schaden im Protokoll gefunden

## Was Einträge sonst sagen

fact-session = Sitzung
fact-by = Womit
fact-scopes = Umfang
fact-person = Person
fact-kind = Weg
fact-from = Vorher
fact-to = Nachher
fact-sessions = Beendete Sitzungen
fact-tokens = Beendete Token
fact-role = Rolle
fact-link = Link
fact-approval = Vorschlag
fact-action = Handlung
fact-due = Frist
fact-backup = Sicherung vom
fact-restored = Wiederhergestellt am
fact-size = Einträge
fact-root = Wurzel-Hash
fact-checkpoint = Prüfpunkt
fact-job-kind = Auftrag
fact-removed = Entfernt
fact-bytes = Bytes
fact-expires = Endet
fact-invitation = Einladung
fact-delivery = Zustellung
fact-former-until = Früheres Geheimnis signiert bis
fact-kinds = Arten von Einträgen
fact-passkey = Passkey
fact-reason = Grund
fact-state = Zustand
fact-fault = Schaden

## Handlungen

action-people-read = Personen sehen
action-people-invite = Personen einladen
action-people-change = Personen ändern
action-people-make-admin = Jemandem die Verwaltung geben
action-people-disable = Konten schließen und öffnen
action-people-reset-factors = Zweite Faktoren zurücksetzen
action-people-recover = Ein Konto wiederherstellen
action-account-read = Das eigene Konto sehen
action-account-password = Das eigene Passwort ändern
action-account-factor = Die eigenen zweiten Faktoren ändern
action-session-revoke-own = Eigene Sitzungen beenden
action-session-revoke-any = Sitzungen anderer beenden
action-token-make = Zugriffstoken erzeugen
action-token-revoke-own = Eigene Zugriffstoken beenden
action-token-read-any = Alle Zugriffstoken sehen
action-token-revoke-any = Zugriffstoken anderer beenden
action-record-read = Das Nachweisprotokoll sehen
action-record-content = Den Inhalt von Einträgen lesen
action-record-erase = Den Inhalt eines Eintrags löschen
action-record-export = Das ganze Protokoll herunterladen
action-approval-read = Vorschläge sehen
action-approval-propose = Vorschlagen
action-approval-break-glass = Im Notfall allein handeln
action-approval-confirm = Als zweite Person entscheiden
action-approval-withdraw = Eigene Vorschläge zurückziehen
action-job-read = Aufträge sehen
action-job-run = Aufträge ausführen
action-webhook-read = Webhooks sehen
action-webhook-change = Webhooks ändern
action-health-read = Den Zustand des Servers sehen
action-event-read = Ereignisse live verfolgen
