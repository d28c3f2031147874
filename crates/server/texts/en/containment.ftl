# What is held because of a case.
action-case-contain = Hold distributions, deliveries and tokens because of a case, give them back, and give devices a policy
record-case-contained = Held something because of a case
record-case-containment-undone = Gave back what was held because of a case
done-case-contained = Held, and on record.
done-case-containment-undone = Given back, and on record.
token-held = Held
contain = Contain
contain-lead = What can be held at once. Each move is on record, and can be undone here. Devices go on working and reporting, owners get in, and alarms ring.
contain-what-rollouts = Distributions of the product
contain-what-deliveries = What is sent to others
contain-what-tokens = Access tokens
contain-no-product = The case names no product, so nothing of this can be paused from here.
contain-rollouts-none = None of the product runs now.
contain-rollouts-count = { $count ->
    [one] One runs now.
   *[other] { $count } run now.
}
contain-rollouts-says = { $count ->
    [one] It is paused: nobody new is offered the update.
   *[other] All { $count } are paused: nobody new is offered the updates.
} Devices that are at work on one bring it to its end. If the fix is among them, it waits too.
contain-deliveries-count = On now: { $webhooks ->
    [one] one webhook
   *[other] { $webhooks } webhooks
}, { $receivers ->
    [one] one receiver of alerts
   *[other] { $receivers } receivers of alerts
}.
contain-deliveries-says = Those you choose are told nothing until it is undone. What waits for them is kept and sent then; of alerts, those that are still open. Who is rung, importers and dealers are not on this list: they go on being told.
contain-tokens-count = With rights over products: { $count }. Who has tokens: { $people ->
    [one] one person
   *[other] { $people } people
}.
contain-tokens-all = All with rights over products ({ $count })
contain-tokens-person = { $name }, whatever they may do ({ $count })
contain-tokens-whose = Whose tokens
contain-tokens-says = They do not count until this is undone; nothing is ended for good, and the same tokens work again then. Programs that use them stop getting in at once. Who is signed in stays signed in.
contain-open-rollouts = Pause distributions
contain-open-deliveries = Hold deliveries
contain-open-tokens = Hold tokens
contain-title-rollouts = Pause the distributions of this product?
contain-title-deliveries = Whose deliveries shall wait?
contain-title-tokens = Which tokens shall not count for now?
contain-do-rollouts = Pause them
contain-do-deliveries = Hold them
contain-do-tokens = Hold them
contain-entry-rollouts = Distributions paused
contain-entry-deliveries = Deliveries held
contain-entry-tokens = Tokens held
contain-act = { $what }: { $count }
contain-held = Held
contain-given-back = Given back
contain-give-back = Give back
contain-give-back-title = Give this back?
contain-give-back-says-rollouts = The distributions go on where they were paused. One that another case holds, or that somebody changed meanwhile, stays as it is.
contain-give-back-says-deliveries = They are told again, of what waited too. One that another case holds, or that somebody changed meanwhile, stays as it is.
contain-give-back-says-tokens = The same tokens count again. One that another case holds, or that was ended meanwhile, stays as it is.
entry-contained = { $what }: { $count }
entry-given-back = { $what }, and given back: { $count }{ $left ->
    [0] {""}
   *[other] ; stayed as they were: { $left }
}
fact-containment = Act
fact-move = Move
fact-things = How many
fact-held = What is held
fact-given-back = Given back
fact-held-elsewhere = Held by another case still
fact-changed-since = Changed meanwhile
closing-missing-held = what is held because of it is given back
