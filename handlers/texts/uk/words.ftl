# Слова, які повторюються: стани, кроки, моменти, гроші.

when-yesterday = вчора { $time }
when-tomorrow = завтра { $time }

language-uk = Українська
language-en = English
language-ru = Русский

role-owner = власник
role-admin = адміністратор
role-recruiter = рекрутер
role-hiring_manager = керівник, який наймає

status-published = 🟢 Опубліковано
status-draft = 📝 Чернетка
status-inactive = ⏸ Неактивна
status-erroneous = 🔴 Помилка
mark-published = 🟢
mark-draft = 📝
mark-inactive = ⏸
mark-erroneous = 🔴

badge-expired = ⌛ строк вийшов
badge-closed = 📦 закрито на сайті
badge-closed-here = 📦 закрито з бота
badge-missed = ❔ немає у списку сайту, перевірю ще раз
badge-deleted = 🗑 видалено на сайті
badge-blocked = ⛔ заблоковано сайтом
badge-moderation = 🕵️ на модерації
badge-paused = ⏸ на паузі на сайті
badge-unknown = ❔ стан на сайті незрозумілий
badge-site-live = на сайті й далі видно

account-mark-active = ✅
account-mark-paused = ⚠️
account-mark-disconnected = ⛔
account-state-active = ✅ Працює
account-state-paused = ⚠️ На паузі: потрібен новий вхід
account-state-disconnected = ⛔ Відключено

step-title = Назва
step-description = Опис
step-city = Місто
step-employment = Зайнятість
step-experience = Досвід
step-pay = Оплата
step-contact = Контакт
sign-city = 📍
sign-employment = 🕘
sign-experience = 🎓
sign-pay = 💰
sign-contact = ☎️
place-remote = Віддалено

employment-full = Повна зайнятість
employment-part = Неповна
employment-project = Проєктна
employment-internship = Стажування
experience-none = Без досвіду
experience-from_1 = Від 1 року
experience-from_2 = Від 2 років
experience-from_3 = Від 3 років
experience-from_5 = Від 5 років

pay-range = { $low } – { $high }
pay-from = від { $low }
pay-to = до { $high }
pay-month = { $amount } на місяць
pay-week = { $amount } на тиждень
pay-day = { $amount } за день
pay-shift = { $amount } за зміну
pay-hour = { $amount } за годину
pay-gross = { $pay }, до вирахування податків
pay-net = { $pay }, на руки

page-of = Сторінка { $page } з { $pages }
write-to = 🆘 Питання: { $contact }
erased = 🗑 Видалено

command-menu = Головне меню
command-new = Нова вакансія
command-vacancies = Вакансії
command-status = Публікації та їхній стан
command-sync = Забрати нові відгуки зараз
command-digest = Що зробити сьогодні
command-today = Хто відгукнувся сьогодні
command-mute = Замовкнути на час: /mute 2h
command-accounts = Акаунти роботодавця
command-settings = Налаштування
command-lang = Мова
command-help = Як це працює
command-cancel = Скасувати
command-start = Почати

inline-sign-in = Увійти в бот
inline-nothing = Публікацій не знайдено
inline-about = { $site } · { $status } · 📥 { $responses }
inline-shared =
    📣 <b>{ $title }</b>
    { $site } · { $status }{ $badge }
card-votes = 👍 { $good } · 👎 { $bad } — думка колег
inline-card = 👤 <b>{ $name }</b>
inline-points = ⭐ Вимоги: { $met } з { $of }
inline-ask = Що думаєте? Контакти — лише в боті.
do-good = 👍 { $good }
do-bad = 👎 { $bad }
do-note-there = 📝 Нотатка
do-open-bot = 🤖 Відкрити в боті
