# Для тех, кто ведёт бота (OPERATORS): как чувствует себя всё вместе.

health-head = 🩺 <b>Состояние бота</b> · { $now }
health-unknown-site = 🤷 Такого сайта нет. Ключи: { $keys }
health-site = { $mark } <b>{ $site }</b>
health-mark-working = 🟢
health-mark-failing = 🟠
health-mark-paused = ⏸
health-paused = Остановлен оператором: { $since }
health-accounts = Аккаунтов: { $count }, из них без ответа: { $failing }
health-needs-login = 🔑 Ждут нового входа: { $count }
health-synced = Собрано: { $newest }, давнее всего: { $oldest }
health-due = Ждут сбора: { $count }
health-calls = За час запросов: { $count }, неудачных: { $percent } %, 429: { $limited }
health-no-calls = За час запросов не было
health-jobs = 🗄 База отвечает. Задач в очереди: { $count }, самая старая: { $oldest }
health-dead = ⚠️ Задач, которые не удались: { $count }
health-notices = ✉️ Сообщений в очереди: { $count }, самое старое: { $oldest }
health-telegram = <b>Telegram</b>
health-process = Версия { $version }, работает с { $since }
do-health-again = 🔄 Обновить
do-site-pause = ⏸ { $site }
do-site-resume = ▶️ { $site }
do-site-pause-yes = ⏸ Остановить
site-pause-ask =
    { $count ->
        [one] ⏸ Остановить { $site } для всех? Сейчас собирается { $count } аккаунт.
        [few] ⏸ Остановить { $site } для всех? Сейчас собирается { $count } аккаунта.
       *[other] ⏸ Остановить { $site } для всех? Сейчас собирается { $count } аккаунтов.
    }
site-pause-means = Бот не будет обращаться к сайту вообще: ни за откликами, ни с публикациями или ответами. Всё, что ему должны, подождёт и пойдёт после возобновления. Рекрутеры увидят, что сайт остановлен.
site-stopped = ⏸ { $site }: временно остановлен оператором. Отклики придут после возобновления.
error-site-paused = ⏸ { $site } временно остановлен оператором бота. Ничего не потеряется: отклики придут после возобновления.
our-fault =
    { $count ->
        [one] 🐞 Наша ошибка: <code>{ $what }</code>, { $count } раз.
        [few] 🐞 Наша ошибка: <code>{ $what }</code>, { $count } раза.
       *[other] 🐞 Наша ошибка: <code>{ $what }</code>, { $count } раз.
    }
our-fault-again =
    { $count ->
        [one] 🐞 Снова: <code>{ $what }</code>, ещё { $count } раз с тех пор.
        [few] 🐞 Снова: <code>{ $what }</code>, ещё { $count } раза с тех пор.
       *[other] 🐞 Снова: <code>{ $what }</code>, ещё { $count } раз с тех пор.
    }
our-fault-how = Подробности — в журнале на уровне DEBUG.
