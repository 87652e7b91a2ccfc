# Картка кандидата.

card-head = 🆕 <b>{ $name }</b>
card-nameless = Ім'я приховано
card-age =
    { $age ->
        [one] { $age }{"\u00A0"}рік
        [few] { $age }{"\u00A0"}роки
       *[other] { $age }{"\u00A0"}років
    }
card-position-vacancy = { $position } → вакансія «{ $vacancy }»
card-vacancy = Вакансія «{ $vacancy }»
card-source = 🌐 { $site } · { $account } · { $moment }
card-waits-minutes = чекає{"\u00A0"}{ $count }{"\u00A0"}хв
card-waits-hours = чекає{"\u00A0"}{ $count }{"\u00A0"}год
card-waits-days = чекає{"\u00A0"}{ $count }{"\u00A0"}дн.
card-pay = 💰 { $words }
card-born = 🎂 { $words }
card-channels = 📲 Зручно: { $words }
channel-phone = телефон
channel-email = пошта
channel-telegram = Telegram
channel-viber = Viber
channel-whatsapp = WhatsApp
channel-sms = SMS
card-skills = 🧩 { $words }
card-file = 📎 { $file }
card-file-made = 📎 Резюме сформовано ботом із тексту сайту
card-file-late = ⏳ Файл ще завантажується, надішлю у відповідь
card-photo-lost = 🖼 Фото не вдалося показати.
card-file-none = 📎 Резюме недоступне
card-file-big = 📎 { $file } — завеликий для Telegram, відкрийте на сайті
card-file-unreadable = 📎 { $file } — не вдалося прочитати, відкрийте на сайті
card-file-lost = 📎 { $file } — не вдалося надіслати, відкрийте на сайті
card-file-came = 📎 { $file }
card-letter-file = 📄 Лист довгий, цілий — у файлі.
file-name = Резюме
letter-name = лист

pdf-made = сформовано ботом із тексту сайту
pdf-page = стор. { $page } з { $pages }
pdf-source = { $site }, { $moment }
pdf-link = Відгук на сайті
pdf-skills = Навички
pdf-letter = Супровідний лист
card-city = { $city }
card-position = { $position }
card-masked = 🔒 Контакт і резюме — кнопками, їх бачить лише той, хто натиснув
card-masked-contact = 🔒 Контакт — кнопкою, його бачить лише той, хто натиснув
card-blind = 🙈 Хто це, буде видно після «✋ Беру».
standing-rejected = 📤 На сайті відмовлено
standing-archived = 🗄 На сайті в архіві
card-unopened = 👁 Резюме ще не відкрито: кандидат не бачить, що його дивилися.
card-held = ⏳ На сайті вичерпано денний ліміт переглядів. Решту резюме дочитаю після: { $moment }.
card-lost = 🔐 Контакти, лист і резюме втрачено разом із ключем шифрування. Дивіться відгук на сайті.
card-lost-waits = 🔐 Контакти, лист і резюме втрачено разом із ключем шифрування. Дочитаю їх із сайту, щойно акаунт знову підключено; доти дивіться відгук там.
