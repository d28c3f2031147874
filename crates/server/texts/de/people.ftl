## Personen, eine Person, Einladungen
