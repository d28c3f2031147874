### Was die Seiten sagen, auf Deutsch. Eine Datei je Teil; dieselben Namen und Argumente wie in `en`.

## Um jede Seite

skip-link = Zum Inhalt springen
menu = Menü
menu-evidence = Nachweise
menu-access = Zugang
menu-operations = Betrieb
menu-waiting = wartend
breadcrumbs = Sie sind hier
language = Sprache
theme = Darstellung
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
account = Mein Konto
sign-out = Abmelden
foot-answerable = Für das Produkt verantwortlich bleibt der Hersteller.

today = Heute
approvals = Freigaben
proof-log = Nachweisprotokoll
people = Personen
tokens = Zugriffstoken
webhooks = Webhooks
jobs = Aufträge
health = Zustand

## Worte vieler Seiten

copy = Kopieren
copied = Kopiert
unknown = unbekannt
or = oder
confirm = Bestätigen
cancel = Abbrechen
what-to-do = Was Sie tun können
reason = Begründung
reason-hint = Wer später nachsieht, liest sie, mit Ihrem Namen.
progress-of = { $done } von { $total }
progress-open = bisher { $done }; Gesamtzahl unbekannt

verdict-shown = Nachgewiesen
verdict-stated = Erklärt
verdict-contradicted = Widersprochen
verdict-unknown = Unbekannt
verdict-not-applicable = Nicht anwendbar

## Zeiten

time-unknown = Zeit unbekannt
time-just-now = gerade eben
time-any-moment = jeden Augenblick
time-in-minutes = { $count ->
    [one] in 1 Minute
   *[other] in { $count } Minuten
}
time-minutes-ago = { $count ->
    [one] vor 1 Minute
   *[other] vor { $count } Minuten
}
time-in-hours = { $count ->
    [one] in 1 Stunde
   *[other] in { $count } Stunden
}
time-hours-ago = { $count ->
    [one] vor 1 Stunde
   *[other] vor { $count } Stunden
}
time-in-days = { $count ->
    [one] in 1 Tag
   *[other] in { $count } Tagen
}
time-days-ago = { $count ->
    [one] vor 1 Tag
   *[other] vor { $count } Tagen
}
time-seconds = { $count ->
    [one] 1 Sekunde
   *[other] { $count } Sekunden
}
time-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
time-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
time-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}

## Listen

rows-all = { $shown ->
    [one] 1 Eintrag, das ist alles
   *[other] { $shown } Einträge, das ist alles
}
rows-of = { $shown } von { $total } Einträgen
rows-at-least = { $shown } angezeigt, insgesamt mehr als { $total }
rows-uncounted = { $shown } angezeigt; der Rest ist nicht gezählt
paging = Seiten
paging-first = Erste Seite
paging-previous = Zurück
paging-next = Weiter
sort-by = Nach { $column } sortieren
filter-apply = Filtern
filter-clear = Filter aufheben
filter-nothing = Nichts passt zu diesem Filter
filter-nothing-hint = Es kann Einträge geben, die nicht passen. Heben Sie den Filter auf, um alle zu sehen.

## Formulare

form-optional = (freiwillig)
form-problems = { $count ->
    [one] Eine Angabe braucht Ihre Aufmerksamkeit
   *[other] { $count } Angaben brauchen Ihre Aufmerksamkeit
}
problem-missing = Bitte füllen Sie dieses Feld aus.
problem-nothing-chosen = Bitte wählen Sie mindestens eines aus.
problem-no-such-choice = Das steht nicht zur Auswahl. Bitte wählen Sie neu.
problem-too-short = { $least ->
    [one] Mindestens 1 Zeichen ist nötig.
   *[other] Mindestens { $least } Zeichen sind nötig.
}
problem-too-long = { $most ->
    [one] Höchstens 1 Zeichen ist erlaubt.
   *[other] Höchstens { $most } Zeichen sind erlaubt.
}
problem-not-an-email = Das ist keine E-Mail-Adresse. Sie sieht so aus: name@example.com.
problem-not-an-address = Nötig ist eine https-Adresse außerhalb Ihres eigenen Netzes, etwa https://example.com/hook.
problem-email-taken = Jemand mit dieser E-Mail-Adresse ist schon hier.
problem-password-common = Dieses Passwort probieren Angreifer zuerst. Bitte wählen Sie ein anderes.
problem-password-personal = Das Passwort enthält Ihren Namen, Ihre E-Mail-Adresse oder den Namen dieses Produkts. Bitte wählen Sie ein anderes.
problem-password-wrong = Das ist nicht Ihr jetziges Passwort.
problem-sign-in-refused = E-Mail-Adresse oder Passwort sind falsch. Prüfen Sie beides und versuchen Sie es noch einmal.
problem-code-wrong = Dieser Code ist falsch oder nicht mehr gültig. Nehmen Sie den neuesten.
problem-throttled = Zu viele Versuche. Der nächste zählt ab { $until }.
problem-locked = Gesperrt nach zu vielen falschen Versuchen. Eine Administratorin oder ein Administrator kann entsperren, oder „steadfast user recover“ auf dem Server.

organisation = Name Ihrer Organisation
organisation-hint = Er steht auf jeder Seite und im Nachweisprotokoll.
person-name = Ihr Name
email = E-Mail-Adresse
email-hint = Damit melden Sie sich an. Bei der Einrichtung wird nichts dorthin gesendet.
password = Passwort
password-new-hint = Mindestens { $least } Zeichen. Ein paar Wörter hintereinander merken Sie sich leichter als Sonderzeichen, und sie sind stärker. Ein Passwortmanager darf das Feld ausfüllen.

## Filter und Diagramme

any = Alle
from = Von
until = Bis
identifier = Kennung
chart-figures = Die Zahlen
chart-value = { $value }
chart-total = Alle

## Listen und Personen

never = nie
overdue = Überfällig
column-name = Name
column-role = Rolle
column-state = Stand
valid-until = Gültig bis
last-seen = Zuletzt hier
second-factor = Zweiter Faktor
second-factors = Zweite Faktoren
factor-set = Eingerichtet
factor-none = Keiner
totp = Authenticator-App
passkeys = Passkeys
recovery-codes-left = Übrige Wiederherstellungscodes
sessions = Sitzungen
remove = Entfernen
expires = Läuft ab
last-used = Zuletzt benutzt
column-action = Aktion
created = Angelegt
