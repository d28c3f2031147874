# Die Seite für Besitzer: einfache Worte für alle, die ein Gerät haben.

owner-title = Updates für Ihr Gerät
owner-lead = Sehen Sie, welche Updates es für Ihr Gerät gibt, entscheiden Sie, wann sie installiert werden, und sehen Sie, was sein Hersteller darüber hat.
owner-serial-hint = Sie steht auf dem Gerät oder seinem Etikett.
owner-code = Besitzercode
owner-code-hint = Buchstaben und Ziffern vom Etikett oder aus den Unterlagen des Geräts; oder ein frischer Code, den das Gerät zeigt. Groß oder klein, mit oder ohne Striche.
owner-enter = Mein Gerät zeigen
owner-no-account = Es braucht kein Konto, und in Ihrem Browser wird nichts gespeichert. Der Code vom Etikett ist für Updates da, und um das Teilen von Ereignissen zu beenden. Was der Hersteller von Ihrem Gerät hat, zeigt nur ein frischer Code: Ihr Gerät zeigt einen auf seiner eigenen Seite, wenn Sie dort angemeldet sind.
owner-refused = Seriennummer und Code passen nicht zusammen. Bitte beides prüfen. Wenn Sie das Gerät gebraucht gekauft haben, bitten Sie den Hersteller um einen eigenen Code.
owner-over = Eine Viertelstunde ist vorbei, oder der Code gilt nicht mehr. Bitte noch einmal eingeben.

owner-device = Ihr Gerät: { $product }
owner-silent = Der Hersteller hat von diesem Gerät länger nichts gehört: Was darauf läuft, kann inzwischen etwas anderes sein. Ein Update wird installiert, wenn das Gerät wieder verbunden ist.
owner-runs = Was darauf läuft
owner-available-none = Updates
owner-nothing = Für dieses Gerät gibt es gerade kein Update.
owner-taken-back = Der Hersteller hat das letzte Update zurückgenommen. Für Sie ist nichts zu tun.
owner-available = Update { $version }
owner-notes = Was der Hersteller dazu sagt
owner-fixes = Schwachstellen, die es behebt
owner-fix-unknown = Mehr wurde dazu noch nicht veröffentlicht.
owner-fix-more = Mehr über { $name } lesen
owner-installs-next = Es wird von selbst installiert, sobald das Gerät das nächste Mal nach Updates fragt.
owner-at-work-running = Das Gerät lädt oder installiert es gerade. Aufschieben lässt es sich nicht mehr.
owner-at-work-unproven = Es ist installiert. Ob es läuft, zeigt sich nach dem nächsten Neustart des Geräts.
owner-installs-then = Sie haben es aufgeschoben. Es wird nach diesem Zeitpunkt installiert: { $date }.
owner-is-refused = Sie haben dieses Update abgelehnt. Es wird nicht installiert, außer Sie entscheiden anders. Die Schwachstellen, die es behebt, bleiben offen.
owner-is-opted-out = Automatische Updates sind ausgeschaltet. Es wartet, bis Sie es installieren.
owner-is-not-agreed = Es bringt etwas Neues und wartet auf Ihre Zustimmung.
owner-decide-title = Ihre Entscheidung
owner-install-now = Jetzt installieren
owner-postpone = Aufschieben
owner-latest = Spätestens { $latest }. Danach wird ein Sicherheitsupdate installiert.
owner-no-latest = An welchem Tag Sie wollen.
owner-cannot-wait = Es lässt sich nicht länger aufschieben.
owner-refuse = Dieses Update ablehnen
owner-refuse-hint = Dann wird es nicht installiert. Sie können es sich hier jederzeit anders überlegen.
owner-always = Für alle Updates
owner-automatic-on = Sie werden ohne Ihr Zutun installiert. Das ist empfohlen und vom Gesetz so vorgesehen.
owner-automatic-off = Nichts wird installiert, außer Sie entscheiden es hier. Schwachstellen bleiben bis dahin offen.
owner-switch-automatic-off = Automatische Updates ausschalten
owner-switch-automatic-on = Automatische Updates einschalten
owner-features-on = Auch Updates, die Neues bringen, werden von selbst installiert.
owner-features-off = Updates, die Neues bringen, warten auf Ihre Zustimmung.
owner-switch-features-off = Vor Funktionsupdates fragen
owner-switch-features-on = Auch Funktionsupdates installieren
owner-past = Frühere Updates
owner-past-proven = Seitdem läuft es.
owner-past-failed = Es konnte nicht installiert werden. Nichts ging verloren; es läuft, was vorher lief.
owner-past-returned = Das Gerät kehrte zu dem zurück, was vorher lief.
owner-past-cancelled = Es wurde zurückgenommen, bevor es installiert war.
owner-kept-postponed = Festgehalten: Es ist aufgeschoben.
owner-kept-refused = Festgehalten: Es wird nicht installiert.
owner-kept-agreed = Festgehalten: Es wird installiert, sobald das Gerät das nächste Mal fragt, außer am Gerät selbst wurde etwas anderes entschieden; dann wird dort zugestimmt.
owner-kept-automatic-off = Festgehalten: Automatische Updates sind aus.
owner-kept-automatic-on = Festgehalten: Automatische Updates sind ein.
owner-kept-features-on = Festgehalten: Auch Funktionsupdates werden installiert.
owner-kept-features-off = Festgehalten: Funktionsupdates warten auf Ihre Zustimmung.
owner-kept-decision = Ihre Entscheidung ist festgehalten.
owner-leave = Diese Seite gilt eine Viertelstunde. Auf einem Gerät, das auch andere benutzen:
owner-leave-now = jetzt verlassen

# Ereignisse, die das Gerät teilt, was davon aufbewahrt wird, und was daraus geschlossen wurde.
owner-sharing = Sicherheitsereignisse
owner-sharing-lead = Ihr Gerät kann aufzeichnen, was für seine Sicherheit wichtig ist, etwa Anmeldungen und mit wem es spricht, und das mit seinem Hersteller teilen, der auf alle Geräte achtet, die teilen. Der Schalter dafür ist am Gerät selbst.
owner-sharing-device = Das Gerät sagt, dass es sie teilt
owner-sharing-here = Der Hersteller
owner-sharing-taken = nimmt an, was das Gerät teilt
owner-sharing-refused = nimmt nichts an, wie Sie hier gesagt haben
owner-sharing-since = seit
owner-sharing-differs = An Ihrem Gerät ist das Teilen noch an; von seinen Ereignissen wird keines angenommen, und was es aufzeichnet, bis sie wieder angenommen werden, wird nie gesendet. Was vorher angenommen wurde, bleibt bis zu seiner Zeit, oder bis Sie das Teilen auf der eigenen Seite des Geräts ausschalten. Von hier aus kann es niemand umschalten.
owner-sharing-nothing = Ihr Gerät teilt nichts. Hier gibt es nichts zu beenden.
owner-sharing-stop-hint = Sie können bestimmen, dass der Hersteller nichts mehr annimmt. Was angenommen wurde, bleibt bis zu seiner Zeit: Gelöscht wird es, wenn Sie das Teilen am Gerät ausschalten, oder hier mit einem frischen Code. Der Schalter am Gerät bleibt, wie er ist: Von hier aus kann ihn niemand umlegen.
owner-sharing-stop = Nichts mehr annehmen
owner-sharing-allow = Wieder annehmen, was das Gerät teilt
owner-sharing-allow-hint = Damit Ereignisse wieder angenommen werden, schalten Sie das Teilen am Gerät aus und wieder ein, oder kommen Sie mit einem frischen Code hierher.
owner-kept-sharing-off = Vermerkt: Der Hersteller nimmt keine Ereignisse Ihres Geräts mehr an. Was vorher angenommen wurde, bleibt bis zu seiner Zeit.
owner-kept-sharing-on = Vermerkt: Der Hersteller nimmt an, was Ihr Gerät teilt.
owner-kept-erased = { $count ->
    [0] Es war nichts da.
    [one] Gelöscht: eine Nachricht mit Ereignissen Ihres Geräts, und was daraus geschlossen wurde.
   *[other] Gelöscht: { $count } Nachrichten mit Ereignissen Ihres Geräts, und was daraus geschlossen wurde.
}
owner-held = Was der Hersteller von Ihrem Gerät hat
owner-held-closed = Dafür braucht es einen frischen Code, damit es niemand sieht, der nur das Etikett gelesen hat.
owner-held-closed-hint = Melden Sie sich an Ihrem Gerät an und wählen Sie bei seinen Schaltern „Was der Hersteller hat“: Es zeigt einen Code, der diese Seite einmal öffnet, innerhalb einer Stunde. Hat Ihr Gerät keine eigenen Seiten, fragen Sie seinen Hersteller: Er prüft, dass es Ihres ist, und gibt Ihnen einen Code.
owner-held-lead = Was Ihr Gerät geteilt hat, wie es ankam. Was älter ist als seine Zeit, wird gelöscht.
owner-held-nothing = Es ist nichts da.
owner-held-contact = Der Hersteller weiß, wie er Sie wegen dieses Geräts erreicht.
owner-held-no-contact = Der Hersteller weiß nicht, wie er Sie wegen dieses Geräts erreicht.
owner-held-more = Daneben bewahrt der Hersteller auf, welche Versionen auf dem Gerät liefen und wann Updates installiert wurden.
owner-class-security = Wer hereinkam, was sich änderte, was nicht stimmt
owner-class-network = Mit wem es spricht
owner-class-product = Was das Produkt meldet
owner-events = { $count ->
    [one] ein Ereignis
   *[other] { $count } Ereignisse
}
owner-batches = { $count ->
    [one] in einer Nachricht
   *[other] in { $count } Nachrichten
}
owner-came = Angekommen
owner-until-class = Die ersten werden nach dem { $first } gelöscht, die letzten nach dem { $last }.
owner-events-show = Diese Ereignisse zeigen
owner-events-none = Hier ist kein Ereignis; oder seine Zeit ist vorbei.
owner-events-next = Die nächsten
owner-back = Zurück zum Gerät
owner-alerts = Was daraus geschlossen wurde
owner-alerts-none = Über Ihr Gerät wurde nichts geschlossen. Das heißt nicht, dass es niemand angegriffen hat.
owner-answer-true = Der Hersteller hat es angesehen: Etwas stimmt nicht.
owner-answer-false = Der Hersteller hat es angesehen: Es ist alles in Ordnung.
owner-answer-expected = Der Hersteller hat es angesehen: Es soll so sein.
owner-answer-quiet = Es ist vorbei; niemand hat geantwortet.
owner-answer-open = Der Hersteller hat noch nicht geantwortet.
owner-reason = Gesehen: { $seen }. Erwartet: { $expected }. Verglichen mit: { $against }.
owner-take = Mitnehmen oder löschen
owner-take-lead = Was da ist, als Datei, die andere Programme lesen.
owner-take-events = Ereignisse und was geschlossen wurde (OCSF, je eine Zeile)
owner-take-signed = So, wie Ihr Gerät sie unterschrieben hat
owner-take-hint = Mit der zweiten Datei kann jeder prüfen, dass Ihr Gerät genau das gesagt hat.
owner-erase = Jetzt löschen
owner-erase-title = Löschen, was da ist?
owner-erase-why = Alle Ereignisse Ihres Geräts, die hier sind, werden gelöscht, und was daraus geschlossen wurde. Was auf dem Gerät ist, bleibt. Wenn das Gerät Ereignisse teilt, kommen neue.
owner-erase-now = Löschen

# For staff and records.
record-held-opened = Besitzer sah mit einem frischen Code, was über sein Gerät da ist
record-sharing-refused = Besitzer lehnte das Teilen von Ereignissen ab oder nahm das zurück
record-held-erased = Besitzer ließ löschen, was über sein Gerät da ist
record-fresh-code-made = Gab einem Besitzer nach Prüfung einen frischen Code
unit-event-held-opened = Besitzer sah, was da ist
unit-event-sharing-refused = Besitzer entschied auf der Seite für Besitzer, ob Ereignisse angenommen werden
unit-event-held-erased = Besitzer ließ löschen, was da ist
action-unit-fresh-code = Besitzern nach Prüfung, wer fragt, einen frischen Code geben
unit-secret-fresh-code = Frischer Code für den Besitzer
unit-secret-use-fresh-code = Der Besitzer gibt ihn mit der Seriennummer auf der Seite für Besitzer ein: Er öffnet einmal, innerhalb einer Stunde, was über dieses Gerät da ist. Die Prüfung ist vermerkt.
unit-fresh-code-make = Frischer Code für den Besitzer
checked-purchase = Kaufbeleg
checked-device = Das Gerät selbst wurde gesehen
checked-contact = Bekannter Kontakt zu diesem Gerät
unit-fresh-code-checked = Was Sie geprüft haben
unit-fresh-code-hint = Ein Besitzer fragt, was über dieses Gerät da ist, das selbst keine Codes zeigt. Prüfen Sie zuerst, dass es seines ist.
owner-refuses-sharing = Auf der Seite für Besitzer wollte der Besitzer, dass keine Ereignisse angenommen werden: Sie werden abgewiesen, was auch immer der Schalter sagt
