## Access tokens
