## Was heute zu tun ist

today-title = Was zu tun ist
today-count = { $count ->
    [0] nichts wartet auf Sie
    [one] 1 Sache wartet auf Sie
   *[other] { $count } Sachen warten auf Sie
}
today-nothing = Nichts ist zu tun
today-nothing-known = Bekannt ist nichts, was zu tun wäre, aber nicht alles ließ sich ansehen
today-looked = Angesehen: { $what }. Sicherungen hinterlassen keine Spur im Server: Er weiß nicht, wann die neueste entstand.
today-recent = Neueste Einträge
today-recent-caption = Die neuesten Einträge im Nachweisprotokoll
today-all-records = Das ganze Nachweisprotokoll
today-activity = Aktivität

looked-approvals = Vorschläge
looked-account = Ihre zweiten Faktoren
looked-tokens = Ihre Zugriffstoken
looked-admins = die Zahl der Personen in der Verwaltung
looked-jobs = Aufträge
looked-webhooks = Webhooks
looked-certificate = das Zertifikat des Servers
looked-room = freier Speicherplatz
unseen-room = Das System sagt nicht, wie viel Platz auf dem Datenträger des Datenverzeichnisses frei ist.

as-soon-as-possible = So bald wie möglich
go-there = Dorthin

duty-confirm = Ansehen, was allein getan wurde: { $action }
duty-confirm-why = { $name } hat allein gehandelt. Eine zweite Person muss es bestätigen oder widersprechen.
duty-decide = Entscheiden: { $action }
duty-decide-why = Vorgeschlagen von { $name }. Bis eine zweite Person entscheidet, geschieht nichts.
duty-factor = Zweiten Faktor hinzufügen
duty-factor-why = Ihr Passwort allein öffnet Ihr Konto. Ein Passkey oder eine Authenticator-App hält es verschlossen, wenn das Passwort bekannt wird.
duty-recovery = Neue Wiederherstellungscodes erzeugen
duty-recovery-why = { $left ->
    [0] Sie haben keinen mehr. Ohne einen sperrt ein verlorenes Gerät Sie aus.
    [one] Sie haben noch 1. Ohne einen sperrt ein verlorenes Gerät Sie aus.
   *[other] Sie haben noch { $left }. Ohne einen sperrt ein verlorenes Gerät Sie aus.
}
duty-admin = Eine zweite Person für die Verwaltung einladen
duty-admin-why = Sie verwalten allein. Was zwei Personen braucht, geht nicht, und niemand kann Ihnen wieder hineinhelfen.
duty-token = Zugriffstoken „{ $name }“ erneuern
duty-token-why = Es endet bald. Was es benutzt, geht dann nicht mehr.
duty-jobs = { $count ->
    [one] 1 gescheiterten Auftrag ansehen
   *[other] { $count } gescheiterte Aufträge ansehen
}
duty-jobs-why = Sie wurden aufgegeben oder scheitern immer wieder. Warum, steht auf der Seite jedes Auftrags.
duty-webhook = Webhook zu { $url } in Ordnung bringen
duty-webhook-why = Er wurde angehalten, weil sein Empfänger lange nicht geantwortet hat. Dorthin wird nichts mehr gesendet.
duty-room = Platz auf dem Datenträger schaffen
duty-room-why = Nur { $free } sind frei, wo das Datenverzeichnis liegt. Ist er voll, lässt sich nichts festhalten und also nichts tun.
duty-certificate = Zertifikat des Servers erneuern
duty-certificate-why = Wenn es endet, weisen Browser und Geräte diesen Server ab. Ein hier ausgestelltes erneuert ein Neustart.

activity-title = Einträge je Tag, die letzten 30 Tage (UTC)
activity-description = { $total ->
    [one] 1 Eintrag in 30 Tagen
   *[other] { $total } Einträge in 30 Tagen
}; am regsten Tag { $most }.
activity-day = Tag
activity-records = Einträge

glance-open = Warten auf eine Entscheidung
glance-open-note = { $flaws ->
    [0] über keine Schwachstelle ist zu entscheiden
    [one] betroffene Versionen durch 1 Schwachstelle
   *[other] betroffene Versionen durch { $flaws } Schwachstellen
}
glance-exploited = Ausgenutzt
glance-exploited-note = wartende Schwachstellen, die bekanntermaßen für Angriffe benutzt werden
glance-checks = Freigabeprüfungen, die nicht bestanden sind
glance-checks-value = { $count } von { $all }
glance-checks-note = Versionen im Verkauf: { $blocked } gesperrt, { $unknown } nicht entschieden
glance-oldest = Wartet am längsten
glance-oldest-note = seit die Schwachstelle hier zuerst gesehen wurde
glance-nothing = nichts wartet
glance-sources = Zu alte Quellen
glance-sources-value = { $count } von { $all }
glance-sources-note = älter als { $limit }: Was auf ihnen ruht, ist unbekannt
glance-over-time-card = Betroffenheit im Lauf der Zeit
glance-over-time = Offene Fälle nach Schwere der Schwachstelle: Versionen mit einer betroffenen Komponente, ob entschieden oder nicht
glance-over-time-description = { $now } sind jetzt offen, { $exploited } davon durch ausgenutzte Schwachstellen.
glance-ages-card = Wie lange Entscheidungen warten
glance-ages = Wartende Fälle nach der Zeit, seit der ihre Schwachstelle hier bekannt ist
glance-ages-description = { $total } warten, { $old } davon seit mehr als 90 Tagen.
glance-age = Alter
glance-freshness = Wie alt die Quellen sind
layer-critical = kritisch
layer-high = hoch
layer-medium = mittel
layer-low = niedrig
layer-unrated = nicht bewertet
age-week = bis 7 Tage
age-month = bis 30
age-quarter = bis 90
age-half-year = bis 180
age-older = älter
freshness-source = Quelle
freshness-age = Alter
freshness-state = Stand
freshness-fresh = frisch
freshness-stale = zu alt

today-urgent = Was am wichtigsten ist
today-urgent-caption = Die Schwachstellen, die unter den wartenden zuerst kommen
today-all-flaws = Alle wartenden Schwachstellen
