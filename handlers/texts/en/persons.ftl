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
