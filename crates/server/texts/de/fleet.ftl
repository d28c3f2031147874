# Die Flotte: Geräte, Werkslisten, wen eine Schwachstelle trifft.

record-product-silence-set = Tage festgelegt, nach denen ein Gerät als still gilt
record-unit-added = Gerät erfasst
record-unit-changed = Gerät geändert
record-unit-decommissioned = Gerät außer Betrieb genommen
record-unit-key-replaced = Gerät mit neuem Schlüssel versehen
record-unit-list-handed-in = Werksliste eingereicht
record-unit-list-refused = Werksliste abgelehnt
record-unit-secret-made = Code oder Token eines Geräts erzeugt
record-units-imported = Werksliste abgearbeitet

action-unit-read = Die Geräte im Feld sehen
action-unit-enrol = Geräte erfassen, ihre Codes und Token erzeugen
action-unit-change = Angaben zu einem Gerät ändern
action-unit-contact = Sehen, wie der Besitzer eines Geräts zu erreichen ist
action-unit-rekey = Einem bekannten Gerät einen anderen Schlüssel geben
action-unit-decommission = Ein Gerät außer Betrieb nehmen

job-kind-unit-import = Werkslisten abarbeiten
job-does-unit-import = Erfasst die Geräte eingereichter Werkslisten.
job-kind-fleet-silence = Stille Geräte bemerken
job-does-fleet-silence = Sagt, von welchen Geräten zu lange nichts gehört wurde.
