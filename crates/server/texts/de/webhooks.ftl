## Webhooks und ihre Zustellungen

webhooks-lead = Der Server sagt anderen Programmen, was hier geschieht: welcher Eintrag, von welcher Art, allein mit Kennungen.
webhooks-caption = Webhooks, die neuesten zuerst
webhooks-empty = Es gibt noch keinen Webhook
webhooks-empty-hint = Legen Sie einen an, damit ein Ticketsystem, ein Chat oder eine Überwachung von selbst von Einträgen erfährt.
webhook-add = Webhook anlegen
webhook-add-lead = Er erfährt ab jetzt von Einträgen. Jede Zustellung ist signiert, damit der Empfänger sie von einer Fälschung unterscheiden kann.
webhook-edit = Ändern
webhook-edit-lead = Wartende Zustellungen gehen an die neue Adresse.
webhook-save = Speichern
webhook-name = Name
webhook-name-hint = Woran man den Empfänger im Haus erkennt.
webhook-url = Adresse
webhook-url-hint = Eine https-Adresse außerhalb des eigenen Netzes. Andere kann der Betrieb mit der Einstellung webhook-networks erlauben.
webhook-kinds = Erfährt von
webhook-kinds-choose = Erfährt nur von diesen Arten von Einträgen. Ohne Auswahl erfährt er von jeder Art, auch von künftigen.
webhook-every-kind = Jede Art von Eintrag
webhook-more-kinds = und { $count } weitere
webhook-facts = Angaben
webhook-created = Angelegt
webhook-waiting = Wartende Zustellungen
webhook-last = Zuletzt angekommen
webhook-durations = Antwortzeiten der neuesten Versuche
webhook-duration = zuletzt: { $millis } ms
webhook-secret = Signaturgeheimnis
webhook-made = Der Webhook ist angelegt
webhook-secret-made = Das neue Geheimnis gilt
webhook-secret-lead = Geben Sie dem Empfänger dieses Geheimnis. Er prüft damit die Kopfzeile webhook-signature nach der Spezifikation „Standard Webhooks“.
webhook-secret-once = Dieses Geheimnis wird nur jetzt gezeigt. Kopieren Sie es gleich.
webhook-secret-former = Bis { $until } sind Zustellungen auch mit dem bisherigen Geheimnis signiert, damit nichts verloren geht, während Sie es beim Empfänger austauschen.
webhook-open = Zum Webhook

webhook-active = Kommt an
webhook-failing = Kommt nicht an
webhook-disabled = Aus
webhook-stopped = Angehalten
webhook-untried = Noch nichts angekommen
webhook-failing-since = Seit { $since } kommt nichts an. Zustellungen warten und werden in wachsenden Abständen neu versucht. Nach fünf Tagen ohne Erfolg hält der Server den Webhook an.
webhook-stopped-gone = Der Empfänger hat geantwortet, dass es ihn nicht mehr gibt (HTTP 410); deshalb hat der Server diesen Webhook angehalten. Zustellungen warten. Prüfen Sie die Adresse und schalten Sie ihn dann wieder ein.
webhook-stopped-failing = Fünf Tage lang kam nichts an; deshalb hat der Server diesen Webhook angehalten. Zustellungen warten. Prüfen Sie den Empfänger und schalten Sie ihn dann wieder ein.
webhook-disabled-note = Jemand hat diesen Webhook ausgeschaltet. Wovon er erfahren würde, das wartet.

webhook-change = Was Sie tun können
webhook-test = Test senden
webhook-test-hint = Ein Test kommt als Ereignis vom Typ steadfast.test an.
webhook-enable = Einschalten
webhook-enable-hint = Ist er wieder an, erfährt er sofort, was er versäumt hat.
webhook-disable = Ausschalten
webhook-rotate = Neues Geheimnis
webhook-rotate-title = Ein neues Geheimnis erzeugen?
webhook-rotate-effect = Es wird einmal gezeigt. 24 Stunden lang sind Zustellungen mit beiden Geheimnissen signiert; danach gilt das bisherige nicht mehr.
webhook-remove = Entfernen
webhook-remove-title = Diesen Webhook entfernen?
webhook-remove-effect = Auch seine Zustellungen werden entfernt, die wartenden eingeschlossen. Die Einträge selbst bleiben im Nachweisprotokoll.

deliveries = Zustellungen, die neuesten zuerst
deliveries-empty = Es wurde noch nichts zugestellt
deliveries-empty-hint = Hier steht der nächste Eintrag, von dem er erfährt, oder ein Test.
delivery-event = Was
delivery-test = Test
delivery-answer = Antwort
delivery-attempts = Versuche
delivery-action = Aktion
delivery-again = Noch einmal senden
delivery-delivered = Angekommen
delivery-waiting = Wartet
delivery-given-up = Aufgegeben

problem-address-inside = Diese Adresse führt zu dieser Maschine oder in ein eigenes Netz. Der Betrieb kann sie mit der Einstellung webhook-networks erlauben.
done-webhook-changed = Der Webhook ist geändert.
done-webhook-tested = Ein Test ist unterwegs. Gleich steht die Antwort unten.
done-webhook-enabled = Der Webhook ist an.
done-webhook-disabled = Der Webhook ist aus.
done-webhook-removed = Der Webhook ist entfernt.
done-delivery-again = Die Zustellung ist noch einmal unterwegs.

## Einträge zu Webhooks

record-webhook-made = Webhook angelegt
record-webhook-changed = Webhook geändert
record-webhook-secret-rotated = Neues Geheimnis eines Webhooks
record-webhook-enabled = Webhook eingeschaltet
record-webhook-disabled = Webhook ausgeschaltet
record-webhook-stopped = Webhook vom Server angehalten
record-webhook-removed = Webhook entfernt
record-webhook-tested = Webhook getestet
record-delivery-sent-again = Zustellung noch einmal gesendet
