## Access tokens

tokens-lead = A token lets a program act for you, within limits that you set. Each has an end.
tokens-caption = Access tokens, newest first
tokens-search = Name or owner
tokens-empty = There are no access tokens
tokens-empty-hint = A program that uses the API, such as your build, needs one.
tokens-none = No access tokens.
token-owner = Owner
token-scopes = May
token-active = Active
token-expired = Expired
token-revoked = Ended
token-revoke = End
token-revoke-title = End the token “{ $name }”?
token-revoke-effect = Programs that use it are refused at once. It cannot be switched on again.
done-token-ended = The token has ended.

## A new one

token-make = Make a token
token-make-lead = Give it as little as its program needs: a token that leaks can do no more than this.
token-name = What it is for
token-name-hint = Such as the name of the program that will use it.
token-scopes-choose = What it may do
token-lifetime = Ends after
token-new = New token
token-made = Token “{ $name }”
token-once = This is the only time the token is shown. Keep it where your program finds it, such as a secret store.
token-example = Try it
token-may = What it may do
back-to-tokens = Back to the access tokens

## Subjects of actions

subject-people = People
subject-account = Own account
subject-session = Sessions
subject-token = Access tokens
subject-record = Proof log
subject-approval = Approvals
subject-job = Jobs
subject-webhook = Webhooks
subject-health = Health
subject-event = Live events
subject-catalogue = Catalogue
subject-exposure = Exposures
subject-feed = Advisory sources
subject-own-flaw = Own register
subject-release = Releases
