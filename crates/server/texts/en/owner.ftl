# The owners' page: plain words for whoever has the device.

owner-title = Updates of your device
owner-lead = See which updates there are for your device, decide when they install, and see what its maker holds of it.
owner-serial-hint = It stands on the device or its label.
owner-code = Code of the owner
owner-code-hint = Letters and digits from the label or the papers of the device; or a fresh code that the device shows. Capital or small letters, with or without dashes.
owner-enter = Show my device
owner-no-account = No account is needed, and nothing is stored in your browser. The code on the label is for updates, and to stop the sharing of events. What the maker holds of your device is shown for a fresh code alone: your device shows one on its own page, once you are signed in there.
owner-refused = Serial number and code do not fit together. Check both. If you bought the device used, ask its maker for a code of your own.
owner-over = A quarter of an hour is over, or the code is no longer valid. Enter it once more.

owner-device = Your { $product }
owner-silent = The maker has not heard of this device for a while: what runs on it may be something else by now. An update installs when the device is connected again.
owner-runs = What runs on it
owner-available-none = Updates
owner-nothing = There is no update for this device now.
owner-taken-back = The maker took the last update back. There is nothing to do for you.
owner-available = Update { $version }
owner-notes = What the maker says of it
owner-fixes = Weaknesses that it mends
owner-fix-unknown = Nothing more was published of it yet.
owner-fix-more = Read more about { $name }
owner-installs-next = It installs by itself as soon as the device asks for updates next.
owner-at-work-running = The device is loading or installing it now. It cannot be put off any more.
owner-at-work-unproven = It is installed. Whether it runs shows after the next restart of the device.
owner-installs-then = You put it off. It installs after { $date }.
owner-is-refused = You refused this update. It does not install unless you decide otherwise. The weaknesses that it mends stay open.
owner-is-opted-out = Automatic updates are switched off. It waits until you install it.
owner-is-not-agreed = It brings something new, and waits until you agree.
owner-decide-title = Your decision
owner-install-now = Install now
owner-postpone = Put off
owner-latest = { $latest } at the latest. A security update installs after that.
owner-no-latest = Any day you like.
owner-cannot-wait = It cannot be put off any longer.
owner-refuse = Refuse this update
owner-refuse-hint = It does not install then. You can change your mind here at any time.
owner-always = For all updates
owner-automatic-on = They install without your doing anything. This is recommended, and what the law provides.
owner-automatic-off = Nothing installs unless you decide so here. Weaknesses stay open until then.
owner-switch-automatic-off = Switch automatic updates off
owner-switch-automatic-on = Switch automatic updates on
owner-features-on = Updates that bring something new install by themselves too.
owner-features-off = Updates that bring something new wait for your consent.
owner-switch-features-off = Ask me before feature updates
owner-switch-features-on = Install feature updates too
owner-past = Earlier updates
owner-past-proven = It runs since then.
owner-past-failed = It could not be installed. Nothing was lost; the device runs what it ran before.
owner-past-returned = The device went back to what it ran before.
owner-past-cancelled = It was taken back before it was installed.
owner-kept-postponed = Kept: it is put off.
owner-kept-refused = Kept: it does not install.
owner-kept-agreed = Kept: it installs as soon as the device asks next, unless something else was decided at the device itself; then it is agreed there.
owner-kept-automatic-off = Kept: automatic updates are off.
owner-kept-automatic-on = Kept: automatic updates are on.
owner-kept-features-on = Kept: feature updates install too.
owner-kept-features-off = Kept: feature updates wait for your consent.
owner-kept-decision = Your decision is kept.
owner-leave = This page works for a quarter of an hour. On a device that others use:
owner-leave-now = leave it now

# Events that the device shares, what is held of them, and what was concluded.
owner-sharing = Security events
owner-sharing-lead = Your device can record what matters for its security, such as sign-ins and whom it talks to, and share that with its maker, who watches over all devices that share. The switch for it is on the device itself.
owner-sharing-device = The device says that it shares them
owner-sharing-here = The maker
owner-sharing-taken = takes what the device shares
owner-sharing-refused = takes nothing, as you said here
owner-sharing-since = since
owner-sharing-differs = Sharing is still on at your device; none of its events are taken, and what it records until they are taken again is never sent. What was taken before stays until its time, or until you switch sharing off on the device’s own page. Nobody can switch it from here.
owner-sharing-nothing = Your device shares nothing. There is nothing to stop here.
owner-sharing-stop-hint = You can have the maker take nothing more. What was taken stays until its time: it is erased when you switch sharing off at the device, or here with a fresh code. The switch on the device stays as it is: from here, nobody can turn it.
owner-sharing-stop = Take nothing more
owner-sharing-allow = Take what the device shares again
owner-sharing-allow-hint = To have events taken again, switch sharing off and on at the device, or come here with a fresh code.
owner-kept-sharing-off = Kept: the maker takes no events of your device any more. What was taken before stays until its time.
owner-kept-sharing-on = Kept: the maker takes what your device shares.
owner-kept-erased = { $count ->
    [0] Nothing was held.
    [one] Erased: one message with events of your device, and what was concluded from it.
   *[other] Erased: { $count } messages with events of your device, and what was concluded from them.
}
owner-held = What the maker holds of your device
owner-held-closed = For this a fresh code is needed, so that nobody sees it who only read the label.
owner-held-closed-hint = Sign in to your device, and choose “What the maker holds” under its switches: it shows a code that opens this page once, within an hour. If your device has no pages of its own, ask its maker: they check that it is yours, and give you a code.
owner-held-lead = What your device shared, as it came. What is older than its time is erased.
owner-held-nothing = Nothing is held.
owner-held-contact = The maker knows how to reach you because of this device.
owner-held-no-contact = The maker does not know how to reach you because of this device.
owner-held-more = Beside this, the maker keeps which versions the device ran, and when updates were installed.
owner-class-security = Who came in, what changed, what is wrong
owner-class-network = Whom it talks to
owner-class-product = What the product tells
owner-events = { $count ->
    [one] one event
   *[other] { $count } events
}
owner-batches = { $count ->
    [one] in one message
   *[other] in { $count } messages
}
owner-came = Came here
owner-until-class = The first are erased after { $first }, the last after { $last }.
owner-events-show = Show these events
owner-events-none = There is no event here; or its time is over.
owner-events-next = The next ones
owner-back = Back to the device
owner-alerts = What was concluded from it
owner-alerts-none = Nothing was concluded of your device. That does not mean that nobody attacked it.
owner-answer-true = The maker looked at it: something is wrong.
owner-answer-false = The maker looked at it: nothing is wrong.
owner-answer-expected = The maker looked at it: it is meant to be so.
owner-answer-quiet = It is over; nobody answered.
owner-answer-open = The maker has not answered yet.
owner-reason = Seen: { $seen }. Expected: { $expected }. Compared with: { $against }.
owner-take = Take it along, or erase it
owner-take-lead = What is held, as a file that other programs read.
owner-take-events = Events and what was concluded (OCSF, a line each)
owner-take-signed = As your device signed them
owner-take-hint = With the second file anybody can check that your device said exactly this.
owner-erase = Erase it now
owner-erase-title = Erase what is held?
owner-erase-why = All events of your device that are held here go, and what was concluded from them. What is on the device stays. If the device shares events, new ones come.
owner-erase-now = Erase

# For staff and records.
record-held-opened = Owner saw what is held of their device, by a fresh code
record-sharing-refused = Owner refused the sharing of events, or took that back
record-held-erased = Owner had erased what is held of their device
record-fresh-code-made = Gave an owner a fresh code after a check
unit-event-held-opened = Owner saw what is held
unit-event-sharing-refused = Owner decided at the owners’ page whether events are taken
unit-event-held-erased = Owner had erased what is held
action-unit-fresh-code = Give an owner a fresh code after a check of who asks
unit-secret-fresh-code = Fresh code for the owner
unit-secret-use-fresh-code = The owner enters it at the owners’ page with the serial number: it opens what is held of this device once, within an hour. The check is on record.
unit-fresh-code-make = Fresh code for its owner
checked-purchase = Proof of purchase
checked-device = The device itself was seen
checked-contact = Known contact of this device
unit-fresh-code-checked = What you checked
unit-fresh-code-hint = An owner asks what is held of this device, which shows no codes of its own. Check first that it is theirs.
owner-refuses-sharing = By the owners’ page, the owner wants no events to be taken: they are refused, whatever the switch says
