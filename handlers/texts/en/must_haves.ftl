# What a candidate must have.

ask-must = <b>What must a candidate have?</b>
hint-must = Tick 3–7 points or type your own: with commas or one a line. I look for them in each resume and show the line. Sites don't see this.
sign-must = ⭐
step-must = Must-haves
do-change-must = ⭐ Must-haves
do-must-all = ☑️ Take all
must-none = The text names none: type your own, for example: CRM, English B1, driving licence.
must-few = The fewer points, the less the score says: 3–7 are best.
must-push-all = 🔔 You hear of everybody at once.
must-push-from = 🔔 At once: { $least } of { $of } and more. The others come in the digest at 9:00, marked “below the threshold”. Nobody is hidden or rejected.
must-all = All
must-from = from { $least }
bad-must-empty = ✍️ There is no word in it. Type, for example: CRM, English B1.
bad-must-long = ✍️ One point has up to { $most } letters, this has { $length }. Split or shorten it.
bad-must-many = ✋ There are { $count } points here, and up to { $most } are possible. Send the most important ones again.
bad-must-person = ⚠️ “{ $words }” is about age, sex, family or looks. I don't compare by these: the law forbids it. Type what the person must be able to do.

card-points = ⭐ { $met }/{ $of } · missing: { $lacking }
card-points-all = ⭐ { $met }/{ $of } · all there
card-points-none = ⭐ Must-haves: no text to compare
card-points-below = below the threshold (from { $least })
card-points-head = ⭐ <b>The vacancy's must-haves</b>
do-points = ⭐ Must-haves
