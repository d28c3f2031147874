## Health
