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
job-kind-fleet-silence = Noticing silent devices
job-does-fleet-silence = Says which devices were not heard of for too long.
