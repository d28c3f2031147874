# Überwachung: Ereignisse der Geräte, Warnungen, und was das Personal zu beidem entscheidet.
job-kind-event-retention = Alte Ereignisse löschen
job-does-event-retention = Löscht Ereignisse, die Geräte geschickt haben, nach der Zeit, die das Personal festgelegt hat, Klasse für Klasse, und vermerkt, wie viele es waren.
unit-event-events-over-quota = Es schickte mehr Ereignisse, als ein Gerät an einem Tag darf ({ $most }): der Rest wartet auf dem Gerät
