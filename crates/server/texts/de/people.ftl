## Personen

people-lead = Alle, die hier ein Konto haben, und wofür sie da sind.
people-caption = Personen
people-search = Name oder Adresse
people-empty = Noch ist niemand hier
people-empty-hint = Wer eingeladen ist und annimmt, steht hier.
person-active = Offen
person-locked = Gesperrt
person-disabled = Geschlossen

## Einladungen

invite = Jemanden einladen
invite-lead = Sie erhalten einen Link, der einmal gilt, { $duration } lang. Geben Sie ihn so weiter, dass nur diese Person ihn liest. Die Verwaltungsrolle braucht zwei Personen: Laden Sie zuerst mit einer anderen Rolle ein.
invite-submit = Link erzeugen
invitation = Einladung
invitations = Offene Einladungen
invited-title = Einladung für { $name }
invited-link = Link zum Weitergeben
invited-once = Er wird nur dieses eine Mal gezeigt. Geht er verloren, laden Sie die Person neu ein; der frühere Link endet dann.
invited-certificate = Der Browser der eingeladenen Person wird vor dem selbst ausgestellten Zertifikat dieses Servers warnen. Geben Sie auch den Fingerabdruck weiter, zum Vergleichen:
invited-by = Eingeladen von { $name }
invited-by-unknown = Von wem eingeladen, ist nicht mehr bekannt
invitation-expired = Zu alt
invitation-withdraw = Zurücknehmen
invitation-withdraw-title = Einladung für { $name } zurücknehmen?
invitation-withdraw-effect = Der Link gilt sofort nicht mehr. Sie können die Person erneut einladen.
back-to-people = Zurück zu den Personen

## Eine Person

person-facts = Konto
person-since = Hier seit
person-tabs = Teile der Seite dieser Person
person-tab-account = Konto
person-tab-records = Was sie getan hat
person-last-admin = Das ist das einzige offene Konto, das den Server verwaltet. Geben Sie die Verwaltung noch einer zweiten Person, bevor Sie sie brauchen.
person-access = Zugang
person-disable = Konto schließen
person-disable-hint = Mit einem geschlossenen Konto kann sich niemand anmelden. Was damit getan wurde, bleibt im Nachweisprotokoll.
person-disable-not-here = Das eigene Konto und das letzte Verwaltungskonto lassen sich hier nicht schließen.
person-disable-title = Konto von { $name } schließen?
person-disable-effect = Sitzungen, Zugriffstoken und offene Wiederherstellungslinks enden sofort. Sie können das Konto wieder öffnen.
person-disabled-explained = Das Konto ist geschlossen: Niemand kann sich damit anmelden. Hatte es die Verwaltungsrolle, öffnet es sich nur lesend.
person-enable = Konto wieder öffnen
person-locked-explained = Fremde haben so viele falsche Passwörter versucht, dass unbekannte Browser abgewiesen werden. Browser, in denen die Person schon angemeldet war, gehen weiter; ein Wiederherstellungslink öffnet das Konto für alle.
role-change = Rolle ändern
role-change-hint = Es gilt sofort und wird festgehalten. Die Verwaltungsrolle braucht zwei Personen.
not-set-up = nicht eingerichtet
is-set-up = eingerichtet
factors-reset = Zweite Faktoren entfernen
factors-reset-title = Alle zweiten Faktoren von { $name } entfernen?
factors-reset-effect = Authenticator-App, Passkeys und Wiederherstellungscodes gelten nicht mehr, und alle Sitzungen enden. Das Passwort bleibt.
sessions-end-all = Alle Sitzungen beenden
sessions-end-title = Alle Sitzungen von { $name } beenden?
sessions-end-effect = Alle Browser sind sofort abgemeldet. Die Person kann sich wieder anmelden.
person-two = Was zwei Personen braucht
person-two-hint = Sie schlagen es vor; jemand anderes entscheidet unter „Freigaben“.
make-admin = Für die Verwaltung vorschlagen
make-admin-title = { $name } für die Verwaltung vorschlagen?
make-admin-effect = Nichts ändert sich, bis eine zweite Person zustimmt. Dann darf { $name } Personen und Einstellungen verwalten.
recover-propose = Wiederherstellungslink vorschlagen
recover-propose-title = Wiederherstellungslink für { $name } vorschlagen?
recover-propose-effect = Stimmt eine zweite Person zu, erhält sie einen Link, der eine Stunde lang gilt. Wer ihn hat, setzt ein neues Passwort; zweite Faktoren und Sitzungen enden.

## Nach einem Formular

done-invitation-revoked = Die Einladung ist zurückgenommen.
done-role-changed = Die Rolle ist geändert.
done-person-disabled = Das Konto ist geschlossen; seine Sitzungen und Token sind beendet.
done-person-enabled = Das Konto ist wieder offen.
done-factors-reset = Die zweiten Faktoren sind entfernt und die Sitzungen beendet.
done-others-sessions-ended = Die Sitzungen sind beendet.
