## Einrichtung

setup-title = Steadfast einrichten
setup-lead = Sie sind die erste Person hier. Ihr Konto verwaltet diesen Server; es gibt kein anderes Konto und kein voreingestelltes Passwort.
setup-account = Ihr Konto
setup-submit = Konto anlegen und beginnen
setup-link-once = Dieser Link gilt ein einziges Mal. Danach kommt man nur auf Einladung hinein.
setup-void-title = Dieser Einrichtungslink gilt nicht mehr
setup-void-lead = Ein Einrichtungslink gilt einmal, und nur bis es das erste Konto gibt.
setup-void-sign-in = Wenn Sie ein Konto haben:
setup-void-recover = Wenn sich niemand anmelden kann, führen Sie auf dem Server aus:
certificate-title = Ist das Ihr Server?
certificate-self-made = Der Server hat sein Zertifikat selbst ausgestellt, deshalb hat Ihr Browser gewarnt. Vergleichen Sie diesen Fingerabdruck mit dem, den Ihr Server beim Start ausgegeben hat. Sind sie gleich, steht niemand zwischen Ihnen und Ihrem Server.
certificate-own = Der Server benutzt das Zertifikat, das Sie ihm gegeben haben. Das ist sein Fingerabdruck.
certificate-fingerprint = SHA-256-Fingerabdruck des Zertifikats
certificate-compare = Ihr Browser zeigt denselben Fingerabdruck in den Einzelheiten des Zertifikats. Weichen sie voneinander ab, brechen Sie hier ab.

## Anmeldung

sign-in = Anmelden
sign-in-no-account = Konten entstehen auf Einladung. Ein voreingestelltes Konto gibt es nicht.
sign-in-trouble = Ich kann mich nicht anmelden
sign-in-trouble-admin = Wer diesen Server verwaltet, kann Ihren zweiten Faktor zurücksetzen oder Sie neu einladen.
sign-in-trouble-host = Wenn sich niemand aus der Verwaltung anmelden kann, führen Sie auf dem Server aus:
second-step-title = Bestätigen Sie, dass Sie es sind
second-step-only-recovery = Ihre anderen zweiten Faktoren gibt es nicht mehr. Benutzen Sie einen Wiederherstellungscode.
second-step-restart = Mit einem anderen Konto neu beginnen
totp-code = Code aus Ihrer Authenticator-App
totp-code-hint = Sechs Ziffern. Alle 30 Sekunden kommt ein neuer Code.
recovery-use = Stattdessen einen Wiederherstellungscode benutzen
recovery-code = Wiederherstellungscode
recovery-code-hint = { $left ->
    [one] Jeder Code gilt einmal. Sie haben noch 1.
   *[other] Jeder Code gilt einmal. Sie haben noch { $left }.
}
passkey-use = Passkey benutzen
passkey-failed = Der Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder auf anderem Weg.

## Rollen

role-admin = Verwaltung
role-security = Produktsicherheit
role-release = Freigabe von Versionen
role-compliance = Konformität
role-viewer = Nur Lesen
role-assessor = Prüfung

## Bestätigen, dass Sie es sind

confirm-lead = Was Sie vorhaben, ist heikel. Zeigen Sie mit allem, womit Sie sich anmelden, dass Sie es sind; das gilt 15 Minuten.
confirm-not-now = Zurück, ohne zu bestätigen
confirm-first = Für Änderungen auf dieser Seite bestätigen Sie zuerst, dass Sie es sind.
confirm-now = Jetzt bestätigen

## Einladung

accept-title = Willkommen bei { $organisation }
accept-lead = Sie sind von { $name } eingeladen. Richten Sie hier Ihr Konto ein; das Passwort kennen nur Sie.
accept-lead-unknown = Sie sind eingeladen. Richten Sie hier Ihr Konto ein; das Passwort kennen nur Sie.
accept-role = Ihre Rolle:
accept-submit = Konto anlegen
accept-recorded = Dass Sie angenommen haben, steht danach im Nachweisprotokoll, ohne Namen und Adresse.
accept-void = Diese Einladung gilt nicht mehr
accept-void-lead = Sie wurde benutzt, zurückgenommen oder ist zu alt; oder der Link ist unvollständig.
accept-void-ask = Bitten Sie um einen neuen Link, wo Sie die Einladung herhaben.

## Wiederherstellung

recover-title = Konto wiederherstellen
recover-lead = Wählen Sie ein neues Passwort für { $email }.
recover-effect = Ihre zweiten Faktoren und alle Ihre Sitzungen enden. Richten Sie danach unter „Mein Konto“ wieder einen zweiten Faktor ein.
recover-submit = Passwort setzen und anmelden
recover-void = Dieser Wiederherstellungslink gilt nicht mehr
recover-void-lead = Ein Wiederherstellungslink gilt einmal und eine Stunde lang. Dieser wurde benutzt, durch einen neueren ersetzt oder ist zu alt; oder der Link ist unvollständig.
recover-void-ask = Bitten Sie die Verwaltung dieses Servers um einen neuen Link.

## Was jede Rolle darf

role-may-admin = Verwaltet Personen und Webhooks. Darf vorschlagen und entscheiden, was zwei Personen braucht.
role-may-security = Bearbeitet Schwachstellen und Vorfälle. Sieht alles im Nachweisprotokoll und bestätigt, was zwei Personen braucht.
role-may-release = Erstellt und verteilt Versionen und startet Aufträge.
role-may-compliance = Führt die technische Dokumentation. Sieht alles im Nachweisprotokoll und bestätigt, was zwei Personen braucht.
role-may-viewer = Liest und ändert nichts; der Inhalt des Nachweisprotokolls bleibt verschlossen.
role-may-assessor = Von außen: liest alles, was eine Prüfung braucht, und ändert nichts.
