## Webhooks und ihre Zustellungen
