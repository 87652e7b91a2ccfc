# Багато нових кандидатів одним повідомленням.

carousel-head =
    { $count ->
        [one] 📥 <b>{ $count } новий</b> · { $vacancy }
        [few] 📥 <b>{ $count } нові</b> · { $vacancy }
       *[other] 📥 <b>{ $count } нових</b> · { $vacancy }
    }
carousel-head-below = ⬇️ <b>Нижче порогу: { $count }</b> · { $vacancy }
carousel-several = різні вакансії
carousel-opened = Картки кожного — нижче.
carousel-place = { $place }/{ $count }
do-leaf-back = ◀️
do-leaf-on = ▶️
do-leaf-cards = 🗂 Картками

do-hush = 🔔 Сповіщення
do-hush-hours = 🌙 Тихі години
do-hush-end = 🔔 Увімкнути звук
silence-own = цей чат
silence-head = 🔔 <b>Сповіщення</b> · { $name }
silence-mode-instant = ⚡️ Нові кандидати — одразу
silence-mode-quarter = ⏱ Нові кандидати — пакетом що 15 хв
silence-mode-hourly = 🕐 Нові кандидати — пакетом щогодини
silence-mode-daily = 🗓 Нові кандидати — раз на день, о 9:00
silence-mode-debt = ⏳ Лише ті, кому добу ніхто не відповів, о 9:00
silence-hours = 🌙 Тихо { $hours }
silence-no-hours = 🌙 Тихих годин немає
silence-weekends = 🏖 У суботу й неділю тихо
silence-no-weekends = 🏖 Вихідні — як будні
silence-weekends-short = Тихі вихідні
silence-muted = 🔕 Мовчу до: { $moment }
silence-morning = ☀️ О 9:00 — що зробити сьогодні
silence-morning-short = Ранковий підсумок
silence-none = ☀️ Без ранкового підсумку
silence-then = Хто відгукнеться в тиші, не загубиться: прийдуть разом, коли вона мине. Замовкнути на час: /mute 2h
mode-instant = Одразу
mode-quarter = Що 15 хв
mode-hourly = Щогодини
mode-daily = О 9:00
mode-debt = Лише борг
mode-usual = Як усі: { $mode }
hours-head = 🌙 <b>Тихі години</b>
hours-ask = Оберіть або напишіть свої, наприклад 19:30-8. Час: { $zone }.
hours-off = Вимкнути
hours-how = Напишіть від і до: 20:00-08:30.
bell-head = 🔔 <b>{ $title }</b>
bell-about = Тихі години й вихідні — в налаштуваннях чату.
mute-how = На скільки замовкнути? /mute 30m, /mute 2h, /mute 1d (до тижня) або /mute off.
morning-head = ☀️ <b>На сьогодні</b> · { $day }
morning-new = 🆕 Нових за добу: <b>{ $count }</b>
morning-below = ⬇️ З них нижче порогу: <b>{ $count }</b>
morning-debts = ⏳ Без відповіді: <b>{ $count }</b>
morning-debts-day = до доби { $count }
morning-debts-days = 1–3 дні { $count }
morning-debts-long = довше { $count }
morning-later = ⏰ Повернутися: <b>{ $name }</b>, { $moment }
morning-ends =
    { $days ->
        [0] ⌛ { $title }: завершується сьогодні
        [one] ⌛ { $title }: ще { $days } день
        [few] ⌛ { $title }: ще { $days } дні
       *[other] ⌛ { $title }: ще { $days } днів
    }
morning-broken = 🔴 { $title }: помилка
morning-empty = Нічого термінового. 🌿
