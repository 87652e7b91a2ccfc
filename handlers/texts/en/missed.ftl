# What was missed, as one message.

missed-head =
    { $count ->
        [one] 📬 While responses were not coming, <b>{ $count }</b> person applied
       *[other] 📬 While responses were not coming, <b>{ $count }</b> people applied
    }
missed-head-past =
    { $count ->
        [one] 🕓 <b>{ $count }</b> response from before the ad was linked
       *[other] 🕓 <b>{ $count }</b> responses from before the ad was linked
    }
missed-head-mixed = 📬 <b>{ $count }</b> responses: old ones, from before linking, and missed ones
missed-numbered = { $name } { $number }
missed-line = 👤 <b>{ $name }</b> · { $vacancy } · { $moment }
missed-below = below the threshold
missed-more = …and { $count } more
missed-hint = Tap a name and the card comes.
missed-in-group-hint = The cards come here, without contacts where the group does not see them.
do-missed-one = 👤 { $name }
do-missed-all = 📥 All cards ({ $count })
do-missed-list = 📋 Whole list ({ $count })
error-card-there = The card is in this chat already, above.
