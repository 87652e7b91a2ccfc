# Кілька сайтів одразу: вибір, підтвердження, перебіг; що змінює правка.

targets-ask = Де опублікувати? Зніміть позначку з того, що не потрібно.
targets-taken = 🟢 { $account }: вже там
targets-paused = ⚠️ { $account }: потрібен новий вхід
targets-none = ⚠️ Надсилати нема чого: жоден із цих сайтів зараз не прийме.
do-targets = ☑️ На кілька сайтів одразу
do-targets-go = ➡️ Далі ({ $count })
do-target-back = ◀️ { $site }
do-target-on = { $site } ▶️
do-target-drop = ➖ Без { $site }
do-publish-all = 📣 Опублікувати ({ $count })
do-save-drafts = 💾 Як чернетки
do-save-several = ✅ Зберегти на сайтах: { $count }
do-save-choose = ✅ Зберегти зміни…
do-save-sites =
    { $count ->
        [1] ✅ Зберегти на сайті
       *[other] ✅ Зберегти на сайтах
    }
do-progress = ⏳ Перебіг: { $count }
do-progress-over = 🏁 Підсумок надсилання: { $count }
do-target-fix = ✏️ { $site }: { $name }
do-target-type = 🎟 { $site }: інший тип
do-target-retry = 🔁 { $site }: повторити
do-target-anyway = 📣 { $site }: все одно
round-at = { "\u000A" }📣 Оголошення { $at } з { $of }
round-head = 📣 Одним підтвердженням — сайтів: { $count }
round-cost = • { $name }: спишеться 1 «{ $kind }»
round-ready = • { $name }
round-lacking = • { $name }: ❗️ ще не все вказано
round-unpayable = • { $name }: ⚠️ немає публікацій, пропущу
also-head = ☑️ Ці ж зміни чекають і тут — оберіть, куди надіслати:
change-head = ✏️ Що зміниться на сайті:
change-line = • <b>{ $name }</b>: <s>{ $was }</s> → { $now }
publication-unsaved-parts = ✏️ Зміни ще не на сайті:
progress-under-way = ⏳ У роботі: { $left } з { $of }
progress-over = 🏁 Готово: { $done } з { $of }
progress-waits = 📝 { $name } — не надіслано
progress-sending = ⏳ { $name } — надсилаю…
progress-unsure = 🔎 { $name } — сайт не відповів, дивлюся, щоб не зробити двічі
progress-failed = 🔴 <b>{ $name }</b>
progress-done = { $result } · { $name }
progress-unseen = ⚠️ { $name } — прийнято, але сайт не показує
prolong-none-left = 🎟 Публікацій «{ $name }» не лишилося. Докупіть їх у кабінеті й поверніться.
