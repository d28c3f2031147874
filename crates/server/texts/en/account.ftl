## My account: password, second factors, sessions
