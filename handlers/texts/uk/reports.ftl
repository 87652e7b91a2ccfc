# Кандидати вакансії, звіти, ціна оголошень.

home-head = 📥 <b>Кандидати</b> · { $title }
home-counts = Людей: <b>{ $people }</b> · відгуків: { $responses }
home-erased =
    { $count ->
        [one] 🗑 З них { $count } лише в лічильнику: дані видалено.
       *[other] 🗑 З них { $count } лише в лічильнику: їхні дані видалено.
    }
home-sites = 🌐 { $sites }
home-narrowed = 🔎 { $words }: { $count }
home-line = { $number }. <b>{ $name }</b> · { $stage } · { $site } · { $moment }
home-again = { " " }· ♻️ ×{ $count }
home-none = Поки ніхто не відгукнувся. Щойно прийде перший відгук, людина з'явиться тут.
home-none-left = 🔎 Таких тут немає. Натисніть позначену кнопку, щоб показати всіх.
home-sheet-more = ✂️ У файлі лише перші { $count }: їх більше, ніж він вміщує.
do-home = 📥 Кандидати { $count }
do-home-xlsx = ⬇️ XLSX
do-home-funnel = 📊 Воронка

price-head =
    💵 <b>{ $title }</b>
    { $site } · { $account }
price-ask = Скільки всього заплачено за це оголошення? Напишіть суму: 450, 1 200 грн або 15 $. Звіт порахує, скільки коштує один відгук.
price-paid = 💵 Заплачено { $paid }
price-each = 💵 Заплачено { $paid } · { $each } за відгук
done-priced = ✅ Ціну записано.
done-unpriced = ✅ Ціну прибрано.
bad-price = ✍️ Це не схоже на суму. Напишіть, наприклад: 450 або 15 $.
do-price = 💵 Ціна
do-price-clear = 🧹 Прибрати ціну

do-report = 📊 Звіт
do-report-xlsx = ⬇️ XLSX
do-report-vacancy = Вакансія ▾
do-report-period = Період ▾
command-report = Звіт: воронка, сайти, відмови
report-head = 📊 <b>Звіт</b> · { $period }
report-of = 🗂 { $title }
report-all = Усі вакансії
report-ever = за весь час
report-finding = • { $words }
report-erased = 🗑 Разом із тими, чиї дані видалено: { $count }
report-none = За цей час ніхто не відгукнувся.
report-none-next = Оберіть інший період або перевірте, чи публікації ще на сайтах.
report-sheet = ⬇️ Числа звіту · { $period }
finding-waiting =
    { $count ->
        [one] { $count } людина з { $of } ще нова: її ніхто не переглянув
        [few] { $count } людини з { $of } ще нові: їх ніхто не переглянув
       *[other] { $count } людей з { $of } ще нові: їх ніхто не переглянув
    }
finding-hired =
    { $count ->
        [one] Найнято { $count } людину 🎉
        [few] Найнято { $count } людини 🎉
       *[other] Найнято { $count } людей 🎉
    }
finding-more = Відгуків більше, ніж за такий самий час до того: { $now } проти { $before }
finding-less = Відгуків менше, ніж за такий самий час до того: { $now } проти { $before }
finding-cheapest = Найдешевший відгук дає { $site }: { $least }; найдорожчий — { $other }: { $most }
finding-here =
    { $count ->
        [one] Вирішено лише тут: { $count } кандидат ще не знає
        [few] Вирішено лише тут: { $count } кандидати ще не знають
       *[other] Вирішено лише тут: { $count } кандидатів ще не знають
    }
finding-answer = Половина тих, кому відповіли, чекала не довше ніж { $span }
finding-reason = Найчастіша причина відмов: { $reason } ({ $count } з { $of })
finding-site = Найбільше відгуків дав { $site }: { $count } з { $of }
span-minutes = { $count } хв
span-hours = { $count } год
span-days = { $count } дн
span-week = 7 днів
span-last_week = Минулий тиждень
span-month = 30 днів
span-quarter = 90 днів
span-ever = За весь час

chart-funnel = Воронка
chart-vacancies = Де зараз, за вакансіями
chart-more = і ще вакансій: { $count }
chart-sites = Відгуки за сайтами
chart-reasons = Причини відмов
chart-costs = Ціна відгуку
chart-responses = Відгуків
chart-people = Людей
chart-answer = Перша відповідь
chart-reached-new = Відгукнулись
chart-reached-look = Переглянуто
chart-reached-contact = На зв'язку
chart-reached-interview = Інтерв'ю
chart-reached-offer = Офер
chart-reached-hired = Найнято
chart-new = Нові
chart-look = Перегляд
chart-contact = На зв'язку
chart-interview = Інтерв'ю
chart-offer = Офер
chart-hired = Найнято
chart-rejected = Відмова
chart-reserve = Резерв
chart-reason-experience = Досвід
chart-reason-salary = Зарплата
chart-reason-location = Локація
chart-reason-schedule = Графік
chart-reason-language = Мова
chart-reason-closed = Вакансію закрито
chart-reason-unfit = Не відповідає
chart-reason-other = Інше
chart-reason-unsaid = Не вказано

sheet-candidates = Кандидати
sheet-report = Звіт
sheet-name = Ім'я
sheet-phone = Телефон
sheet-email = E-mail
sheet-site = Сайт
sheet-sent = Відгукнулись
sheet-stage = Етап
sheet-reason = Причина відмови
sheet-assignee = Відповідальний
sheet-answered = Перша відповідь
sheet-city = Місто
sheet-born = Дата народження
sheet-position = Посада
sheet-pay = Очікування
sheet-skills = Навички
sheet-letter = Лист
sheet-link = Посилання
sheet-vacancy = Вакансія
sheet-vacancies = Вакансії
sheet-sites = Сайти
sheet-whole = Підсумок
sheet-period = Період
sheet-erased = Дані видалено
sheet-what = Що
sheet-number = Скільки
silence-week = 📊 Щопонеділка о 9:00 — звіт за тиждень
silence-no-week = 📊 Без тижневого звіту
silence-week-short = Звіт за тиждень
