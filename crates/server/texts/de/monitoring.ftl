# Überwachung: Ereignisse der Geräte, Warnungen, und was das Personal zu beidem entscheidet.
job-kind-event-retention = Alte Ereignisse löschen
job-does-event-retention = Löscht Ereignisse, die Geräte geschickt haben, nach der Zeit, die das Personal festgelegt hat, Klasse für Klasse, und vermerkt, wie viele es waren.
unit-event-events-over-quota = Es schickte mehr Ereignisse, als ein Gerät an einem Tag darf: der Rest wartet auf dem Gerät

action-monitoring-read = Warnungen lesen, und was die Überwachung umfasst
action-monitoring-events = Die Ereignisse lesen, die Besitzer teilen
action-alert-answer = Sagen, ob eine Warnung stimmt, falsch oder erwartet ist
action-monitoring-change = Über falsche Warnungen, Höchstmengen und Aufbewahrung entscheiden
record-monitoring-changed = Über die Überwachung entschieden
record-events-expired = Ereignisse nach ihrer Zeit gelöscht
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
cause-service = Port { $port } vieler Gegenstellen
cause-unknown = etwas, das diese Version des Servers nicht benennen kann
peer-any = eine unbekannte Gegenstelle
port-any = jeder Port

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
