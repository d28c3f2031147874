## Was zwei Personen braucht
