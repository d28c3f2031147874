## Set-up

setup-title = Set up Steadfast
setup-lead = You are the first person here. Your account becomes the administrator; there is no other account and no default password.
setup-account = Your account
setup-submit = Create account and start
setup-link-once = This link works once. After this, people come by invitation only.
setup-void-title = This set-up link is no longer valid
setup-void-lead = A set-up link works once, and only until the first account exists.
setup-void-sign-in = If you have an account:
setup-void-recover = If nobody can sign in, run this on the server:
certificate-title = Is this your server?
certificate-self-made = The server made its own certificate, which is why your browser warned you. Compare this fingerprint with the one your server printed when it started. If they are equal, nobody stands between you and your server.
certificate-own = The server uses the certificate you gave it. This is its fingerprint.
certificate-fingerprint = SHA-256 fingerprint of the certificate
certificate-compare = Your browser shows the same fingerprint in the details of the certificate. If they differ, stop here.

## Sign-in

sign-in = Sign in
sign-in-no-account = Accounts are made by invitation. There is no default account.
sign-in-trouble = I cannot sign in
sign-in-trouble-admin = An administrator can reset your second factor or send you a new invitation.
sign-in-trouble-host = If no administrator can sign in, run this on the server:
second-step-title = Confirm that it is you
second-step-only-recovery = Your other second factors are gone. Use a recovery code.
second-step-restart = Start again with another account
totp-code = Code from your authenticator app
totp-code-hint = Six digits. A new code comes every 30 seconds.
recovery-use = Use a recovery code instead
recovery-code = Recovery code
recovery-code-hint = { $left ->
    [one] Each code works once. You have 1 left.
   *[other] Each code works once. You have { $left } left.
}
passkey-use = Use a passkey
passkey-failed = The passkey was not accepted. Try again, or use another way.

## Roles

role-admin = Administrator
role-security = Product security
role-release = Releases
role-compliance = Compliance
role-viewer = Viewer
role-assessor = Assessor

## Confirm that it is you

confirm-lead = What you are about to do is sensitive. Show with everything you sign in with that it is you; it counts for 15 minutes.
confirm-not-now = Back without confirming
confirm-first = Changes on this page need a fresh proof that it is you.
confirm-now = Confirm now

## Invitation

accept-title = Join { $organisation }
accept-lead = { $name } invited you. Set up your account here; nobody but you knows the password.
accept-lead-unknown = You were invited. Set up your account here; nobody but you knows the password.
accept-role = Your role:
accept-submit = Create account
accept-recorded = That you accepted goes into the proof log, without your name or address.
accept-void = This invitation is no longer valid
accept-void-lead = It was used, taken back or is too old; or the link is incomplete.
accept-void-ask = Ask whoever invited you for a new link.

## Recovery

recover-title = Recover your account
recover-lead = Choose a new password for { $email }.
recover-effect = Your second factors and all your sessions end. Set up a second factor again afterwards, under “My account”.
recover-submit = Set password and sign in
recover-void = This recovery link is no longer valid
recover-void-lead = A recovery link works once and for one hour. This one was used, replaced by a newer one or is too old; or the link is incomplete.
recover-void-ask = Ask an administrator for a new link.

## What each role may do

role-may-admin = Manages people and webhooks. May propose and decide what takes two people.
role-may-security = Handles vulnerabilities and incidents. Sees everything in the proof log and confirms what takes two people.
role-may-release = Makes and ships releases, and starts jobs.
role-may-compliance = Keeps the technical documentation. Sees everything in the proof log and confirms what takes two people.
role-may-viewer = Reads and changes nothing; the content of the proof log stays closed.
role-may-assessor = From outside: reads everything an assessment needs and changes nothing.
