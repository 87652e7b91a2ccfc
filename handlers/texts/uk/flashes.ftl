# Що щойно сталося: один рядок над екраном.

done-company = ✅ Тепер ви в компанії «{ $name }».
done-connected = ✅ { $site } підключено.
done-checked = ✅ Вхід працює.
done-renamed = ✅ Тепер це «{ $label }».
done-disconnected = ✅ «{ $label }» відключено, пароль стерто. Оголошення на сайті лишилися.
done-password = ✅ «{ $label }» знову працює.
done-language = ✅ Мову змінено.
done-time-zone = ✅ Часовий пояс змінено.
done-draft-kept = 💾 Чернетку збережено. Продовжити: /new
done-deleted = 🗑 «{ $title }» видалено.
done-sync-started = 🔄 Перевіряю сайт. Нові відгуки прийдуть сюди.
done-sync-found =
    { $count ->
        [one] 📥 { $count } новий відгук.
        [few] 📥 { $count } нові відгуки.
       *[other] 📥 { $count } нових відгуків.
    }
done-sync-nothing = 🔄 Нових відгуків немає.
done-sync-stopped = ⏸ Синхронізацію зупинено. Оголошення на сайті лишилося.
done-sync-resumed = ▶️ Синхронізацію відновлено. Пропущені відгуки прийдуть теж.
done-withdrawn = ✋ Відкликано: сайт нічого не отримав.
done-retry = 🔁 Пробую ще раз.
password-received = 🔒 Пароль отримано, повідомлення з ним видаляю.
password-not-deleted = ⚠️ Не можу видалити ваше повідомлення з паролем. Видаліть його, будь ласка, самі.
not-a-text = ✍️ Тут потрібен текст. Надішліть його звичайним повідомленням.
use-buttons = 👇 Тут текст не потрібен: оберіть кнопкою або відкрийте /menu.
no-such-command = 🤷 Такої команди немає. Усі команди — у /help.
nothing-to-cancel = Скасовувати нічого.
nothing-found = 🔎 За «{ $typed }» нічого не знайдено. Спробуйте інакше.
moved-on = Ви вже перейшли далі. Ось де ви зараз.
changed-by =
    ✏️ { $who } щойно змінив(-ла): { $what ->
        [title] назву
        [description] опис
        [city] місто
        [employment] зайнятість
        [experience] досвід
        [pay] оплату
       *[contact] контакт
    }.
already-connected = ℹ️ Цей акаунт уже підключено: «{ $label }».
invite-bad = 🔒 Запрошення не діє: його строк минув або його вже використали. Попросіть нове.
description-goes-on = ➕ Прийнято, уже знаків: { $length }. Схоже, Telegram розрізав довгий текст: решту надішліть далі або натисніть «Далі».
needs-title = ❗️ Спершу назва: без неї не опублікувати.
needs-description = ❗️ Спершу опис: без нього не опублікувати.
needs-field = ❗️ Сайт чекає ще на ці поля. Заповніть їх — і можна публікувати.
done-group-linked = ✅ Групу підключено.
done-group-unlinked = 🔌 «{ $title }» відключено.
