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
case-refused-no-such-market = Name Member States by two letters, such as DE, FR; - for where nobody has said.
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
