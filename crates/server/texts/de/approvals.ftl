## Vier Augen

approvals-lead = Manches braucht zwei Personen: Eine schlägt vor, eine andere entscheidet. In der Not darf eine allein handeln; eine zweite muss es danach ansehen.
approvals-empty = Nichts wartet
approvals-empty-hint = Was jemand vorschlägt oder allein tut, steht hier, bis eine zweite Person es angesehen hat.
approvals-to-confirm = Allein getan, noch anzusehen
approvals-proposed = Vorgeschlagen
approvals-decided = Entschieden
approvals-earlier = Frühere
approval-about = Betrifft
approval-by = Vorgeschlagen von
approval-waits = Wartet auf eine zweite Person
approval-mine = Das haben Sie vorgeschlagen: Eine andere Person muss entscheiden.
approval-about-me = Das betrifft Sie selbst: Eine andere Person muss entscheiden.
approval-approve = Zustimmen
approval-refuse = Ablehnen
approval-refuse-title = Diesen Vorschlag ablehnen?
approval-refuse-effect = Es geschieht nicht. Wer es vorgeschlagen hat, sieht Ihre Begründung.
approval-withdraw = Zurücknehmen
approval-recovery-hint = Wer zustimmt, erhält den Link und gibt ihn weiter.
break-glass = Allein handeln
break-glass-title = Das allein tun?
break-glass-effect = Es geschieht sofort und wird festgehalten. Eine zweite Person muss es innerhalb von 72 Stunden ansehen; bis dahin sehen alle, dass es allein getan wurde.
break-glass-do = Allein tun
break-glass-done = Allein getan
confirm-until = Anzusehen bis
confirm-mine = Das haben Sie allein getan: Eine andere Person muss es ansehen.
approval-confirm = Es war richtig
approval-object = Widersprechen
approval-object-title = Dem widersprechen, was getan wurde?
approval-object-effect = Was getan ist, bleibt getan. Ihr Widerspruch und seine Begründung werden aufbewahrt, und wer gehandelt hat, sieht sie.
decided-by = von { $name }
somebody-unknown = jemand Unbekanntes

outcome-approved = Zugestimmt
outcome-refused = Abgelehnt
outcome-withdrawn = Zurückgenommen
outcome-confirmed = Allein getan, für richtig befunden
outcome-objected = Allein getan, mit Widerspruch

## Was zwei Personen braucht

propose-title = Einer zweiten Person vorschlagen
propose-lead = Nichts geschieht, bis eine zweite Person zustimmt.
propose-what = Was
propose-submit = Vorschlagen

outcome-link-title = Wiederherstellungslink für { $name }
outcome-link = Link zum Weitergeben
outcome-link-once = Er wird nur dieses eine Mal gezeigt. Geben Sie ihn so weiter, dass nur diese Person ihn liest; er gilt einmal.
outcome-link-lost = Geht er verloren, schlagen Sie einen neuen vor; dieser endet dann.
back-to-approvals = Zurück zu den Freigaben

## Nach einem Formular

done-proposed = Vorgeschlagen. Jetzt muss eine andere Person entscheiden.
done-approved = Zugestimmt und getan.
done-refused = Abgelehnt. Nichts ist geschehen.
done-withdrawn = Zurückgenommen. Nichts ist geschehen.
done-acted-alone = Getan. Eine zweite Person muss es innerhalb von 72 Stunden ansehen.
done-found-right = Festgehalten, dass es richtig war.
done-objected = Ihr Widerspruch ist festgehalten.
