## People

people-lead = Everybody with an account here, and what they are there for.
people-caption = People
people-search = Name or address
people-empty = Nobody is here yet
people-empty-hint = Whoever is invited and accepts stands here.
person-active = Open
person-locked = Locked
person-disabled = Closed

## Invitations

invite = Invite somebody
invite-lead = You get a link that works once, for { $duration }. Hand it over in a way that only this person reads. The administrator's role takes two people: invite with another role first.
invite-submit = Make the link
invitation = Invitation
invitations = Invitations that wait
invited-title = Invitation for { $name }
invited-link = Link to hand over
invited-once = It is shown this once and cannot be shown again. If it gets lost, invite the person anew; the earlier link then ends.
invited-certificate = The browser of the invited person will warn about this server's own certificate. Hand over its fingerprint too, to compare:
invited-by = Invited by { $name }
invited-by-unknown = Invited by somebody who is not known any more
invitation-expired = Too old
invitation-withdraw = Take back
invitation-withdraw-title = Take back the invitation for { $name }?
invitation-withdraw-effect = The link stops working at once. You can invite the person again.
back-to-people = Back to the people

## One person

person-facts = Account
person-since = Here since
person-tabs = Parts of this person's page
person-tab-account = Account
person-tab-records = What they did
person-last-admin = This is the only open account that administers the server. Make a second administrator before you need one.
person-access = Access
person-disable = Close account
person-disable-hint = A closed account cannot sign in. Everything it did stays in the proof log.
person-disable-not-here = Your own account and that of the last administrator cannot be closed here.
person-disable-title = Close the account of { $name }?
person-disable-effect = Sessions and access tokens end at once, and open recovery links too. You can open the account again.
person-disabled-explained = The account is closed: nobody can sign in with it. If it had the administrator's role, it opens as a viewer.
person-enable = Open account again
person-locked-explained = Strangers tried so many wrong passwords that unknown browsers are refused. Browsers that signed in before still work; a recovery link opens it for all.
role-change = Change role
role-change-hint = It counts at once, and is recorded. The administrator's role takes two people.
not-set-up = not set up
is-set-up = set up
factors-reset = Take second factors away
factors-reset-title = Take all second factors of { $name } away?
factors-reset-effect = The authenticator app, passkeys and recovery codes stop working, and all sessions end. The password stays.
sessions-end-all = End all sessions
sessions-end-title = End all sessions of { $name }?
sessions-end-effect = All browsers are signed out at once. The person can sign in again.
person-two = What takes two people
person-two-hint = You propose it; somebody else decides under “Approvals”.
make-admin = Propose as administrator
make-admin-title = Propose { $name } as administrator?
make-admin-effect = Nothing changes until a second person agrees. Then { $name } may manage people and settings.
recover-propose = Propose a recovery link
recover-propose-title = Propose a recovery link for { $name }?
recover-propose-effect = Once a second person agrees, they get a link that works for one hour. Whoever has it sets a new password; second factors and sessions end.

## After a form

done-invitation-revoked = The invitation was taken back.
done-role-changed = The role was changed.
done-person-disabled = The account is closed; its sessions and tokens have ended.
done-person-enabled = The account is open again.
done-factors-reset = The second factors were taken away and the sessions ended.
done-others-sessions-ended = The sessions have ended.
