# One person behind several applications.

kin-also = ♻️ Also { $where }, { $ago }
kin-more =
    { $count ->
        [one] ♻️ and { $count } more
       *[other] ♻️ and { $count } more
    }
kin-asked = ❓ May be the same person: { $name } · { $where }, { $ago }
kin-parted = ✂️ Not the same person as { $name } · { $where }, { $ago }
ago =
    { $days ->
        [0] today
        [1] yesterday
        [one] { $days } day ago
       *[other] { $days } days ago
    }
again-vacancy = 🔁 Applied once more · { $site } · { $vacancy }
again = 🔁 Applied once more · { $site }
again-another = ✂️ { $site }: this is another person, see the card below.
do-same-person = 🔗 The same
do-another-person = ✂️ Not the same
do-open-answer = 📄 Open
error-already-decided = This is decided already, or more than 30 days have passed.
did-joined = joined with another response
did-parted = parted: two people
do-open-other = 📄 { $site }
join-head = 🔗 <b>Join: { $name }</b>
join-ask = With whom? Send a name, a phone, its last 4 digits or an e-mail. I take the message away at once.
join-alike = With whom? Here are those alike. Or send a name, a phone or an e-mail.
join-found = Found:
join-more = There are many. Choose, or send something more exact.
join-none = Nobody was found. Try another spelling, a phone or an e-mail.
join-same-ask = 🔗 <b>Is this one person?</b>
join-side = { $number }. <b>{ $name }</b>
join-how = Both cards stay and name each other. For 30 days they can be taken apart: ⋯ → “Not the same”.
done-joined = 🔗 Joined: { $name } and { $other }. To take them apart: ⋯ → “Not the same” on a card.
do-merge = 🔗 Join
do-merge-yes = 🔗 Yes, join
do-merge-alike = 👥 Alike
