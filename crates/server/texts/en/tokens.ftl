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
token-revoke = End token
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
subject-settings = Settings
subject-health = Health
subject-event = Live events

## Actions

action-people-read = Read the list of people
action-people-invite = Invite a person
action-people-change = Change a person’s role
action-people-make-admin = Make somebody an administrator
action-people-disable = Close or open an account
action-people-reset-factors = Take a person’s second factors away
action-people-recover = Make a recovery link for a person
action-account-read = Read one’s own account
action-account-password = Change one’s own password
action-account-factor = Change one’s own second factors
action-session-revoke-own = End one’s own sessions
action-session-revoke-any = End another person’s sessions
action-token-make = Make an access token
action-token-revoke-own = End one’s own access tokens
action-token-read-any = Read the list of everybody’s access tokens
action-token-revoke-any = End another person’s access tokens
action-record-read = Read the proof log
action-record-content = Read the content of records
action-record-erase = Erase the content of a record
action-record-export = Export the proof log
action-approval-read = Read what waits for a second person
action-approval-propose = Propose what takes two people
action-approval-break-glass = Act alone in need
action-approval-confirm = Decide what takes two people
action-approval-withdraw = Take one’s own proposal back
action-job-read = Read the list of jobs
action-job-run = Start, repeat or stop a job
action-webhook-read = Read the webhooks and their deliveries
action-webhook-change = Make, change or remove a webhook
action-settings-read = Read the settings
action-settings-change = Change a setting
action-health-read = Read the state of health in detail
action-event-read = Follow live events
