# Was den Besitzern betroffener Geräte mitgeteilt wird.
action-owner-notice-write = Schreiben, was den Besitzern betroffener Geräte mitgeteilt wird, und entscheiden, für wen es ist
action-owner-notice-send = Besitzern betroffener Geräte etwas mitteilen, und damit aufhören
record-owner-notice-drafted = Eine Mitteilung an Besitzer begonnen
record-owner-notice-changed = Eine Mitteilung an Besitzer geändert, oder für wen sie ist
record-owner-notice-dropped = Den Entwurf einer Mitteilung an Besitzer verworfen
record-owner-notice-sent = Besitzern betroffener Geräte etwas mitgeteilt
record-owner-notice-recalled = Eine Mitteilung an Besitzer zurückgezogen
entry-owners = Besitzern mitgeteilt: Mitteilung { $number }, für { $units ->
    [one] ein Gerät
   *[other] { $units } Geräte
}
entry-owners-recalled = Mitteilung { $number } an Besitzer zurückgezogen; { $units ->
    [0] kein Gerät hatte sie
    [one] ein Gerät hatte sie
   *[other] { $units } Geräte hatten sie
}
case-refused-notice-title = Verwenden Sie in jeder Sprache 3 bis 200 Zeichen.
case-refused-notice-text = Sagen Sie, was geschehen ist. Titel und Texte einer Sprache haben zusammen höchstens 2048 Bytes.
case-refused-no-such-gravity = Wählen Sie eines.
case-refused-notice-address = Geben Sie eine Adresse an, die mit https:// beginnt, oder keine.
case-refused-no-such-scope = Wählen Sie, für wen es ist; bei Freigaben mindestens eine.
case-refused-not-of-product = Wählen Sie Freigaben des Produkts, um das es im Fall geht.
case-refused-no-such-markets = Nennen Sie Mitgliedstaaten mit zwei Buchstaben, etwa DE, FR; - wo es niemand gesagt hat.
done-owner-notice-drafted = Der Entwurf ist da. Niemand erfährt etwas, bevor er gesendet ist.
done-owner-notice-changed = Gespeichert. Niemand erfährt etwas, bevor es gesendet ist.
done-owner-notice-sent = Es ist gesendet. Geräte erfahren es, wenn sie sich das nächste Mal melden.
done-owner-notice-recalled = Es wird niemandem mehr mitgeteilt.
done-owner-notice-dropped = Der Entwurf ist weg.
owner-notices = Was Besitzern mitgeteilt wird
owner-notice-none = Besitzern wurde von diesem Fall nichts mitgeteilt.
owner-notice-begin = Besitzer benachrichtigen
owner-notice-called = Mitteilung { $number } an Besitzer
owner-notice-write = Was sie sagt, und für wen sie ist
owner-notice-names = Jeder darf es lesen: Nennen Sie keinen Finder, keinen Besitzer und keinen Haushalt.
owner-notice-state-draft = Entwurf
owner-notice-state-sent = gesendet
owner-notice-state-recalled = zurückgezogen
notice-language-en = Englisch
notice-language-de = Deutsch
owner-notice-title = In einer Zeile
owner-notice-happened = Was geschehen ist
owner-notice-advice = Was der Besitzer tun kann
owner-notice-gravity = Wie ernst es für den Besitzer ist
notice-gravity-information = Gut zu wissen
notice-gravity-important = Wichtig
notice-gravity-urgent = Dringend
owner-notice-address = Wo mehr steht
owner-notice-scope = Für wen sie ist
owner-notice-base = Geräte
notice-base-case = Die des Falls
notice-base-releases = Die mit bestimmten Freigaben
notice-base-product = Alle des Produkts
notice-base-means-case = Geräte seiner Warnungen, und die mit einer Freigabe, in der seine Schwachstelle steckt.
notice-base-means-releases = Wählen Sie die Freigaben unten.
notice-base-means-product = Wo immer sie bereitgestellt wurden, wenn Sie keine Mitgliedstaaten nennen.
owner-notice-releases = Freigaben
owner-notice-markets = Nur in diesen Mitgliedstaaten
owner-notice-markets-hint = Je zwei Buchstaben, etwa DE, FR; leer: überall.
owner-notice-everywhere = überall
owner-notice-later = Wer später dazukommt
owner-notice-later-choose = Auch Geräten mitteilen, die später dazukommen
owner-notice-later-hint = Etwa einem, das mit einer betroffenen Freigabe erst eingeschaltet wird.
owner-notice-later-yes = erfährt es auch
owner-notice-later-no = erfährt es nicht
owner-notice-corrects = An der Stelle von
owner-notice-save = Entwurf speichern
owner-notice-reach = Wen sie erreicht
owner-notice-units = Geräte
owner-notice-by-unit = Das Gerät selbst kann es sagen
owner-notice-by-mail = Der Besitzer hinterließ eine Mailadresse
owner-notice-by-webhook = Der Besitzer hinterließ eine Adresse für einen Webhook
owner-notice-by-nothing = Nichts führt zu ihren Besitzern
owner-notice-nobody = Kein Gerät gehört dazu: Niemand würde es erfahren.
owner-notice-send = { $count ->
    [one] An ein Gerät senden
   *[other] An { $count } Geräte senden
}
owner-notice-send-hint = Sie geht an diese Geräte und an niemanden sonst. Was gesendet ist, lässt sich nicht ändern: Eine Korrektur ist eine neue Mitteilung.
owner-notice-drop = Entwurf verwerfen
owner-notice-progress = Wie weit sie kam
owner-notice-sent = Gesendet
owner-notice-recalled = Zurückgezogen
owner-notice-digest = SHA-256 des Gesendeten
owner-notice-all-units = Geräte dieser Mitteilung
owner-notice-correct = Korrektur schreiben
owner-notice-recall = Zurückziehen
owner-notice-recall-hint = Sie wird niemandem mehr mitgeteilt. Wer sie hat, behält sie.
owner-notice-told = Mitgeteilt
owner-notice-kept = Vom Gerät aufbewahrt
owner-notice-opened = Von einem Besitzer gelesen
owner-notice-not-yet = es hat sich noch nicht gemeldet
owner-notice-not-by-unit = das Gerät kann es nicht sagen
notice-reach-opened = von einem Besitzer gelesen
notice-reach-kept = vom Gerät aufbewahrt, nicht gelesen
notice-reach-waiting = warten, bis das Gerät sich meldet
notice-reach-elsewhere = nur per Mail oder Webhook
notice-reach-unreachable = nicht erreichbar
owner-notice-moved = Jemand hat sie inzwischen geändert. Sehen Sie sie noch einmal an.
owner-notice-already = Sie ist inzwischen weiter: Was gesendet ist, wird nicht mehr geändert.
owner-notice-wider = Inzwischen gehören { $count } Geräte dazu, mehr als gezeigt wurden. Sehen Sie noch einmal nach, bevor Sie senden.
owner-notice-same-person = Eine zweite Person sendet sie: nicht, wer sie zuletzt geändert hat.
record-owner-contact-left = Ein Besitzer sagte, wo er benachrichtigt werden will
record-owner-contact-taken-back = Ein Besitzer nahm zurück, wo er benachrichtigt werden will
owner-notice-way-mail = Per Mail
owner-notice-way-webhook = Per Webhook
owner-notice-elsewhere = Per Mail und Webhook
owner-delivery-delivered = zugestellt
owner-delivery-waiting = wird wieder versucht
owner-delivery-failed = nach fünf Tagen aufgegeben
owner-contact = Über die Sicherheit dieses Geräts benachrichtigt werden
owner-contact-lead = Der Hersteller sagt es Ihnen am Gerät selbst, wenn etwas zu seiner Sicherheit Sie betrifft. Daneben können Sie hier eine Adresse hinterlassen.
owner-contact-mail = Mailadresse
owner-contact-webhook = Adresse eines eigenen Programms
owner-contact-webhook-hint = Sie beginnt mit https://. Was gesendet wird, ist signiert; das Geheimnis wird einmal gezeigt.
owner-contact-hint = Mitteilungen kommen in der Sprache dieser Seite. Was Sie hinterlassen, liegt versiegelt, wird niemandem gezeigt, auch hier nicht, und verschwindet, wenn das Gerät gelöscht wird oder den Besitzer wechselt.
owner-contact-language-code = de
owner-contact-is-mail = Eine Mailadresse ist hinterlegt.
owner-contact-is-webhook = Die Adresse eines Programms ist hinterlegt.
owner-contact-confirmed = wird benutzt
owner-contact-unconfirmed = wartet auf den Link in der Mail
owner-contact-take-back = Zurücknehmen
owner-contact-leave = Diese Adresse hinterlassen
owner-contact-asked = Eine Mail mit einem Link ist unterwegs. Bevor Sie ihn öffnen, wird sonst nichts dorthin gesendet.
owner-contact-kept = Die Adresse ist festgehalten. Eine Mail mit einem Link geht dorthin, sobald dieser Server Mail verschicken kann; sonst wird nichts dorthin geschickt, bevor Sie ihn öffnen.
owner-contact-secret = Die Adresse ist hinterlegt. Was dorthin geht, ist mit diesem Geheimnis signiert, das nur jetzt gezeigt wird: { $secret }
owner-contact-gone = Die Adresse ist weg.
owner-contact-wrong = Geben Sie eine Adresse an, an die etwas gesendet werden kann.
owner-contact-soon = Eine Mail ging eben erst hinaus. Warten Sie zehn Minuten auf eine weitere.
owner-confirm = Per Mail benachrichtigt werden
owner-confirm-lead = Mitteilungen zur Sicherheit eines Geräts
owner-confirm-go = Ja, Mitteilungen an diese Adresse senden
owner-confirm-done = Mitteilungen zur Sicherheit Ihres Geräts gehen von jetzt an an Ihre Adresse.
owner-confirm-void = Dieser Link öffnet nichts mehr. Er gilt zwei Tage und einmal.
owner-mail-confirm = Bitte bestätigen: Mitteilungen zur Sicherheit Ihres Geräts
owner-mail-confirm-text =
    Jemand mit einem Code seines Geräts hat diese Adresse hinterlassen, um über die Sicherheit des Geräts benachrichtigt zu werden.
    Wenn Sie das waren, öffnen Sie innerhalb von zwei Tagen diesen Link:

    { $address }

    Wenn nicht, tun Sie nichts: Sonst wird nichts hierher gesendet.
owner-mail-foot = Sie haben diese Adresse hinterlassen, um über die Sicherheit Ihres Geräts benachrichtigt zu werden. Zurücknehmen lässt sie sich mit einem frischen Code des Geräts unter { $address }
