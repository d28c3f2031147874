### What the pages say, in English. One file per part; the same ids and arguments as in `de`.

## Around every page

skip-link = Skip to the content
menu = Menu
menu-evidence = Evidence
menu-access = Access
menu-operations = Operation
menu-waiting = waiting
breadcrumbs = You are here
language = Language
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
account = My account
sign-out = Sign out
foot-answerable = The manufacturer stays answerable for the product.

today = Today
approvals = Approvals
proof-log = Proof log
people = People
tokens = Access tokens
webhooks = Webhooks
jobs = Jobs
health = Health

## Words used on many pages

copy = Copy
copied = Copied
unknown = unknown
or = or
confirm = Confirm
cancel = Cancel
what-to-do = What to do
reason = Reason
reason-hint = Whoever looks at this later reads it, with your name.
progress-of = { $done } of { $total }
progress-open = { $done } so far; total unknown

verdict-shown = Shown
verdict-stated = Stated
verdict-contradicted = Contradicted
verdict-unknown = Unknown
verdict-not-applicable = Not applicable

## Times

time-unknown = time unknown
time-just-now = just now
time-any-moment = any moment
time-in-minutes = { $count ->
    [one] in 1 minute
   *[other] in { $count } minutes
}
time-minutes-ago = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
time-in-hours = { $count ->
    [one] in 1 hour
   *[other] in { $count } hours
}
time-hours-ago = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
time-in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
time-days-ago = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
time-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
time-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
time-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
time-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}

## Lists

rows-all = { $shown ->
    [one] 1 entry, that is all
   *[other] { $shown } entries, that is all
}
rows-of = { $shown } of { $total } entries
rows-at-least = { $shown } shown, more than { $total } in all
rows-uncounted = { $shown } shown; the rest is not counted
paging = Pages
paging-first = First page
paging-previous = Back
paging-next = More
sort-by = Sort by { $column }
filter-apply = Apply filter
filter-clear = Clear filter
filter-nothing = Nothing fits this filter
filter-nothing-hint = There may be entries that do not fit. Clear the filter to see all of them.

## Forms

form-optional = (optional)
form-problems = { $count ->
    [one] One thing needs your attention
   *[other] { $count } things need your attention
}
problem-missing = Please fill this in.
problem-nothing-chosen = Please choose at least one.
problem-no-such-choice = This is not one of the choices. Please choose again.
problem-too-short = { $least ->
    [one] At least 1 character is needed.
   *[other] At least { $least } characters are needed.
}
problem-too-long = { $most ->
    [one] At most 1 character is allowed.
   *[other] At most { $most } characters are allowed.
}
problem-not-an-email = This is not an e-mail address. It looks like name@example.com.
problem-not-an-address = This must be an https address outside your own network, such as https://example.com/hook.
problem-email-taken = Somebody with this e-mail address is here already.
problem-password-common = Attackers try this password first. Please choose another one.
problem-password-personal = The password contains your name, your e-mail address or the name of this product. Please choose another one.
problem-password-wrong = This is not your current password.
problem-sign-in-refused = E-mail address or password are wrong. Check both and try again.
problem-code-wrong = This code is wrong or no longer valid. Use the newest one.
problem-throttled = Too many tries. Another one counts from { $until }.
problem-locked = Locked after too many wrong tries. An administrator can unlock it, or “steadfast user recover” on the server.

organisation = Name of your organisation
organisation-hint = It stands on every page and in the proof log.
person-name = Your name
email = E-mail address
email-hint = You sign in with it. Nothing is sent to it during set-up.
password = Password
password-new-hint = At least { $least } characters. A few words in a row are easier to remember than special characters, and stronger. A password manager may fill this in.

## Filters and charts

any = Any
from = From
until = Until
identifier = Id
chart-figures = The figures
chart-value = { $value }
chart-total = All

## Lists and people

never = never
overdue = Overdue
column-name = Name
column-role = Role
column-state = State
valid-until = Valid until
last-seen = Last here
second-factor = Second factor
second-factors = Second factors
factor-set = Set up
factor-none = None
totp = Authenticator app
passkeys = Passkeys
recovery-codes-left = Recovery codes left
sessions = Sessions
remove = Remove
expires = Expires
last-used = Last used
column-action = Action
created = Created
