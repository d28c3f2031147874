## Mein Konto: Passwort, zweite Faktoren, Sitzungen

account-facts = Über Sie

## Passwort

password-change = Passwort ändern
password-current = Jetziges Passwort
password-new = Neues Passwort
password-change-effect = Alle Ihre anderen Sitzungen enden. Zugriffstoken bleiben gültig.
password-must-stand-alone = Ihr Passwort hat weniger als 15 Zeichen. Das genügt neben einem zweiten Faktor, aber nicht allein. Wählen Sie ein längeres, bevor Sie den letzten zweiten Faktor entfernen.

## Zweite Faktoren

factors-missing = Nur Ihr Passwort schützt dieses Konto. Fügen Sie einen zweiten Faktor hinzu.
totp-explained = Eine App auf Ihrem Telefon oder Computer zeigt alle 30 Sekunden einen neuen sechsstelligen Code. Sie braucht kein Netz.
totp-set-up = Authenticator-App einrichten
totp-replace = Andere App einrichten
totp-remove-title = Authenticator-App entfernen?
totp-remove-effect = Ihre Codes werden nicht mehr angenommen. Ist sie Ihr letzter zweiter Faktor, enden auch die Wiederherstellungscodes.
totp-step-scan = 1. In Ihrer App hinzufügen
totp-qr = QR-Code mit dem Schlüssel für Ihre Authenticator-App
totp-no-qr = Für diesen Schlüssel gibt es keinen QR-Code. Tippen Sie ihn ein.
totp-by-hand = Ihre App kann nicht scannen? Tippen Sie diesen Schlüssel ein:
totp-key = Schlüssel
totp-step-code = 2. Den angezeigten Code eingeben
totp-confirm = Bestätigen und einschalten

passkeys-explained = Ein Passkey liegt auf Ihrem Gerät oder Sicherheitsschlüssel und öffnet sich mit Fingerabdruck, Gesicht oder PIN. Er meldet Sie für sich allein an, ohne Passwort, und lässt sich nicht durch gefälschte Seiten abgreifen.
passkey-name = Name des neuen Passkeys
passkey-name-hint = Damit Sie ihn später wiedererkennen, etwa der Name des Geräts.
passkey-add = Passkey hinzufügen
passkey-added = Hinzugefügt
passkey-unused = noch nicht benutzt
passkey-needs-script = Passkeys brauchen JavaScript.
passkey-no-host-name = Passkeys gehören zu einem Hostnamen; dieser Server ist nur über eine Nummer erreichbar. Wer ihn betreibt, kann ihm einen Namen geben (Einstellung „name“).
passkey-elsewhere = Passkeys dieses Servers gelten nur unter dieser Adresse:
passkey-remove-title = Passkey „{ $name }“ entfernen?
passkey-remove-effect = Er wird hier nicht mehr angenommen. Löschen Sie ihn auch auf Ihrem Gerät. Ist er Ihr letzter zweiter Faktor, enden auch die Wiederherstellungscodes.

recovery-codes = Wiederherstellungscodes
recovery-explained = Mit dem ersten zweiten Faktor bekommen Sie zehn Codes, die ihn ersetzen, falls Sie ihn verlieren.
recovery-left = { $left ->
    [0] Es ist keiner mehr übrig. Erzeugen Sie neue, bevor Sie sie brauchen.
    [one] 1 Code ist noch übrig. Erzeugen Sie neue, bevor Sie sie brauchen.
   *[other] { $left } Codes sind noch übrig. Jeder gilt einmal, anstelle Ihres zweiten Faktors.
}
recovery-make = Neue Codes erzeugen
recovery-codes-lead = Jeder Code gilt einmal, anstelle Ihres zweiten Faktors. Frühere Codes gelten nicht mehr.
recovery-codes-once = Diese Codes werden nur dieses eine Mal gezeigt. Drucken Sie sie aus oder legen Sie sie in einen Passwortmanager, getrennt von dem Gerät mit Ihrem zweiten Faktor.
recovery-codes-kept = Ich habe sie aufbewahrt

## Sitzungen

sessions-none = Niemand ist angemeldet.
sessions-end-others = Alle anderen Sitzungen beenden
session-browser = { $browser } auf { $system }
session-this = dieser Browser
session-since = Angemeldet
session-end = Sitzung beenden

## Was geschehen ist

done-password-changed = Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet.
done-totp-added = Die Authenticator-App gilt ab jetzt.
done-totp-removed = Die Authenticator-App ist entfernt.
done-passkey-added = Der Passkey gilt ab jetzt.
done-passkey-removed = Der Passkey ist entfernt.
done-session-ended = Die Sitzung ist beendet.
done-sessions-ended = Alle anderen Sitzungen sind beendet.
