# Several sites at once: the choice, the confirm, the progress; what an edit changes.

targets-ask = Where to publish? Untick what is not needed.
targets-taken = 🟢 { $account }: there already
targets-paused = ⚠️ { $account }: needs a new login
targets-none = ⚠️ Nothing to send: none of these sites takes it now.
do-targets = ☑️ Several sites at once
do-targets-go = ➡️ Next ({ $count })
do-target-back = ◀️ { $site }
do-target-on = { $site } ▶️
do-target-drop = ➖ Without { $site }
do-publish-all = 📣 Publish ({ $count })
do-save-drafts = 💾 As drafts
do-save-several = ✅ Save on sites: { $count }
do-save-choose = ✅ Save changes…
do-save-sites =
    { $count ->
        [1] ✅ Save on the site
       *[other] ✅ Save on the sites
    }
do-progress = ⏳ Progress: { $count }
do-progress-over = 🏁 How sending went: { $count }
do-target-fix = ✏️ { $site }: { $name }
do-target-type = 🎟 { $site }: another type
do-target-retry = 🔁 { $site }: retry
do-target-anyway = 📣 { $site }: anyway
round-at = { "\u000A" }📣 Ad { $at } of { $of }
round-head = 📣 One confirm, sites: { $count }
round-cost = • { $name }: 1 “{ $kind }” will be used
round-ready = • { $name }
round-lacking = • { $name }: ❗️ something is still to be chosen
round-unpayable = • { $name }: ⚠️ no publications left, skipped
also-head = ☑️ The same changes wait here too. Choose where they go:
change-head = ✏️ What changes on the site:
change-line = • <b>{ $name }</b>: <s>{ $was }</s> → { $now }
publication-unsaved-parts = ✏️ Not on the site yet:
progress-under-way = ⏳ Under way: { $left } of { $of }
progress-over = 🏁 Done: { $done } of { $of }
progress-waits = 📝 { $name } — not sent
progress-sending = ⏳ { $name } — sending…
progress-unsure = 🔎 { $name } — no answer, looking so as not to do it twice
progress-failed = 🔴 <b>{ $name }</b>
progress-done = { $result } · { $name }
progress-unseen = ⚠️ { $name } — taken, but the site does not show it
prolong-none-left = 🎟 No “{ $name }” publications left. Buy more on the site and come back.
