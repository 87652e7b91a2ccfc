# Вакансии: список, форма, страница.

vacancies-head = 🗂 <b>Вакансии</b>
vacancies-none = Пока ни одной. Начните новую — по шагам, это несколько минут.
vacancies-legend = На кнопках: { $marks }
vacancy-untitled = Без названия
vacancy-title = <b>{ $title }</b>
vacancy-head = 🗂 <b>{ $title }</b>
vacancy-missing = ❗️ Чтобы опубликовать, добавьте: { $names }.
vacancy-nowhere = 📝 Ещё нигде не опубликована.
vacancy-unsaved = ✏️ Изменения ещё не на сайте: { $names }.
vacancy-no-account = Чтобы публиковать, нужен аккаунт работодателя.
publication-button = { $mark } { $site } · { $account } · 📥 { $responses } { $changed }

draft-ask = 💾 Продолжить черновик «{ $title }»?
draft-at = Вы остановились на шаге { $number } из { $of }.

form-step = 🗂 Новая вакансия · шаг { $number }/{ $of }  { $bar }
form-change = ✏️ Изменение: <b>{ $title }</b>
form-present = Сейчас:
form-pay = 💰 Записано: { $pay }
ask-title = <b>Как называется должность?</b>
ask-description = <b>Опишите работу</b>
ask-city = <b>В каком городе?</b>
ask-employment = <b>Какая занятость?</b>
ask-experience = <b>Какой нужен опыт?</b>
ask-pay = <b>Какая оплата?</b>
ask-contact = <b>К кому обращаться?</b>
hint-title = Одной строкой, до 100 знаков. Например: Менеджер по продажам.
hint-description = Обязанности, требования, условия. Можно переслать готовый текст: списки и жирный шрифт сохраню.
hint-city = Напишите город или выберите «Удалённо». Например: Львов.
hint-employment = Выберите кнопкой.
hint-experience = Выберите кнопкой.
hint-pay = Например: 25000-40000, от 25 тыс, до 1500 $, 200 грн/час, 800 грн за смену, договорная.
hint-contact = Имя, телефон или почта одной строкой. Например: Елена, +380 44 000 00 00.

delete-ask = 🗑 <b>Удалить вакансию «{ $title }»?</b>
delete-final = Она нигде не опубликована. Вернуть не получится.
