## Zugangstokens
