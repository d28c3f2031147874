## Seiten über das, was schiefging

error-bad-request = Diese Anfrage ist nicht lesbar
error-bad-request-do = Gehen Sie zurück und senden Sie das Formular noch einmal. Wenn Sie über einen Link kamen, ist er vielleicht unvollständig.
error-forbidden = Das steht Ihnen nicht offen
error-forbidden-do = Wenn Sie es brauchen, bitten Sie die Verwaltung dieses Servers um eine passende Rolle. Wurde Ihre Rolle gerade geändert, laden Sie die Seite neu.
error-cross-site = Das kam von einer anderen Website
error-cross-site-why = Das Formular wurde nicht von einer Seite dieses Servers gesendet, deshalb ist nichts geschehen. Das schützt Sie vor Seiten, die in Ihrem Namen handeln.
error-cross-site-do = Öffnen Sie die Seite hier und senden Sie das Formular von dort.
error-not-found = Hier ist nichts
error-not-found-why = Die Adresse stimmt nicht, oder was hier stand, gibt es nicht mehr.
error-not-found-do = Prüfen Sie die Adresse, oder beginnen Sie auf der ersten Seite.
error-conflict = Das passt nicht zu dem, was da ist
error-conflict-do = Nichts wurde geändert. Gehen Sie zurück, laden Sie die Seite neu und sehen Sie nach, was sich geändert hat.
error-too-large = Das ist zu groß
error-too-large-why = Der Server nimmt höchstens { $most } auf einmal.
error-too-many = Zu viele Versuche
error-too-many-why = Nach falschen Versuchen wartet der Server, damit niemand weiterraten kann.
error-too-many-do = Warten Sie und versuchen Sie es dann noch einmal. Waren es nicht Ihre Versuche, wählen Sie ein neues Passwort und richten Sie einen zweiten Faktor ein.
error-again-from = Der nächste Versuch zählt ab
error-internal = Auf dem Server ist etwas kaputtgegangen
error-internal-why = Es liegt nicht an Ihnen. Nichts wurde geändert.
error-internal-do = Versuchen Sie es noch einmal. Wenn es so bleibt, geben Sie die Nummer unten an, wer den Server betreibt; im Protokoll des Servers steht darunter die Ursache.
error-away = Der Server kann das gerade nicht
error-away-why = Die Datenbank antwortet nicht, oder es wird zu viel auf einmal verlangt.
error-away-do = Versuchen Sie es bald noch einmal. Was der Server bestätigt hat, ist sicher.
error-home = Zur ersten Seite
error-status = Status { $status }
error-request = Nummer der Anfrage

## Warum, nach dem Code des Problems

why-malformed = Ein Teil der Anfrage fehlt oder ist nicht lesbar.
why-invalid = Ein Wert in der Adresse oder im Formular ist nicht erlaubt.
why-not-signed-in = Ihre Sitzung ist beendet.
why-forbidden = Zu Ihrer Rolle gehört das nicht.
why-stale-sign-in = Dafür müssen Sie frisch bestätigen, dass Sie es sind.
why-second-person = Das braucht zwei Personen: Eine schlägt es vor, eine andere entscheidet.
why-conflict = Es widerspricht dem, was inzwischen da ist.
why-idempotency-key-reused = Derselbe Schlüssel wurde schon für eine andere Anfrage benutzt.
why-changed-meanwhile = Jemand anderes hat es inzwischen geändert.
why-link-gone = Der Link wurde benutzt, zurückgenommen oder ist zu alt.
why-media-type = Diese Art von Inhalt wird hier nicht gelesen.
why-too-slow = Die Anfrage kam zu langsam an.
why-storage-full = Die Festplatte des Servers ist voll. Nichts wurde geändert.
why-last-admin = Das ist das letzte offene Konto, das den Server verwaltet. Geben Sie zuerst jemand anderem die Verwaltung.
why-account-closed = Das Konto ist schon geschlossen.
why-account-open = Das Konto ist schon offen.
why-password-alone = Ohne zweiten Faktor wäre das Passwort dieser Person zu kurz. Schlagen Sie stattdessen einen Wiederherstellungslink vor.
why-other-stage = Jemand war schneller: Es ist inzwischen entschieden oder zurückgenommen.
why-same-person = Eine zweite Person entscheidet: weder, wer es vorgeschlagen hat, noch, wen es betrifft.
why-not-proposer = Das kann nur, wer es vorgeschlagen hat.
why-pointless = Es gibt nichts zu tun: Es ist schon so, oder das Konto ist geschlossen.
