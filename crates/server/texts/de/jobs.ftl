## Aufträge
