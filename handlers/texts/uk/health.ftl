# Для тих, хто веде бота (OPERATORS): як почувається все разом.

health-head = 🩺 <b>Стан бота</b> · { $now }
health-unknown-site = 🤷 Такого сайту немає. Ключі: { $keys }
health-site = { $mark } <b>{ $site }</b>
health-mark-working = 🟢
health-mark-failing = 🟠
health-mark-paused = ⏸
health-paused = Зупинено оператором: { $since }
health-accounts = Акаунтів: { $count }, з них без відповіді: { $failing }
health-needs-login = 🔑 Чекають на новий вхід: { $count }
health-synced = Зібрано: { $newest }, найдавніше: { $oldest }
health-due = Чекають збору: { $count }
health-calls = За годину запитів: { $count }, невдалих: { $percent } %, 429: { $limited }
health-no-calls = За годину запитів не було
health-jobs = 🗄 База відповідає. Завдань у черзі: { $count }, найдавніше: { $oldest }
health-dead = ⚠️ Завдань, що не вдалися: { $count }
health-notices = ✉️ Повідомлень у черзі: { $count }, найдавніше: { $oldest }
health-telegram = <b>Telegram</b>
health-process = Версія { $version }, працює від { $since }
do-health-again = 🔄 Оновити
do-site-pause = ⏸ { $site }
do-site-resume = ▶️ { $site }
do-site-pause-yes = ⏸ Зупинити
site-pause-ask =
    { $count ->
        [one] ⏸ Зупинити { $site } для всіх? Зараз збирається { $count } акаунт.
        [few] ⏸ Зупинити { $site } для всіх? Зараз збирається { $count } акаунти.
       *[other] ⏸ Зупинити { $site } для всіх? Зараз збирається { $count } акаунтів.
    }
site-pause-means = Бот не звертатиметься до сайту взагалі: ані по відгуки, ані з публікаціями чи відповідями. Усе, що йому винні, зачекає й піде після відновлення. Рекрутери побачать, що сайт зупинено.
site-stopped = ⏸ { $site }: тимчасово зупинено оператором. Відгуки прийдуть після відновлення.
error-site-paused = ⏸ { $site } тимчасово зупинено оператором бота. Нічого не загубиться: відгуки прийдуть після відновлення.
our-fault =
    { $count ->
        [one] 🐞 Наша помилка: <code>{ $what }</code>, { $count } раз.
        [few] 🐞 Наша помилка: <code>{ $what }</code>, { $count } рази.
       *[other] 🐞 Наша помилка: <code>{ $what }</code>, { $count } разів.
    }
our-fault-again =
    { $count ->
        [one] 🐞 Знову: <code>{ $what }</code>, ще { $count } раз відтоді.
        [few] 🐞 Знову: <code>{ $what }</code>, ще { $count } рази відтоді.
       *[other] 🐞 Знову: <code>{ $what }</code>, ще { $count } разів відтоді.
    }
our-fault-how = Подробиці — у журналі на рівні DEBUG.
