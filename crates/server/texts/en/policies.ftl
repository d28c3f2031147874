# Policies that units obey.
record-policy-given = Gave devices a policy that they obey for a while
policy-how = Devices can be asked to hold back for a while: to slow strangers down who try passwords, and to let functions rest that the product is not for. Whoever signs the product's updates signs that, outside this server (steadfast release policy); steadfast case contain policy gives it to devices.
policy-number = What devices are asked, number { $number }
policy-state-told = Told
policy-state-replaced = Replaced
policy-state-over = Over
policy-until = ends
policy-lifts = It asks for nothing any more: what was before is lifted.
policy-throttle = After { $tries } wrong passwords in a row strangers wait { $wait } seconds, then longer each time.
policy-rests = Rests, where the device may let it rest: { $names }
policy-units = Devices, by their own word: hold back { $obey }, owner asked { $wait }, owner said no { $left }, not taken yet { $later }, nothing known { $unknown }.
contain-entry-policy = Devices are asked to hold back, number
contain-entry-policy-lifted = Devices are asked no longer to hold back, number
fact-lifts = Lifts what was before
fact-tighter = Slows strangers down
fact-paused = Functions that rest
