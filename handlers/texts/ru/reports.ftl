# Кандидаты вакансии, отчёты, цена объявлений.

home-head = 📥 <b>Кандидаты</b> · { $title }
home-counts = Людей: <b>{ $people }</b> · откликов: { $responses }
home-erased =
    { $count ->
        [one] 🗑 Из них { $count } только в счётчике: данные удалены.
       *[other] 🗑 Из них { $count } только в счётчике: их данные удалены.
    }
home-sites = 🌐 { $sites }
home-narrowed = 🔎 { $words }: { $count }
home-line = { $number }. <b>{ $name }</b> · { $stage } · { $site } · { $moment }
home-again = { " " }· ♻️ ×{ $count }
home-none = Пока никто не откликнулся. Как только придёт первый отклик, человек появится здесь.
home-none-left = 🔎 Таких здесь нет. Нажмите отмеченную кнопку, чтобы показать всех.
home-sheet-more = ✂️ В файле только первые { $count }: их больше, чем он вмещает.
do-home = 📥 Кандидаты { $count }
do-home-xlsx = ⬇️ XLSX
do-home-funnel = 📊 Воронка

price-head =
    💵 <b>{ $title }</b>
    { $site } · { $account }
price-ask = Сколько всего заплачено за это объявление? Напишите сумму: 450, 1 200 грн или 15 $. Отчёт посчитает, сколько стоит один отклик.
price-paid = 💵 Заплачено { $paid }
price-each = 💵 Заплачено { $paid } · { $each } за отклик
done-priced = ✅ Цена записана.
done-unpriced = ✅ Цена убрана.
bad-price = ✍️ Это не похоже на сумму. Напишите, например: 450 или 15 $.
do-price = 💵 Цена
do-price-clear = 🧹 Убрать цену

do-report = 📊 Отчёт
do-report-xlsx = ⬇️ XLSX
do-report-vacancy = Вакансия ▾
do-report-period = Период ▾
command-report = Отчёт: воронка, сайты, отказы
report-head = 📊 <b>Отчёт</b> · { $period }
report-of = 🗂 { $title }
report-all = Все вакансии
report-ever = за всё время
report-finding = • { $words }
report-erased = 🗑 Вместе с теми, чьи данные удалены: { $count }
report-none = За это время никто не откликнулся.
report-none-next = Выберите другой период или проверьте, что публикации ещё на сайтах.
report-sheet = ⬇️ Числа отчёта · { $period }
finding-waiting =
    { $count ->
        [one] { $count } человек из { $of } ещё новый: его никто не посмотрел
        [few] { $count } человека из { $of } ещё новые: их никто не посмотрел
       *[other] { $count } человек из { $of } ещё новые: их никто не посмотрел
    }
finding-hired =
    { $count ->
        [one] Нанят { $count } человек 🎉
        [few] Наняты { $count } человека 🎉
       *[other] Нанято { $count } человек 🎉
    }
finding-more = Откликов больше, чем за такое же время до того: { $now } против { $before }
finding-less = Откликов меньше, чем за такое же время до того: { $now } против { $before }
finding-cheapest = Самый дешёвый отклик даёт { $site }: { $least }; самый дорогой — { $other }: { $most }
finding-here =
    { $count ->
        [one] Решено лишь здесь: { $count } кандидат ещё не знает
        [few] Решено лишь здесь: { $count } кандидата ещё не знают
       *[other] Решено лишь здесь: { $count } кандидатов ещё не знают
    }
finding-answer = Половина тех, кому ответили, ждала не дольше чем { $span }
finding-reason = Самая частая причина отказов: { $reason } ({ $count } из { $of })
finding-site = Больше всего откликов дал { $site }: { $count } из { $of }
span-minutes = { $count } мин
span-hours = { $count } ч
span-days = { $count } дн
span-week = 7 дней
span-last_week = Прошлая неделя
span-month = 30 дней
span-quarter = 90 дней
span-ever = За всё время

chart-funnel = Воронка
chart-vacancies = Где сейчас, по вакансиям
chart-more = и ещё вакансий: { $count }
chart-sites = Отклики по сайтам
chart-reasons = Причины отказов
chart-costs = Цена отклика
chart-responses = Откликов
chart-people = Людей
chart-answer = Первый ответ
chart-reached-new = Откликнулись
chart-reached-look = Просмотрено
chart-reached-contact = На связи
chart-reached-interview = Интервью
chart-reached-offer = Оффер
chart-reached-hired = Нанято
chart-new = Новые
chart-look = Просмотр
chart-contact = На связи
chart-interview = Интервью
chart-offer = Оффер
chart-hired = Нанято
chart-rejected = Отказ
chart-reserve = Резерв
chart-reason-experience = Опыт
chart-reason-salary = Зарплата
chart-reason-location = Локация
chart-reason-schedule = График
chart-reason-language = Язык
chart-reason-closed = Вакансия закрыта
chart-reason-unfit = Не подходит
chart-reason-other = Другое
chart-reason-unsaid = Не указано

sheet-candidates = Кандидаты
sheet-report = Отчёт
sheet-name = Имя
sheet-phone = Телефон
sheet-email = E-mail
sheet-site = Сайт
sheet-sent = Откликнулись
sheet-stage = Этап
sheet-reason = Причина отказа
sheet-assignee = Ответственный
sheet-answered = Первый ответ
sheet-city = Город
sheet-born = Дата рождения
sheet-position = Должность
sheet-pay = Ожидания
sheet-skills = Навыки
sheet-letter = Письмо
sheet-link = Ссылка
sheet-vacancy = Вакансия
sheet-vacancies = Вакансии
sheet-sites = Сайты
sheet-whole = Итог
sheet-period = Период
sheet-erased = Данные удалены
sheet-what = Что
sheet-number = Сколько
silence-week = 📊 По понедельникам в 9:00 — отчёт за неделю
silence-no-week = 📊 Без недельного отчёта
silence-week-short = Отчёт за неделю
