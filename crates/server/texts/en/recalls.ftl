# Withdrawals and recalls, importers and dealers.
action-recall-read = Read withdrawals and recalls, importers and dealers
action-recall-work = Plan a withdrawal or a recall, note what came back, enter importers and dealers
action-recall-decide = Withdraw releases from sale, or recall them
record-recall-planned = Planned a withdrawal or a recall
record-recall-partner-told = Told an importer or a dealer of a recall
record-recall-returned = Noted devices that came back
record-recall-ended = Ended a withdrawal or a recall
record-partner-made = Entered an importer or a dealer
record-partner-changed = Changed how an importer or a dealer can be reached
job-kind-recall-telling = News of recalls
job-does-recall-telling = Tells importers and dealers of the devices of a recall that went to them.

recall = Withdrawal or recall
recalls = Withdrawals and recalls
recalls-lead = Where a flaw cannot be remedied (Article 13(21)): one decision stops the sale and lists every device. What becomes of them is counted here.
recalls-caption = Withdrawals and recalls, the newest first
recalls-none = There is none
recalls-none-hint = One is planned here or from a case, and two people decide it.
recall-called = { $kind } { $number }: { $product }
recall-made = Planned
recall-kind = What is done
recall-kind-withdraw = Withdrawal
recall-kind-recall = Recall
recall-means-withdraw = These releases are not sold any more. Devices stay where they are.
recall-means-recall = These releases are not sold any more, and devices with them are taken back.
recall-state-draft = not decided
recall-state-decided = under way
recall-state-ended = over
recall-new = Plan a withdrawal or a recall
recall-new-lead = Nothing happens by planning. A second person decides; in need one person does alone, and a second one looks at it afterwards.
recall-what = What, and why
recall-choose = Go on
recall-releases = Releases
recall-releases-hint = Of a case, those that its flaw affects are chosen already.
recall-reason-hint = It stands in the ledger for good, and in the text for the authority: name no person in it.
recall-plan = Plan it
recall-propose = Propose the decision
recall-is-draft = Nothing has happened yet: the sale goes on until this is decided.
recall-facts = What was decided
recall-case = The case
recall-decided = Decided
recall-ended = Over
recall-devices = The devices
recall-units = { $count ->
    [one] The device that ran one of these releases when it was decided
   *[other] The { $count } devices that ran one of these releases when it was decided
}
recall-units-none = No device ran one of these releases when it was decided.
recall-standing-corrected = corrected
recall-standing-returned = returned
recall-standing-decommissioned = out of use
recall-standing-unknown = not known
recall-standing-open = still in the field with it
recall-csv = Serial numbers as CSV
recall-json = as JSON
recall-owners = Owners told:
recall-places = By Member State, importer and dealer
recall-count = Devices
receiver-hears-recall = Recalls: of its own devices
recall-partners = Importers and dealers
recall-partners-none = Nobody has said whom these devices went to: lists of devices name them in the columns importer and dealer.
recall-partner-units = { $count ->
    [one] one device
   *[other] { $count } devices
}
recall-told = { $count ->
    [one] told of one
   *[other] told of { $count }
}
recall-told-soon = is told once mail can be sent
recall-told-no-mail = not told: no address is known
recall-letter = Text for the market surveillance authority
recall-letter-note = A draft in English. Nothing is sent from here; whom it must reach, and by which way, is for a person to say.
recall-gaps = To be added before it is handed on:
recall-gap-manufacturer = the manufacturer's name
recall-gap-address = the manufacturer's postal address
recall-gap-contact = the manufacturer's contact
recall-gap-designation = the type designation of the product
recall-gap-flaw = what the risk is: no case, or no flaw that is known
recall-gap-markets = the Member State of some devices
recall-gap-partners = importer or dealer of some devices
recall-gap-owners-do = what owners are asked to do
recall-returned = What came back
recall-serials = Serial numbers
recall-serials-hint = One in each line, at most 5000.
recall-note = Note them
recall-strange = No devices of this recall, and not noted: { $serials }
recall-end = End it
recall-end-hint = What became of the devices so far stands in the record. Name no person in the reason.
recall-from-case = Where the flaw cannot be remedied: plan a withdrawal or a recall
recall-mail-subject = { $kind } { $number }: { $product }
recall-mail-to = To { $name }
recall-mail-withdraw = The manufacturer withdraws devices of the product { $product } from sale. Please do not make the devices below available any more.
recall-mail-recall = The manufacturer recalls devices of the product { $product }. Please do not make the devices below available any more, and help that those already sold come back.
recall-mail-units = { $count ->
    [one] One device went to you, as far as we know:
   *[other] { $count } devices went to you, as far as we know:
}
recall-mail-more = (continued, mail { $number })
done-recall-planned = Planned. Nothing has happened yet.
done-recall-returned = Noted, and on record.
done-recall-ended = It is over, and on record.

partners = Importers and dealers
partners-lead = Whom devices went to. Lists of devices name them in the columns importer and dealer; who is not known yet becomes one here.
partners-none = Nobody is known yet
partners-none-hint = Enter them, or hand in a list of devices that names them.
partners-more = More
partner-change = Change
partner-keep = Keep
partner-new = Enter one
partner-kind = What it is
partner-kind-importer = Importer
partner-kind-dealer = Dealer
partner-name = Name
partner-name-hint = Just as lists of devices name it. It does not change afterwards.
partner-market = Member State
partner-market-hint = Where it is, such as DE.
partner-mail = Mail
partner-mail-hint = Where it hears of recalls.
partner-language = Language
done-partner-made = Entered.
done-partner-changed = Changed.

case-refused-no-such-recall = Choose what is done.
case-refused-no-releases = Choose releases of this product, one or more.
case-refused-no-such-case = Choose a case of this product.
case-refused-no-serials = Give serial numbers of devices of this recall, at most 5000.
case-refused-no-such-partner-kind = Choose importer or dealer.
case-refused-partner-name = Use 1 to 100 characters.
case-refused-no-such-market = Use the two letters of a Member State, such as DE.
case-refused-no-mail = Give an address, such as a@example.org.
case-refused-no-such-language = Choose a language.
