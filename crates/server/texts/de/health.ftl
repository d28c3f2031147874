## Zustand

health-checked = Nachgesehen
health-all-good = { $count ->
    [one] Das eine, wonach gesehen wurde, ist in Ordnung.
   *[other] Alle { $count } Teile, nach denen gesehen wurde, sind in Ordnung.
}
health-some-unknown = { $count ->
    [one] Von einem Teil ist nicht bekannt, ob es in Ordnung ist.
   *[other] Von { $count } Teilen ist nicht bekannt, ob sie in Ordnung sind.
}
health-some-warning = { $count ->
    [one] Um ein Teil muss sich bald jemand kümmern.
   *[other] Um { $count } Teile muss sich bald jemand kümmern.
}
health-some-bad = { $count ->
    [one] Um ein Teil muss sich jetzt jemand kümmern.
   *[other] Um { $count } Teile muss sich jetzt jemand kümmern.
}
health-writes = Dauer bestätigter Schreibvorgänge
condition-good = In Ordnung
condition-warning = Achtung
condition-bad = Gestört
milliseconds = { $value } ms

health-store = Datenbank
health-ledger = Nachweisprotokoll
health-blobs = Abgelegte Dateien
health-jobs = Aufträge
health-disk = Datenträger
health-certificate = Zertifikat
health-program = Programm

figure-engine = Art
figure-schema = Schema
figure-answered-in = Antwort nach
figure-records = Einträge
figure-records-waiting = Einträge, die auf ihre Nummer warten
figure-checkpoint = Neuester Prüfpunkt umfasst
figure-signed = Neuester Prüfpunkt signiert
figure-self-check = Letzte Prüfung ohne Befund
figure-fault = Was nicht stimmt
figure-place = Ort
figure-probed = Zuletzt versucht
figure-running = Laufen
figure-overdue = Überfällig
figure-retrying = Neuer Versuch folgt
figure-failed = Aufgegeben
figure-free = Frei
figure-size = Größe
figure-until = Gültig bis
figure-fingerprint = SHA-256-Fingerabdruck
figure-version = Fassung
figure-uptime = Läuft seit

health-reason-no-answer = Es ließ sich nicht nachsehen; Datenbank oder Datenträger antworteten nicht.
health-reason-store-away = Die Datenbank antwortet nicht. Bis dahin lässt sich nichts ändern.
health-reason-store-newer = Eine neuere Fassung des Programms hat die Datenbank umgestellt. Aktualisieren Sie auch diesen Server.
health-reason-ledger-not-checked = Das Protokoll wurde seit seinem Beginn nicht geprüft. Die Prüfung läuft stündlich.
health-reason-ledger-check-old = Die letzte Prüfung ohne Befund ist lange her. Siehe „Nachweisprotokoll prüfen“ unter Aufträge.
health-reason-ledger-stands = Einträge warten seit über einer Minute auf ihre Nummer. Warum, steht im Log des Servers.
health-reason-ledger-fault = Das Protokoll ist nicht so, wie es geschrieben wurde. Lassen Sie die Datenbank, wie sie ist, und vergleichen Sie mit einer Sicherung und mit Prüfpunkten, die andere haben.
health-reason-blobs-away = Es lässt sich keine Datei ablegen und wieder lesen. Prüfen Sie Ort und Zugriff.
health-reason-jobs-overdue = Aufträge warten lange über ihre Zeit hinaus. Arbeitet ein Server?
health-reason-jobs-failing = Aufträge sind gescheitert. Die Seite jedes Auftrags sagt, warum.
health-reason-disk-little = Es ist wenig Platz übrig. Schaffen Sie Platz, bevor das Schreiben fehlschlägt.
health-reason-disk-hardly-any = Es ist kaum noch Platz übrig; bald schlägt das Schreiben fehl.
health-reason-certificate-at-proxy = Das Zertifikat hat ein Proxy; dieser Server sieht es nicht.
health-reason-certificate-ends = Das Zertifikat läuft bald ab. Legen Sie das neue an seine Stelle und starten Sie den Server neu.
health-reason-certificate-ends-here = Das Zertifikat läuft bald ab. Starten Sie den Server neu: Er macht ein neues.
health-reason-certificate-over = Das Zertifikat gilt nicht mehr. Browser lehnen es ab.
