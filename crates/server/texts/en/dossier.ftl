# The dossier, the calendar and the risk assessment of a product.
action-dossier-keep = Keep the dossier of a release
action-dossier-hand-over = Hand parts of a dossier over to an authority
action-modification-state = State whether a release is a substantial modification
record-modification-stated = Stated whether a release is a substantial modification
record-dossier-made = Kept the dossier of a release
record-dossier-handed-over = Handed parts of a dossier over to an authority
done-dossier-kept = Kept, and on record.
done-dossier-handed-over = Made, kept and on record. It is the first in the list.

dossier = Dossier
dossier-of = Dossier of { $product }
dossier-lead = The technical documentation by Article 31 and Annex VII: made of what is known, checked by anybody without this server.
dossier-take = Take it out
dossier-state-there = there
dossier-state-missing = missing
dossier-state-not-needed = not needed
dossier-state-hint-there = Points of Annex VII for which something is there. That it is right, nobody has said by that.
dossier-state-hint-missing = Points for which nothing is there.
dossier-state-hint-not-needed = Points that are given on request alone.
dossier-points = Annex VII, point by point
dossier-point = Point { $point }
dossier-places = { $count ->
    [one] one file
   *[other] { $count } files
}
dossier-kept = Kept
dossier-kept-none = Nothing is kept yet
dossier-kept-none-hint = A dossier is kept for ten years from the last device that was placed, or for the support period where that is longer (Article 13(13)).
dossier-kept-since = kept
dossier-proved = read whole
dossier-unproved = not read since
dossier-handed = for an authority
dossier-keep = Keep it
dossier-keep-hint = As it is now, with its digest and its checkpoint on record. Later dossiers show that they grew from it.
dossier-keep-now = Keep it now
dossier-hand-over = For an authority
dossier-hand-over-hint = Exactly what was asked for goes along; the signed manifest names the rest as withheld. What was handed over, to whom and why is on record.
dossier-to = To whom
dossier-to-hint = The authority with its file number. No names of people.
dossier-asked = What it asks for
dossier-asked-hint = The reasoned request, in short (Article 13(22)).
dossier-wanted = Points of Annex VII
dossier-paths = Single files
dossier-paths-hint = One for each line, as the points name them; a folder ends in /.
dossier-language = Language
dossier-languages = All languages
dossier-hand-over-make = Make it
dossier-refused-no-recipient = Name the authority with its file number, in up to 200 characters.
dossier-refused-no-request = Say what is asked for and why, in up to 4000 characters.
dossier-refused-nothing-of-it = For one of these nothing is there. Choose what is there, and say to the authority what is missing.
dossier-refused-no-such-language = English or German.

calendar = Calendar
calendar-of = Calendar of { $product }
calendar-lead = Everything that ends within three years, and which verdicts turn when nothing comes in its place.
calendar-support = Its support period ends on { $day }.
calendar-none = Nothing ends
calendar-none-hint = Nothing is known of this release that has an end.
calendar-spans = From when until when it speaks
calendar-evidence = Evidence
calendar-since = Since
calendar-until = Until
calendar-daily = Counted anew each day, and gone three days after nobody counts: { $evidence }.
calendar-turns = What turns
calendar-nothing-turns = Nothing turns.
calendar-turns-nothing = Nothing turns: something else supports it.

risk = Risk assessment
risk-of = Risk assessment of { $product }
risk-lead = What is worth protecting, where somebody could begin, what could happen, what is against it, and what shows that (Article 13(2) to (4)). Point at something, and what it is linked to stands out.
risk-approved = Assessed on { $day }, approved by: { $by }.
risk-none = There is no risk assessment
risk-none-hint = The product file of the release has none, or the release has no product file.
risk-picture = The risk assessment as a picture
risk-left-out = { $count ->
    [one] One link or node is not drawn.
   *[other] { $count } links and nodes are not drawn.
}
risk-flagged = To be looked at
risk-links = { $count ->
    [one] one link
   *[other] { $count } links
}
risk-link-harms = harms
risk-link-belongs-to = belongs to
risk-link-happens-by = happens by
risk-link-because = is possible because of
risk-link-treated-by = is treated by
risk-link-rests-on = rests on
risk-link-shown-by = is shown by
risk-link-calls-for = calls for
risk-link-serves = serves
risk-link-speaks-to = speaks to
risk-linked-harms = is harmed by
risk-linked-belongs-to = has the entry
risk-linked-happens-by = is the way of
risk-linked-because = makes possible
risk-linked-treated-by = treats
risk-linked-rests-on = carries
risk-linked-shown-by = shows
risk-linked-calls-for = is called for by
risk-linked-serves = is served by
risk-linked-speaks-to = is spoken to by
risk-picture-title = Risk assessment
risk-picture-flagged = To be looked at
risk-picture-left-out = Not drawn
risk-picture-before = before treatment
risk-picture-after = after it
risk-picture-not-weighed = not weighed
risk-picture-set-aside = set aside with a reason
risk-picture-column-assets = Assets
risk-picture-column-interfaces = Interfaces
risk-picture-column-threats = Threats
risk-picture-column-controls = Controls
risk-picture-column-evidence = Evidence
risk-picture-column-requirements = Requirements
risk-picture-kind-asset = Asset
risk-picture-kind-interface = Interface
risk-picture-kind-entry = Entry
risk-picture-kind-threat = Threat
risk-picture-kind-control = Control
risk-picture-kind-evidence = Evidence
risk-picture-kind-requirement = Requirement
risk-picture-level-low = low
risk-picture-level-medium = medium
risk-picture-level-high = high
risk-picture-flag-untreated = nobody decided on it
risk-picture-flag-unreachable = no interface leads to it
risk-picture-flag-uncontrolled = nothing is against it
risk-picture-flag-unweighed = not weighed
risk-picture-flag-unshown = nothing shows that it works
risk-picture-flag-unlinked = linked to nothing
risk-picture-flag-dangling = names what is not there
