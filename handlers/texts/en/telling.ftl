# From a card to the words that its candidate reads.

do-tell-invite = ✅ Invite
do-tell-reject = ❌ Reject
do-tell-reply = 💬 Reply
do-heard = 📨 They know
do-tell-again = 🔁 Try again
do-tell-own = ✍️ Own text
do-tell-silent = 🔕 No message
do-tell-send = 📨 Send
do-tell-keep = 💾 Save here
do-tell-show = 📋 Get the text
do-tell-change = ✏️ Change
do-tell-leave = ✖️ Cancel
do-value-name = ✏️ Name
do-value-vacancy = ✏️ Vacancy
do-value-company = ✏️ Company
do-value-recruiter = ✏️ Recruiter
do-value-date = ✏️ Date
do-value-address = ✏️ Address

tell-head-invite = ✅ Invitation: <b>{ $name }</b>
tell-head-reject = ❌ Refusal: <b>{ $name }</b>
tell-head-reply = 💬 Message: <b>{ $name }</b>
tell-reason-ask = Why? The candidate won't see this, the report counts it.
tell-reason = Reason: { $reason }
reason-experience = 🎓 Experience
reason-salary = 💰 Pay
reason-location = 📍 Place
reason-schedule = 🕐 Schedule
reason-language = 🗣 Language
reason-closed = 📦 Filled
reason-unfit = 🙅 Does not fit
reason-other = ✳️ Other
tell-words-ask = Choose a template. You will see the result before it is sent.
tell-text-ask = Write the text in one message (up to { $most } characters). You will see it first.
tell-value-name = How to address the candidate? It goes in place of <code>{ $tag }</code>.
tell-value-vacancy = What to call the vacancy? It goes in place of <code>{ $tag }</code>.
tell-value-company = What to call the company? It goes in place of <code>{ $tag }</code>.
tell-value-recruiter = How to sign? It goes in place of <code>{ $tag }</code>.
tell-value-date = When? For example: Tuesday 1 December, 12:00. It goes in place of <code>{ $tag }</code>.
tell-value-address = Where? An address or a link to the call. It goes in place of <code>{ $tag }</code>.
tell-will-read = The candidate will read:
tell-text-here = The text for the candidate:
tell-silent = 🔕 No message: only the state of the response changes.
tell-lacking = ⚠️ Missing: { $tags }. It is not sent without.
tell-unknown = ⚠️ I don't know what to put in place of { $tags }. Change the text.
tell-not-whole = ✋ Not sent: words are missing in the text.
tell-here-invite = ℹ️ { $site } passes no invitations on. It will be saved here, with the text for you to send yourself.
tell-here-reject = ℹ️ { $site } passes no refusals on. It will be saved here and the candidate won't see it; you can copy the text.
tell-here-reply = ℹ️ { $site } passes no messages on. You will get the text to send yourself.
tell-here-now = ℹ️ So it is decided here, and you get the text to send it yourself.
tell-what-invite = invitation
tell-what-reject = refusal
tell-what-reply = message
tell-soon = ⏳ { $site }: the { $what } leaves in 10 s
tell-going = ⏳ { $site }: sending the { $what }
tell-unsure = ❔ { $site } did not answer: looking whether it arrived. It is never sent twice.
tell-done = 📨 { $site }: { $what } sent
tell-failed = ⚠️ { $site }: { $what } not sent. { $why }
tell-withdrawn = ↩️ { $what }: undone, nothing was sent
tell-undone = ↩️ Undone. The candidate got nothing.
tell-undone-stands =
    ↩️ Taken back: the candidate gets nothing. The stage stays “{ $stage ->
        [new] New
        [look] Look
        [contact] Contact
        [interview] Interview
        [offer] Offer
        [hired] Hired
        [rejected] Rejected
       *[reserve] Reserve
    }”: { $who } has changed the card since ({ $moment }).
tell-moved-on = 🔄 While you were choosing words somebody else worked on the candidate: { $who }, { $moment }. Look at the card; to send it all the same, tap once more.
tell-decided = 🔄 This is done already: { $who }, { $moment }. The candidate gets nothing a second time.
tell-kept-invite = 💾 The invitation is saved <b>here</b>. { $site } won't tell the candidate.
tell-kept-reject = 💾 The refusal is saved <b>here</b>. The candidate won't see it on { $site }.
tell-kept-reply = ℹ️ { $site } passes no messages of the bot on.
tell-kept-now = 💾 Kept <b>here</b>. { $site } does not tell the candidate.
tell-disconnected = 🔌 The account at { $site } is disconnected.
tell-copy-how = Send it yourself: tap the text to copy it. Then press “📨 They know”.
tell-heard = 📨 Noted: the candidate knows.
did-told = sent the { $what }
said-untold = ⚠️ Not sent: <b>{ $name }</b>. The card says why, and has “Try again”.
error-not-offered = 🚫 { $site } does not let this be done with the response now.
error-answer-under-way = ⏳ The last one is still being sent. Try in a few seconds.
tell-notice = 📜 The first message, so I add:
do-answer-private = ✉️ Answer
do-open-card = 📄 Card
tell-start = ✉️ <b>{ $name }</b>: what is the answer?
