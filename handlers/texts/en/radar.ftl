# The radar: ads that stand otherwise on their site than their owner knew.

alert-refused = ⛔ <b>The site has taken the ad down</b>
alert-refused-why = It did not pass the check of { $site }. Mend the text and publish it again.
alert-deleted = 🗑 <b>The ad was deleted on the site</b>
alert-deleted-why = { $site } no longer has it. A new one can be published from the same vacancy.
alert-expired = ⌛ <b>The ad has run out</b>
alert-expired-why = Candidates on { $site } do not see it any more.
alert-closed = 📦 <b>The ad was closed on the site</b>
alert-closed-why = That was done in the cabinet of { $site }. Candidates do not see it any more.
alert-paused = ⏸ <b>The site has paused the ad</b>
alert-paused-why = Candidates do not see it. The reason stands in the cabinet of { $site }.
alert-unpaid = 🎟 <b>Nothing to renew the ad with</b>
alert-unpaid-why =
    { $days ->
        [0] Today is its last day, and no unused publication is left.
       *[other] It is up until { $day }, and no unused publication is left.
    }
alert-expiring = ⌛ <b>The ad is about to end</b>
alert-expiring-why =
    { $days ->
        [0] Today is its last day ({ $day }).
        [one] { $days } day left, until { $day }.
       *[other] { $days } days left, until { $day }.
    }
alert-confirm = ✋ <b>Confirm the ad</b>
alert-confirm-why = Once a week { $site } asks whether the vacancy is still open. The answer is given in the cabinet.
alert-well = ✅ <b>The ad is live again</b>
alert-well-why = It is up until { $day }.
alerts-head = 📣 <b>Ads have changed: { $count }</b>
alerts-refused = ⛔ Taken down by the site: { $count }
alerts-deleted = 🗑 Deleted on the site: { $count }
alerts-expired = ⌛ Run out: { $count }
alerts-closed = 📦 Closed on the site: { $count }
alerts-paused = ⏸ Paused on the site: { $count }
alerts-unpaid = 🎟 About to end, nothing to renew with: { $count }
alerts-expiring = ⌛ About to end: { $count }
alerts-confirm = ✋ To be confirmed on the site: { $count }
alerts-well = ✅ Live again: { $count }
alerts-line = • { $title }
alerts-line-refused = • { $title }: “{ $words }”
alerts-line-until = • { $title } · until { $day }
do-mend = ✏️ Mend
do-confirm-there = ✋ Confirm
badge-confirm = ✋ to be confirmed on the site
badge-login = 🔑 login needed
badge-expiring =
    { $days ->
        [0] ⌛ last day
        [one] ⌛ { $days } day left
       *[other] ⌛ { $days } days left
    }
mark-expiring = ⌛
