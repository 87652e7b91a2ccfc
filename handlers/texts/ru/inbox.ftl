# Входящие: очереди, просмотр по одному, поиск, отказ многим.

menu-candidates = 📥 Новые { $new } · ⏳ Без ответа { $debt }
do-inbox = 📥 Входящие { $count }
do-debt = ⏳ Без ответа { $count }
do-find = 🔎 Поиск
command-inbox = Входящие: новые, мои, без ответа
command-find = Найти кандидата: /find Коваль

inbox-head = 📥 <b>Входящие</b>
inbox-own = 👤 Только мои вакансии и кандидаты
inbox-empty = Всё разобрано: никто не ждёт. 🌿 Новые отклики придут сюда сами, а /sync проверит сайты сейчас.
inbox-new = 🆕 Новые: <b>{ $count }</b>
inbox-mine = ✋ Мои в работе: <b>{ $count }</b>
inbox-unanswered = ⏳ Без ответа: <b>{ $count }</b>
inbox-later = ⏰ Отложенные: <b>{ $count }</b>
inbox-here = 💾 Решено здесь, кандидат не знает: <b>{ $count }</b>
inbox-replied = ✅ Ответили за месяц: <b>{ $count }</b>
inbox-refusing = 🙏 Отказываю: { $done } из { $total }
do-refusing = 🙏 Как идут отказы
do-queue-begin = ▶️ Разобрать новых: { $count }
do-everybody = 👥 Всей команды
do-own = 👤 Только мои
queue-new = 🆕 Новые
queue-mine = ✋ Мои
queue-unanswered = ⏳ Без ответа
queue-later = ⏰ Отложенные
queue-here = 💾 Лишь здесь
queue-replied = ✅ Ответили
queue-head = <b>{ $name }</b>: { $count }
queue-empty-new = Новых нет. Кто откликнется, появится здесь; проверить сайты сейчас: /sync
queue-empty-mine = В работе никого. Нажмите «Беру» на карточке, и кандидат будет здесь.
queue-empty-unanswered = Здесь никто не ждёт ответа. 🌿
queue-empty-later = Никто не отложен. «Позже» на карточке напомнит о кандидате в нужное время.
queue-empty-here = Здесь те, о ком решено, а сайт этого не передаёт. Сейчас таких нет.
queue-empty-replied = За месяц никому не отвечали. Начните с тех, кто ждёт.
queue-lately = 🆕 Новые за сутки
queue-empty-lately = За сутки никто не откликнулся.
queue-who = <b>{ $name }</b>
queue-word = { $word }
queue-until = до { $moment }
queue-taken = ✋ { $name }
age-day = 🟢 до суток
age-days = 🟡 1–3 дня
age-long = 🟠 3–7 дней
age-weeks = 🔴 больше 7 дней
age-past = 🕓 больше 30 дней
do-all-ages = ⏳ Все сроки
do-review = ▶️ По одному: { $count }
do-refuse = 🙏 Отказать всем: { $count }
do-list-back = ⬅️ К списку

find-head = 🔎 <b>Кого ищем?</b>
find-how =
    Напишите имя (на любом языке, можно короткое), телефон или его конец от 4 цифр, e-mail или название вакансии. Можно вместе: «Елена бариста».
    Ваше сообщение я уберу из чата.
find-found =
    { $count ->
        [one] 🔎 «{ $words }»: <b>{ $count }</b> отклик
        [few] 🔎 «{ $words }»: <b>{ $count }</b> отклика
       *[other] 🔎 «{ $words }»: <b>{ $count }</b> откликов
    }
find-nobody = Никого. Попробуйте одну фамилию, 4 последние цифры телефона или название вакансии.
find-more = Показываю первые { $count }: добавьте слово, чтобы сузить.
do-find-again = 🔎 Другой поиск

review-head = { $name } · <b>{ $place }/{ $count }</b>
review-over = 🌿 Это все: <b>{ $count }</b>.
review-more = За раз показываю { $count }. Вернитесь к списку, чтобы взять следующих.
review-gone = Этого кандидата здесь уже нет, или его передали другому.
review-nobody = Здесь уже никого нет.
do-review-undo = ↩️ Отменить: { $name }
do-review-skip = ▶️ Дальше
do-review-on = ▶️ К следующему

refuse-head =
    { $count ->
        [one] 🙏 <b>Вежливо отказать: { $count } кандидат</b>
        [few] 🙏 <b>Вежливо отказать: { $count } кандидата</b>
       *[other] 🙏 <b>Вежливо отказать: { $count } кандидатов</b>
    }
refuse-more = За раз — не больше { $count }: это те, кто ждёт дольше всех.
refuse-names-how = Коснитесь имени, чтобы оставить человека без изменений.
refuse-here-short = только тут
refuse-taken-short = ✋ в работе
refuse-nobody = Никто не выбран.
refuse-no-words = Шаблонов отказа нет. Добавьте: /templates
do-refuse-words = ✍️ Выбрать текст: { $count }
refuse-check =
    { $count ->
        [0] ✋ <b>Этот текст сейчас никому отправить нельзя</b>
        [one] 🙏 <b>Отказать { $count } кандидату?</b>
       *[other] 🙏 <b>Отказать { $count } кандидатам?</b>
    }
refuse-first = Текст, на примере — { $name }:
refuse-here = 💾 { $site }: { $count } — отказ только тут, сайт кандидату его не передаст
refuse-left-out = ⏭ Без изменений { $count }: { $why } — { $names }
refuse-hidden =
    { $count ->
        [one] 🙈 { $count } кандидат скрыл имя, а текст зовёт по имени: ему не отправлю. Можно взять текст без имени, для всех.
       *[other] 🙈 { $count } кандидатов скрыли имя, а текст зовёт по имени: им не отправлю. Можно взять текст без имени, для всех.
    }
do-refuse-nameless = 🙈 Без имени
refuse-then = Ещё 10 с после нажатия можно отменить всё, а потом — остановить остальное.
do-refuse-yes = 🙏 Да, отказать: { $count }
refuse-undone = ↩️ Отменено: никому не отказано.
refuse-stopped = ⏹ Остановлено. Кому не успел, те остались как были.
refusing-head = 🙏 <b>Отказы: { $done } из { $total }</b>
refusing-soon = ⏳ Начну через 10 с. Пока можно отменить всё.
refusing-on = ⏳ Отправляю по несколько за раз.
refusing-stopped = ⏹ Остановлено: остальные без изменений.
refusing-done = ✅ Готово.
refusing-told = 📨 Кандидаты получили отказ: { $count }
refusing-going = ⏳ Отправляю: { $count }
refusing-failed = ⚠️ Не отправлено: { $count }
refusing-skipped = ⏭ Без изменений: { $count } — { $why }
refusing-erased = 🗑 Данных уже нет: { $count }
refusing-outcome = • <b>{ $name }</b>: { $why }
do-refuse-stop = ⏹ Остановить
skip-answered = уже получили ответ
skip-taken = тем временем взял коллега
skip-later = тем временем отложены
skip-site = на сайте уже отказано, или отклик забран
skip-barred = в чёрном списке
skip-lacking = для текста не хватает слова вместо тега
skip-long = с именем и уведомлением текст слишком длинный
skip-login = вход аккаунта не работает
skip-disconnected = аккаунт отключён
skip-unseen = больше не доступны тому, кто отказывал
skip-stopped = остановлено
