## Die Vorführung

demo-bar = Die Vorführung
demo-sample = Beispieldaten. Nichts davon ist echt.
demo-time = Zeit im Beispiel: { $day }, { $time }
demo-step-hour = +1 Stunde
demo-step-day = +1 Tag
demo-step-week = +1 Woche
demo-step-saturday = Nächster Samstag, 23:00
demo-back = Alles zurücksetzen
demo-back-explained = Verwirft, was Sie getan haben, und beginnt von vorn, auch mit der Uhr
demo-outside = Öffnen Sie den Link aus dem Terminal noch einmal, um hineinzukommen.
done-demo-moved = Die Uhr des Beispiels wurde gestellt.
demo-confirm = Wer die Vorführung besucht, hat weder Passwort noch zweiten Faktor. Auf einem echten Server würden Sie hier alle Faktoren zeigen.
demo-confirm-it = Ich bin es

weekday-1 = Mo
weekday-2 = Di
weekday-3 = Mi
weekday-4 = Do
weekday-5 = Fr
weekday-6 = Sa
weekday-7 = So

stand-in = Stellvertreter der Meldeplattform
stand-in-lead = { $stage }, nach der Feldliste { $version }. Nur in der Demo: nichts geht an eine Behörde, und nichts wird behalten.
stand-in-open = Das Formular öffnen, das für sie einsteht
stand-in-send = Absenden
stand-in-not-taken = Das nimmt das Formular nicht an.
stand-in-taken = Angenommen. Vermerken Sie die Nummer auf der Seite, von der Sie kopiert haben.
stand-in-number = Nummer
