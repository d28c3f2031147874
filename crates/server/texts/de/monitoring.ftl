# Überwachung: Ereignisse der Geräte, Warnungen, und was das Personal zu beidem entscheidet.
job-kind-event-retention = Alte Ereignisse und Warnungen löschen
job-does-event-retention = Löscht Ereignisse, die Geräte geschickt haben, nach der Zeit, die das Personal festgelegt hat, Klasse für Klasse, ebenso Warnungen, die so lange vorbei sind, und was unter Geräten üblich war, die niemand mehr hat; vermerkt, wie viele es waren.
unit-event-stated-too-much = Es gab mehr an, als von einem Gerät an einem Tag aufbewahrt wird: Wie es steht, ist bekannt, aber nicht jedes seiner Worte ist da
unit-event-events-over-quota = Es schickte mehr Ereignisse, als ein Gerät an einem Tag darf: der Rest wartet auf dem Gerät
unit-event-events-dropped = Es hatte keinen Platz für Ereignisse, während es warten sollte, und verwarf die ältesten
unit-event-dropped = { $class }: Ereignisse { $first } bis { $last }

action-monitoring-read = Warnungen lesen, und was die Überwachung umfasst
action-monitoring-events = Die Ereignisse lesen, die Besitzer teilen
action-alert-answer = Sagen, ob eine Warnung stimmt, falsch oder erwartet ist
action-monitoring-change = Über falsche Warnungen, Höchstmengen und Aufbewahrung entscheiden
record-monitoring-changed = Über die Überwachung entschieden
record-events-expired = Ereignisse und Warnungen nach ihrer Zeit gelöscht
record-alert-opened = Eine Warnung ausgegeben
record-alert-answered = Eine Warnung beantwortet
job-kind-event-watch = Ereignisse ansehen
job-does-event-watch = Sieht jedes Ereignis, das Geräte geschickt haben, einmal an, vergleicht es mit dem Erklärten und Üblichen und gibt Warnungen aus.

# Worum es bei einer Warnung geht.
cause-peer = { $peer }
cause-source = Anmeldeversuche von { $source }
cause-account = das Konto „{ $name }“
cause-setting = die Einstellung „{ $name }“
cause-own-log = das Protokoll des Geräts selbst
cause-silence = Stille
cause-listening = Port { $port }
cause-amount = { $metric }
cause-file = die Datei { $name }
cause-service = Port { $port } vieler Gegenstellen
cause-unknown = etwas, das diese Version des Servers nicht benennen kann
peer-any = eine unbekannte Gegenstelle
port-any = jeder Port
cause-withheld-source = Anmeldeversuche von einer Stelle
cause-withheld-account = ein Konto
alert-declared = Was erklärt ist
alert-declared-hint = Mit wem die Versionen sprechen dürfen, die diese Geräte ausführen. Was sie sonst tun, gilt als nicht erklärt.
withheld = zurückgehalten: dafür braucht es das Recht, Ereignisse zu lesen
withheld-why = Adressen, Namen und Uhrzeiten in den Gründen haben Geräte von Haushalten gemeldet. Wer die Ereignisse lesen darf, die Eigentümer teilen, sieht sie; Ihre Rolle sieht, was nicht stimmt, wie sicher das ist und wo.

metric-connections = Verbindungen
metric-peers = Gegenstellen
metric-sent = gesendete Bytes
metric-received = empfangene Bytes
metric-failures = Verbindungen, aus denen nichts wurde

# Was erwartet war, und was zu sehen war.
figure-count = { $count }
figure-per-hour = { $count } pro Stunde
figure-bytes = { $bytes }
figure-bytes-per-hour = { $bytes } pro Stunde
figure-seconds = { $duration }
figure-one-of = { $count ->
    [0] gar nichts
    [one] das eine auf der Liste
   *[other] eines von { $count } auf der Liste
}
figure-hours = { $hours } (UTC)
figure-units = { $count ->
    [one] ein Gerät
   *[other] { $count } Geräte
}
figure-every = alle { $every }, plus oder minus { $spread }
figure-number = Nummer { $number }
figure-nothing = nichts

# Verglichen womit.
against-declaration = womit { $release } sich laut Erklärung verbindet
against-declaration-any = womit sich seine Version laut Erklärung verbindet
against-cohort = { $count ->
    [one] ein Gerät seines Modells und seiner Version
   *[other] { $count } Geräte seines Modells und seiner Version
}
against-own = { $count ->
    [one] sein eigener letzter Tag
   *[other] seine eigenen letzten { $count } Tage
}
against-rule = was immer gilt

# Jedes Erkennungsverfahren: sein Name, wie es arbeitet, und eine Warnung von ihm in einem Satz.
detector-undeclared = Nicht erklärt
detector-over-declared = Mehr als erklärt
detector-rare = Neu in der Flotte
detector-burst = Plötzliche Häufung
detector-peers = Anders als seinesgleichen
detector-season = Anders als sonst
detector-beacon = Regelmäßige Rufe
detector-guessing = Passwörter raten
detector-slow-guessing = Langsam raten
detector-success-after-failures = Nach vielen Versuchen angemeldet
detector-new-administrator = Neuer Administrator
detector-unusual-login = Ungewöhnliche Anmeldung
detector-log-rolled-back = Protokoll zurückgesetzt
detector-log-gap = Protokoll mit Lücke
detector-log-forked = Zwei Protokolle eines Geräts
detector-silence = Still
detector-sweep = Durchsucht das Netz

detector-does-undeclared = Eine Verbindung oder ein Port, die in der signierten Erklärung der Version nicht vorkommen.
detector-does-over-declared = Mehr Verbindungen oder Bytes in einer Stunde, als die Erklärung erlaubt.
detector-does-rare = Ein Ziel, mit dem kein oder kaum ein anderes Gerät desselben Modells und derselben Version je sprach.
detector-does-burst = Plötzlich viele Verbindungen zwischen denselben beiden.
detector-does-peers = Mehr in einer Stunde als fast alle Geräte desselben Modells und derselben Version.
detector-does-season = Mehr in einer Stunde als das Gerät selbst zu dieser Stunde an solchen Tagen.
detector-does-beacon = Rufe so regelmäßig wie eine Uhr an jemanden, der weder erklärt noch in der Flotte bekannt ist.
detector-does-guessing = Viele falsche Passwörter in kurzer Zeit, von einer Quelle oder für ein Konto.
detector-does-slow-guessing = Wenige falsche Passwörter auf einmal, über Tage oder von vielen Orten.
detector-does-success-after-failures = Jemand kam nach vielen falschen Passwörtern herein.
detector-does-new-administrator = Jemand Neues darf alles.
detector-does-unusual-login = Jemand kam zu einer Stunde oder von einem Ort herein wie nie zuvor.
detector-does-log-rolled-back = Die Nummern im Protokoll des Geräts gingen zurück: Ein alter Stand wurde zurückgespielt, oder Ereignisse wurden entfernt.
detector-does-log-gap = Im Protokoll des Geräts fehlen Nummern.
detector-does-log-forked = Zwei verschiedene Protokolle eines Geräts: Es wurde kopiert, oder sein Protokoll wurde umgeschrieben.
detector-does-silence = Ein Gerät, das seine Ereignisse teilt und von dem nichts zu hören ist.
detector-does-sweep = Verbindungen zu sehr vielen anderen, von denen die meisten nicht antworten.

alert-says-undeclared = { $units ->
    [one] Ein Gerät von { $product } benutzt { $cause }, was nicht erklärt ist
   *[other] { $units } Geräte von { $product } benutzen { $cause }, was nicht erklärt ist
}
alert-says-over-declared = { $units ->
    [one] Ein Gerät von { $product } benutzt { $cause } mehr als erklärt
   *[other] { $units } Geräte von { $product } benutzen { $cause } mehr als erklärt
}
alert-says-rare = { $units ->
    [one] Ein Gerät von { $product } spricht mit { $cause }, wie kaum ein anderes je zuvor
   *[other] { $units } Geräte von { $product } sprechen mit { $cause }, wie kaum ein anderes je zuvor
}
alert-says-burst = { $units ->
    [one] Ein Gerät von { $product } spricht plötzlich sehr oft mit { $cause }
   *[other] { $units } Geräte von { $product } sprechen plötzlich sehr oft mit { $cause }
}
alert-says-peers = { $units ->
    [one] Ein Gerät von { $product } hat weit mehr { $cause } als seinesgleichen
   *[other] { $units } Geräte von { $product } haben weit mehr { $cause } als ihresgleichen
}
alert-says-season = { $units ->
    [one] Ein Gerät von { $product } hat weit mehr { $cause } als sonst zu dieser Stunde
   *[other] { $units } Geräte von { $product } haben weit mehr { $cause } als sonst zu dieser Stunde
}
alert-says-beacon = { $units ->
    [one] Ein Gerät von { $product } ruft { $cause } so regelmäßig wie eine Uhr
   *[other] { $units } Geräte von { $product } rufen { $cause } so regelmäßig wie eine Uhr
}
alert-says-guessing = { $units ->
    [one] Jemand rät Passwörter eines Geräts von { $product }: { $cause }
   *[other] Jemand rät Passwörter von { $units } Geräten von { $product }: { $cause }
}
alert-says-slow-guessing = { $units ->
    [one] Jemand rät langsam Passwörter eines Geräts von { $product }: { $cause }
   *[other] Jemand rät langsam Passwörter von { $units } Geräten von { $product }: { $cause }
}
alert-says-success-after-failures = { $units ->
    [one] Jemand kam nach vielen falschen Passwörtern in ein Gerät von { $product }: { $cause }
   *[other] Jemand kam nach vielen falschen Passwörtern in { $units } Geräte von { $product }: { $cause }
}
alert-says-new-administrator = { $units ->
    [one] Ein Gerät von { $product } hat einen neuen Administrator: { $cause }
   *[other] { $units } Geräte von { $product } haben einen neuen Administrator: { $cause }
}
alert-says-unusual-login = { $units ->
    [one] Eine ungewöhnliche Anmeldung an einem Gerät von { $product }: { $cause }
   *[other] Ungewöhnliche Anmeldungen an { $units } Geräten von { $product }: { $cause }
}
alert-says-log-rolled-back = { $units ->
    [one] Das Protokoll eines Geräts von { $product } wurde zurückgesetzt
   *[other] Die Protokolle von { $units } Geräten von { $product } wurden zurückgesetzt
}
alert-says-log-gap = { $units ->
    [one] Im Protokoll eines Geräts von { $product } fehlen Ereignisse
   *[other] In den Protokollen von { $units } Geräten von { $product } fehlen Ereignisse
}
alert-says-log-forked = { $units ->
    [one] Es gibt zwei Protokolle eines Geräts von { $product }
   *[other] Es gibt je zwei Protokolle von { $units } Geräten von { $product }
}
alert-says-silence = { $units ->
    [one] Ein Gerät von { $product }, das seine Ereignisse teilt, ist verstummt
   *[other] { $units } Geräte von { $product }, die ihre Ereignisse teilen, sind verstummt
}
alert-says-sweep = { $units ->
    [one] Ein Gerät von { $product } durchsucht das Netz: { $cause }
   *[other] { $units } Geräte von { $product } durchsuchen das Netz: { $cause }
}
alert-says-unknown = { $units ->
    [one] An einem Gerät von { $product } ist etwas ungewöhnlich: { $cause }
   *[other] An { $units } Geräten von { $product } ist etwas ungewöhnlich: { $cause }
}

# Seiten
monitoring = Überwachung
monitoring-lead = Was Geräte zeigen, deren Besitzer Ereignisse teilen, und was daran nicht erklärt, nicht üblich oder nicht möglich ist.
menu-alerts = offene Warnungen
done-alert-answered = Beantwortet. Die Warnung ist vorüber, und die Antwort ist vermerkt.
done-monitoring-changed = Entschieden. Es gilt ab jetzt.

alert = Warnung
alerts = Warnungen
alerts-lead = Jede ist eine Ursache bei einem Produkt, an wie vielen Geräten sie auch zu sehen ist. Die neuesten stehen zuerst.
alerts-caption = Warnungen
alerts-none = Es gibt keine Warnung
alerts-all = Alle Warnungen
alerts-open = Offene Warnungen
alerts-open-caption = Warnungen, die noch niemand beantwortet hat, die an den meisten Geräten zuerst
alerts-open-none = Keine Warnung ist offen
alerts-open-all = Alle offenen Warnungen
alerts-ended = Kürzlich vorüber
alerts-ended-caption = Warnungen, die kürzlich endeten
alert-product = Produkt
alert-units = Geräte
alert-since = Seit
alert-answer = Antwort
alert-open = Offen
alert-over = Vorüber, nicht beantwortet
alert-answered-true = Stimmt
alert-answered-false = Falsch
alert-answered-expected = Erwartet
alert-facts = Die Warnung
alert-found-by = Gefunden durch
alert-score = Wie selten das ist
alert-ended = Vorüber seit
alert-timeline = Wann es zu sehen war
alert-contacts = Mit wem
alert-contacts-title = Geräte und die Gegenstellen, von denen ihre Gründe sprechen
alert-contacts-description = { $units ->
    [one] Ein Gerät
   *[other] { $units } Geräte
} links, { $peers ->
    [one] eine Gegenstelle
   *[other] { $peers } Gegenstellen
} rechts; eine Linie für jedes Paar.
alert-device = Gerät
alert-peer = Mit wem
alert-reasons = Warum, Gerät für Gerät
alert-units-none = Kein Gerät ist davon übrig: Die es zeigten, gingen an jemand anderen oder außer Betrieb.
alert-changed = Inzwischen hat jemand geantwortet. Was gesagt wurde, steht unten; was Sie schrieben, wurde nicht behalten.
left-out-units = { $count ->
    [one] 1 weiteres Gerät ist nicht gezeichnet; es steht unten.
   *[other] { $count } weitere Geräte sind nicht gezeichnet; sie stehen unten.
}
left-out-peers = { $count ->
    [one] 1 weitere Gegenstelle ist nicht gezeichnet.
   *[other] { $count } weitere Gegenstellen sind nicht gezeichnet.
}
seen-first = Zuerst gesehen
seen-last = Zuletzt gesehen
seen-between = { $first } bis { $last }
reason-what = Was
reason-expected = Erwartet
reason-seen = Gesehen
reason-against = Verglichen mit
reason-events = { $count ->
    [0] kein einzelnes Ereignis sagt das
    [one] 1 Ereignis sagt das
   *[other] { $count } Ereignisse sagen das
}
reasons-unknown = Die Gründe schrieb eine neuere Version dieses Servers; diese kann sie nicht lesen.

score-often = Kommt auch zufällig vor
score-once = Zufällig einmal in { $times } Fällen
score-hardly = Zufällig seltener als einmal in einer Milliarde Fällen
score-certain = Kein Zufall

answer-give = Was ist es?
answer-again = Anders antworten
answer-what = Ihre Antwort
answer-true = Stimmt
answer-false = Falsch
answer-expected = Erwartet
answer-does-true = Etwas ist nicht in Ordnung. Hier ist die Warnung damit vorüber; was zu tun ist, geschieht dort, wo es hingehört. Wurde dasselbe vorher falsch genannt, so ist das zurückgenommen; vor demselben wird wieder gewarnt.
answer-does-false = Nichts ist falsch. Das Verfahren, das es fand, muss bei diesem Produkt künftig überraschter sein, bevor es warnt; vor dem, was sicher ist, etwa einer nicht erklärten Verbindung, wird wie bisher gewarnt.
answer-does-expected = Es ist so, weil jemand es so wollte. Ein Jahr lang wird an keinem Gerät dieses Produkts vor dieser Ursache gewarnt; bis jemand hier anders antwortet.
answer-note = Warum
answer-note-hint = Für alle, die dasselbe als Nächste sehen. Es bleibt hier und steht nicht im Nachweisprotokoll.
answer-note-wrong = Sagen Sie, warum, in 3 bis 2000 Zeichen.
answer-send = Antworten
answer-by = von { $name }
answer-record = der Eintrag dazu

# Wessen Ereignisse zu sehen sind.
coverage = Was das umfasst
coverage-title = Geräte in Betrieb, danach, ob ihre Ereignisse zu sehen sind
coverage-share = { $shares } von { $all } Geräten teilen Ereignisse. Keine Warnung heißt nicht: kein Angriff.
coverage-no-proof = Keine Warnung heißt nicht: kein Angriff. Beobachtet werden nur Geräte, deren Besitzer Ereignisse teilen.
coverage-hint = Ob geteilt wird, entscheidet der Besitzer. Nicht zu teilen ist nie eine Warnung, und nichts wird daraus geschlossen.
coverage-products = Nach Produkt
coverage-products-caption = Geräte in Betrieb nach Produkt, und ob ihre Ereignisse zu sehen sind
coverage-in-use = In Betrieb
coverage-shares = Teilen Ereignisse
coverage-silent = Teilen, aber still
coverage-off = Besitzer teilt nicht
coverage-unknown = Nie gesagt

# Was von Ereignissen aufbewahrt wird.
event-class-security = Sicherheit
event-class-network = Netzwerk
event-class-product = Produkt
event-classes = Klassen von Ereignissen
events-kept = Hier aufbewahrte Ereignisse
events-kept-count = { $count ->
    [0] keine
    [one] 1 Ereignis
   *[other] { $count } Ereignisse
}
events-kept-since = seit { $day },
events-kept-days = { $count ->
    [one] für 1 Tag
   *[other] für { $count } Tage
}
events-kept-hint = Was älter ist, wird gelöscht, und wie viel es war, ist vermerkt.
events-waiting = { $count ->
    [one] 1 Stapel wartet darauf, angesehen zu werden.
   *[other] { $count } Stapel warten darauf, angesehen zu werden.
}
events-waiting-none = Nichts wartet darauf, angesehen zu werden.

# Die Ereignisse eines Geräts.
shared-events = Geteilte Ereignisse
shared-events-lead = was sein Besitzer teilt, wie das Gerät es unterschrieben hat
shared-events-first = Vom ersten an
event-number = Nummer
event-what = Was geschah
event-severity = Schwere
event-time = Wann, nach seiner Uhr
event-left = Verließ das Gerät
event-no-clock = es hatte keine Uhr
event-newer = von einer Art, die nach diesem Server kam
event-failed = gescheitert
no-events-off = Sein Besitzer teilt keine Ereignisse
no-events-why-off = Das entscheidet der Besitzer. Was vorher geteilt war, wird gelöscht, wenn das Teilen am Gerät endet.
no-events-unknown = Ob sein Besitzer Ereignisse teilt, ist unbekannt
no-events-why-unknown = Das Gerät hat nie gesagt, wie die Schalter seines Besitzers stehen.
no-events-end = Von dieser Nummer an gibt es kein Ereignis
no-events-why-end = Es kam noch nicht, oder seine Zeit ist um.
no-events-none = Kein Ereignis dieser Klasse ist hier
no-events-why-none = Der Besitzer teilt; es kam noch keines, oder ihre Zeit ist um.
event-severity-informational = Zur Kenntnis
event-severity-low = Niedrig
event-severity-medium = Mittel
event-severity-high = Hoch
event-severity-critical = Kritisch
event-severity-fatal = Verheerend
event-kind-authentication = Anmeldung
event-kind-account-change = Konto geändert
event-kind-configuration = Einstellung
event-kind-network-activity = Netzwerk
event-kind-update = Update
event-kind-start-stop = Start oder Stopp
event-kind-integrity = Unversehrtheit
event-kind-reset = Zurücksetzen
event-kind-switch = Schalter des Besitzers
event-kind-concluded = Vom Gerät bemerkt
event-kind-product = Das Produkt
event-field-attempt = Versuch
event-field-account = Konto
event-field-place = Ort
event-field-source = von
event-field-factor = womit
event-field-wait = Sekunden zu warten
event-field-service = Dienst
event-field-tries = Versuche
event-field-change = Änderung
event-field-by = durch
event-field-role = Rolle
event-field-activity = Vorgang
event-field-transport = Transport
event-field-direction = Richtung
event-field-remote = Gegenstelle
event-field-remote_port = ihr Port
event-field-local = eigene Adresse
event-field-local_port = eigener Port
event-field-process = Programm
event-field-interface = Schnittstelle
event-field-received = empfangene Bytes
event-field-sent = gesendete Bytes
event-field-state = Stand
event-field-duration = Millisekunden
event-field-flows = Verbindungen
event-field-name = Name
event-field-step = Schritt
event-field-release = Version
event-field-part = Teil
event-field-version = Versionsname
event-field-detail = Näheres
event-field-run = Lauf
event-field-program = wovon
event-field-reason = Grund
event-field-setting = Einstellung
event-field-finding = Befund
event-field-class = Klasse
event-field-first = erste Nummer
event-field-last = letzte Nummer
event-field-count = Anzahl
event-field-reach = Umfang
event-field-switch = Schalter
event-field-on = an
event-field-text = Text

# Wie Warnungen gefunden werden.
detectors = Wie Warnungen entstehen
detectors-lead = Jedes Verfahren, wie oft es in den letzten 90 Tagen warnte, und was darauf geantwortet wurde.
detectors-caption = Verfahren, und Warnungen der letzten 90 Tage
detector = Verfahren
detector-alerts = Warnungen
detector-precision = Wie oft es stimmte
detector-right = { $right } von { $answered ->
    [one] 1 beantworteten Warnung stimmte
   *[other] { $answered } beantworteten Warnungen stimmten
}
would-have = Was eine andere Zahl bewirkt hätte
would-have-lead = Wie viele falsche Warnungen Sie ansehen wollen, bestimmt, was ein Wert erreichen muss. Hier steht, was eine andere Zahl in den letzten 30 Tagen bewirkt hätte. Es ändert sich nichts.
would-have-field = Falsche Warnungen im Monat, zur Probe
would-have-hint = 1 bis 10.000.
would-have-ask = Zurückblicken
would-have-alerts = Warnungen dieser 30 Tage: { $before } im Monat jetzt, { $after } zur Probe
would-have-alerts-caption = Warnungen, die entstanden, und wie viele davon Bestand hätten
would-have-were = Es gab
would-have-now = Wie es jetzt ist
would-have-then = Zur Probe
would-have-bars = Nebeneinander
would-have-bar = { $now } wie es jetzt ist, { $then } zur Probe
would-have-unanswered = Nicht beantwortet
would-have-cohorts = Stunden eines Geräts, in denen etwas zu melden war
would-have-cohorts-caption = Stunden, in denen ein Gerät den Wert erreichte, nach Produkt und Version
would-have-threshold = Wert, der zu erreichen ist
would-have-score = { $score }
would-have-nothing = Von diesen 30 Tagen ist nichts gemerkt: Kein Gerät zeigte etwas, das einen Wert hat.
would-have-since = Was Geräte erreichten, ist erst gemerkt seit
would-have-whole = Was Geräte erreichten, ist für die ganze Zeit gemerkt, seit
would-have-estimate = Das ist eine Schätzung: Gezählt werden Stunden, und eine Warnung dauert eine oder viele; was erreicht wurde, wurde mit dem damals Üblichen verglichen; was seither geantwortet wurde, zählt wie heute. Was einer festen Regel folgt, etwa das Raten von Passwörtern, hängt nicht von dieser Zahl ab.
would-have-more = Es gibt weitere Produkte und Versionen; die neuesten wurden angesehen.
monitoring-settings = Was über die Überwachung entschieden ist
monitoring-settings-save = Entscheiden
monitoring-settings-not-yours = Ihre Rolle entscheidet darüber nicht.
monitoring-field-alerts-a-month = Falsche Warnungen im Monat
monitoring-hint-alerts-a-month = So viele, wie Sie ansehen wollen, über alle Geräte: 1 bis 10.000. Weniger heißt, dass mehr ungesehen bleibt.
monitoring-wrong-alerts-a-month = Geben Sie 1 bis 10.000 an. Keine Schwelle verspricht, dass nie falsch gewarnt wird.
monitoring-field-events-a-day = Ereignisse eines Geräts am Tag
monitoring-hint-events-a-day = Was ein Gerät darüber hinaus hat, wartet dort bis zum nächsten Tag: 256 bis 10.000.000.
monitoring-wrong-events-a-day = Geben Sie 256 bis 10.000.000 an.
monitoring-field-keep-security = Tage, die Sicherheitsereignisse bleiben
monitoring-hint-keep-security = Wer hereinkam, was sich änderte, was nicht stimmt: 1 bis 3650 Tage.
monitoring-wrong-keep-security = Geben Sie 1 bis 3650 Tage an.
monitoring-field-keep-network = Tage, die Netzwerkereignisse bleiben
monitoring-hint-keep-network = Mit wem Geräte sprechen: 1 bis 3650 Tage.
monitoring-wrong-keep-network = Geben Sie 1 bis 3650 Tage an.
monitoring-field-keep-product = Tage, die Ereignisse von Produkten bleiben
monitoring-hint-keep-product = Was Produkte erzählen: 1 bis 3650 Tage.
monitoring-wrong-keep-product = Geben Sie 1 bis 3650 Tage an.
monitoring-field-keep-alerts = Tage, die Warnungen bleiben
monitoring-hint-keep-alerts = Seit sie beantwortet wurden oder vorbei waren: 1 bis 3650 Tage.
monitoring-wrong-keep-alerts = Geben Sie 1 bis 3650 Tage an.

# Auf der Seite des Geräts.
unit-alerts = Warnungen
unit-alerts-none = Über dieses Gerät wurde nichts geschlossen. Das heißt nicht, dass es nicht angegriffen wurde.
unit-alerts-all = Nur die neuesten sind gezeigt.
unit-shared-events = Ereignisse, die sein Besitzer teilt
detector-insisting = Beharrlich
detector-stale-credential = Abgelaufene Anmeldedaten
detector-does-insisting = Wieder und wieder dasselbe Ziel, obwohl nichts daraus wird.
detector-does-stale-credential = Eine Maschine, die früher hereinkam, scheitert wieder und wieder mit dem, was sie hatte: ein Auftrag mit abgelaufenem Schlüssel, oder jemand, der diese Maschine hat.
alert-says-insisting = { $units ->
    [one] Ein Gerät von { $product } versucht { $cause } wieder und wieder vergeblich
   *[other] { $units } Geräte von { $product } versuchen { $cause } wieder und wieder vergeblich
}
alert-says-stale-credential = { $units ->
    [one] Eine Maschine, die früher in ein Gerät von { $product } kam, scheitert wieder und wieder: { $cause }
   *[other] Eine Maschine, die früher in { $units } Geräte von { $product } kam, scheitert wieder und wieder: { $cause }
}
detector-damaged = Nicht wie zuvor
detector-erased = Protokoll gelöscht
detector-does-damaged = Das Protokoll des Geräts oder eine Datei, die es aufbewahrt, ist nicht, wie sie war.
detector-does-erased = Jemand hat das Protokoll des Geräts gelöscht: der Eigentümer, oder wer als solcher hereinkam.
alert-says-damaged = { $units ->
    [one] Ein Gerät von { $product } fand etwas verändert oder beschädigt: { $cause }
   *[other] { $units } Geräte von { $product } fanden etwas verändert oder beschädigt: { $cause }
}
alert-says-erased = { $units ->
    [one] Das Protokoll eines Geräts von { $product } wurde gelöscht
   *[other] Die Protokolle von { $units } Geräten von { $product } wurden gelöscht
}
