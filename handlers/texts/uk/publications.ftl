# Публікації та новини про них.

publication-head =
    📣 <b>{ $title }</b>
    { $site } · { $account } { $lock }
publication-state = Стан: { $status }{ $badges }
publication-login-lost = 🔑 Сайт не приймає вхід цього акаунта, відгуки не надходять. Оновіть вхід.
publication-disconnected = 🔌 Акаунт відключено: відгуки не надходять, змінити щось на { $site } звідси не можна. Підключіть його знову.
login-works-again = 🔑 Тоді сайт не прийняв входу акаунта. Тепер вхід працює: можна повторити.
publication-refused = ⛔ { $site } зняв це оголошення. Виправте текст і опублікуйте знову.
refusal-words = 💬 Причина за словами сайту: «{ $words }»
refusal-untold = 💬 Причини { $site } не повідомив: її може бути видно в кабінеті.
publication-still-live = 🟢 Оголошення на сайті лишилося, яким було.
publication-unsaved = ✏️ Зміни ще не на сайті: { $names }.
publication-wrong = • { $words }
publication-wrong-field = • <b>{ $name }</b>: { $words }
problem-unknown = сайт не пояснив ({ $code })
problem-no-draft = на сайті це вже не чернетка — подивіться в кабінеті
problem-missing = треба вказати
problem-too-many = забагато варіантів
publication-error-at = 🕒 Помилка сталася: { $moment }
publication-since = 🗓 Опубліковано { $moment }
publication-until = ⏳ Діє до { $day }
publication-erased = 🗑 І ще { $count }, чиї дані видалено
publication-responses =
    { $count ->
        [0] 📥 Відгуків ще немає
        [one] 📥 { $count } відгук
        [few] 📥 { $count } відгуки
       *[other] 📥 { $count } відгуків
    }

busy-save = ⏳ Зберігаю чернетку на { $site }…
busy-publish = ⏳ Публікую на { $site }…
busy-edit = ⏳ Зберігаю зміни на { $site }…
busy-close = ⏳ Закриваю на { $site }…
busy-delete = ⏳ Видаляю чернетку на { $site }…
busy-unsure = 🔎 { $site } не відповів, чи прийняв запит. Дивлюся на сайті, щоб не зробити двічі.
busy-look = 🕒 Перевірю: { $moment }
busy-later = ⚠️ Поки не вдалося. Наступна спроба: { $moment }.

sync-never = 🔄 Ще не синхронізувалося
sync-soon = 🔄 Перша синхронізація за мить
sync-off = ⏸ Синхронізацію зупинено: нові відгуки сюди не приходять.
sync-late = 📭 Кандидати оголошення вже не бачать, але пізні відгуки ще приходять сюди.
sync-last = 🔄 Оновлено { $last }
sync-next = 🔄 Оновлено { $last } · далі { $next }
sync-failing = ⚠️ Оновлено { $last }. Нові відгуки поки не читаються (збій почався: { $since }), пробую далі.

close-ask =
    📦 <b>Закрити «{ $title }»?</b>
    { $site } · { $account }
close-effect = Оголошення зникне з { $site }. Щоб повернути його, може знадобитися нова оплачена публікація.
close-or-stop = Якщо треба лише не отримувати відгуки — зупиніть синхронізацію, оголошення лишиться.

status-head = 📣 <b>Публікації</b>
status-none = Поки жодної. Оберіть вакансію й опублікуйте її.
status-filter = 🔎 Показано лише позначене нижче.
status-filter-none = 🔎 Позначте нижче, що показати.
status-none-left = 🔎 Таких публікацій немає. Зніміть позначку.
filter-own = Мої вакансії
status-line =
    { $mark } <b>{ $title }</b> · 📥 { $responses }
    { $site } · { $account }{ $badge }

result-save-done = 💾 Чернетку збережено на сайті
result-save-failed = 🔴 Чернетку не збережено
result-save-unsure = 🔎 Не знаю, чи зберіг сайт чернетку
result-publish-done = ✅ Опубліковано
result-publish-failed = 🔴 Не опубліковано
result-publish-unsure = 🔎 Не знаю, чи опублікував сайт оголошення
result-edit-done = ✅ Зміни на сайті
result-edit-failed = 🔴 Зміни не збережено
result-edit-unsure = 🔎 Не знаю, чи зберіг сайт зміни
result-close-done = 📦 Закрито на сайті
result-close-failed = 🔴 Не закрито
result-close-unsure = 🔎 Не знаю, чи закрив сайт оголошення
result-delete-done = 🗑 Видалено на сайті
result-delete-failed = 🔴 На сайті не видалено
result-delete-unsure = 🔎 Не знаю, чи видалив сайт чернетку
result-status = { $status }
result-what =
    <b>{ $title }</b>
    { $site } · { $account }

paused-head = ⚠️ <b>{ $label }</b> · { $site }: акаунт на паузі
paused-since = Останні відгуки забрано: { $since }. Після оновлення входу прийдуть усі.
proof-since = Останні відгуки забрано: { $since }. Нічого не загубиться: після підтвердження прийдуть усі.
site-down = ⚠️ { $site } не відповідає. Збій почався: { $since }. Наступна спроба: { $next }. Нічого не загубиться.
site-broken = 🛠 { $site } відповідає не так, як описує, тож нові відгуки не читаються. Збій почався: { $since }. Це наша справа, ми вже знаємо. Наступна спроба: { $next }. Нічого не загубиться.
site-walled = 🤖 { $site } не пускає програми: показує перевірку для людей. Обходити її не буду, спробую після: { $next }. Нічого не загубиться. Якщо повториться — потрібна угода із сайтом про API.
site-back = ✅ { $site } знову відповідає, відгуки надходять. Збій почався: { $since }.
broken-records = 🛠 { $site }: запис не вдалося прочитати ({ $where }). Його відкладено, решта працює. Перевірте журнал.
broken-contract = 🛠 { $site } відповів не за своїм описом ({ $where }). Саме не мине: перевірте журнал.

busy-prolong = ⏳ Продовжую на { $site }…
result-prolong-done = ✅ Продовжено
done-prolonged = ✅ Продовжено до { $day }
result-prolong-failed = 🔴 Не продовжено
result-prolong-unsure = 🔎 Не знаю, чи продовжив сайт оголошення

preview-renews = ♻️ Зараз діє до { $day }. Новий строк почнеться одразу; що буде з рештою днів, вирішує сайт.
prolong-ask =
    📅 <b>Продовжити строк «{ $title }»?</b>
    { $site } · { $account }
prolong-until = Зараз діє до { $day }.
prolong-cost = 🎟 Спишеться публікація: { $name }. Невикористаних: { $left }.
prolong-cost-unknown = 🎟 Коштує стільки ж, як нова публікація.
close-final = ⚠️ На { $site } це <b>назавжди</b>: закрите оголошення вже не відкрити, лише опублікувати нове.
close-final-again =
    ❗️ <b>Закрити «{ $title }» назавжди?</b>
    { $site } · { $account }
publication-statistics =
    { $days ->
        [0] 👁 Переглядів: { $views } · відгуків: { $responses }
       *[other] 👁 За { $days } дн. переглядів: { $views } · відгуків: { $responses }
    }
publication-views =
    { $days ->
        [0] 👁 Переглядів: { $views }
       *[other] 👁 За { $days } дн. переглядів: { $views }
    }
publication-similar-many = 🧩 Схожі оголошення на { $site }: { $count }.
forget-ask =
    🗑 <b>Забути чернетку «{ $title }»?</b>
    { $site } · { $account }
forget-here = Тут публікація зникне разом із полями сайту, вакансія лишиться.
forget-nothing-there = На { $site } її немає: там нічого не зміниться.
forget-or-delete = ⚠️ На { $site } чернетка лишиться, якщо не видалити її й там.
forget-stays = ⚠️ На { $site } чернетка лишиться. Видалити її там можна в кабінеті.
forget-uncertain = ⚠️ Не знаю, чи встиг { $site } створити оголошення. Перевірте в кабінеті: забуте тут я вже не шукатиму.
