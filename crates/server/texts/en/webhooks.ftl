## Webhooks and their deliveries

webhooks-lead = The server tells other programs what happens here: which record, of what kind, by ids alone.
webhooks-caption = Webhooks, the newest first
webhooks-empty = There is no webhook yet
webhooks-empty-hint = Add one to have a ticket system, a chat or a monitoring hear of records by itself.
webhook-add = Add a webhook
webhook-add-lead = It hears of records from now on. Each delivery is signed, so that the receiver can tell it from a forgery.
webhook-edit = Change
webhook-edit-lead = Deliveries that wait go to the new address.
webhook-save = Save
webhook-name = Name
webhook-name-hint = What your colleagues know the receiver by.
webhook-url = Address
webhook-url-hint = An https address outside your own network. The operator can allow others with the setting webhook-networks.
webhook-kinds = Hears of
webhook-kinds-choose = Hears only of these kinds of records. Without a choice it hears of every kind, also of those to come.
webhook-every-kind = Every kind of record
webhook-more-kinds = and { $count } more
webhook-facts = Facts
webhook-created = Made
webhook-waiting = Waiting deliveries
webhook-last = Last arrival
webhook-durations = Answer times of the newest attempts
webhook-duration = newest: { $millis } ms
webhook-secret = Signing secret
webhook-made = The webhook is made
webhook-secret-made = The new secret counts
webhook-secret-lead = Give the receiver this secret. It checks the header webhook-signature with it, by the Standard Webhooks specification.
webhook-secret-once = This secret is shown this once. Copy it now.
webhook-secret-former = Until { $until } deliveries are signed by the former secret too, so that nothing is lost while you change it at the receiver.
webhook-open = To the webhook

webhook-active = Arrives
webhook-failing = Does not arrive
webhook-disabled = Off
webhook-stopped = Stopped
webhook-untried = Nothing arrived yet
webhook-failing-since = Nothing has arrived since { $since }. Deliveries wait and are tried again with growing waits. After five days without a success the server stops the webhook.
webhook-stopped-gone = The receiver answered that it is gone (HTTP 410), so the server stopped this webhook. Deliveries wait. Check the address, then switch it on again.
webhook-stopped-failing = Nothing arrived for five days, so the server stopped this webhook. Deliveries wait. Check the receiver, then switch it on again.
webhook-disabled-note = Somebody switched this webhook off. What it would hear of waits.

webhook-change = What you can do
webhook-test = Send a test
webhook-test-hint = A test arrives as an event of the type steadfast.test.
webhook-enable = Switch on
webhook-enable-hint = When it is on again, it is told at once what it missed.
webhook-disable = Switch off
webhook-rotate = New secret
webhook-rotate-title = Make a new secret?
webhook-rotate-effect = It is shown once. For 24 hours deliveries are signed by both secrets; after that the former one no longer counts.
webhook-remove = Remove
webhook-remove-title = Remove this webhook?
webhook-remove-effect = Its deliveries are removed too, also those that wait. The records themselves stay in the proof log.

deliveries = Deliveries, the newest first
deliveries-empty = Nothing was delivered yet
deliveries-empty-hint = The next record that it hears of stands here, or a test.
delivery-event = What
delivery-test = Test
delivery-answer = Answer
delivery-attempts = Attempts
delivery-action = Action
delivery-again = Send again
delivery-delivered = Arrived
delivery-waiting = Waits
delivery-given-up = Given up

problem-address-inside = This address leads to this machine or into a network of your own. The operator can allow it with the setting webhook-networks.
done-webhook-changed = The webhook is changed.
done-webhook-tested = A test is on its way. Its answer stands below in a moment.
done-webhook-enabled = The webhook is on.
done-webhook-disabled = The webhook is off.
done-webhook-removed = The webhook is removed.
done-delivery-again = The delivery is on its way again.

## Records of webhooks

record-webhook-made = Webhook made
record-webhook-changed = Webhook changed
record-webhook-secret-rotated = New secret of a webhook
record-webhook-enabled = Webhook switched on
record-webhook-disabled = Webhook switched off
record-webhook-stopped = Webhook stopped by the server
record-webhook-removed = Webhook removed
record-webhook-tested = Webhook tested
record-delivery-sent-again = Delivery sent again
