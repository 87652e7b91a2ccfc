# Publications and news about them.

publication-head =
    📣 <b>{ $title }</b>
    { $site } · { $account } { $lock }
publication-state = Status: { $status }{ $badges }
publication-login-lost = 🔑 The site refuses this account's login, no responses arrive. Renew the login.
publication-disconnected = 🔌 The account is disconnected: no responses arrive, and nothing can be changed on { $site } from here. Connect it again.
login-works-again = 🔑 The site refused the account's login then. It works now: you can try again.
publication-refused = ⛔ { $site } took this ad down. Correct the text and publish again.
refusal-words = 💬 The reason, in the site's words: “{ $words }”
refusal-untold = 💬 { $site } gave no reason: it may stand in the cabinet there.
publication-still-live = 🟢 The ad is still up, as it was.
publication-unsaved = ✏️ Changes that are not on the site yet: { $names }.
publication-wrong = • { $words }
publication-wrong-field = • <b>{ $name }</b>: { $words }
problem-unknown = the site did not explain ({ $code })
problem-no-draft = it is no draft there any more — look in your cabinet
problem-missing = has to be filled in
problem-too-many = too many options
publication-error-at = 🕒 The error happened: { $moment }
publication-since = 🗓 Published { $moment }
publication-until = ⏳ Up until { $day }
publication-erased = 🗑 And { $count } more whose data was erased
publication-responses =
    { $count ->
        [0] 📥 No responses so far
        [one] 📥 { $count } response
       *[other] 📥 { $count } responses
    }

busy-save = ⏳ Saving the draft on { $site }…
busy-publish = ⏳ Publishing on { $site }…
busy-edit = ⏳ Saving the changes on { $site }…
busy-close = ⏳ Closing on { $site }…
busy-delete = ⏳ Deleting the draft on { $site }…
busy-unsure = 🔎 { $site } did not say whether it took the request. I am looking on the site, so as not to do it twice.
busy-look = 🕒 Next look: { $moment }
busy-later = ⚠️ It has not worked so far. Next try: { $moment }.

sync-never = 🔄 Not synced so far
sync-soon = 🔄 The first sync is about to start
sync-off = ⏸ Sync is stopped: new responses do not arrive here.
sync-late = 📭 Candidates don't see the ad any more, but late responses still arrive here.
sync-last = 🔄 Updated { $last }
sync-next = 🔄 Updated { $last } · next { $next }
sync-failing = ⚠️ Updated { $last }. New responses can't be read for now (since: { $since }), I keep trying.

close-ask =
    📦 <b>Close “{ $title }”?</b>
    { $site } · { $account }
close-effect = The ad disappears from { $site }. Bringing it back may need a new paid publication.
close-or-stop = If you only want no more responses, stop the sync: the ad stays.

status-head = 📣 <b>Publications</b>
status-none = None so far. Choose a vacancy and publish it.
status-filter = 🔎 Only what is ticked below is shown.
status-filter-none = 🔎 Tick below what to show.
status-none-left = 🔎 No such publications. Take a tick off.
filter-own = My vacancies
status-line =
    { $mark } <b>{ $title }</b> · 📥 { $responses }
    { $site } · { $account }{ $badge }

result-save-done = 💾 The draft is saved on the site
result-save-failed = 🔴 The draft is not saved
result-save-unsure = 🔎 I don't know whether the site saved the draft
result-publish-done = ✅ Published
result-publish-failed = 🔴 Not published
result-publish-unsure = 🔎 I don't know whether the site published the ad
result-edit-done = ✅ The changes are on the site
result-edit-failed = 🔴 The changes are not saved
result-edit-unsure = 🔎 I don't know whether the site saved the changes
result-close-done = 📦 Closed on the site
result-close-failed = 🔴 Not closed
result-close-unsure = 🔎 I don't know whether the site closed the ad
result-delete-done = 🗑 Deleted on the site
result-delete-failed = 🔴 Not deleted on the site
result-delete-unsure = 🔎 I don't know whether the site deleted the draft
result-status = { $status }
result-what =
    <b>{ $title }</b>
    { $site } · { $account }

paused-head = ⚠️ <b>{ $label }</b> · { $site }: the account is paused
paused-since = Responses were last fetched: { $since }. They all come once the login is renewed.
proof-since = Responses were last fetched: { $since }. Nothing is lost: they all come once it is confirmed.
site-down = ⚠️ { $site } does not answer. It began: { $since }. Next try: { $next }. Nothing gets lost.
site-broken = 🛠 { $site } answers in a way it does not describe, so new responses can't be read. It began: { $since }. This is ours to mend, we know already. Next try: { $next }. Nothing gets lost.
site-walled = 🤖 { $site } keeps programs out: it shows a check for people. I won't get around it and will try after: { $next }. Nothing gets lost. If it happens again, an agreement with the site about its API is needed.
site-back = ✅ { $site } answers again, responses arrive. It was away since: { $since }.
broken-records = 🛠 { $site }: a record could not be read ({ $where }). It is kept aside, the rest works. See the log.
broken-contract = 🛠 { $site } answered what its contract does not have ({ $where }). Time will not mend it: see the log.

busy-prolong = ⏳ Extending on { $site }…
result-prolong-done = ✅ Extended
done-prolonged = ✅ Extended until { $day }
result-prolong-failed = 🔴 Not extended
result-prolong-unsure = 🔎 I don't know whether the site extended the ad

preview-renews = ♻️ Now it is up until { $day }. The new term begins at once; what becomes of the days left is up to the site.
prolong-ask =
    📅 <b>Extend “{ $title }”?</b>
    { $site } · { $account }
prolong-until = Now it is up until { $day }.
prolong-cost = 🎟 It takes a publication: { $name }. Unused: { $left }.
prolong-cost-unknown = 🎟 It costs as much as a new publication.
close-final = ⚠️ On { $site } this is <b>for good</b>: a closed ad can't be reopened, only published anew.
close-final-again =
    ❗️ <b>Close “{ $title }” for good?</b>
    { $site } · { $account }
publication-statistics =
    { $days ->
        [0] 👁 Views: { $views } · responses: { $responses }
       *[other] 👁 Views in { $days } days: { $views } · responses: { $responses }
    }
publication-views =
    { $days ->
        [0] 👁 Views: { $views }
       *[other] 👁 Views in { $days } days: { $views }
    }
publication-similar-many = 🧩 Similar ads on { $site }: { $count }.
forget-ask =
    🗑 <b>Forget the draft “{ $title }”?</b>
    { $site } · { $account }
forget-here = Here the publication and its site fields go, the vacancy stays.
forget-nothing-there = { $site } does not have it: nothing changes there.
forget-or-delete = ⚠️ The draft stays on { $site } unless it is deleted there too.
forget-stays = ⚠️ The draft stays on { $site }. Delete it there, in your cabinet.
forget-uncertain = ⚠️ I don't know whether { $site } has made the ad. Look in your cabinet: what is forgotten here I will not look for.
