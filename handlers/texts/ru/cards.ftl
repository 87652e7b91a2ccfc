# Карточка кандидата.

card-head = 🆕 <b>{ $name }</b>
card-nameless = Имя скрыто
card-age =
    { $age ->
        [one] { $age }{"\u00A0"}год
        [few] { $age }{"\u00A0"}года
       *[other] { $age }{"\u00A0"}лет
    }
card-position-vacancy = { $position } → вакансия «{ $vacancy }»
card-vacancy = Вакансия «{ $vacancy }»
card-source = 🌐 { $site } · { $account } · { $moment }
card-waits-minutes = ждёт{"\u00A0"}{ $count }{"\u00A0"}мин
card-waits-hours = ждёт{"\u00A0"}{ $count }{"\u00A0"}ч
card-waits-days = ждёт{"\u00A0"}{ $count }{"\u00A0"}дн.
card-pay = 💰 { $words }
card-born = 🎂 { $words }
card-channels = 📲 Удобно: { $words }
channel-phone = телефон
channel-email = почта
channel-telegram = Telegram
channel-viber = Viber
channel-whatsapp = WhatsApp
channel-sms = SMS
card-skills = 🧩 { $words }
card-file = 📎 { $file }
card-file-made = 📎 Резюме сформировано ботом из текста сайта
card-file-late = ⏳ Файл ещё загружается, пришлю в ответ
card-photo-lost = 🖼 Фото не удалось показать.
card-file-none = 📎 Резюме недоступно
card-file-big = 📎 { $file } — слишком большой для Telegram, откройте на сайте
card-file-unreadable = 📎 { $file } — не удалось прочитать, откройте на сайте
card-file-lost = 📎 { $file } — не удалось отправить, откройте на сайте
card-file-came = 📎 { $file }
card-letter-file = 📄 Письмо длинное, целиком — в файле.
file-name = Резюме
letter-name = письмо

pdf-made = сформировано ботом из текста сайта
pdf-page = стр. { $page } из { $pages }
pdf-source = { $site }, { $moment }
pdf-link = Отклик на сайте
pdf-skills = Навыки
pdf-letter = Сопроводительное письмо
card-city = { $city }
card-position = { $position }
card-masked = 🔒 Контакт и резюме — кнопками, их видит только тот, кто нажал
card-masked-contact = 🔒 Контакт — кнопкой, его видит только тот, кто нажал
card-blind = 🙈 Кто это, будет видно после «✋ Беру».
standing-rejected = 📤 На сайте отказано
standing-archived = 🗄 На сайте в архиве
card-unopened = 👁 Резюме ещё не открыто: кандидат не видит, что его смотрели.
card-held = ⏳ На сайте исчерпан дневной лимит просмотров. Остальное дочитаю после: { $moment }.
card-lost = 🔐 Контакты, письмо и резюме потеряны вместе с ключом шифрования. Смотрите отклик на сайте.
card-lost-waits = 🔐 Контакты, письмо и резюме потеряны вместе с ключом шифрования. Дочитаю их с сайта, как только аккаунт снова подключён; до тех пор смотрите отклик там.
