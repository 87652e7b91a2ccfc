# Many new candidates as one message.

carousel-head = 📥 <b>{ $count } new</b> · { $vacancy }
carousel-head-below = ⬇️ <b>Below the threshold: { $count }</b> · { $vacancy }
carousel-several = several vacancies
carousel-opened = The card of each is below.
carousel-place = { $place }/{ $count }
do-leaf-back = ◀️
do-leaf-on = ▶️
do-leaf-cards = 🗂 As cards

do-hush = 🔔 Notifications
do-hush-hours = 🌙 Quiet hours
do-hush-end = 🔔 Unmute
silence-own = this chat
silence-head = 🔔 <b>Notifications</b> · { $name }
silence-mode-instant = ⚡️ New candidates at once
silence-mode-quarter = ⏱ New candidates together every 15 min
silence-mode-hourly = 🕐 New candidates together every hour
silence-mode-daily = 🗓 New candidates once a day, at 9:00
silence-mode-debt = ⏳ Only those unanswered for a day, at 9:00
silence-hours = 🌙 Quiet { $hours }
silence-no-hours = 🌙 No quiet hours
silence-weekends = 🏖 Quiet on Saturday and Sunday
silence-no-weekends = 🏖 Weekends are like weekdays
silence-weekends-short = Quiet weekends
silence-muted = 🔕 Muted until: { $moment }
silence-morning = ☀️ At 9:00, what to do today
silence-morning-short = Morning summary
silence-none = ☀️ No morning summary
silence-then = Nobody who applies meanwhile is lost: they come together once it is over. To mute for a while: /mute 2h
mode-instant = At once
mode-quarter = Every 15 min
mode-hourly = Hourly
mode-daily = At 9:00
mode-debt = Debt only
mode-usual = Like all: { $mode }
hours-head = 🌙 <b>Quiet hours</b>
hours-ask = Choose, or type your own, such as 19:30-8. Time zone: { $zone }.
hours-off = Turn off
hours-how = Type from and to: 20:00-08:30.
bell-head = 🔔 <b>{ $title }</b>
bell-about = Quiet hours and weekends are in the chat's settings.
mute-how = For how long? /mute 30m, /mute 2h, /mute 1d (up to a week) or /mute off.
morning-head = ☀️ <b>Today</b> · { $day }
morning-new = 🆕 New in a day: <b>{ $count }</b>
morning-below = ⬇️ Below the threshold: <b>{ $count }</b> of them
morning-debts = ⏳ Unanswered: <b>{ $count }</b>
morning-debts-day = under a day { $count }
morning-debts-days = 1–3 days { $count }
morning-debts-long = longer { $count }
morning-later = ⏰ Come back to: <b>{ $name }</b>, { $moment }
morning-ends =
    { $days ->
        [0] ⌛ { $title }: ends today
        [one] ⌛ { $title }: { $days } day left
       *[other] ⌛ { $title }: { $days } days left
    }
morning-broken = 🔴 { $title }: error
morning-empty = Nothing urgent. 🌿
