# От карточки до слов, которые прочтёт кандидат.

do-tell-invite = ✅ Пригласить
do-tell-reject = ❌ Отказ
do-tell-reply = 💬 Ответить
do-heard = 📨 Кандидат знает
do-tell-again = 🔁 Повторить
do-tell-own = ✍️ Свой текст
do-tell-silent = 🔕 Без слов
do-tell-send = 📨 Отправить
do-tell-keep = 💾 Сохранить тут
do-tell-show = 📋 Дать текст
do-tell-change = ✏️ Изменить
do-tell-leave = ✖️ Отменить
do-value-name = ✏️ Имя
do-value-vacancy = ✏️ Вакансия
do-value-company = ✏️ Компания
do-value-recruiter = ✏️ Рекрутер
do-value-date = ✏️ Дата
do-value-address = ✏️ Адрес

tell-head-invite = ✅ Приглашение: <b>{ $name }</b>
tell-head-reject = ❌ Отказ: <b>{ $name }</b>
tell-head-reply = 💬 Сообщение: <b>{ $name }</b>
tell-reason-ask = Почему? Кандидат этого не увидит, а отчёт посчитает.
tell-reason = Причина: { $reason }
reason-experience = 🎓 Опыт
reason-salary = 💰 Зарплата
reason-location = 📍 Локация
reason-schedule = 🕐 График
reason-language = 🗣 Язык
reason-closed = 📦 Закрыто
reason-unfit = 🙅 Не подходит
reason-other = ✳️ Другое
tell-words-ask = Выберите шаблон. Перед отправкой покажу, что получилось.
tell-text-ask = Напишите текст одним сообщением (до { $most } знаков). Сначала покажу его вам.
tell-value-name = Как обратиться к кандидату? Это встанет вместо <code>{ $tag }</code>.
tell-value-vacancy = Как назвать вакансию? Это встанет вместо <code>{ $tag }</code>.
tell-value-company = Как назвать компанию? Это встанет вместо <code>{ $tag }</code>.
tell-value-recruiter = Как подписаться? Это встанет вместо <code>{ $tag }</code>.
tell-value-date = Когда? Например: вторник 1 декабря, 12:00. Это встанет вместо <code>{ $tag }</code>.
tell-value-address = Где? Адрес или ссылка на звонок. Это встанет вместо <code>{ $tag }</code>.
tell-will-read = Кандидат прочтёт:
tell-text-here = Текст для кандидата:
tell-silent = 🔕 Без сообщения: изменится только состояние отклика.
tell-lacking = ⚠️ Не хватает: { $tags }. Без этого не отправляю.
tell-unknown = ⚠️ Не знаю, что подставить вместо { $tags }. Измените текст.
tell-not-whole = ✋ Не отправлено: в тексте не хватает слов.
tell-here-invite = ℹ️ Через { $site } пригласить нельзя. Приглашение сохраню тут и дам текст, чтобы вы отправили его сами.
tell-here-reject = ℹ️ { $site } отказов не передаёт. Отказ сохраню тут, кандидат его не увидит; текст можно будет скопировать.
tell-here-reply = ℹ️ Через { $site } написать нельзя. Дам текст, чтобы вы отправили его сами.
tell-here-now = ℹ️ Поэтому решение сохраню здесь и дам текст, чтобы вы отправили его сами.
tell-what-invite = приглашение
tell-what-reject = отказ
tell-what-reply = сообщение
tell-soon = ⏳ { $site }: отправлю { $what } через 10 с
tell-going = ⏳ { $site }: отправляю { $what }
tell-unsure = ❔ { $site } не ответил: проверяю, дошло ли. Дважды не отправлю.
tell-done = 📨 { $site }: { $what } отправлено
tell-failed = ⚠️ { $site }: { $what } не отправлено. { $why }
tell-withdrawn = ↩️ { $what }: отменено, ничего не отправлено
tell-undone = ↩️ Отменено. Кандидат ничего не получил.
tell-undone-stands =
    ↩️ Отменено: кандидат ничего не получил. Этап остался «{ $stage ->
        [new] Новый
        [look] Просмотр
        [contact] Контакт
        [interview] Интервью
        [offer] Оффер
        [hired] Нанят
        [rejected] Отказ
       *[reserve] Резерв
    }», потому что после вас карточку изменил(а) { $who } ({ $moment }).
tell-moved-on = 🔄 Пока вы выбирали слова, с кандидатом работает ещё кто-то: { $who }, { $moment }. Взгляните на карточку; если отправлять всё равно — нажмите ещё раз.
tell-decided = 🔄 Это уже сделали: { $who }, { $moment }. Второй раз кандидат ничего не получит.
tell-kept-invite = 💾 Приглашение сохранено <b>тут</b>. { $site } кандидату о нём не скажет.
tell-kept-reject = 💾 Отказ сохранён <b>тут</b>. На { $site } кандидат его не увидит.
tell-kept-reply = ℹ️ { $site } сообщений от бота не передаёт.
tell-kept-now = 💾 Сохранено <b>здесь</b>. { $site } кандидату этого не скажет.
tell-disconnected = 🔌 Аккаунт на { $site } отключён.
tell-copy-how = Отправьте сами: коснитесь текста, чтобы скопировать. Потом нажмите «📨 Кандидат знает».
tell-heard = 📨 Записано: кандидат знает.
did-told = отправил(а) { $what }
said-untold = ⚠️ Не отправлено: <b>{ $name }</b>. Почему — на карточке, там же «Повторить».
error-not-offered = 🚫 { $site } сейчас не даёт сделать это с откликом.
error-answer-under-way = ⏳ Предыдущее ещё отправляется. Попробуйте через несколько секунд.
tell-notice = 📜 Первое сообщение, поэтому добавлю:
do-answer-private = ✉️ Ответить
do-open-card = 📄 Карточка
tell-start = ✉️ <b>{ $name }</b>: что ответить?
