# What owners of affected units are told.
action-owner-notice-write = Write what owners of affected units are to be told, and decide whom it is for
action-owner-notice-send = Tell owners of affected units, and stop telling them
record-owner-notice-drafted = Began a notice to owners
record-owner-notice-changed = Changed a notice to owners, or whom it is for
record-owner-notice-dropped = Dropped the draft of a notice to owners
record-owner-notice-sent = Told owners of affected units
record-owner-notice-recalled = Recalled a notice to owners
entry-owners = Owners told: notice { $number }, for { $units ->
    [one] one unit
   *[other] { $units } units
}
entry-owners-recalled = Notice { $number } to owners recalled; { $units ->
    [0] no unit had it
    [one] one unit had it
   *[other] { $units } units had it
}
case-refused-notice-title = Use 3 to 200 characters in each language.
case-refused-notice-text = Say what happened. Title and texts of one language have at most 2048 bytes together.
case-refused-no-such-gravity = Choose one.
case-refused-notice-address = Give an address that begins with https://, or leave it empty.
case-refused-no-such-scope = Choose whom it is for; of releases, choose at least one.
case-refused-not-of-product = Choose releases of the product that the case is about.
case-refused-no-such-markets = Name Member States by two letters, such as DE, FR; - for where nobody has said.
done-owner-notice-drafted = The draft is there. Nobody is told before it is sent.
done-owner-notice-changed = Saved. Nobody is told before it is sent.
done-owner-notice-sent = It is sent. Devices are told with their next check-in.
done-owner-notice-recalled = It is told to nobody more.
done-owner-notice-dropped = The draft is gone.
owner-notices = What owners are told
owner-notice-none = Owners have been told nothing of this case.
owner-notice-begin = Tell owners
owner-notice-called = Notice { $number } to owners
owner-notice-write = What it says, and whom it is for
owner-notice-names = Everybody may read it: name no finder, no owner and no household.
owner-notice-state-draft = draft
owner-notice-state-sent = sent
owner-notice-state-recalled = recalled
notice-language-en = English
notice-language-de = German
owner-notice-title = In a line
owner-notice-happened = What happened
owner-notice-advice = What the owner can do
owner-notice-gravity = How grave it is for the owner
notice-gravity-information = Good to know
notice-gravity-important = Important
notice-gravity-urgent = Urgent
owner-notice-address = Where there is more
owner-notice-scope = Whom it is for
owner-notice-base = Devices
notice-base-case = Those of the case
notice-base-releases = Those that run certain releases
notice-base-product = All of the product
notice-base-means-case = Devices of its alerts, and those that run a release that its flaw is in.
notice-base-means-releases = Choose the releases below.
notice-base-means-product = Wherever they were made available, unless you name Member States.
owner-notice-releases = Releases
owner-notice-markets = Only in these Member States
owner-notice-markets-hint = Two letters each, such as DE, FR; empty: everywhere.
owner-notice-everywhere = everywhere
owner-notice-later = Who comes later
owner-notice-later-choose = Tell devices too that come into this scope later
owner-notice-later-hint = As one that is first switched on with an affected release.
owner-notice-later-yes = is told too
owner-notice-later-no = is not told
owner-notice-corrects = In the place of
owner-notice-save = Save the draft
owner-notice-reach = Whom it reaches
owner-notice-units = Devices
owner-notice-by-unit = Can be told by the device itself
owner-notice-by-mail = Owner left a mail address
owner-notice-by-webhook = Owner left an address for a webhook
owner-notice-by-nothing = Nothing leads to their owners
owner-notice-nobody = No device is in this scope: nobody would be told.
owner-notice-send = { $count ->
    [one] Send it to one device
   *[other] Send it to { $count } devices
}
owner-notice-send-hint = It goes to these devices and to nobody else. What was sent cannot be changed: a correction is a new notice.
owner-notice-drop = Drop the draft
owner-notice-progress = How far it came
owner-notice-sent = Sent
owner-notice-recalled = Recalled
owner-notice-digest = SHA-256 of what was sent
owner-notice-all-units = Devices of this notice
owner-notice-correct = Write a correction
owner-notice-recall = Recall it
owner-notice-recall-hint = It is told to nobody more. Who has it keeps it.
owner-notice-told = Told
owner-notice-kept = Kept by the device
owner-notice-opened = Opened by an owner
owner-notice-not-yet = it has not asked yet
owner-notice-not-by-unit = cannot be told by the device
notice-reach-opened = opened by an owner
notice-reach-kept = kept by the device, not opened
notice-reach-waiting = waiting for the device to ask
notice-reach-elsewhere = by mail or webhook alone
notice-reach-unreachable = not reachable
owner-notice-moved = Somebody else changed it meanwhile. Look at it again.
owner-notice-already = It is at another stage by now: what was sent is not changed any more.
owner-notice-wider = { $count } devices are in the scope by now, which is more than were shown. Look at it again before you send it.
owner-notice-same-person = A second person sends it: not who changed it last.
record-owner-contact-left = An owner said where they want to be told
record-owner-contact-taken-back = An owner took back where they want to be told
owner-notice-way-mail = By mail
owner-notice-way-webhook = By webhook
owner-notice-elsewhere = By mail and webhook
owner-delivery-delivered = delivered
owner-delivery-waiting = tried again
owner-delivery-failed = given up after five days
owner-contact = Be told of this device’s security
owner-contact-lead = The maker tells you on the device itself when something about its security concerns you. Beside that you may leave an address here.
owner-contact-mail = Mail address
owner-contact-webhook = Address of a program of yours
owner-contact-webhook-hint = It begins with https://. What is sent is signed; the secret is shown once.
owner-contact-hint = Notices come in the language of this page. What you leave is kept sealed, is shown to nobody, not even here, and goes when the device is erased or changes hands.
owner-contact-language-code = en
owner-contact-is-mail = A mail address is kept.
owner-contact-is-webhook = An address of a program is kept.
owner-contact-confirmed = in use
owner-contact-unconfirmed = waits for the link in the mail
owner-contact-take-back = Take it back
owner-contact-leave = Leave this address
owner-contact-asked = A mail with a link is on its way. Nothing else is sent there before you open it.
owner-contact-kept = The address is kept. A mail with a link goes there as soon as this server can send mail; nothing else is sent there before you open it.
owner-contact-secret = The address is kept. What is sent there is signed with this secret, which is shown only now: { $secret }
owner-contact-gone = The address is gone.
owner-contact-wrong = Give an address to which something can be sent.
owner-contact-soon = A mail was sent a moment ago. Wait ten minutes for another.
owner-confirm = Be told by mail
owner-confirm-lead = Notices about the security of a device
owner-confirm-go = Yes, send notices to this address
owner-confirm-done = Notices about the security of your device are sent to your address from now on.
owner-confirm-void = This link opens nothing any more. It counts for two days, and once.
owner-mail-confirm = Please confirm: notices about the security of your device
owner-mail-confirm-text =
    Somebody with a code of their device left this address, to be told of the security of that device.
    If that was you, open this link within two days:

    { $address }

    If not, do nothing: nothing else is sent here.
owner-mail-foot = You left this address to be told of the security of your device. Take it back with a fresh code of the device at { $address }
