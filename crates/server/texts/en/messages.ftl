## Who is told by mail and syslog

messages = Mail and syslog
messages-lead = Who is told of alerts without looking here: people by mail, tools by syslog.
messages-nobody = Alerts reach nobody but whoever looks at this server.
messages-whose = Administrators set who is told; your role reads it.
messages-no-mail-server = No mail server is set, so mail waits. Set one below.
receivers-caption = Receivers, the newest first
receivers-empty = Nobody is told yet
receivers-empty-hint = Add a person, an address, or a server that takes syslog.
receiver-add = Add a receiver
receiver-add-lead = It hears of alerts that open from now on, of their growth at most once a day, and of their end.
receiver-edit = Change
receiver-save = Save
receiver-name = Name
receiver-name-hint = What your colleagues know it by.
receiver-way = How it is told
receiver-way-mail = Mail
receiver-way-mail-hint = A person's own address, or any other. Several alerts within minutes come in one mail.
receiver-way-syslog = Syslog
receiver-way-syslog-hint = A server that collects logs, as a SIEM does: one line of RFC 5424 for each piece of news, with a finding of OCSF 1.7.0.
receiver-way-tls = Syslog by TLS
receiver-way-tcp = Syslog by TCP, not encrypted
receiver-way-udp = Syslog by UDP, not encrypted, may be lost
receiver-person = Person
receiver-no-person = Nobody of these: the address below
receiver-person-gone = The account of this person is closed
receiver-address = Address
receiver-address-hint = For mail an address such as watch@example.com; for syslog host and port such as siem.example.com:6514.
receiver-address-mail = An address such as watch@example.com.
receiver-address-syslog = Host and port such as siem.example.com:6514.
receiver-carrier = What carries syslog
receiver-authority = Certificate of the authority
receiver-authority-hint = In PEM. Syslog by TLS believes only servers whose certificate comes from it.
receiver-language = Language
receiver-language-en = English
receiver-language-de = German
receiver-product = Product
receiver-all-products = All products
receiver-least = Which alerts
receiver-least-low = All alerts
receiver-least-hint-low = Also what happens by chance once in a thousand times or more often.
receiver-least-medium = Surprising alerts
receiver-least-hint-medium = What happens by chance less than once in a thousand times.
receiver-least-high = Very surprising alerts
receiver-least-hint-high = What happens by chance less than once in a million times.
receiver-hears = Hears of
receiver-hears-alert = Alerts
receiver-hears-ring = Rings: each step of each alarm
receiver-hears-both = Both
receiver-kind-alert = Alerts
receiver-waiting = Waiting messages
receiver-last = Last arrival
receiver-created = Made
receiver-facts = Facts
receiver-active = Arrives
receiver-failing = Does not arrive
receiver-off = Off
receiver-untried = Nothing arrived yet
receiver-failing-since = Nothing has arrived since { $since }. Messages wait, and are tried again every few minutes for five days; news meanwhile come in one message.
receiver-off-note = Somebody switched this receiver off. What waited for it waits.
receiver-change = What you can do
receiver-test = Send a test
receiver-test-hint = A test shows whether messages arrive. Its answer stands below in a moment.
receiver-enable = Switch on
receiver-enable-hint = When it is on again, it is told of open alerts that it missed.
receiver-disable = Switch off
receiver-remove = Remove
receiver-remove-title = Remove this receiver?
receiver-remove-effect = Its messages are removed too, also those that wait.
messages-caption = Messages, the newest first
messages-empty = Nothing was sent yet
messages-empty-hint = The next alert that it hears of stands here, or a test.
message-subject = What
message-answer = Answer
message-attempts = Attempts
message-action = Action
message-again = Send again
message-now = Try now
message-delivered = Arrived
message-waiting = Waits
message-given-up = Given up

mail-server = Mail server
mail-lead = Through it this server sends mail. It may stand in your own network.
mail-none = No mail server is set.
mail-set = Set the mail server
mail-where = Server
mail-host = Server
mail-host-hint = Its name or address, such as mail.example.com.
mail-port = Port
mail-port-hint = 465 for TLS, 587 for STARTTLS as a rule.
mail-security = Encryption
mail-security-tls = TLS
mail-security-hint-tls = Encrypted from the first byte.
mail-security-starttls = STARTTLS
mail-security-hint-starttls = Encrypted before anything is said. A server that does not offer it gets no mail.
mail-security-none = None
mail-security-hint-none = Only for a server on this machine.
mail-user = User
mail-password = Password
mail-password-hint = Kept sealed under the master key, and never shown.
mail-password-kept = One is kept. Left empty, it stays, as long as server, port, user, encryption and authority stay.
mail-from = Sender
mail-from-hint = The address that mail comes from.
mail-authority-hint = In PEM, for a server whose certificate comes from an authority of your own. Empty: the authorities that browsers know.
mail-details = What mail names
mail-details-on = Also addresses, accounts and values that devices tell of
mail-details-off = No addresses, no accounts, no values that devices tell of
mail-details-choose = Name addresses, accounts and values that devices tell of
mail-details-hint = They can be personal data, and mail passes through servers of others. Without it, mail leads to the page that names them. Serial numbers are in no mail.

problem-message-length = Please give it a name of 1 to 100 characters.
problem-message-not-an-address = This is not an e-mail address. It looks like name@example.com.
problem-message-not-a-server = This is no server. For mail and for syslog it is a host and a port of 1 to 65535.
problem-message-way = Please choose how it is told; for syslog also what carries it.
problem-message-language = Please choose a language.
problem-message-least = Please choose which alerts.
problem-message-product = There is no such product any more.
problem-message-kind = Choose what is heard. What rings people goes by mail alone.
problem-message-both = Choose a person, or give an address: mail goes to one of them.
problem-message-person = There is no such person any more, or their account is closed.
problem-message-authority = Syslog by TLS needs a certificate in PEM here, and every one given must be one.
problem-message-not-encrypted = Without encryption mail goes to this machine alone. Choose another encryption, or localhost.
problem-message-password = A password goes with a user. For another server, user or encryption please type it again.

done-mail-changed = The mail server is set. What waited is tried at once.
done-receiver-made = The receiver is there. Send a test to see whether it arrives.
done-receiver-changed = The receiver is changed.
done-receiver-tested = A test is on its way. Its answer stands below in a moment.
done-receiver-enabled = The receiver is on.
done-receiver-disabled = The receiver is off.
done-receiver-removed = The receiver is removed.
done-message-again = The message is on its way again.

## What mail says

message-subject-opened = Alert: { $says }
message-subject-grown = Alert grows: { $says }
message-subject-ended = Alert is over: { $says }
message-opened = This alert is new.
message-grown = More devices are concerned than you were told of before.
message-quiet = It is over: nothing more was seen for a day, and nobody answered it.
message-answer-true = It is over: somebody answered that it is true.
message-answer-false = It is over: somebody answered that it is false.
message-answer-expected = It is over: somebody answered that it is expected.
message-why = Why:
message-reason = { $detector }: { $about }. Expected: { $expected }. Seen: { $seen }. { $against }.
message-product = Product: { $product }
message-units = { $count ->
    [one] Devices: 1
   *[other] Devices: { $count }
}
message-times = First seen: { $first }. Last seen: { $last }.
message-withheld = What devices tell of by name, as addresses and accounts, is not in this mail; the page has it.
message-page = Look at it: { $address }
message-page-all = All of them: { $address }
message-digest-subject = { $count } alerts
message-digest = There is news of { $count } alerts.
message-digest-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
message-gone = What it was about is not known here any more
message-test-subject = Test: messages of Steadfast arrive
message-test = This is a test. Somebody wants to know whether messages of this server arrive here. They do.
cause-withheld = something that the page names

## Records

record-mail-changed = Mail server set
record-receiver-made = Receiver of messages made
record-receiver-changed = Receiver of messages changed
record-receiver-enabled = Receiver of messages switched on
record-receiver-disabled = Receiver of messages switched off
record-receiver-removed = Receiver of messages removed
record-receiver-tested = Receiver of messages tested
record-message-sent-again = Message sent again

action-receiver-read = See who is told by mail and syslog
action-receiver-change = Decide who is told by mail and syslog

duty-tell = Have somebody told of alerts
duty-tell-why = Alerts reach nobody but whoever looks at this page.
duty-messages = { $count ->
    [one] Look at 1 receiver of messages
   *[other] Look at { $count } receivers of messages
}
duty-messages-why = Mail or syslog has not arrived for an hour or more. The page of each says why.
looked-messages = mail and syslog
