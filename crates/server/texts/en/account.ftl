## My account: password, second factors, sessions

account-facts = About you

## Password

password-change = Change password
password-current = Current password
password-new = New password
password-change-effect = Every other session of yours ends. Access tokens stay.
password-must-stand-alone = Your password has fewer than 15 characters, which is enough beside a second factor, not alone. Change it to a longer one before you remove your last second factor.

## Second factors

factors-missing = Your password is all that protects this account. Add a second factor.
totp-explained = An app on your phone or computer shows a new six-digit code every 30 seconds. It works without a network.
totp-set-up = Set up authenticator app
totp-replace = Set up another app
totp-remove-title = Remove the authenticator app?
totp-remove-effect = Its codes will no longer be accepted. If it is your last second factor, your recovery codes end too.
totp-step-scan = 1. Add it to your app
totp-qr = QR code with the key for your authenticator app
totp-no-qr = There is no QR code for this key. Type it in.
totp-by-hand = Your app cannot scan? Type in this key:
totp-key = Key
totp-step-code = 2. Enter the code it shows
totp-confirm = Confirm and switch on

passkeys-explained = A passkey lives on your device or security key and opens with your fingerprint, face or PIN. It signs you in by itself, without the password, and cannot be phished.
passkey-name = Name of the new passkey
passkey-name-hint = So that you recognise it later, such as the name of the device.
passkey-add = Add a passkey
passkey-added = Added
passkey-unused = not used yet
passkey-needs-script = Passkeys need JavaScript.
passkey-no-host-name = Passkeys belong to a host name, and this server is reached by a number. Whoever operates it can give it a name (the setting “name”).
passkey-elsewhere = Passkeys of this server work at this address only:
passkey-remove-title = Remove the passkey “{ $name }”?
passkey-remove-effect = It will no longer be accepted here. Delete it on your device too. If it is your last second factor, your recovery codes end as well.

recovery-codes = Recovery codes
recovery-explained = When you add a second factor you get ten codes that stand in for it, in case you lose it.
recovery-left = { $left ->
    [0] None are left. Make new ones before you need them.
    [one] 1 code is left. Make new ones before you need them.
   *[other] { $left } codes are left. Each works once, in place of your second factor.
}
recovery-make = Make new codes
recovery-codes-lead = Each code works once, in place of your second factor. Earlier codes no longer work.
recovery-codes-once = These codes are shown this once. Print them, or keep them in a password manager, apart from the device with your second factor.
recovery-codes-kept = I have kept them

## Sessions

sessions-none = Nobody is signed in.
sessions-end-others = End all other sessions
session-browser = { $browser } on { $system }
session-this = this browser
session-since = Signed in
session-end = End session

## What was done

done-password-changed = Your password is changed. Your other sessions have ended.
done-totp-added = The authenticator app counts from now on.
done-totp-removed = The authenticator app is removed.
done-passkey-added = The passkey counts from now on.
done-passkey-removed = The passkey is removed.
done-session-ended = The session has ended.
done-sessions-ended = All other sessions have ended.
