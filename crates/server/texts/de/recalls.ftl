# Rücknahmen und Rückrufe, Einführer und Händler.
action-recall-read = Rücknahmen und Rückrufe, Einführer und Händler lesen
action-recall-work = Eine Rücknahme oder einen Rückruf planen, vermerken, was zurückkam, Einführer und Händler eintragen
action-recall-decide = Versionen vom Markt nehmen oder zurückrufen
record-recall-planned = Eine Rücknahme oder einen Rückruf geplant
record-recall-partner-told = Einem Einführer oder Händler einen Rückruf mitgeteilt
record-recall-returned = Geräte vermerkt, die zurückkamen
record-recall-ended = Eine Rücknahme oder einen Rückruf beendet
record-partner-made = Einen Einführer oder Händler eingetragen
record-partner-changed = Geändert, wie ein Einführer oder Händler zu erreichen ist
job-kind-recall-telling = Mitteilungen zu Rückrufen
job-does-recall-telling = Teilt Einführern und Händlern die Geräte eines Rückrufs mit, die an sie gingen.

recall = Rücknahme oder Rückruf
recalls = Rücknahmen und Rückrufe
recalls-lead = Wo ein Fehler nicht behoben werden kann (Artikel 13 Absatz 21): Eine Entscheidung stoppt den Verkauf und listet jedes Gerät. Was aus ihnen wird, wird hier gezählt.
recalls-caption = Rücknahmen und Rückrufe, die neuesten zuerst
recalls-none = Es gibt keine
recalls-none-hint = Sie werden hier oder von einem Fall aus geplant, und zwei Personen entscheiden.
recall-called = { $kind } { $number }: { $product }
recall-made = Geplant
recall-kind = Was geschieht
recall-kind-withdraw = Rücknahme
recall-kind-recall = Rückruf
recall-means-withdraw = Diese Versionen werden nicht mehr verkauft. Geräte bleiben, wo sie sind.
recall-means-recall = Diese Versionen werden nicht mehr verkauft, und Geräte mit ihnen werden zurückgenommen.
recall-state-draft = nicht entschieden
recall-state-decided = im Gang
recall-state-ended = beendet
recall-new = Eine Rücknahme oder einen Rückruf planen
recall-new-lead = Durch das Planen geschieht nichts. Eine zweite Person entscheidet; in der Not entscheidet eine Person allein, und eine zweite sieht es sich danach an.
recall-what = Was, und warum
recall-choose = Weiter
recall-releases = Versionen
recall-releases-hint = Von einem Fall sind die schon gewählt, die sein Fehler betrifft.
recall-reason-hint = Die Begründung steht für immer im Protokoll und im Text für die Behörde: Nennen Sie darin keine Person.
recall-plan = Planen
recall-propose = Die Entscheidung vorschlagen
recall-is-draft = Noch ist nichts geschehen: Der Verkauf geht weiter, bis dies entschieden ist.
recall-facts = Was entschieden wurde
recall-case = Der Fall
recall-decided = Entschieden
recall-ended = Beendet
recall-devices = Die Geräte
recall-units = { $count ->
    [one] Das Gerät, auf dem bei der Entscheidung eine dieser Versionen lief
   *[other] Die { $count } Geräte, auf denen bei der Entscheidung eine dieser Versionen lief
}
recall-units-none = Auf keinem Gerät lief bei der Entscheidung eine dieser Versionen.
recall-standing-corrected = korrigiert
recall-standing-returned = zurückgekommen
recall-standing-decommissioned = außer Betrieb
recall-standing-unknown = nicht bekannt
recall-standing-open = noch damit im Feld
recall-csv = Seriennummern als CSV
recall-json = als JSON
recall-owners = Benachrichtigte Besitzer:
recall-places = Nach Mitgliedstaat, Einführer und Händler
recall-count = Geräte
receiver-hears-recall = Rückrufe: von den eigenen Geräten
recall-partners = Einführer und Händler
recall-partners-none = Niemand hat gesagt, an wen diese Geräte gingen: Gerätelisten nennen sie in den Spalten importer und dealer.
recall-partner-units = { $count ->
    [one] ein Gerät
   *[other] { $count } Geräte
}
recall-told = { $count ->
    [one] eines mitgeteilt
   *[other] { $count } mitgeteilt
}
recall-told-soon = wird benachrichtigt, sobald Mail gesendet werden kann
recall-told-no-mail = nicht benachrichtigt: Keine Adresse ist bekannt
recall-letter = Text für die Marktüberwachungsbehörde
recall-letter-note = Ein Entwurf auf Englisch. Von hier wird nichts gesendet; wen er erreichen muss und auf welchem Weg, sagt eine Person.
recall-gaps = Vor der Weitergabe zu ergänzen:
recall-gap-manufacturer = der Name des Herstellers
recall-gap-address = die Postanschrift des Herstellers
recall-gap-contact = der Kontakt des Herstellers
recall-gap-designation = die Typbezeichnung des Produkts
recall-gap-flaw = worin das Risiko besteht: kein Fall, oder kein bekannter Fehler
recall-gap-markets = der Mitgliedstaat einiger Geräte
recall-gap-partners = Einführer oder Händler einiger Geräte
recall-gap-owners-do = was Besitzer tun sollen
recall-returned = Was zurückkam
recall-serials = Seriennummern
recall-serials-hint = Eine je Zeile, höchstens 5000.
recall-note = Vermerken
recall-strange = Keine Geräte dieses Rückrufs und nicht vermerkt: { $serials }
recall-end = Beenden
recall-end-hint = Was bisher aus den Geräten wurde, steht im Protokoll. Nennen Sie in der Begründung keine Person.
recall-from-case = Wo der Fehler nicht behoben werden kann: eine Rücknahme oder einen Rückruf planen
recall-mail-subject = { $kind } { $number }: { $product }
recall-mail-to = An { $name }
recall-mail-withdraw = Der Hersteller nimmt Geräte des Produkts { $product } vom Markt. Bitte stellen Sie die folgenden Geräte nicht mehr bereit.
recall-mail-recall = Der Hersteller ruft Geräte des Produkts { $product } zurück. Bitte stellen Sie die folgenden Geräte nicht mehr bereit, und helfen Sie, dass schon verkaufte zurückkommen.
recall-mail-units = { $count ->
    [one] Ein Gerät ging an Sie, soweit wir wissen:
   *[other] { $count } Geräte gingen an Sie, soweit wir wissen:
}
recall-mail-more = (Fortsetzung, Mail { $number })
done-recall-planned = Geplant. Noch ist nichts geschehen.
done-recall-returned = Vermerkt und verzeichnet.
done-recall-ended = Beendet und verzeichnet.

partners = Einführer und Händler
partners-lead = An wen Geräte gingen. Gerätelisten nennen sie in den Spalten importer und dealer; wer noch nicht bekannt ist, wird hier eingetragen.
partners-none = Noch ist niemand bekannt
partners-none-hint = Tragen Sie sie ein, oder reichen Sie eine Geräteliste ein, die sie nennt.
partners-more = Weitere
partner-change = Ändern
partner-keep = Behalten
partner-new = Eintragen
partner-kind = Was er ist
partner-kind-importer = Einführer
partner-kind-dealer = Händler
partner-name = Name
partner-name-hint = Genau so, wie Gerätelisten ihn nennen. Er ändert sich danach nicht.
partner-market = Mitgliedstaat
partner-market-hint = Wo er ist, etwa DE.
partner-mail = Mail
partner-mail-hint = Wo er von Rückrufen erfährt.
partner-language = Sprache
done-partner-made = Eingetragen.
done-partner-changed = Geändert.

case-refused-no-such-recall = Wählen Sie, was geschieht.
case-refused-no-releases = Wählen Sie eine oder mehrere Versionen dieses Produkts.
case-refused-no-such-case = Wählen Sie einen Fall dieses Produkts.
case-refused-no-serials = Geben Sie Seriennummern von Geräten dieses Rückrufs an, höchstens 5000.
case-refused-no-such-partner-kind = Wählen Sie Einführer oder Händler.
case-refused-partner-name = 1 bis 100 Zeichen.
case-refused-no-such-market = Die zwei Buchstaben eines Mitgliedstaats, etwa DE.
case-refused-no-mail = Geben Sie eine Adresse an, etwa a@example.org.
case-refused-no-such-language = Wählen Sie eine Sprache.
