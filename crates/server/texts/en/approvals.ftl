## Four eyes

approvals-lead = Some actions take two people: one proposes, another decides. In need one person may act alone; a second must look at it afterwards.
approvals-empty = Nothing waits
approvals-empty-hint = What somebody proposes or does alone stands here until a second person has looked at it.
approvals-to-confirm = Done alone, to be looked at
approvals-proposed = Proposed
approvals-decided = Decided
approvals-earlier = Earlier ones
approval-about = About
approval-by = Proposed by
approval-waits = Waits for a second person
approval-mine = You proposed this: another person must decide.
approval-about-me = This is about you: another person must decide.
approval-approve = Approve
approval-refuse = Refuse
approval-refuse-title = Refuse this proposal?
approval-refuse-effect = It is not done. The proposer sees your reason.
approval-withdraw = Take back
approval-recovery-hint = Who approves gets the link and hands it over.
break-glass = Act alone
break-glass-title = Do this alone?
break-glass-effect = It is done at once and recorded. A second person must look at it within 72 hours; until then everybody sees that it was done alone.
break-glass-do = Do it alone
break-glass-done = Done alone
confirm-until = To be looked at until
confirm-mine = You did this alone: another person must look at it.
approval-confirm = It was right
approval-object = Object
approval-object-title = Object to what was done?
approval-object-effect = What was done stays done. Your objection and its reason are kept, and the proposer sees them.
decided-by = by { $name }
somebody-unknown = somebody unknown

outcome-approved = Approved
outcome-refused = Refused
outcome-withdrawn = Taken back
outcome-confirmed = Done alone, found right
outcome-objected = Done alone, objected to

## What takes two people

propose-title = Propose to a second person
propose-lead = Nothing is done until a second person agrees.
propose-what = What
propose-submit = Propose

outcome-link-title = Recovery link for { $name }
outcome-link = Link to hand over
outcome-link-once = It is shown this once. Hand it over so that only this person reads it; it works once.
outcome-link-lost = If it gets lost, propose a new one; this one then ends.
back-to-approvals = Back to the approvals

## After a form

done-proposed = Proposed. Another person must decide now.
done-approved = Approved and done.
done-refused = Refused. Nothing was done.
done-withdrawn = Taken back. Nothing was done.
done-acted-alone = Done. A second person must look at it within 72 hours.
done-found-right = Noted that it was right.
done-objected = Your objection is kept.
