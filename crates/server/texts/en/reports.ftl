# Reports of finders: coordinated disclosure.
action-report-open = Read reports of finders
action-report-handle = Acknowledge and answer reports of finders, make them cases, thank who reported
action-disclosure-change = Decide what finders are told: security.txt, the policy, where to turn to
action-upstream-change = Report flaws of components to those who maintain them
record-report-received = A finder reported something
record-report-added = A finder wrote to us
record-report-withdrawn = A finder withdrew what they wrote
record-report-credit-wished = A finder said how they want to be thanked
record-report-acknowledged = Acknowledged a finder's report
record-report-answered = Answered a finder
record-report-state = Said how far a finder's report is
record-report-credited = Thanked a finder in public, or took that back
record-disclosure-changed = Changed what finders are told
record-security-txt-renewed = Published or renewed security.txt
record-upstream-drafted = Wrote a report to the maintainer of a component
record-upstream-sent = Noted that a report went to a maintainer
record-upstream-answered = Noted what a maintainer answered
looked-reports = reports of finders
looked-security-txt = security.txt
duty-report = Acknowledge report #{ $number }
duty-report-why = A finder waits to hear that it arrived.
duty-finder = Answer the finder of report #{ $number }
duty-finder-why = They wrote since we did.
duty-advisory-key = Renew the key that signs advisories
duty-advisory-key-why = When it ends, no advisory can be published, and security.txt is signed by nobody.
duty-security-txt = Renew security.txt
duty-security-txt-why = Behind its end, finders need not rely on it. Look whether what it says holds, then renew it.
done-report-written = Sent. We read it with your report.
done-report-wished = Kept.
done-report-withdrawn = Erased. Nothing of what you wrote is left.
done-report-acknowledged = The finder reads that it arrived.
done-report-answered = The finder reads it on their page.
done-report-state = Kept.
done-report-credited = Kept.
done-report-has-case = It was part of this case already.
done-disclosure-changed = Kept. security.txt and the policy say so from now on.
done-disclosure-renewed = security.txt is good for 350 days from now on.
done-upstream-drafted = Written. Send it by the way that the maintainer asks for, then note it here.
done-upstream-sent = Noted.
done-upstream-answered = Noted.

report-title = Report a vulnerability
report-lead = You need no account. We mean to tell you within { $days ->
    [one] one working day
   *[other] { $days } working days
} that we look at it.
report-policy = What you can expect, and what we ask of you
report-what = What you found
report-what-hint = How to see it, what follows from it, which version. Plain text; as long as it takes.
report-product = Product
report-product-hint = As it stands on the label or in its interface.
report-version = Version
report-name = Your name
report-name-hint = You can leave it empty. Only the people who handle your report read it.
report-reach = Where we can reach you
report-reach-hint = You can leave it empty: you get a page of your own, where you read our answers.
report-credit = How we may thank you
report-credit-none = Not at all
report-credit-anonymous = Without a name
report-credit-named = By name
report-credit-means-none = Nothing is published of you.
report-credit-means-anonymous = The page of thanks counts you, without a name.
report-credit-means-named = The page of thanks names you, once the flaw is mended.
report-credit-name = The name to thank you by
report-trap = Leave this empty
report-files = Attachments
report-files-hint = Up to { $count } files, { $one } each, { $all } together. We never open them on this server.
report-sealed = What you write is kept encrypted. You can withdraw it at any time: then it is erased.
report-send = Send the report
report-contact = Other ways to reach us
report-turned-old = This form was handed out too long ago, or not by this server. Here is a new one with what you wrote: please send it again. Files have to be chosen again.
report-turned-young = That was fast: forms that come at once are mostly sent by machines. Please send it again in { $seconds } seconds; what you wrote is below. Files have to be chosen again.
report-turned-machine = A field that nobody sees was filled in, which machines do. Please send it again; what you wrote is below.
report-turned-network = Many reports came from your network just now. Please send it again in { $seconds } seconds; what you wrote is below.
report-turned-full = More arrives than anybody could read. Nothing was kept. Please use another way to reach us, or try again in an hour.
report-turned-files = A report takes { $count } attachments at most. Nothing was kept; please pack them into one file, or leave some out.
report-turned-large = An attachment is larger than { $one }, or all are larger than { $all }. Nothing was kept.
report-turned-room = We cannot take attachments at the moment. Please send the report without them; you can tell us where they are.
report-turned-busy = Too many attachments arrive at the moment. Please send it again in a minute.
report-refused-what-length = Say what you found: 3 characters to a mebibyte.
report-refused-line-length = At most 200 characters.
report-refused-no-such-credit = Choose one of the three.
report-refused-no-name = Say by which name, or choose another way.
report-refused-message-length = 3 characters to 64 kibibytes.
report-refused-no-such-state = Choose a state.
report-refused-title-length = 3 to 200 characters.
report-refused-no-such-product = There is no such product.
report-refused-no-address = An address that begins with https:// and has nothing behind the host.
report-refused-no-contact = Each line https://…, mailto:… or tel:…, at most 8 of them.
report-refused-no-key-address = Each line https://…, dns:… or openpgp4fpr:….
report-refused-no-language = Tags such as en and de, at most 8.
report-refused-policy-length = At most 20,000 characters.
report-refused-days = 1 to 10 working days.
report-refused-component-length = Name the component: at most 200 characters.
report-refused-versions-length = At most 200 characters.
report-refused-no-purl = A package URL begins with pkg: and keeps to its type.
report-refused-contact-length = At most 200 characters.
report-refused-note-length = Say what the flaw is: 3 to 8,000 characters.
report-refused-no-fix = An address https://…, or the SHA-256 of a patch in 64 hexadecimal digits.
report-refused-no-such-way = Choose how it was sent.
report-refused-no-such-answer = Choose what was answered.
report-full = This report holds as many messages as it takes. Please use another way to reach us.

report-taken = Thank you: report #{ $number } is here
report-taken-lead = Keep the address below. It is shown once, and it is the only way to your report.
report-taken-before = This form was sent before: it is the same report.
report-keep = Your own page
report-address = The address of your page
report-keep-why = There you read how far it is and what we answer, write more, say how you want to be thanked, or withdraw everything. Whoever has this address can do the same, so keep it to yourself. Nobody can give it to you again.
report-keep-file = Save as a text file
report-go = Open your page
report-own = Your report #{ $number }
report-facts = How it stands
report-received = Arrived
report-acknowledged = Acknowledged
report-not-yet = Not yet. We mean to by
report-thanked = thanked in public since
report-long = { $lines ->
    [one] One long line
   *[other] { $lines } lines
}
report-messages = Messages
report-side-finder = Finder
report-side-staff = Manufacturer
report-words-erased = (erased)
report-write = Write to us
report-message = Message
report-write-it = Send
report-thanks = Thanks
report-wish = Keep
report-withdraw = Withdraw
report-withdraw-means = Everything that you and we wrote here, your name and address, and all attachments are erased at once. That there was a report stays, with its number and its times. This cannot be taken back.
report-sure = Yes, erase it
report-withdraw-it = Erase everything
report-erased = You withdrew this report. What was written is erased.

report-state-new = New
report-state-acknowledged = Acknowledged
report-state-in-work = In work
report-state-fixed = Fixed
report-state-closed = Closed
report-state-not-a-flaw = No flaw
report-state-spam = Spam

reports = Reports of finders
reports-lead = What people without an account told us of our products. What they wrote is sealed, and stands in no record.
reports-caption = Reports, the newest first
reports-none = There is no report
reports-none-hint = Finders reach the form by security.txt and the policy.
reports-open = Open
reports-measured = How fast we acknowledge
reports-aim = The aim: { $days ->
    [one] one working day
   *[other] { $days } working days
}. Reports of the last 90 days, without spam.
reports-median = Half within
reports-worst = The longest
reports-counted = Counted
reports-counts = { $done } acknowledged, { $waiting } waiting
report-finder-what = What the finder wrote
report-finder-name = Name
report-finder-reach = Can be reached at
report-finder-credit-name = Name to thank by
report-finder-credit = Wants to be thanked
report-not-said = not said
report-wish-none = not at all
report-wish-anonymous = without a name
report-wish-named = by name
report-one = Report
report-called = Report #{ $number }
report-acknowledge-by = Acknowledge by
report-done = done
report-waits = waits for an answer
report-no-case = none
report-erased-staff = The finder withdrew what they wrote. It is erased.
report-quarantine = Nobody looked into these files, this server neither: what is in them may attack whatever opens it. Take them out on a machine that may be lost.
report-take-out = Take out attachment { $number }
report-acknowledge = Acknowledge
report-acknowledge-means = The finder reads that it arrived and that somebody looks at it.
report-answer = Answer
report-answer-hint = The finder reads it on their page. No mail is sent.
report-make-case = Make it a case
report-make-case-means = Its clocks run from when the report arrived. No word of the finder is in the case, unless you write it there.
report-about = What you say of it
report-about-hint = Empty: numbers alone. Do not name the finder: cases are read by more people.
report-set-state = Say how far it is
report-thanks-when = They are named once the report is fixed or closed.
report-thank = Thank in public
report-thank-back = Take the thanks back

disclosure = What finders are told
disclosure-lead = security.txt, the policy, where finders can turn to, and how fast we mean to answer.
disclosure-told = What they are told
disclosure-pages = What the world sees
disclosure-good-until = Good until
disclosure-ends-soon = ends soon
disclosure-none = Nobody published a security.txt here: this server serves none.
disclosure-signed = It is served signed in the clear (OpenPGP), as of its renewal, by the key of advisories, which lies at { $place }.
disclosure-renew = Publish or renew
disclosure-no-base = To publish it, say below by which address the world reaches this server.
disclosure-base = Public address of this server
disclosure-base-hint = https:// and the host, such as https://psirt.maker.example. security.txt leads there.
disclosure-contact = Other contacts
disclosure-contact-hint = One in each line: mailto:security@maker.example, https://… or tel:…. The form of this server always comes first.
disclosure-encryption = Keys
disclosure-encryption-hint = Where your OpenPGP key lies, one address in each line.
disclosure-languages = Languages that you read
disclosure-days = Working days to acknowledge
disclosure-days-hint = Monday to Friday; public holidays are not taken off, so that what is due is due rather too early.
disclosure-policy-en = Policy in English
disclosure-policy-de = Policy in German
disclosure-policy-hint = Empty: the proposal below. An empty line ends a paragraph, # begins a heading, - an entry of a list.
disclosure-default = The policy that comes with the program
disclosure-keep = Keep
disclosure-policy = Policy on reporting vulnerabilities
disclosure-policy-lead = We mean to acknowledge reports within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
disclosure-thanks = Thanks
disclosure-thanks-lead = They found flaws in our products and told us first. Each is named because they want to be.
disclosure-thanks-none = Nobody is named yet.
disclosure-anonymous = Somebody who does not want to be named
disclosure-default-policy =
    # What this is for

    Tell us of flaws in the security of our products: devices, their software, and the services they need. What belongs to others, such as a supplier, we pass on to them with you.

    # What you can expect

    { "-" } We acknowledge your report within { $days ->
        [one] one working day
       *[other] { $days } working days
    }.
    { "-" } We tell you on your page what we found, and how far the fix is.
    { "-" } We agree with you when the flaw is published. As a rule that is once a fix is there, 90 days after your report at the latest.
    { "-" } We thank you in public if you want it, and only then.
    { "-" } If the flaw is exploited, we report it to the authorities as Article 14 of Regulation (EU) 2024/2847 asks. We do not name you there without asking.

    # What we ask of you

    { "-" } Test on devices and accounts that are yours. Do not read, change or destroy what belongs to others.
    { "-" } Do not disturb the service, and take no more data than it takes to show the flaw.
    { "-" } Give us time to mend it before you tell others.

    # If you keep to this

    We regard what you do as authorised by us, do not take legal steps because of it, and do not ask the police to. If somebody else does, we say that you kept to this policy. We cannot speak for others whose systems you touch.
upstream = Maintainers and finders
upstream-go = Reports to maintainers (Article 13(6))
upstream-lead = Whoever finds a flaw in a component reports it to those who make or maintain it, and shares its own fix (Article 13(6)). It is written here, sent by you, and tracked.
upstream-none = Nothing was reported to a maintainer yet.
upstream-called = No. { $number }: { $component }
upstream-new = Write a report
upstream-component = Component
upstream-purl = Package URL
upstream-versions = Affected versions
upstream-versions-hint = Apart by commas.
upstream-contact = The maintainer's contact
upstream-contact-hint = Empty: as the bill of materials of the newest release says, where it does.
upstream-note = What the flaw is
upstream-note-hint = It is sent to the maintainer. Write nothing of the finder without their word.
upstream-fix = Your own fix
upstream-fix-hint = Its address https://…, or the SHA-256 of the patch that you attach.
upstream-draft = Write it
upstream-drafted = Written
upstream-sent = Sent
upstream-answered = Answered
upstream-words = The text
upstream-facts = The same for machines (the form of OSV; its id is this server's alone)
upstream-how = How it was sent
upstream-note-sent = Note that it was sent
upstream-what-answer = What the maintainer answered
upstream-note-answer = Note the answer
upstream-state-drafted = Written, not sent
upstream-state-sent = Sent
upstream-state-answered = Answered
upstream-way-mail = by mail
upstream-way-form = by a form
upstream-way-advisory = as a private advisory
upstream-way-other = in another way
upstream-answer-confirmed = It is a flaw
upstream-answer-fixed = It is fixed there
upstream-answer-refused = It is none, or will not be fixed
upstream-answer-other = Something else
