## Mein Konto: Passwort, zweite Faktoren, Sitzungen
