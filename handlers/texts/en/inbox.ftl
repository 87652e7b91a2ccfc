# The inbox: its queues, one by one, the search, refusing many.

menu-candidates = 📥 New { $new } · ⏳ Unanswered { $debt }
do-inbox = 📥 Inbox { $count }
do-debt = ⏳ Unanswered { $count }
do-find = 🔎 Search
command-inbox = Inbox: new, mine, unanswered
command-find = Find a candidate: /find Smith

inbox-head = 📥 <b>Inbox</b>
inbox-own = 👤 Only my vacancies and candidates
inbox-empty = All done: nobody waits. 🌿 New responses come here by themselves; /sync looks at the sites now.
inbox-new = 🆕 New: <b>{ $count }</b>
inbox-mine = ✋ Mine, in work: <b>{ $count }</b>
inbox-unanswered = ⏳ Unanswered: <b>{ $count }</b>
inbox-later = ⏰ Put off: <b>{ $count }</b>
inbox-here = 💾 Decided here, they do not know: <b>{ $count }</b>
inbox-replied = ✅ Answered within a month: <b>{ $count }</b>
inbox-refusing = 🙏 Refusing: { $done } of { $total }
do-refusing = 🙏 How it goes
do-queue-begin = ▶️ Go through new: { $count }
do-everybody = 👥 Whole team
do-own = 👤 Only mine
queue-new = 🆕 New
queue-mine = ✋ Mine
queue-unanswered = ⏳ Unanswered
queue-later = ⏰ Put off
queue-here = 💾 Only here
queue-replied = ✅ Answered
queue-head = <b>{ $name }</b>: { $count }
queue-empty-new = Nobody new. Who responds appears here; to look at the sites now: /sync
queue-empty-mine = Nobody in work. Tap "Take" on a card, and the candidate is here.
queue-empty-unanswered = Nobody waits for an answer here. 🌿
queue-empty-later = Nobody is put off. "Later" on a card reminds you of a candidate in time.
queue-empty-here = Here are those about whom something was decided that their site does not pass on. There are none now.
queue-empty-replied = Nobody was answered within a month. Begin with those who wait.
queue-lately = 🆕 New in a day
queue-empty-lately = Nobody has answered within a day.
queue-who = <b>{ $name }</b>
queue-word = { $word }
queue-until = until { $moment }
queue-taken = ✋ { $name }
age-day = 🟢 under a day
age-days = 🟡 1–3 days
age-long = 🟠 3–7 days
age-weeks = 🔴 over 7 days
age-past = 🕓 over 30 days
do-all-ages = ⏳ Any wait
do-review = ▶️ One by one: { $count }
do-refuse = 🙏 Refuse all: { $count }
do-list-back = ⬅️ To the list

find-head = 🔎 <b>Who are we looking for?</b>
find-how =
    Write a name (in any language, a short one too), a phone or its end of 4 digits or more, an e-mail, or a vacancy's title. Also together: "Olena barista".
    I will take your message out of the chat.
find-found =
    { $count ->
        [one] 🔎 "{ $words }": <b>{ $count }</b> response
       *[other] 🔎 "{ $words }": <b>{ $count }</b> responses
    }
find-nobody = Nobody. Try the surname alone, the last 4 digits of the phone, or a vacancy's title.
find-more = These are the first { $count }: add a word to narrow it down.
do-find-again = 🔎 Another search

review-head = { $name } · <b>{ $place }/{ $count }</b>
review-over = 🌿 That was all: <b>{ $count }</b>.
review-more = I show { $count } in one go. Go back to the list for the next ones.
review-gone = This candidate is not here any more, or was given to somebody else.
review-nobody = Nobody is here any more.
do-review-undo = ↩️ Undo: { $name }
do-review-skip = ▶️ Next
do-review-on = ▶️ To the next one

refuse-head =
    { $count ->
        [one] 🙏 <b>Politely refuse: { $count } candidate</b>
       *[other] 🙏 <b>Politely refuse: { $count } candidates</b>
    }
refuse-more = { $count } at most in one go: those who wait longest.
refuse-names-how = Tap a name to leave that person as they are.
refuse-here-short = here only
refuse-taken-short = ✋ taken
refuse-nobody = Nobody is chosen.
refuse-no-words = There are no templates of refusals. Add one: /templates
do-refuse-words = ✍️ Choose the text: { $count }
refuse-check =
    { $count ->
        [0] ✋ <b>This text can be sent to nobody now</b>
        [one] 🙏 <b>Refuse { $count } candidate?</b>
       *[other] 🙏 <b>Refuse { $count } candidates?</b>
    }
refuse-first = The text, as an example — { $name }:
refuse-here = 💾 { $site }: { $count } — refused here only, the site won't tell the candidate
refuse-left-out = ⏭ As they are { $count }: { $why } — { $names }
refuse-hidden =
    { $count ->
        [one] 🙈 { $count } candidate hides their name, and the text calls by name: it will not go to them. A text without the name can go to everybody.
       *[other] 🙈 { $count } candidates hide their names, and the text calls by name: it will not go to them. A text without the name can go to everybody.
    }
do-refuse-nameless = 🙈 Without names
refuse-then = For 10 s after the tap all of it can be undone, and then the rest be stopped.
do-refuse-yes = 🙏 Yes, refuse: { $count }
refuse-undone = ↩️ Undone: nobody was refused.
refuse-stopped = ⏹ Stopped. Who was not reached is as they were.
refusing-head = 🙏 <b>Refusals: { $done } of { $total }</b>
refusing-soon = ⏳ I begin in 10 s. Until then all of it can be undone.
refusing-on = ⏳ Sending, a few at a time.
refusing-stopped = ⏹ Stopped: the rest are as they were.
refusing-done = ✅ Done.
refusing-told = 📨 Candidates who were told: { $count }
refusing-going = ⏳ Sending: { $count }
refusing-failed = ⚠️ Not sent: { $count }
refusing-skipped = ⏭ As they are: { $count } — { $why }
refusing-erased = 🗑 Data is gone already: { $count }
refusing-outcome = • <b>{ $name }</b>: { $why }
do-refuse-stop = ⏹ Stop
skip-answered = have an answer already
skip-taken = taken by a colleague meanwhile
skip-later = put off meanwhile
skip-site = refused on the site already, or taken back
skip-barred = on the black list
skip-lacking = the text lacks a word in place of a tag
skip-long = with the name and the notice the text is too long
skip-login = the account's login does not work
skip-disconnected = the account is disconnected
skip-unseen = no longer there for who refused
skip-stopped = stopped
