## Das Nachweisprotokoll und seine Einträge
