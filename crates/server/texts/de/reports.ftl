# Meldungen von Findern: koordinierte Offenlegung.
action-report-open = Meldungen von Findern lesen
action-report-handle = Meldungen von Findern bestätigen und beantworten, zu Fällen machen, Findern danken
action-disclosure-change = Entscheiden, was Findern gesagt wird: security.txt, Richtlinie, Ansprechstellen
action-upstream-change = Schwachstellen von Komponenten denen melden, die sie pflegen
record-report-received = Ein Finder hat etwas gemeldet
record-report-added = Ein Finder hat uns geschrieben
record-report-withdrawn = Ein Finder hat zurückgezogen, was er schrieb
record-report-credit-wished = Ein Finder hat gesagt, wie er genannt werden will
record-report-acknowledged = Die Meldung eines Finders bestätigt
record-report-answered = Einem Finder geantwortet
record-report-state = Gesagt, wie weit die Meldung eines Finders ist
record-report-credited = Einem Finder öffentlich gedankt oder das zurückgenommen
record-disclosure-changed = Geändert, was Findern gesagt wird
record-security-txt-renewed = security.txt veröffentlicht oder erneuert
record-upstream-drafted = Eine Meldung an die Pflege einer Komponente geschrieben
record-upstream-sent = Vermerkt, dass eine Meldung an eine Pflege ging
record-upstream-answered = Vermerkt, was eine Pflege geantwortet hat
looked-reports = Meldungen von Findern
looked-security-txt = security.txt
duty-report = Meldung #{ $number } bestätigen
duty-report-why = Ein Finder wartet darauf zu hören, dass sie angekommen ist.
duty-finder = Dem Finder von Meldung #{ $number } antworten
duty-finder-why = Er hat nach uns geschrieben.
duty-advisory-key = Den Schlüssel erneuern, der Sicherheitsmeldungen unterschreibt
duty-advisory-key-why = Wenn er endet, kann keine Meldung veröffentlicht werden, und security.txt unterschreibt niemand.
duty-security-txt = security.txt erneuern
duty-security-txt-why = Nach ihrem Ende müssen Finder sich nicht auf sie verlassen. Sehen Sie nach, ob stimmt, was sie sagt, und erneuern Sie sie dann.
done-report-written = Gesendet. Wir lesen es bei Ihrer Meldung.
done-report-wished = Behalten.
done-report-withdrawn = Gelöscht. Von dem, was Sie schrieben, ist nichts mehr da.
done-report-acknowledged = Der Finder liest, dass sie angekommen ist.
done-report-answered = Der Finder liest es auf seiner Seite.
done-report-state = Behalten.
done-report-credited = Behalten.
done-report-has-case = Sie war schon Teil dieses Falls.
done-disclosure-changed = Behalten. security.txt und Richtlinie sagen es von jetzt an so.
done-disclosure-renewed = security.txt gilt von jetzt an 350 Tage.
done-upstream-drafted = Geschrieben. Senden Sie es auf dem Weg, den die Pflege wünscht, und vermerken Sie es dann hier.
done-upstream-sent = Vermerkt.
done-upstream-answered = Vermerkt.

report-title = Eine Schwachstelle melden
report-lead = Sie brauchen kein Konto. Wir wollen Ihnen binnen { $days ->
    [one] einem Arbeitstag
   *[other] { $days } Arbeitstagen
} sagen, dass wir es ansehen.
report-policy = Was Sie erwarten können, und worum wir Sie bitten
report-what = Was Sie gefunden haben
report-what-hint = Wie man es sieht, was daraus folgt, welche Version. Einfacher Text, so lang wie nötig.
report-product = Produkt
report-product-hint = Wie es auf dem Etikett oder in der Oberfläche steht.
report-version = Version
report-name = Ihr Name
report-name-hint = Sie können ihn weglassen. Nur wer Ihre Meldung bearbeitet, liest ihn.
report-reach = Wo wir Sie erreichen
report-reach-hint = Sie können es weglassen: Sie bekommen eine eigene Seite, auf der Sie unsere Antworten lesen.
report-credit = Wie wir Ihnen danken dürfen
report-credit-none = Gar nicht
report-credit-anonymous = Ohne Namen
report-credit-named = Mit Namen
report-credit-means-none = Von Ihnen wird nichts veröffentlicht.
report-credit-means-anonymous = Die Dankesseite führt Sie ohne Namen.
report-credit-means-named = Die Dankesseite nennt Sie, sobald die Schwachstelle behoben ist.
report-credit-name = Der Name, unter dem wir danken
report-trap = Lassen Sie dieses Feld leer
report-files = Anhänge
report-files-hint = Bis zu { $count } Dateien, je { $one }, zusammen { $all }. Auf diesem Server öffnen wir sie nie.
report-sealed = Was Sie schreiben, wird verschlüsselt aufbewahrt. Sie können es jederzeit zurückziehen: dann wird es gelöscht.
report-send = Meldung senden
report-contact = Andere Wege zu uns
report-turned-old = Dieses Formular wurde vor zu langer Zeit ausgegeben, oder nicht von diesem Server. Hier ist ein neues mit dem, was Sie schrieben: bitte senden Sie es noch einmal. Dateien müssen neu gewählt werden.
report-turned-young = Das ging schnell: Formulare, die sofort kommen, senden meist Maschinen. Bitte senden Sie es in { $seconds } Sekunden noch einmal; was Sie schrieben, steht unten. Dateien müssen neu gewählt werden.
report-turned-machine = Ein Feld, das niemand sieht, war ausgefüllt; das tun Maschinen. Bitte senden Sie es noch einmal; was Sie schrieben, steht unten.
report-turned-network = Aus Ihrem Netz kamen eben viele Meldungen. Bitte senden Sie es in { $seconds } Sekunden noch einmal; was Sie schrieben, steht unten.
report-turned-full = Es kommt mehr, als jemand lesen könnte. Nichts wurde behalten. Bitte nehmen Sie einen anderen Weg zu uns oder versuchen Sie es in einer Stunde.
report-turned-files = Eine Meldung fasst höchstens { $count } Anhänge. Nichts wurde behalten; bitte packen Sie sie zusammen oder lassen Sie welche weg.
report-turned-large = Ein Anhang ist größer als { $one }, oder alle zusammen als { $all }. Nichts wurde behalten.
report-turned-room = Im Moment können wir keine Anhänge nehmen. Bitte senden Sie die Meldung ohne sie; Sie können sagen, wo sie liegen.
report-turned-busy = Im Moment kommen zu viele Anhänge. Bitte senden Sie es in einer Minute noch einmal.
report-refused-what-length = Sagen Sie, was Sie gefunden haben: 3 Zeichen bis ein Mebibyte.
report-refused-line-length = Höchstens 200 Zeichen.
report-refused-no-such-credit = Wählen Sie eine der drei Möglichkeiten.
report-refused-no-name = Sagen Sie, unter welchem Namen, oder wählen Sie anders.
report-refused-message-length = 3 Zeichen bis 64 Kibibyte.
report-refused-no-such-state = Wählen Sie einen Stand.
report-refused-title-length = 3 bis 200 Zeichen.
report-refused-no-such-product = Dieses Produkt gibt es nicht.
report-refused-no-address = Eine Adresse, die mit https:// beginnt und nach dem Host nichts hat.
report-refused-no-contact = Je Zeile https://…, mailto:… oder tel:…, höchstens 8.
report-refused-no-key-address = Je Zeile https://…, dns:… oder openpgp4fpr:….
report-refused-no-language = Kürzel wie en und de, höchstens 8.
report-refused-policy-length = Höchstens 20.000 Zeichen.
report-refused-days = 1 bis 10 Arbeitstage.
report-refused-component-length = Nennen Sie die Komponente: höchstens 200 Zeichen.
report-refused-versions-length = Höchstens 200 Zeichen.
report-refused-no-purl = Eine Package-URL beginnt mit pkg: und hält sich an ihren Typ.
report-refused-contact-length = Höchstens 200 Zeichen.
report-refused-note-length = Sagen Sie, was die Schwachstelle ist: 3 bis 8.000 Zeichen.
report-refused-no-fix = Eine Adresse https://…, oder die SHA-256 eines Patches in 64 hexadezimalen Ziffern.
report-refused-no-such-way = Wählen Sie, wie es gesendet wurde.
report-refused-no-such-answer = Wählen Sie, was geantwortet wurde.
report-full = Diese Meldung fasst keine weiteren Nachrichten. Bitte nehmen Sie einen anderen Weg zu uns.

report-taken = Danke: Meldung #{ $number } ist da
report-taken-lead = Bewahren Sie die Adresse unten auf. Sie wird einmal gezeigt und ist der einzige Weg zu Ihrer Meldung.
report-taken-before = Dieses Formular wurde schon gesendet: es ist dieselbe Meldung.
report-keep = Ihre eigene Seite
report-address = Die Adresse Ihrer Seite
report-keep-why = Dort lesen Sie, wie weit sie ist und was wir antworten, schreiben weiter, sagen, wie Sie genannt werden wollen, oder ziehen alles zurück. Wer diese Adresse hat, kann dasselbe; behalten Sie sie für sich. Niemand kann sie Ihnen noch einmal geben.
report-keep-file = Als Textdatei speichern
report-go = Ihre Seite öffnen
report-own = Ihre Meldung #{ $number }
report-facts = Wie es steht
report-received = Angekommen
report-acknowledged = Bestätigt
report-not-yet = Noch nicht. Wir wollen es bis
report-thanked = öffentlich gedankt seit
report-long = { $lines ->
    [one] Eine lange Zeile
   *[other] { $lines } Zeilen
}
report-messages = Nachrichten
report-side-finder = Finder
report-side-staff = Hersteller
report-words-erased = (gelöscht)
report-write = Schreiben Sie uns
report-message = Nachricht
report-write-it = Senden
report-thanks = Dank
report-wish = Behalten
report-withdraw = Zurückziehen
report-withdraw-means = Alles, was Sie und wir hier schrieben, Ihr Name, Ihre Adresse und alle Anhänge werden sofort gelöscht. Dass es eine Meldung gab, bleibt, mit Nummer und Zeiten. Das lässt sich nicht zurücknehmen.
report-sure = Ja, löschen
report-withdraw-it = Alles löschen
report-erased = Sie haben diese Meldung zurückgezogen. Was geschrieben wurde, ist gelöscht.

report-state-new = Neu
report-state-acknowledged = Bestätigt
report-state-in-work = In Arbeit
report-state-fixed = Behoben
report-state-closed = Abgeschlossen
report-state-not-a-flaw = Keine Schwachstelle
report-state-spam = Spam

reports = Meldungen von Findern
reports-lead = Was uns Menschen ohne Konto über unsere Produkte sagten. Was sie schrieben, ist versiegelt und steht in keinem Nachweis.
reports-caption = Meldungen, die neueste zuerst
reports-none = Es gibt keine Meldung
reports-none-hint = Finder kommen über security.txt und die Richtlinie zum Formular.
reports-open = Offen
reports-measured = Wie schnell wir bestätigen
reports-aim = Das Ziel: { $days ->
    [one] ein Arbeitstag
   *[other] { $days } Arbeitstage
}. Meldungen der letzten 90 Tage, ohne Spam.
reports-median = Die Hälfte binnen
reports-worst = Am längsten
reports-counted = Gezählt
reports-counts = { $done } bestätigt, { $waiting } warten
report-finder-what = Was der Finder schrieb
report-finder-name = Name
report-finder-reach = Zu erreichen unter
report-finder-credit-name = Name für den Dank
report-finder-credit = Will genannt werden
report-not-said = nicht gesagt
report-wish-none = gar nicht
report-wish-anonymous = ohne Namen
report-wish-named = mit Namen
report-one = Meldung
report-called = Meldung #{ $number }
report-acknowledge-by = Bestätigen bis
report-done = getan
report-waits = wartet auf Antwort
report-no-case = keiner
report-erased-staff = Der Finder hat zurückgezogen, was er schrieb. Es ist gelöscht.
report-quarantine = Niemand hat in diese Dateien gesehen, auch dieser Server nicht: was darin ist, kann angreifen, was sie öffnet. Nehmen Sie sie auf einer Maschine heraus, die verloren gehen darf.
report-take-out = Anhang { $number } herausnehmen
report-acknowledge = Bestätigen
report-acknowledge-means = Der Finder liest, dass sie angekommen ist und jemand sie ansieht.
report-answer = Antworten
report-answer-hint = Der Finder liest es auf seiner Seite. Es geht keine Mail hinaus.
report-make-case = Zu einem Fall machen
report-make-case-means = Seine Uhren laufen ab der Ankunft der Meldung. Im Fall steht kein Wort des Finders, wenn Sie es nicht hineinschreiben.
report-about = Was Sie dazu sagen
report-about-hint = Leer: nur Zahlen. Nennen Sie den Finder nicht: Fälle lesen mehr Menschen.
report-set-state = Sagen, wie weit sie ist
report-thanks-when = Genannt wird, sobald die Meldung behoben oder abgeschlossen ist.
report-thank = Öffentlich danken
report-thank-back = Den Dank zurücknehmen

disclosure = Was Findern gesagt wird
disclosure-lead = security.txt, die Richtlinie, wohin sich Finder wenden, und wie schnell wir antworten wollen.
disclosure-told = Was ihnen gesagt wird
disclosure-pages = Was die Welt sieht
disclosure-good-until = Gilt bis
disclosure-ends-soon = endet bald
disclosure-none = Niemand hat hier eine security.txt veröffentlicht: dieser Server liefert keine aus.
disclosure-signed = Ausgeliefert wird es im Klartext signiert (OpenPGP), mit dem Zeitpunkt der Erneuerung, vom Schlüssel der Sicherheitshinweise; er liegt unter { $place }.
disclosure-renew = Veröffentlichen oder erneuern
disclosure-no-base = Um sie zu veröffentlichen, sagen Sie unten, unter welcher Adresse die Welt diesen Server erreicht.
disclosure-base = Öffentliche Adresse dieses Servers
disclosure-base-hint = https:// und der Host, wie https://psirt.hersteller.example. Dorthin führt security.txt.
disclosure-contact = Andere Ansprechstellen
disclosure-contact-hint = Je Zeile eine: mailto:security@hersteller.example, https://… oder tel:…. Das Formular dieses Servers steht immer zuerst.
disclosure-encryption = Schlüssel
disclosure-encryption-hint = Wo Ihr OpenPGP-Schlüssel liegt, je Zeile eine Adresse.
disclosure-languages = Sprachen, die Sie lesen
disclosure-days = Arbeitstage bis zur Bestätigung
disclosure-days-hint = Montag bis Freitag; Feiertage zählen als Arbeitstage, damit eher zu früh fällig ist, was fällig ist.
disclosure-policy-en = Richtlinie auf Englisch
disclosure-policy-de = Richtlinie auf Deutsch
disclosure-policy-hint = Leer: der Vorschlag unten. Eine leere Zeile endet einen Absatz, # beginnt eine Überschrift, - einen Eintrag einer Liste.
disclosure-default = Die Richtlinie, die mit dem Programm kommt
disclosure-keep = Behalten
disclosure-policy = Richtlinie zum Melden von Schwachstellen
disclosure-policy-lead = Wir wollen Meldungen binnen { $days ->
    [one] einem Arbeitstag
   *[other] { $days } Arbeitstagen
} bestätigen.
disclosure-thanks = Dank
disclosure-thanks-lead = Sie fanden Schwachstellen in unseren Produkten und sagten es zuerst uns. Wer hier steht, wollte es.
disclosure-thanks-none = Noch ist niemand genannt.
disclosure-anonymous = Jemand, der nicht genannt werden will
disclosure-default-policy =
    # Wofür dies gilt

    Sagen Sie uns von Schwachstellen unserer Produkte: Geräte, ihre Software und die Dienste, die sie brauchen. Was anderen gehört, etwa einem Zulieferer, geben wir mit Ihnen an diese weiter.

    # Was Sie erwarten können

    { "-" } Wir bestätigen Ihre Meldung binnen { $days ->
        [one] einem Arbeitstag
       *[other] { $days } Arbeitstagen
    }.
    { "-" } Auf Ihrer Seite sagen wir Ihnen, was wir fanden und wie weit die Behebung ist.
    { "-" } Wir vereinbaren mit Ihnen, wann die Schwachstelle veröffentlicht wird. In der Regel ist das, sobald es eine Behebung gibt, spätestens 90 Tage nach Ihrer Meldung.
    { "-" } Wir danken Ihnen öffentlich, wenn Sie es wollen, und nur dann.
    { "-" } Wird die Schwachstelle ausgenutzt, melden wir sie den Behörden, wie Artikel 14 der Verordnung (EU) 2024/2847 es verlangt. Ihren Namen nennen wir dort nicht, ohne zu fragen.

    # Worum wir Sie bitten

    { "-" } Prüfen Sie an Geräten und Konten, die Ihnen gehören. Lesen, ändern oder zerstören Sie nichts, was anderen gehört.
    { "-" } Stören Sie den Betrieb nicht, und nehmen Sie nicht mehr Daten, als nötig sind, um die Schwachstelle zu zeigen.
    { "-" } Geben Sie uns Zeit zur Behebung, bevor Sie anderen davon sagen.

    # Wenn Sie sich daran halten

    Wir sehen das, was Sie tun, als von uns erlaubt an, gehen deswegen nicht rechtlich vor und bitten auch die Polizei nicht darum. Tut es jemand anderes, sagen wir, dass Sie sich an diese Richtlinie gehalten haben. Für andere, deren Systeme Sie berühren, können wir nicht sprechen.
upstream = Pflege und Finder
upstream-go = Meldungen an die Pflege (Artikel 13 Absatz 6)
upstream-lead = Wer eine Schwachstelle in einer Komponente findet, meldet sie denen, die sie herstellen oder pflegen, und teilt die eigene Behebung (Artikel 13 Absatz 6). Hier wird sie geschrieben und verfolgt; gesendet wird sie von Ihnen.
upstream-none = Noch wurde keiner Pflege etwas gemeldet.
upstream-called = Nr. { $number }: { $component }
upstream-new = Eine Meldung schreiben
upstream-component = Komponente
upstream-purl = Package-URL
upstream-versions = Betroffene Versionen
upstream-versions-hint = Durch Kommas getrennt.
upstream-contact = Ansprechstelle der Pflege
upstream-contact-hint = Leer: wie die Stückliste der neuesten Version sagt, wo sie es sagt.
upstream-note = Was die Schwachstelle ist
upstream-note-hint = Es geht an die Pflege. Schreiben Sie ohne sein Wort nichts über den Finder.
upstream-fix = Ihre eigene Behebung
upstream-fix-hint = Ihre Adresse https://…, oder die SHA-256 des Patches, den Sie anhängen.
upstream-draft = Schreiben
upstream-drafted = Geschrieben
upstream-sent = Gesendet
upstream-answered = Beantwortet
upstream-words = Der Text
upstream-facts = Dasselbe für Maschinen (Form von OSV; die Kennung ist nur die dieses Servers)
upstream-how = Wie es gesendet wurde
upstream-note-sent = Vermerken, dass es gesendet ist
upstream-what-answer = Was die Pflege antwortete
upstream-note-answer = Antwort vermerken
upstream-state-drafted = Geschrieben, nicht gesendet
upstream-state-sent = Gesendet
upstream-state-answered = Beantwortet
upstream-way-mail = per Mail
upstream-way-form = per Formular
upstream-way-advisory = als vertraulicher Hinweis
upstream-way-other = auf anderem Weg
upstream-answer-confirmed = Es ist eine Schwachstelle
upstream-answer-fixed = Dort behoben
upstream-answer-refused = Es ist keine oder wird nicht behoben
upstream-answer-other = Etwas anderes
