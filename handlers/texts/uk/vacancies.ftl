# Вакансії: список, форма, сторінка.

vacancies-head = 🗂 <b>Вакансії</b>
vacancies-none = Поки жодної. Почніть нову — по кроках, це кілька хвилин.
vacancies-legend = На кнопках: { $marks }
vacancy-untitled = Без назви
vacancy-title = <b>{ $title }</b>
vacancy-head = 🗂 <b>{ $title }</b>
vacancy-missing = ❗️ Щоб опублікувати, додайте: { $names }.
vacancy-nowhere = 📝 Ще ніде не опубліковано.
vacancy-unsaved = ✏️ Зміни ще не на сайті: { $names }.
vacancy-no-account = Щоб публікувати, потрібен акаунт роботодавця.
publication-button = { $mark } { $site } · { $account } · 📥 { $responses } { $changed }

draft-ask = 💾 Продовжити чернетку «{ $title }»?
draft-at = Ви зупинилися на кроці { $number } з { $of }.

form-step = 🗂 Нова вакансія · крок { $number }/{ $of }  { $bar }
form-change = ✏️ Зміна: <b>{ $title }</b>
form-present = Зараз:
form-pay = 💰 Записано: { $pay }
ask-title = <b>Як називається посада?</b>
ask-description = <b>Опишіть роботу</b>
ask-city = <b>У якому місті?</b>
ask-employment = <b>Яка зайнятість?</b>
ask-experience = <b>Який потрібен досвід?</b>
ask-pay = <b>Яка оплата?</b>
ask-contact = <b>До кого звертатися?</b>
hint-title = Одним рядком, до 100 знаків. Наприклад: Менеджер з продажу.
hint-description = Обов'язки, вимоги, умови. Можна переслати готовий текст: списки й жирний шрифт збережу.
hint-city = Напишіть місто або оберіть «Віддалено». Наприклад: Львів.
hint-employment = Оберіть кнопкою.
hint-experience = Оберіть кнопкою.
hint-pay = Наприклад: 25000-40000, від 25 тис, до 1500 $, 200 грн/год, 800 грн за зміну, договірна.
hint-contact = Ім'я, телефон або пошта одним рядком. Наприклад: Олена, +380 44 000 00 00.

delete-ask = 🗑 <b>Видалити вакансію «{ $title }»?</b>
delete-final = Її ніде не опубліковано. Повернути не вийде.
