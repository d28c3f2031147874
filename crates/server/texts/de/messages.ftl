## Wer durch Mail und Syslog erfährt

messages = Mail und Syslog
messages-lead = Wer von Warnungen erfährt, ohne hierher zu sehen: Menschen durch Mail, Werkzeuge durch Syslog.
messages-nobody = Warnungen erreichen niemanden, der nicht auf diesen Server sieht.
messages-whose = Wer benachrichtigt wird, legen Administratoren fest; Ihre Rolle liest es.
messages-no-mail-server = Es ist kein Mailserver eingestellt, darum wartet die Mail. Stellen Sie unten einen ein.
receivers-caption = Empfänger, die neuesten zuerst
receivers-empty = Noch erfährt niemand etwas
receivers-empty-hint = Fügen Sie einen Menschen, eine Adresse oder einen Server hinzu, der Syslog nimmt.
receiver-add = Empfänger hinzufügen
receiver-add-lead = Er erfährt von Warnungen, die von jetzt an entstehen, höchstens einmal am Tag, dass sie wachsen, und dass sie enden.
receiver-edit = Ändern
receiver-save = Speichern
receiver-name = Name
receiver-name-hint = Woran Ihre Kollegen ihn erkennen.
receiver-way = Wie er erfährt
receiver-way-mail = Mail
receiver-way-mail-hint = Die eigene Adresse eines Menschen oder jede andere. Mehrere Warnungen in wenigen Minuten kommen in einer Mail.
receiver-way-syslog = Syslog
receiver-way-syslog-hint = Ein Server, der Protokolle sammelt, etwa ein SIEM: je Neuigkeit eine Zeile nach RFC 5424 mit einem Befund nach OCSF 1.7.0.
receiver-way-tls = Syslog mit TLS
receiver-way-tcp = Syslog mit TCP, nicht verschlüsselt
receiver-way-udp = Syslog mit UDP, nicht verschlüsselt, kann verloren gehen
receiver-person = Mensch
receiver-no-person = Niemand davon: die Adresse unten
receiver-person-gone = Das Konto dieses Menschen ist geschlossen
receiver-address = Adresse
receiver-address-hint = Für Mail eine Adresse wie wache@example.com; für Syslog Host und Port wie siem.example.com:6514.
receiver-address-mail = Eine Adresse wie wache@example.com.
receiver-address-syslog = Host und Port wie siem.example.com:6514.
receiver-carrier = Was Syslog trägt
receiver-authority = Zertifikat der Zertifizierungsstelle
receiver-authority-hint = Als PEM. Syslog mit TLS glaubt nur Servern, deren Zertifikat von ihr kommt.
receiver-language = Sprache
receiver-language-en = Englisch
receiver-language-de = Deutsch
receiver-product = Produkt
receiver-all-products = Alle Produkte
receiver-least = Welche Warnungen
receiver-least-low = Alle Warnungen
receiver-least-hint-low = Auch, was durch Zufall einmal in tausend Fällen oder öfter geschieht.
receiver-least-medium = Überraschende Warnungen
receiver-least-hint-medium = Was durch Zufall seltener als einmal in tausend Fällen geschieht.
receiver-least-high = Sehr überraschende Warnungen
receiver-least-hint-high = Was durch Zufall seltener als einmal in einer Million Fälle geschieht.
receiver-hears = Erfährt von
receiver-hears-alert = Alarme
receiver-hears-ring = Klingeln: jede Stufe jeder Frist
receiver-hears-both = Beides
receiver-kind-alert = Warnungen
receiver-waiting = Wartende Nachrichten
receiver-last = Zuletzt angekommen
receiver-created = Angelegt
receiver-facts = Angaben
receiver-active = Kommt an
receiver-failing = Kommt nicht an
receiver-off = Aus
receiver-untried = Noch nichts angekommen
receiver-failing-since = Seit { $since } ist nichts angekommen. Nachrichten warten und werden fünf Tage lang alle paar Minuten wieder versucht; was inzwischen neu ist, kommt in einer Nachricht.
receiver-off-note = Jemand hat diesen Empfänger ausgeschaltet. Was auf ihn wartete, wartet.
receiver-change = Was Sie tun können
receiver-test = Test senden
receiver-test-hint = Ein Test zeigt, ob Nachrichten ankommen. Die Antwort steht gleich darunter.
receiver-enable = Einschalten
receiver-enable-hint = Ist er wieder an, erfährt er von offenen Warnungen, die er verpasst hat.
receiver-disable = Ausschalten
receiver-remove = Entfernen
receiver-remove-title = Diesen Empfänger entfernen?
receiver-remove-effect = Seine Nachrichten werden auch entfernt, auch die wartenden.
messages-caption = Nachrichten, die neuesten zuerst
messages-empty = Noch wurde nichts gesendet
messages-empty-hint = Hier steht die nächste Warnung, von der er erfährt, oder ein Test.
message-subject = Was
message-answer = Antwort
message-attempts = Versuche
message-action = Aktion
message-again = Noch einmal senden
message-now = Jetzt versuchen
message-delivered = Angekommen
message-waiting = Wartet
message-given-up = Aufgegeben

mail-server = Mailserver
mail-lead = Durch ihn sendet dieser Server Mail. Er darf in Ihrem eigenen Netz stehen.
mail-none = Es ist kein Mailserver eingestellt.
mail-set = Mailserver einstellen
mail-where = Server
mail-host = Server
mail-host-hint = Sein Name oder seine Adresse, etwa mail.example.com.
mail-port = Port
mail-port-hint = In der Regel 465 für TLS, 587 für STARTTLS.
mail-security = Verschlüsselung
mail-security-tls = TLS
mail-security-hint-tls = Vom ersten Byte an verschlüsselt.
mail-security-starttls = STARTTLS
mail-security-hint-starttls = Verschlüsselt, bevor etwas gesagt wird. Ein Server, der es nicht anbietet, bekommt keine Mail.
mail-security-none = Keine
mail-security-hint-none = Nur für einen Server auf diesem Rechner.
mail-user = Benutzer
mail-password = Passwort
mail-password-hint = Wird unter dem Hauptschlüssel versiegelt aufbewahrt und nie gezeigt.
mail-password-kept = Eines ist aufbewahrt. Bleibt das Feld leer, bleibt es, solange Server, Port, Benutzer, Verschlüsselung und Zertifizierungsstelle bleiben.
mail-from = Absender
mail-from-hint = Die Adresse, von der die Mail kommt.
mail-authority-hint = Als PEM, für einen Server, dessen Zertifikat von einer eigenen Zertifizierungsstelle kommt. Leer: die Stellen, die Browser kennen.
mail-details = Was Mail nennt
mail-details-on = Auch Adressen, Konten und Werte, von denen Geräte berichten
mail-details-off = Keine Adressen, keine Konten, keine Werte, von denen Geräte berichten
mail-details-choose = Adressen, Konten und Werte nennen, von denen Geräte berichten
mail-details-hint = Sie können personenbezogen sein, und Mail geht durch Server von anderen. Sonst führt die Mail zu der Seite, die sie nennt. Seriennummern stehen in keiner Mail.

problem-message-length = Bitte geben Sie ihm einen Namen mit 1 bis 100 Zeichen.
problem-message-not-an-address = Das ist keine E-Mail-Adresse. Sie sieht aus wie name@example.com.
problem-message-not-a-server = Das ist kein Server. Für Mail und für Syslog ist es ein Host und ein Port von 1 bis 65535.
problem-message-way = Bitte wählen Sie, wie er erfährt; für Syslog auch, was es trägt.
problem-message-language = Bitte wählen Sie eine Sprache.
problem-message-least = Bitte wählen Sie, welche Warnungen.
problem-message-product = Dieses Produkt gibt es nicht mehr.
problem-message-kind = Wählen Sie, was gehört wird. Was Menschen ruft, geht nur per Mail.
problem-message-both = Wählen Sie einen Menschen oder geben Sie eine Adresse an: Mail geht an eines von beiden.
problem-message-person = Diesen Menschen gibt es nicht mehr, oder sein Konto ist geschlossen.
problem-message-authority = Syslog mit TLS braucht hier ein Zertifikat als PEM, und jedes angegebene muss eines sein.
problem-message-not-encrypted = Unverschlüsselt geht Mail nur an diesen Rechner. Wählen Sie eine andere Verschlüsselung oder localhost.
problem-message-password = Zu einem Passwort gehört ein Benutzer. Für einen anderen Server, Benutzer oder eine andere Verschlüsselung geben Sie es bitte neu ein.

done-mail-changed = Der Mailserver ist eingestellt. Was wartete, wird sofort versucht.
done-receiver-made = Der Empfänger ist da. Senden Sie einen Test, um zu sehen, ob er ankommt.
done-receiver-changed = Der Empfänger ist geändert.
done-receiver-tested = Ein Test ist unterwegs. Die Antwort steht gleich darunter.
done-receiver-enabled = Der Empfänger ist an.
done-receiver-disabled = Der Empfänger ist aus.
done-receiver-removed = Der Empfänger ist entfernt.
done-message-again = Die Nachricht ist wieder unterwegs.

## Was in der Mail steht

message-subject-opened = Warnung: { $says }
message-subject-grown = Warnung wächst: { $says }
message-subject-ended = Warnung beendet: { $says }
message-opened = Diese Warnung ist neu.
message-grown = Es sind mehr Geräte betroffen, als Ihnen zuvor gesagt wurde.
message-quiet = Sie ist beendet: Seit einem Tag war nichts mehr zu sehen, und niemand hat geantwortet.
message-answer-true = Sie ist beendet: Jemand hat geantwortet, dass sie zutrifft.
message-answer-false = Sie ist beendet: Jemand hat geantwortet, dass sie nicht zutrifft.
message-answer-expected = Sie ist beendet: Jemand hat geantwortet, dass es so sein soll.
message-why = Warum:
message-reason = { $detector }: { $about }. Erwartet: { $expected }. Gesehen: { $seen }. { $against }.
message-product = Produkt: { $product }
message-units = { $count ->
    [one] Geräte: 1
   *[other] Geräte: { $count }
}
message-times = Zuerst gesehen: { $first }. Zuletzt gesehen: { $last }.
message-withheld = Was Geräte beim Namen nennen, etwa Adressen und Konten, steht nicht in dieser Mail; die Seite nennt es.
message-page = Ansehen: { $address }
message-page-all = Alle: { $address }
message-digest-subject = { $count } Warnungen
message-digest = Es gibt Neues von { $count } Warnungen.
message-digest-more = { $count ->
    [one] Und eine weitere.
   *[other] Und { $count } weitere.
}
message-gone = Wovon sie handelte, ist hier nicht mehr bekannt
message-test-subject = Test: Nachrichten von Steadfast kommen an
message-test = Das ist ein Test. Jemand möchte wissen, ob Nachrichten dieses Servers hier ankommen. Sie tun es.
cause-withheld = etwas, das die Seite nennt

## Einträge

record-mail-changed = Mailserver eingestellt
record-receiver-made = Empfänger von Nachrichten angelegt
record-receiver-changed = Empfänger von Nachrichten geändert
record-receiver-enabled = Empfänger von Nachrichten eingeschaltet
record-receiver-disabled = Empfänger von Nachrichten ausgeschaltet
record-receiver-removed = Empfänger von Nachrichten entfernt
record-receiver-tested = Empfänger von Nachrichten getestet
record-message-sent-again = Nachricht noch einmal gesendet

action-receiver-read = Sehen, wer durch Mail und Syslog erfährt
action-receiver-change = Entscheiden, wer durch Mail und Syslog erfährt

duty-tell = Jemanden von Warnungen erfahren lassen
duty-tell-why = Warnungen erreichen niemanden, der nicht auf diese Seite sieht.
duty-messages = { $count ->
    [one] Einen Empfänger von Nachrichten ansehen
   *[other] { $count } Empfänger von Nachrichten ansehen
}
duty-messages-why = Mail oder Syslog kommt seit einer Stunde oder länger nicht an. Die Seite von jedem sagt, warum.
looked-messages = Mail und Syslog
