# Das Register: was die Fakten zu jeder Anforderung sagen.
action-conformity-read = Das Register dessen lesen, was Fakten zeigen
action-dossier-read = Das Dossier eines Produkts herausnehmen
action-conformity-measure = Für das Register zählen, was ein Produkt zeigt
action-evidence-give = Einen Testbericht als Nachweis einreichen
action-review-record = Festhalten, was man geprüft hat
record-product-measured = Hat gezählt, was ein Produkt zeigt
record-evidence-given = Hat einen Testbericht eingereicht
record-review-recorded = Hat eine Prüfung festgehalten
job-kind-conformity-register = Register
job-does-conformity-register = Trägt Einträge in das Register und zählt einmal am Tag, was jedes Produkt zeigt.
