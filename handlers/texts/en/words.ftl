# Words that come again and again: states, steps, moments, money.

when-yesterday = yesterday { $time }
when-tomorrow = tomorrow { $time }

language-uk = Українська
language-en = English
language-ru = Русский

role-owner = owner
role-admin = administrator
role-recruiter = recruiter
role-hiring_manager = hiring manager

status-published = 🟢 Published
status-draft = 📝 Draft
status-inactive = ⏸ Inactive
status-erroneous = 🔴 Error
mark-published = 🟢
mark-draft = 📝
mark-inactive = ⏸
mark-erroneous = 🔴

badge-expired = ⌛ expired
badge-closed = 📦 closed on the site
badge-closed-here = 📦 closed from the bot
badge-missed = ❔ not in the site's list, I'll check again
badge-deleted = 🗑 deleted on the site
badge-blocked = ⛔ blocked by the site
badge-moderation = 🕵️ in moderation
badge-paused = ⏸ paused on the site
badge-unknown = ❔ state on the site unclear
badge-site-live = still visible on the site

account-mark-active = ✅
account-mark-paused = ⚠️
account-mark-disconnected = ⛔
account-state-active = ✅ Works
account-state-paused = ⚠️ Paused: a new login is needed
account-state-disconnected = ⛔ Disconnected

step-title = Title
step-description = Description
step-city = City
step-employment = Employment
step-experience = Experience
step-pay = Pay
step-contact = Contact
sign-city = 📍
sign-employment = 🕘
sign-experience = 🎓
sign-pay = 💰
sign-contact = ☎️
place-remote = Remote

employment-full = Full time
employment-part = Part time
employment-project = Project
employment-internship = Internship
experience-none = No experience
experience-from_1 = 1+ year
experience-from_2 = 2+ years
experience-from_3 = 3+ years
experience-from_5 = 5+ years

pay-range = { $low } – { $high }
pay-from = from { $low }
pay-to = up to { $high }
pay-month = { $amount } a month
pay-week = { $amount } a week
pay-day = { $amount } a day
pay-shift = { $amount } a shift
pay-hour = { $amount } an hour
pay-gross = { $pay }, before taxes
pay-net = { $pay }, after taxes

page-of = Page { $page } of { $pages }
write-to = 🆘 Questions: { $contact }
erased = 🗑 Deleted

command-menu = Main menu
command-new = New vacancy
command-vacancies = Vacancies
command-status = Publications and their state
command-sync = Fetch new responses now
command-digest = What to do today
command-today = Who answered today
command-mute = Mute for a while: /mute 2h
command-accounts = Employer accounts
command-settings = Settings
command-lang = Language
command-help = How it works
command-cancel = Cancel
command-start = Start

inline-sign-in = Open the bot
inline-nothing = No publications found
inline-about = { $site } · { $status } · 📥 { $responses }
inline-shared =
    📣 <b>{ $title }</b>
    { $site } · { $status }{ $badge }
card-votes = 👍 { $good } · 👎 { $bad } — colleagues
inline-card = 👤 <b>{ $name }</b>
inline-points = ⭐ Must-haves: { $met } of { $of }
inline-ask = What do you think? Contacts are in the bot only.
do-good = 👍 { $good }
do-bad = 👎 { $bad }
do-note-there = 📝 Note
do-open-bot = 🤖 Open in the bot
