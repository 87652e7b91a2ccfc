# Несколько сайтов сразу: выбор, подтверждение, ход; что меняет правка.

targets-ask = Где опубликовать? Снимите отметку с того, что не нужно.
targets-taken = 🟢 { $account }: уже там
targets-paused = ⚠️ { $account }: нужен новый вход
targets-none = ⚠️ Отправлять нечего: ни один из этих сайтов сейчас не примет.
do-targets = ☑️ На несколько сайтов сразу
do-targets-go = ➡️ Дальше ({ $count })
do-target-back = ◀️ { $site }
do-target-on = { $site } ▶️
do-target-drop = ➖ Без { $site }
do-publish-all = 📣 Опубликовать ({ $count })
do-save-drafts = 💾 Как черновики
do-save-several = ✅ Сохранить на сайтах: { $count }
do-save-choose = ✅ Сохранить изменения…
do-save-sites =
    { $count ->
        [1] ✅ Сохранить на сайте
       *[other] ✅ Сохранить на сайтах
    }
do-progress = ⏳ Ход: { $count }
do-progress-over = 🏁 Итог отправки: { $count }
do-target-fix = ✏️ { $site }: { $name }
do-target-type = 🎟 { $site }: другой тип
do-target-retry = 🔁 { $site }: повторить
do-target-anyway = 📣 { $site }: всё равно
round-at = { "\u000A" }📣 Объявление { $at } из { $of }
round-head = 📣 Одним подтверждением — сайтов: { $count }
round-cost = • { $name }: спишется 1 «{ $kind }»
round-ready = • { $name }
round-lacking = • { $name }: ❗️ указано ещё не всё
round-unpayable = • { $name }: ⚠️ нет публикаций, пропущу
also-head = ☑️ Эти же изменения ждут и здесь — выберите, куда отправить:
change-head = ✏️ Что изменится на сайте:
change-line = • <b>{ $name }</b>: <s>{ $was }</s> → { $now }
publication-unsaved-parts = ✏️ Изменения ещё не на сайте:
progress-under-way = ⏳ В работе: { $left } из { $of }
progress-over = 🏁 Готово: { $done } из { $of }
progress-waits = 📝 { $name } — не отправлено
progress-sending = ⏳ { $name } — отправляю…
progress-unsure = 🔎 { $name } — сайт не ответил, смотрю, чтобы не сделать дважды
progress-failed = 🔴 <b>{ $name }</b>
progress-done = { $result } · { $name }
progress-unseen = ⚠️ { $name } — принято, но сайт не показывает
prolong-none-left = 🎟 Публикаций «{ $name }» не осталось. Докупите их в кабинете и вернитесь.
