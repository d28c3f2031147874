## Zugriffstoken

tokens-lead = Ein Token lässt ein Programm für Sie handeln, in Grenzen, die Sie setzen. Jedes läuft ab.
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
token-revoke = Beenden
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
subject-health = Zustand
subject-event = Laufende Ereignisse
subject-catalogue = Katalog
subject-exposure = Fälle
subject-feed = Meldungsquellen
subject-own-flaw = Eigenes Verzeichnis
subject-release = Versionen
