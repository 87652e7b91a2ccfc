# Слова, которые повторяются: состояния, шаги, моменты, деньги.

when-yesterday = вчера { $time }
when-tomorrow = завтра { $time }

language-uk = Українська
language-en = English
language-ru = Русский

role-owner = владелец
role-admin = администратор
role-recruiter = рекрутер
role-hiring_manager = нанимающий руководитель

status-published = 🟢 Опубликовано
status-draft = 📝 Черновик
status-inactive = ⏸ Неактивна
status-erroneous = 🔴 Ошибка
mark-published = 🟢
mark-draft = 📝
mark-inactive = ⏸
mark-erroneous = 🔴

badge-expired = ⌛ срок истёк
badge-closed = 📦 закрыто на сайте
badge-closed-here = 📦 закрыто из бота
badge-missed = ❔ нет в списке сайта, проверю ещё раз
badge-deleted = 🗑 удалено на сайте
badge-blocked = ⛔ заблокировано сайтом
badge-moderation = 🕵️ на модерации
badge-paused = ⏸ на паузе на сайте
badge-unknown = ❔ состояние на сайте неясно
badge-site-live = на сайте по-прежнему видно

account-mark-active = ✅
account-mark-paused = ⚠️
account-mark-disconnected = ⛔
account-state-active = ✅ Работает
account-state-paused = ⚠️ На паузе: нужен новый вход
account-state-disconnected = ⛔ Отключён

step-title = Название
step-description = Описание
step-city = Город
step-employment = Занятость
step-experience = Опыт
step-pay = Оплата
step-contact = Контакт
sign-city = 📍
sign-employment = 🕘
sign-experience = 🎓
sign-pay = 💰
sign-contact = ☎️
place-remote = Удалённо

employment-full = Полная занятость
employment-part = Частичная
employment-project = Проектная
employment-internship = Стажировка
experience-none = Без опыта
experience-from_1 = От 1 года
experience-from_2 = От 2 лет
experience-from_3 = От 3 лет
experience-from_5 = От 5 лет

pay-range = { $low } – { $high }
pay-from = от { $low }
pay-to = до { $high }
pay-month = { $amount } в месяц
pay-week = { $amount } в неделю
pay-day = { $amount } за день
pay-shift = { $amount } за смену
pay-hour = { $amount } в час
pay-gross = { $pay }, до вычета налогов
pay-net = { $pay }, на руки

page-of = Страница { $page } из { $pages }
write-to = 🆘 Вопросы: { $contact }
erased = 🗑 Удалено

command-menu = Главное меню
command-new = Новая вакансия
command-vacancies = Вакансии
command-status = Публикации и их состояние
command-sync = Забрать новые отклики сейчас
command-digest = Что сделать сегодня
command-today = Кто откликнулся сегодня
command-mute = Замолчать на время: /mute 2h
command-accounts = Аккаунты работодателя
command-settings = Настройки
command-lang = Язык
command-help = Как это работает
command-cancel = Отменить
command-start = Начать

inline-sign-in = Войти в бота
inline-nothing = Публикаций не найдено
inline-about = { $site } · { $status } · 📥 { $responses }
inline-shared =
    📣 <b>{ $title }</b>
    { $site } · { $status }{ $badge }
card-votes = 👍 { $good } · 👎 { $bad } — мнение коллег
inline-card = 👤 <b>{ $name }</b>
inline-points = ⭐ Требования: { $met } из { $of }
inline-ask = Что думаете? Контакты — только в боте.
do-good = 👍 { $good }
do-bad = 👎 { $bad }
do-note-there = 📝 Заметка
do-open-bot = 🤖 Открыть в боте
