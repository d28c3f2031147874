# The fleet: units, factory lists, who is hit by a flaw.

record-product-silence-set = Days until a device counts as silent set
record-unit-added = Device entered
record-unit-changed = Device changed
record-unit-decommissioned = Device taken out of use
record-unit-key-replaced = Device given another key
record-unit-list-handed-in = Factory list handed in
record-unit-list-refused = Factory list refused
record-unit-secret-made = Code or token of a device made
record-units-imported = Factory list worked off

action-unit-read = See the devices in the field
action-unit-enrol = Enter devices, make their codes and tokens
action-unit-change = Change what is stated of a device
action-unit-contact = See where the owner of a device can be reached
action-unit-rekey = Give a known device another key
action-unit-decommission = Take a device out of use

job-kind-unit-import = Working off factory lists
job-does-unit-import = Enters the devices of factory lists that were handed in.
job-kind-unit-sightings = Keeping when devices were heard of
job-does-unit-sightings = Brings to each device when it was last heard of.
job-kind-fleet-silence = Noticing silent devices
job-does-fleet-silence = Says which devices were not heard of for too long.

# Pages

fleet = Devices
fleet-lead = What is in the field: which devices there are, where, and what each of them runs.
fleet-in-use = In use
fleet-in-use-note = on a list or heard of, and not out of use
fleet-heard = Heard of lately
fleet-heard-note = what they run is known
fleet-silent = Silent
fleet-silent-note = 
    { $count ->
        [0] not heard of for too long
        *[other] not heard of for too long, { $count } of them never
    }
fleet-unknown = Unknown version
fleet-unknown-note = run a version that the catalogue does not have
fleet-decommissioned = Out of use
fleet-decommissioned-note = they stay in the register
fleet-tests = Failed their self-test
fleet-erased = Erased within 30 days
fleet-erased-note = 
    { $count ->
        [0] by the word of the devices; none went to somebody else
        *[other] by the word of the devices; { $count } of them went to somebody else
    }
fleet-devices = Devices
fleet-map = By Member State
fleet-map-title = Devices in use by Member State
fleet-map-description = 
    { $states ->
        [one] Devices in one state
        *[other] Devices in { $states } states
    }; of { $none } nobody has said where they were made available.
fleet-releases = By version
fleet-releases-title = Versions that devices run
fleet-releases-empty = Of no device is it known which version it runs.
fleet-releases-more = 
    { $count ->
        [one] One more version is in the filter below.
        *[other] { $count } more versions are in the filter below.
    }
units-caption = Devices
units-empty = There is no device yet
units-empty-hint = Hand in the list of what left the factory, or enter devices one by one.
unit-serial = Serial number
unit-serial-begins = Serial number begins with
unit-serial-hint = As it stands on the device. It is never used again.
unit-product = Product
unit-release = Version
unit-release-unknown = not in the catalogue
unit-market = Member State
market-none = not stated
unit-last-seen = Last heard of
unit-first-seen = First heard of
unit-created = Entered
unit-runs = Runs
unit-runs-none = Neither a list nor the device has said what it runs.
unit-state-expected = Never heard of
unit-state-active = Heard of
unit-state-decommissioned = Out of use
unit-source-list = as the factory or staff said
unit-source-reported = as the device says
unit-source-proven = proved by the device after its restart
unit-expected-notice = This device was never heard of: what is said of it is what a list or staff stated.
unit-silent-notice = This device has not been heard of for too long: what it runs by now is unknown.
unit-facts = Facts
unit-hardware = Hardware revision
unit-key = Key (fingerprint)
unit-key-hint = The SHA-256 of its Ed25519 key, 64 hexadecimal digits.
unit-key-none = none yet
unit-contact = Owner’s contact
unit-contact-hint = Kept sealed, and erased when the device goes out of use.
unit-contact-hidden = known; your role does not show it
unit-version = Version that it runs
unit-version-hint = Where the product has one part that devices run.
unit-add = Add a device
unit-add-lead = For a single one. A whole delivery comes in by a factory list.
unit-change = What is stated
unit-change-save = Save
unit-secrets = Codes and tokens
unit-secrets-none = There are none.
unit-secrets-hint = Each is shown once, when it is made. Here is kept only by what it can be recognised.
unit-secret-enrol-code = Enrolment code
unit-secret-ddi-token = Token for the update door (hawkBit)
unit-secret-owner-code = Owner’s code
unit-secret-made = made
unit-secret-over = expired
unit-secret-once = Write it down now: it is not shown again. The one before it is void.
unit-secret-use-enrol-code = The device shows this code once, with its own key, and is enrolled by that.
unit-secret-use-ddi-token = The device sends it with each request, as its own token of the hawkBit protocol.
unit-code-make = Make an enrolment code
unit-token-make = Make a token
unit-back = Back to the device
unit-rekey = Give it another key
unit-rekey-title = Was this device repaired?
unit-rekey-effect = From now on only the new key counts; what is signed with the one before is refused.
unit-rekey-take = Take the key from the device that has it now
unit-rekey-take-hint = Two devices never share a key. The other one has none then.
unit-decommission = Take out of use
unit-decommission-title = Take { $serial } out of use for good?
unit-decommission-effect = It stays in the register with its history. Its owner’s contact and choices, its codes and tokens, and the events that its owner shared are erased; its serial number is never used again.
unit-flaws = Flaws that it has
unit-flaws-none = None is known in what it runs.
unit-flaws-unknown = What it runs is not known to the catalogue.
unit-flaws-silent = By what it was last known to run.
unit-flaws-rest = { $count } more
unit-flaws-more = There are more than these { $count }.
unit-answer-affected = Affected
unit-answer-undecided = Affected, not decided yet
unit-answer-unknown = Unknown
unit-answer-other = Another version, not affected
unit-answer-fixed = Newer version, not affected
unit-history = History
unit-history-earlier = Earlier
unit-event-listed = Entered
unit-event-completed = Completed from a list
unit-event-changed = Changed
unit-event-secret-made = Code or token made
unit-event-key-replaced = Given another key
unit-event-key-taken = Its key was given to another device
unit-event-decommissioned = Taken out of use
unit-event-before = before: { $key }
unit-event-now = now: { $key }
unit-event-ran = ran last: { $versions }
unit-event-reason = Reason: { $reason }
unit-event-record = Who did it: the record
unit-event-list = The factory list
unit-field-hardware = hardware revision
unit-field-market = Member State
unit-field-contact = owner’s contact
unit-lists = Factory lists
unit-lists-lead = Lists of devices that left the factory. Lines that are not taken are told of; the others go in.
unit-lists-caption = Factory lists, the newest first
unit-lists-empty = No list was handed in yet
unit-lists-empty-hint = A list is a CSV file whose first row names its columns.
unit-list-hand-in = Hand in a list
unit-list-no-product = There is no product yet that devices could be of.
unit-list-file = The list
unit-list-file-hint = CSV, also as Excel writes it (comma, semicolon or tab). It is erased after it was worked off.
unit-list-columns = Which columns a list can have
unit-column-serial = The serial number. The one column that must be there.
unit-column-key = The fingerprint of the device’s Ed25519 key.
unit-column-version = The version that it left the factory with; with the part’s name where the product has several that devices run.
unit-column-hardware = The hardware revision.
unit-column-market = The Member State where it was made available, such as DE.
unit-column-contact = Where its owner can be reached.
unit-column-token = A token for the update door that it has already, at least 16 characters.
unit-column-owner-code = The owner’s code that is printed on it already, at least 16 letters and digits.
unit-column-placed = The day on which the device was placed on the market, such as 2027-12-11: its support counts from it.
unit-column-owner-code-hash = In its place the hash of that code, as steadfast provision writes it.
unit-list-waiting = Waiting
unit-list-working = It waits, or is worked off
unit-list-done = Worked off
unit-list-refused = Refused
unit-list-progress = KiB of the list
unit-list-progress-hint = In KiB of the file. The page follows by itself.
unit-list-lines = Lines
unit-list-made = New
unit-list-changed = Completed
unit-list-unchanged = Known already
unit-list-erased = The file itself is erased within a day after that.
unit-list-faults = Lines that were not taken
unit-list-faults-caption = Each with its column, and what to do
unit-list-faults-more = { $count } lines were refused in all; the first ones are kept.
unit-list-line = Line
unit-list-column = Column
unit-list-why = What is wrong, and what to do
unit-list-whole-line = the whole line
unit-reason-missing = It is empty: give the serial number as it stands on the device.
unit-reason-length = It is too long: shorten it.
unit-reason-characters = It holds characters that do not show: remove them.
unit-reason-encoding = It is no UTF-8 text: save the list as “CSV UTF-8”.
unit-reason-fields = It has more or fewer fields than the first row has columns: give each line as many, empty ones too.
unit-reason-endless = It goes on without end: a quote may not be closed. Nothing behind it was read.
unit-reason-too-many = The list has more lines than one may have: hand the rest in as another list.
unit-reason-key = It is no fingerprint: give the SHA-256 of the device’s Ed25519 key, 64 hexadecimal digits.
unit-reason-market = It is no Member State (nor Iceland, Liechtenstein, Norway) such as DE: correct it, or leave it empty.
unit-reason-token = A token has 16 to 128 visible characters, drawn at random: give another.
unit-reason-owner-code = An owner’s code has at least 16 letters and digits, drawn at random: give another.
unit-reason-day = It is no day such as 2027-12-11. Give the day on which the device was placed on the market.
unit-reason-hash = The hash of an owner’s code has 64 hexadecimal digits, as steadfast provision writes it.
unit-reason-twice = The list has this serial number twice: keep the right line of the two.
unit-reason-taken = There is a device of this product with this serial number already.
unit-reason-key-taken = Another device has this key, and no two share one. Find out whose it is, then give it to that one as another key.
unit-reason-other-key = This device is known with another key. If it was repaired, give it the new one on its page, with a reason.
unit-reason-differs = Something else is known of this device: if this is right, change it on its page.
unit-reason-decommissioned = This device is out of use for good: a serial number is never used again.
unit-reason-no-part = The product has no such part that devices run.
unit-reason-which-part = The product has several parts that devices run: say which, by a list or the API.
unit-reason-number = It is no number in the range that is taken.
unit-reason-unknown = There is no such thing.
hit = Affected devices
hit-title = 
    { $count ->
        [one] One device in use of the products in question
        *[other] { $count } devices in use of the products in question
    }
hit-none = No device is known of a product that this flaw is in.
hit-patched = Share that has the fix:
hit-patched-note = Of the devices that are affected or have a newer version; silent ones are not among them.
hit-list = See their serial numbers
hit-page = Devices hit by { $flaw }
hit-lead = Each device counts once, by the worst of its parts.
hit-caption = Affected devices, version by version
hit-answer = Answer
hit-empty = No device is known to be affected
hit-empty-hint = Those that are unknown may be.
release-runners = 
    { $silent ->
        [0] the fleet knows of { $count }
        *[other] the fleet knows of { $count }, { $silent } of them silent
    }
product-units = Its devices
chart-percent = { $percent }{"\u00A0"}%
chart-thousands = { $count } k
chart-millions = { $count } M
done-unit-added = The device was entered.
done-unit-changed = The change was saved.
done-unit-rekeyed = The device has another key from now on.
done-unit-decommissioned = The device is out of use.
done-unit-list-handed-in = The list was handed in and is worked off now.

market-at = Austria
market-be = Belgium
market-bg = Bulgaria
market-cy = Cyprus
market-cz = Czechia
market-de = Germany
market-dk = Denmark
market-ee = Estonia
market-es = Spain
market-fi = Finland
market-fr = France
market-gr = Greece
market-hr = Croatia
market-hu = Hungary
market-ie = Ireland
market-is = Iceland
market-it = Italy
market-li = Liechtenstein
market-lt = Lithuania
market-lu = Luxembourg
market-lv = Latvia
market-mt = Malta
market-nl = Netherlands
market-no = Norway
market-pl = Poland
market-pt = Portugal
market-ro = Romania
market-se = Sweden
market-si = Slovenia
market-sk = Slovakia
