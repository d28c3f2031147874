## Zugriffstoken

tokens-lead = Ein Token lässt ein Programm für Sie handeln, in den Grenzen, die Sie setzen. Jedes läuft ab.
tokens-caption = Zugriffstoken, neueste zuerst
tokens-search = Name oder Besitzer
tokens-empty = Es gibt keine Zugriffstoken
tokens-empty-hint = Ein Programm, das die Schnittstelle nutzt, etwa Ihr Build, braucht eines.
tokens-none = Keine Zugriffstoken.
token-owner = Gehört
token-scopes = Darf
token-active = Gültig
token-expired = Abgelaufen
token-revoked = Beendet
token-revoke = Token beenden
token-revoke-title = Token „{ $name }“ beenden?
token-revoke-effect = Programme, die es benutzen, werden sofort abgewiesen. Es lässt sich nicht wieder einschalten.
done-token-ended = Das Token ist beendet.

## Ein neues

token-make = Token erzeugen
token-make-lead = Geben Sie ihm so wenig, wie sein Programm braucht: Gerät es in fremde Hände, kann es nicht mehr als das.
token-name = Wofür es ist
token-name-hint = Etwa der Name des Programms, das es benutzen wird.
token-scopes-choose = Was es darf
token-lifetime = Läuft ab nach
token-new = Neues Token
token-made = Token „{ $name }“
token-once = Das Token wird nur dieses eine Mal gezeigt. Legen Sie es dort ab, wo Ihr Programm es findet, etwa in einem Geheimnisspeicher.
token-example = Ausprobieren
token-may = Was es darf
back-to-tokens = Zurück zu den Zugriffstoken

## Worum es bei Aktionen geht

subject-people = Personen
subject-account = Eigenes Konto
subject-session = Sitzungen
subject-token = Zugriffstoken
subject-record = Nachweisprotokoll
subject-approval = Freigaben
subject-job = Aufträge
subject-webhook = Webhooks
subject-settings = Einstellungen
subject-health = Zustand
subject-event = Laufende Ereignisse

## Aktionen

action-people-read = Liste der Personen lesen
action-people-invite = Eine Person einladen
action-people-change = Die Rolle einer Person ändern
action-people-make-admin = Jemandem die Verwaltung geben
action-people-disable = Ein Konto schließen oder öffnen
action-people-reset-factors = Die zweiten Faktoren einer Person entfernen
action-people-recover = Einen Wiederherstellungslink für eine Person erzeugen
action-account-read = Das eigene Konto lesen
action-account-password = Das eigene Passwort ändern
action-account-factor = Die eigenen zweiten Faktoren ändern
action-session-revoke-own = Eigene Sitzungen beenden
action-session-revoke-any = Sitzungen anderer beenden
action-token-make = Ein Zugriffstoken erzeugen
action-token-revoke-own = Eigene Zugriffstoken beenden
action-token-read-any = Liste aller Zugriffstoken lesen
action-token-revoke-any = Zugriffstoken anderer beenden
action-record-read = Nachweisprotokoll lesen
action-record-content = Inhalt von Einträgen lesen
action-record-erase = Inhalt eines Eintrags löschen
action-record-export = Nachweisprotokoll ausgeben
action-approval-read = Lesen, was auf eine zweite Person wartet
action-approval-propose = Vorschlagen, wozu es zwei Personen braucht
action-approval-break-glass = In der Not allein handeln
action-approval-confirm = Entscheiden, wozu es zwei Personen braucht
action-approval-withdraw = Einen eigenen Vorschlag zurückziehen
action-job-read = Liste der Aufträge lesen
action-job-run = Einen Auftrag starten, wiederholen oder anhalten
action-webhook-read = Webhooks und ihre Zustellungen lesen
action-webhook-change = Einen Webhook anlegen, ändern oder entfernen
action-settings-read = Einstellungen lesen
action-settings-change = Eine Einstellung ändern
action-health-read = Zustand im Einzelnen lesen
action-event-read = Laufende Ereignisse verfolgen
