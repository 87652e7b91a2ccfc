# Публикации и новости о них.

publication-head =
    📣 <b>{ $title }</b>
    { $site } · { $account } { $lock }
publication-state = Состояние: { $status }{ $badges }
publication-login-lost = 🔑 Сайт не принимает вход этого аккаунта, отклики не поступают. Обновите вход.
publication-disconnected = 🔌 Аккаунт отключён: отклики не приходят, изменить что-то на { $site } отсюда нельзя. Подключите его снова.
login-works-again = 🔑 Тогда сайт не принял вход аккаунта. Теперь вход работает: можно повторить.
publication-refused = ⛔ { $site } снял это объявление. Исправьте текст и опубликуйте снова.
refusal-words = 💬 Причина со слов сайта: «{ $words }»
refusal-untold = 💬 Причины { $site } не сообщил: её может быть видно в кабинете.
publication-still-live = 🟢 Объявление на сайте осталось, каким было.
publication-unsaved = ✏️ Изменения ещё не на сайте: { $names }.
publication-wrong = • { $words }
publication-wrong-field = • <b>{ $name }</b>: { $words }
problem-unknown = сайт не объяснил ({ $code })
problem-no-draft = на сайте это уже не черновик — посмотрите в кабинете
problem-missing = нужно указать
problem-too-many = слишком много вариантов
publication-error-at = 🕒 Ошибка случилась: { $moment }
publication-since = 🗓 Опубликовано { $moment }
publication-until = ⏳ Действует до { $day }
publication-erased = 🗑 И ещё { $count }, чьи данные удалены
publication-responses =
    { $count ->
        [0] 📥 Откликов пока нет
        [one] 📥 { $count } отклик
        [few] 📥 { $count } отклика
       *[other] 📥 { $count } откликов
    }

busy-save = ⏳ Сохраняю черновик на { $site }…
busy-publish = ⏳ Публикую на { $site }…
busy-edit = ⏳ Сохраняю изменения на { $site }…
busy-close = ⏳ Закрываю на { $site }…
busy-delete = ⏳ Удаляю черновик на { $site }…
busy-unsure = 🔎 { $site } не ответил, принял ли запрос. Смотрю на сайте, чтобы не сделать дважды.
busy-look = 🕒 Проверю: { $moment }
busy-later = ⚠️ Пока не удалось. Следующая попытка: { $moment }.

sync-never = 🔄 Ещё не синхронизировалось
sync-soon = 🔄 Первая синхронизация вот-вот
sync-off = ⏸ Синхронизация остановлена: новые отклики сюда не приходят.
sync-late = 📭 Кандидаты объявление уже не видят, но поздние отклики ещё приходят сюда.
sync-last = 🔄 Обновлено { $last }
sync-next = 🔄 Обновлено { $last } · далее { $next }
sync-failing = ⚠️ Обновлено { $last }. Новые отклики пока не читаются (сбой начался: { $since }), пробую дальше.

close-ask =
    📦 <b>Закрыть «{ $title }»?</b>
    { $site } · { $account }
close-effect = Объявление исчезнет с { $site }. Чтобы вернуть его, может понадобиться новая оплаченная публикация.
close-or-stop = Если нужно лишь не получать отклики — остановите синхронизацию, объявление останется.

status-head = 📣 <b>Публикации</b>
status-none = Пока ни одной. Выберите вакансию и опубликуйте её.
status-filter = 🔎 Показано только отмеченное ниже.
status-filter-none = 🔎 Отметьте ниже, что показать.
status-none-left = 🔎 Таких публикаций нет. Снимите отметку.
filter-own = Мои вакансии
status-line =
    { $mark } <b>{ $title }</b> · 📥 { $responses }
    { $site } · { $account }{ $badge }

result-save-done = 💾 Черновик сохранён на сайте
result-save-failed = 🔴 Черновик не сохранён
result-save-unsure = 🔎 Не знаю, сохранил ли сайт черновик
result-publish-done = ✅ Опубликовано
result-publish-failed = 🔴 Не опубликовано
result-publish-unsure = 🔎 Не знаю, опубликовал ли сайт объявление
result-edit-done = ✅ Изменения на сайте
result-edit-failed = 🔴 Изменения не сохранены
result-edit-unsure = 🔎 Не знаю, сохранил ли сайт изменения
result-close-done = 📦 Закрыто на сайте
result-close-failed = 🔴 Не закрыто
result-close-unsure = 🔎 Не знаю, закрыл ли сайт объявление
result-delete-done = 🗑 Удалено на сайте
result-delete-failed = 🔴 На сайте не удалено
result-delete-unsure = 🔎 Не знаю, удалил ли сайт черновик
result-status = { $status }
result-what =
    <b>{ $title }</b>
    { $site } · { $account }

paused-head = ⚠️ <b>{ $label }</b> · { $site }: аккаунт на паузе
paused-since = Последние отклики получены: { $since }. После обновления входа придут все.
proof-since = Последние отклики получены: { $since }. Ничего не пропадёт: после подтверждения придут все.
site-down = ⚠️ { $site } не отвечает. Сбой начался: { $since }. Следующая попытка: { $next }. Ничего не потеряется.
site-broken = 🛠 { $site } отвечает не так, как описывает, поэтому новые отклики не читаются. Сбой начался: { $since }. Это наше дело, мы уже знаем. Следующая попытка: { $next }. Ничего не потеряется.
site-walled = 🤖 { $site } не пускает программы: показывает проверку для людей. Обходить её не буду, попробую после: { $next }. Ничего не потеряется. Если повторится — нужно соглашение с сайтом об API.
site-back = ✅ { $site } снова отвечает, отклики поступают. Сбой начался: { $since }.
broken-records = 🛠 { $site }: запись не удалось прочитать ({ $where }). Она отложена, остальное работает. Проверьте журнал.
broken-contract = 🛠 { $site } ответил не по своему описанию ({ $where }). Само не пройдёт: проверьте журнал.

busy-prolong = ⏳ Продлеваю на { $site }…
result-prolong-done = ✅ Продлено
done-prolonged = ✅ Продлено до { $day }
result-prolong-failed = 🔴 Не продлено
result-prolong-unsure = 🔎 Не знаю, продлил ли сайт объявление

preview-renews = ♻️ Сейчас действует до { $day }. Новый срок начнётся сразу; что будет с оставшимися днями, решает сайт.
prolong-ask =
    📅 <b>Продлить срок «{ $title }»?</b>
    { $site } · { $account }
prolong-until = Сейчас действует до { $day }.
prolong-cost = 🎟 Спишется публикация: { $name }. Неиспользованных: { $left }.
prolong-cost-unknown = 🎟 Стоит столько же, сколько новая публикация.
close-final = ⚠️ На { $site } это <b>навсегда</b>: закрытое объявление уже не открыть, только опубликовать новое.
close-final-again =
    ❗️ <b>Закрыть «{ $title }» навсегда?</b>
    { $site } · { $account }
publication-statistics =
    { $days ->
        [0] 👁 Просмотров: { $views } · откликов: { $responses }
       *[other] 👁 За { $days } дн. просмотров: { $views } · откликов: { $responses }
    }
publication-views =
    { $days ->
        [0] 👁 Просмотров: { $views }
       *[other] 👁 За { $days } дн. просмотров: { $views }
    }
publication-similar-many = 🧩 Похожие объявления на { $site }: { $count }.
forget-ask =
    🗑 <b>Забыть черновик «{ $title }»?</b>
    { $site } · { $account }
forget-here = Здесь публикация исчезнет вместе с полями сайта, вакансия останется.
forget-nothing-there = На { $site } её нет: там ничего не изменится.
forget-or-delete = ⚠️ На { $site } черновик останется, если не удалить его и там.
forget-stays = ⚠️ На { $site } черновик останется. Удалить его там можно в кабинете.
forget-uncertain = ⚠️ Не знаю, успел ли { $site } создать объявление. Проверьте в кабинете: забытое здесь я уже не буду искать.
