# What was missed, as one message.

missed-head =
    { $count ->
        [one] 📬 While responses were not coming, <b>{ $count }</b> person applied
       *[other] 📬 While responses were not coming, <b>{ $count }</b> people applied
    }
missed-line = 👤 <b>{ $name }</b> · { $vacancy } · { $moment }
missed-more = …and { $count } more
missed-hint = Tap a name and the card comes.
missed-in-group-hint = The cards come here, without contacts where the group does not see them.
do-missed-one = 👤 { $name }
do-missed-all = 📥 All cards ({ $count })
do-missed-list = 📋 Whole list ({ $count })
error-card-there = The card is in this chat already, above.
