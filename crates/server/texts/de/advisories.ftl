# Eigene Sicherheitshinweise des Herstellers.
action-advisory-read = Eigene Sicherheitshinweise lesen, auch Entwürfe
action-advisory-draft = Einen Sicherheitshinweis beginnen und ändern, was seine nächste Fassung sagt
action-advisory-publish = Einen Sicherheitshinweis oder eine neue Fassung davon veröffentlichen
action-advisory-policy = Festlegen, ob eine zweite Person Sicherheitshinweise veröffentlicht

record-advisory-drafted = Einen Sicherheitshinweis begonnen
record-advisory-changed = Geändert, was ein Sicherheitshinweis sagen soll
record-advisory-published = Einen Sicherheitshinweis veröffentlicht
record-advisory-policy-set = Festgelegt, wer Sicherheitshinweise veröffentlicht

security-title = { $product }: Sicherheit
security-lead = Bekannte Schwachstellen dieses Produkts, und was zu tun ist. Das Neueste steht oben.
security-none = Für dieses Produkt wurde noch kein Sicherheitshinweis veröffentlicht.
security-feed = Als Feed abonnieren (Atom)
security-contact = Eine Schwachstelle melden: { $contact }
security-version = Fassung { $number }
security-withdrawn = Zurückgezogen
security-exploited = Wird ausgenutzt
security-action = Was zu tun ist
security-update = Aktualisieren Sie auf { $releases }.
security-no-fix = Es gibt noch keine Aktualisierung. Sobald es sie gibt, steht sie hier.
security-looking = Wir untersuchen es. Noch ist nichts zu tun.
security-nothing = Es ist nichts zu tun.
security-document = Maschinenlesbares Dokument (CSAF)
security-state-affected = betroffen
security-state-fixed = behoben
security-state-not_affected = nicht betroffen
security-state-under_investigation = wird untersucht
