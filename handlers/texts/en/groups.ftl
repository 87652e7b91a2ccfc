# Groups: the link, the settings, the words in the group itself.

groups-head = 👥 <b>Groups</b>
groups-none = Candidates can come into your team's group too. None is linked so far.
groups-some = Candidates come here:
group-untitled = Group
group-add-head = 👥 <b>Add a group</b>
group-add-vacancy = Candidates for “{ $title }” will come there.
group-add-all = Candidates for vacancies will come there; you choose which afterwards.
group-add-how = Tap the button and choose the group. Then somebody who manages this here and is an admin of that group confirms it. Until then I am silent there.
group-add-topic = In a group with topics write /link in the topic you want: the cards go there.
group-add-rules = The link works once, until { $moment }.
group-head = 👥 <b>{ $title }</b>
group-in-topic = { $title } · { $topic }
group-topic-general = General
group-topic-number = topic no. { $number }
group-lost-here = ⚠️ I can't write there: I was removed or restricted. Let me in again and all that has piled up will come.
group-gets-all = 📥 Candidates for all vacancies
group-gets-own = 📥 Candidates for the vacancies of whoever linked it
group-gets-chosen =
    { $count ->
        [0] 📥 No vacancy is chosen: nothing will come
        [one] 📥 Candidates for { $count } chosen vacancy
       *[other] 📥 Candidates for { $count } chosen vacancies
    }
group-covers-all = All
group-covers-own = Mine
group-covers-chosen = Chosen
group-masked = 🔒 Without contacts: first name and initial. Contact and resume are seen only by the one who taps.
group-full = 👁 Full cards: everybody in the group sees contacts and file.
group-speaks = 🌐 I speak here: { $language }
group-blind = 🙈 Blind: who it is can be seen only after “Take”. Then — without contacts.
group-blind-short = Blind first look
group-topics-on = 🗂 Each vacancy has a topic of its own
group-topics-lost = 🗂 I make no topics for vacancies: I lack the right, or the group was changed. All goes into the general one.
group-topics-short = Topic per vacancy
group-board-on = 📌 There is a board of vacancies
group-board-unpinned = 📌 There is a board, but I may not pin it: give me the right “Pin messages”.
group-board-short = Board
group-muted-now = 🔕 Silent until: { $moment }
group-full-ask = 👁 <b>Show full cards in “{ $title }”?</b>
group-full-warning =
    ⚠️ Contacts, letter and resume will be seen by everybody in the group, now and later, even if they don't work in your company.
    Somebody who leaves the company but stays in the group will go on seeing them. Telegram will not let such messages be forwarded or saved.
group-lost = ⚠️ I can't write into the group “{ $title }”: I was removed or restricted.
group-lost-how = Nothing is lost: let me in again and the cards will come. Or unlink it.
group-trouble-topics-right = ⚠️ I may not manage topics in the group “{ $title }”, so candidates for new vacancies come into its general topic. Give me the right “Manage topics” and each vacancy will have its own again.
group-trouble-topics-forum = ⚠️ The group “{ $title }” has no topics any more, so all candidates come into the chat itself.
group-trouble-topic-lost = ⚠️ In the group “{ $title }” the topic of the vacancy “{ $vacancy }” can't be kept: it was deleted, or Telegram does not make it. Its candidates come into the general topic.
group-trouble-home-lost = ⚠️ In the group “{ $title }” the topic where I was linked was deleted or closed. Cards keep coming into the vacancies’ topics, the rest goes into the general topic.
group-trouble-board-pin = ⚠️ I may not pin the board in the group “{ $title }”: it stands there, but not pinned. Give me the right “Pin messages” and switch the board on again.

group-asked = 👥 <b>{ $company }</b> wants candidates' cards to come here.
group-asked-too = 👥 <b>{ $company }</b> sends candidate cards to this group already: { $topics }. Move them to this topic? If you keep both, a candidate comes to both.
group-asked-who = It can be confirmed, until { $moment }, by somebody who manages this in the company and is an admin of this group. Until then I am silent.
group-linked = ✅ Linked: <b>{ $company }</b>. Candidates' cards will come here.
group-moved = ✅ Moved: candidate cards of <b>{ $company }</b> come to this topic from now on. The buttons of old cards still work.
group-unconfirmed = ⌛ Nobody confirmed, so nothing will come here.
group-unlinked = 🔌 Unlinked: { $company }. Nothing comes here any more, the cards' buttons don't work.
group-unlinked-beside = 🔌 This topic is unlinked: { $company }. Still linked in the group: { $topics }. /unlink there unlinks it.
group-unlinked-before = It is unlinked already.
group-not-offered = 🔌 The offer is withdrawn: { $company } is not linked here.
group-now-full = 👁 From now on the cards here are full: everybody in the group sees contacts and file.
group-now-masked = 🔒 From now on the cards here are without contacts.
group-muted = 🔕 Silent until: { $moment }. The cards of that time will come afterwards. Sooner: /mute off
group-unmuted = 🔔 Here again.
group-unlink-ask = 🔌 <b>Unlink this group?</b>
group-unlink-what = No more candidate cards of { $company } will come here, and the buttons of old cards will stop working.
group-unlink-beside = Also linked in this group: { $topics }.
group-unlink-which = 🔌 <b>Unlink “{ $title }”?</b>
group-unlink-then = No more candidate cards will come there, and the buttons of old cards will stop working.
group-members-only = 🔒 The commands here are only for members of { $company }; /mute and /unlink for whoever linked the group and for administrators.
group-not-yours = 🔒 That is for whoever linked the group and the admins of { $company }.
group-mute-how = Write for how long: /mute 30m, /mute 2h, /mute 1d (up to a week) or /mute off.
group-help-short = /status — what comes here, /mute 2h — silence, /unlink — no more
group-not-linked =
    🔌 Nothing is linked here: no responses come.
    A recruiter or an administrator of the company links it, if they run this group too: /link here, or “Settings” → “Groups” in a private chat with me.
group-waits = ⏳ Not linked so far: the “Confirm” button above waits. Whoever manages this in the company and runs the group taps it.
group-help =
    Candidates come here: { $company }.
    /status — publications and responses
    /today — who answered today
    /mute 2h — two hours of silence, /mute off — enough
    /settings — settings
    /link — link this topic
    /unlink — unlink
group-status-head = 📣 <b>{ $company }</b>
group-status-none = There are no publications whose candidates come here.
group-settings-head = ⚙️ <b>{ $company }</b>
group-settings-how = Change it by the button, in a private chat with me.

group-contacts = 📞 { $words }
group-no-contact = No contacts: the candidate gave none.
group-sent = 📄 Sent to your private chat with me.
group-sent-before = 📄 Sent before: look into your private chat with me.
group-start-first = I can't write to you privately. Open the chat with me and tap “Start”: the card will come.
group-linked-before = It is linked already.
group-menu-not-yours = These actions are for those who handle candidates. Reply to the card to write what you think.
group-moved-before = It was moved or unlinked already.
group-too-late = ⌛ The time is over. Add the group again by a new link.
group-not-admin = 🔒 Only an admin of this group can confirm.
group-admins-unknown = Telegram did not say who is an admin here. Try again in a minute.
group-link-old = ⌛ This link to a group does not work any more: it was used or is out of date. Make a new one.
group-now-blind = 🙈 From now on names are hidden here until somebody taps “Take”.
group-now-seen = 🔒 From now on cards here show first name and initial again.
group-blind-first = 🙈 Take the candidate first: “✋ Take”.
group-no-forum = This group has no topics. Switch them on in the group's settings in Telegram.
group-topics-right = 🔒 Give me the right “Manage topics” in the group and tap again.
group-standing-unknown = Telegram did not say what I may do in that group. Try again in a minute.
candidate-number = Candidate No. { $number }
board-head = 📌 <b>{ $company }</b> · vacancies
board-line = { $debt ->
        [0] 💼
       *[other] ⏳
    } <b>{ $title }</b>: new { $new }, debt { $debt } · { $who }
board-none = There are no open vacancies.
board-more = … and { $count } more
board-at = <i>As of { $moment }. Debt: waiting for more than a day.</i>
today-head = 📅 <b>{ $company }</b> · today
today-came =
    { $count ->
        [0] Nobody has answered.
        [one] { $count } response:
       *[other] { $count } responses:
    }
today-taken = ✋ { $name } · { $title } — { $who }
today-answered = ✅ { $name } · { $title }
today-free = 🆕 { $name } · { $title }
today-rest = … and { $count } more
today-waits = <b>Waiting for an answer:</b>

group-command-status = Publications whose candidates come here
group-command-today = What came today and who waits
group-command-mute = Silence: /mute 2h
group-command-settings = What is set here
group-command-link = Link this group or topic
group-command-unlink = Unlink
group-command-help = What I do here
