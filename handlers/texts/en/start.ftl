# First start, menu, help, settings.

about-bot = I bring candidates’ responses from job sites into this chat: contacts, letter, resume. I publish your vacancies and show how they are doing.
hello = 👋 Hello! I bring candidates' responses from job sites to Telegram and publish your vacancies.
hello-language = Оберіть мову · Choose your language · Выберите язык
language-choose = 🌐 Which language shall I speak?

company-ask = 🏢 <b>What is your company called?</b>
company-hint = Send the name as a message. For example: Daisy Ltd.
company-head = 🏢 <b>{ $company }</b>
company-rename = 🏢 <b>What is the company's new name?</b> Now: { $company }. Candidates will see it in templates and messages.
do-company-page = 🏢 Company
done-company-named = ✅ The name was changed.

zone-ask = 🕒 <b>Which time does the company live by?</b>
zone-now = Chosen now: { $zone }, where it is { $time }.
zone-hint = Keep it if it fits. If not, write a city, for example Warsaw.
zone-found = Choose one of the cities found, or write another.

consent-company =
    🏢 <b>{ $company }</b>
    🕒 { $zone }
consent-invited = 👥 You are invited to the company “<b>{ $company }</b>”.
consent-who =
    🤝 <b>Who processes what</b>
    The controller of the candidates' data is your company. Whoever runs this bot only keeps and shows it on your behalf.
consent-what =
    • I keep the responses, contacts and resumes that the sites send, and your vacancies.
    • Passwords, contacts, letters and resumes are encrypted.
    • Only those who were invited to your company see them.
    • An account can be disconnected at any time: its password is then erased.

stranger = 🔒 Registration here is by invite. Ask a colleague who already works with the bot for a link.
stranger-may-create = 👋 You are in no company now. To make your own: /start. To get into somebody else's, ask its owner for an invite link.

menu-head = 🏢 <b>{ $company }</b> · { $clock }
menu-counts =
    { $accounts ->
        [one] 🔑 { $accounts } account
       *[other] 🔑 { $accounts } accounts
    } · { $vacancies ->
        [one] 🗂 { $vacancies } vacancy
       *[other] 🗂 { $vacancies } vacancies
    }
menu-published = 🟢 Published { $count }
menu-erroneous = 🔴 Errors { $count }
menu-inactive = ⏸ Inactive { $count }
menu-draft = 📝 Drafts { $count }
menu-sync = 🔄 Synced { $moment }
menu-paused =
    { $accounts ->
        [one] ⚠️ { $accounts } account does not work: renew its login.
       *[other] ⚠️ { $accounts } accounts do not work: renew their logins.
    }
menu-no-account = ➕ Add an employer account to publish and to receive responses.
menu-empty = Let's start: add an employer account of a job site. Then you can publish, and responses will arrive here.
menu-empty-ask = It is empty here so far. An administrator of your company adds the employer account.

help-newcomer =
    ❓ <b>How it works</b>
    I bring candidates' responses from job sites into this chat and publish your vacancies.
    First a short registration, then I'll lead you step by step.
    { $support ->
        [none] { "" }
       *[other] 🆘 Questions: { $support }
    }

help-head = ❓ <b>How it works</b>
help-cards = 📥 <b>Candidates.</b> Each new response to your ads arrives here as a card: contacts, letter, resume. I look at the sites by myself; /sync looks at once.
help-publish = 📣 <b>Vacancies.</b> /new — write a vacancy step by step, choose an account and publish. The draft is saved after every step.
help-accounts = 🔑 <b>Accounts.</b> /accounts — connect several employer accounts. I check the password on the site, keep it encrypted, and delete your message with it at once.
help-status =
    📊 <b>Status.</b> /status — all publications:
    🟢 Published — on the site, responses arrive
    📝 Draft — not on the site yet
    ⏸ Inactive — closed, or its sync is stopped
    🔴 Error — the site refused, the reason is inside
help-team = 👥 <b>Team.</b> /team — who is in the company, roles, invites, handing work over; invites are in /settings too. Who works on a vacancy stands on its page, “Who works on it”.
help-groups = 💬 <b>Groups.</b> /settings → “Groups” or /link in a group: cards without contacts come there. In the group: /status, /today, /mute, /unlink. A reply to a card is a note.
help-opinions = 💬 <b>Candidates from colleagues.</b> You are shown candidates: tap 👍 or 👎, or write a note. The recruiter sees the contacts.
help-inline = 💬 <b>In any chat</b> type <code>@{ $bot }</code> and a space to see how your publications stand. Or <code>c Name</code> for a card without contacts, to ask what colleagues think; <code>v Title</code> for a vacancy with its link; <code>t word</code> for an answer template.

settings-head = ⚙️ <b>Settings</b>
settings-company = 🏢 { $company }
settings-language = 🌐 { $language }
settings-zone = 🕒 { $zone }, now { $time }
settings-invite = 👥 Invites: a link for one person, good for a day.
settings-number = 🔑 The company’s number, for whoever runs the bot: <code>{ $id }</code>

invite-head = 👥 Invite: <b>{ $role }</b>
invite-rules = Good until: { $moment }. Works once. Send it to the person you are inviting.
