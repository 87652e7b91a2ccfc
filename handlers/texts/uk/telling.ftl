# Від картки до слів, які прочитає кандидат.

do-tell-invite = ✅ Запросити
do-tell-reject = ❌ Відмова
do-tell-reply = 💬 Відповісти
do-heard = 📨 Кандидат знає
do-tell-again = 🔁 Повторити
do-tell-own = ✍️ Свій текст
do-tell-silent = 🔕 Без слів
do-tell-send = 📨 Надіслати
do-tell-keep = 💾 Зберегти тут
do-tell-show = 📋 Дати текст
do-tell-change = ✏️ Змінити
do-tell-leave = ✖️ Скасувати
do-value-name = ✏️ Ім'я
do-value-vacancy = ✏️ Вакансія
do-value-company = ✏️ Компанія
do-value-recruiter = ✏️ Рекрутер
do-value-date = ✏️ Дата
do-value-address = ✏️ Адреса

tell-head-invite = ✅ Запрошення: <b>{ $name }</b>
tell-head-reject = ❌ Відмова: <b>{ $name }</b>
tell-head-reply = 💬 Повідомлення: <b>{ $name }</b>
tell-reason-ask = Чому? Кандидат цього не побачить, а звіт порахує.
tell-reason = Причина: { $reason }
reason-experience = 🎓 Досвід
reason-salary = 💰 Зарплата
reason-location = 📍 Локація
reason-schedule = 🕐 Графік
reason-language = 🗣 Мова
reason-closed = 📦 Закрито
reason-unfit = 🙅 Не відповідає
reason-other = ✳️ Інше
tell-words-ask = Оберіть шаблон. Перед надсиланням покажу, що вийшло.
tell-text-ask = Напишіть текст одним повідомленням (до { $most } знаків). Спершу покажу його вам.
tell-value-name = Як звертатися до кандидата? Це стане замість <code>{ $tag }</code>.
tell-value-vacancy = Як назвати вакансію? Це стане замість <code>{ $tag }</code>.
tell-value-company = Як назвати компанію? Це стане замість <code>{ $tag }</code>.
tell-value-recruiter = Як підписатися? Це стане замість <code>{ $tag }</code>.
tell-value-date = Коли? Наприклад: вівторок 1 грудня, 12:00. Це стане замість <code>{ $tag }</code>.
tell-value-address = Де? Адреса або посилання на дзвінок. Це стане замість <code>{ $tag }</code>.
tell-will-read = Кандидат прочитає:
tell-text-here = Текст для кандидата:
tell-silent = 🔕 Без повідомлення: зміниться лише стан відгуку.
tell-lacking = ⚠️ Бракує: { $tags }. Без цього не надсилаю.
tell-unknown = ⚠️ Не знаю, що підставити замість { $tags }. Змініть текст.
tell-not-whole = ✋ Не надіслано: у тексті бракує слів.
tell-here-invite = ℹ️ Через { $site } запросити не можна. Запрошення збережу тут і дам текст, щоб ви надіслали його самі.
tell-here-reject = ℹ️ { $site } відмов не передає. Відмову збережу тут, кандидат її не побачить; текст можна буде скопіювати.
tell-here-reply = ℹ️ Через { $site } написати не можна. Дам текст, щоб ви надіслали його самі.
tell-here-now = ℹ️ Тож рішення збережу тут і дам текст, щоб ви надіслали його самі.
tell-what-invite = запрошення
tell-what-reject = відмову
tell-what-reply = повідомлення
tell-soon = ⏳ { $site }: надішлю { $what } за 10 с
tell-going = ⏳ { $site }: надсилаю { $what }
tell-unsure = ❔ { $site } не відповів: перевіряю, чи дійшло. Двічі не надішлю.
tell-done = 📨 { $site }: { $what } надіслано
tell-failed = ⚠️ { $site }: { $what } не надіслано. { $why }
tell-withdrawn = ↩️ { $what }: скасовано, нічого не надіслано
tell-undone = ↩️ Скасовано. Кандидат нічого не отримав.
tell-undone-stands =
    ↩️ Скасовано: кандидат нічого не отримав. Етап лишився «{ $stage ->
        [new] Новий
        [look] Перегляд
        [contact] Контакт
        [interview] Інтерв'ю
        [offer] Офер
        [hired] Найнято
        [rejected] Відмова
       *[reserve] Резерв
    }», бо після вас картку змінив(-ла) { $who } ({ $moment }).
tell-moved-on = 🔄 Поки ви обирали слова, з кандидатом працює ще хтось: { $who }, { $moment }. Гляньте на картку; якщо надсилати все одно — натисніть ще раз.
tell-decided = 🔄 Це вже зробили: { $who }, { $moment }. Вдруге кандидат нічого не отримає.
tell-kept-invite = 💾 Запрошення збережено <b>тут</b>. { $site } кандидату про нього не скаже.
tell-kept-reject = 💾 Відмову збережено <b>тут</b>. На { $site } кандидат її не побачить.
tell-kept-reply = ℹ️ { $site } повідомлень від бота не передає.
tell-kept-now = 💾 Збережено <b>тут</b>. { $site } кандидату цього не скаже.
tell-disconnected = 🔌 Акаунт на { $site } відключено.
tell-copy-how = Надішліть самі: торкніться тексту, щоб скопіювати. Потім натисніть «📨 Кандидат знає».
tell-heard = 📨 Записано: кандидат знає.
did-told = надіслав(-ла) { $what }
said-untold = ⚠️ Не надіслано: <b>{ $name }</b>. Чому — на картці, там же «Повторити».
error-not-offered = 🚫 { $site } зараз цього з відгуком зробити не дає.
error-answer-under-way = ⏳ Попереднє ще надсилається. Спробуйте за кілька секунд.
tell-notice = 📜 Перше повідомлення, тож додам:
do-answer-private = ✉️ Відповісти
do-open-card = 📄 Картка
tell-start = ✉️ <b>{ $name }</b>: що відповісти?
