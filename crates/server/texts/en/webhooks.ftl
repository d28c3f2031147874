## Webhooks and their deliveries
