## Pages about what went wrong

error-bad-request = This request cannot be read
error-bad-request-do = Go back and send the form again. If you came by a link, it may be incomplete.
error-forbidden = This is not open to you
error-forbidden-do = If you need it, ask an administrator for a role that has it. If somebody changed your role just now, load the page again.
error-cross-site = This came from another site
error-cross-site-why = The form was not sent from a page of this server, so nothing was done. That protects you from sites that act in your name.
error-cross-site-do = Open the page here and send the form from there.
error-not-found = There is nothing here
error-not-found-why = The address is wrong, or what stood here is gone.
error-not-found-do = Check the address, or begin from the first page.
error-conflict = This does not fit what is there
error-conflict-do = Nothing was changed. Go back, load the page again and look at what has changed.
error-too-large = This is too large
error-too-large-why = The server takes at most { $most } at once.
error-too-many = Too many tries
error-too-many-why = The server waits after wrong tries, so that nobody can guess on.
error-too-many-do = Wait, then try again. If it was not you who tried, choose a new password and add a second factor.
error-again-from = The next try counts from
error-internal = Something broke on the server
error-internal-why = It is not your fault. Nothing was changed.
error-internal-do = Try again. If it stays, give whoever runs the server the number below; the log has the cause under it.
error-away = The server cannot do this now
error-away-why = The database does not answer, or too much is asked at once.
error-away-do = Try again shortly. What the server confirmed before is safe.
error-home = To the first page
error-status = Status { $status }
error-request = Number of the request

## Why, by the problem's code

why-malformed = A part of the request is missing or cannot be read.
why-invalid = A value in the address or in the form is not allowed.
why-not-signed-in = Your session has ended.
why-forbidden = Your role does not include this.
why-stale-sign-in = This needs a fresh proof that it is you.
why-second-person = This takes two people: somebody proposes it, somebody else decides.
why-conflict = It contradicts what is there by now.
why-idempotency-key-reused = The same key was used for another request.
why-changed-meanwhile = Somebody else changed it in the meantime.
why-link-gone = The link was used, was taken back or is too old.
why-media-type = This kind of content is not read here.
why-too-slow = The request took too long to arrive.
why-storage-full = The server's disk is full. Nothing was changed.
why-last-admin = This is the last open account that administers the server. Make another administrator first.
why-account-closed = The account is closed already.
why-account-open = The account is open already.
why-password-alone = Without a second factor this person's password would be too short to stand alone. Propose a recovery link instead.
why-other-stage = Somebody was quicker: it has been decided or taken back by now.
why-same-person = A second person decides: neither who proposed it nor whom it is about.
why-not-proposer = Only who proposed it can do this.
why-pointless = There is nothing to be done: it is so already, or the account is closed.
