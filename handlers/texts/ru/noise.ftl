# Много новых кандидатов одним сообщением.

carousel-head =
    { $count ->
        [one] 📥 <b>{ $count } новый</b> · { $vacancy }
        [few] 📥 <b>{ $count } новых</b> · { $vacancy }
       *[other] 📥 <b>{ $count } новых</b> · { $vacancy }
    }
carousel-head-below = ⬇️ <b>Ниже порога: { $count }</b> · { $vacancy }
carousel-several = разные вакансии
carousel-opened = Карточки каждого — ниже.
carousel-place = { $place }/{ $count }
do-leaf-back = ◀️
do-leaf-on = ▶️
do-leaf-cards = 🗂 Карточками

do-hush = 🔔 Уведомления
do-hush-hours = 🌙 Тихие часы
do-hush-end = 🔔 Включить звук
silence-own = этот чат
silence-head = 🔔 <b>Уведомления</b> · { $name }
silence-mode-instant = ⚡️ Новые кандидаты — сразу
silence-mode-quarter = ⏱ Новые кандидаты — пакетом раз в 15 мин
silence-mode-hourly = 🕐 Новые кандидаты — пакетом каждый час
silence-mode-daily = 🗓 Новые кандидаты — раз в день, в 9:00
silence-mode-debt = ⏳ Только те, кому сутки никто не ответил, в 9:00
silence-hours = 🌙 Тихо { $hours }
silence-no-hours = 🌙 Тихих часов нет
silence-weekends = 🏖 В субботу и воскресенье тихо
silence-no-weekends = 🏖 Выходные — как будни
silence-weekends-short = Тихие выходные
silence-muted = 🔕 Молчу до: { $moment }
silence-morning = ☀️ В 9:00 — что сделать сегодня
silence-morning-short = Утренняя сводка
silence-none = ☀️ Без утренней сводки
silence-then = Кто откликнется в тишине, не потеряется: придут вместе, когда она пройдёт. Замолчать на время: /mute 2h
mode-instant = Сразу
mode-quarter = Раз в 15 мин
mode-hourly = Каждый час
mode-daily = В 9:00
mode-debt = Только долг
mode-usual = Как все: { $mode }
hours-head = 🌙 <b>Тихие часы</b>
hours-ask = Выберите или напишите свои, например 19:30-8. Время: { $zone }.
hours-off = Выключить
hours-how = Напишите от и до: 20:00-08:30.
bell-head = 🔔 <b>{ $title }</b>
bell-about = Тихие часы и выходные — в настройках чата.
mute-how = На сколько замолчать? /mute 30m, /mute 2h, /mute 1d (до недели) или /mute off.
morning-head = ☀️ <b>На сегодня</b> · { $day }
morning-new = 🆕 Новых за сутки: <b>{ $count }</b>
morning-below = ⬇️ Из них ниже порога: <b>{ $count }</b>
morning-debts = ⏳ Без ответа: <b>{ $count }</b>
morning-debts-day = до суток { $count }
morning-debts-days = 1–3 дня { $count }
morning-debts-long = дольше { $count }
morning-later = ⏰ Вернуться: <b>{ $name }</b>, { $moment }
morning-ends =
    { $days ->
        [0] ⌛ { $title }: заканчивается сегодня
        [one] ⌛ { $title }: ещё { $days } день
        [few] ⌛ { $title }: ещё { $days } дня
       *[other] ⌛ { $title }: ещё { $days } дней
    }
morning-broken = 🔴 { $title }: ошибка
morning-empty = Ничего срочного. 🌿
