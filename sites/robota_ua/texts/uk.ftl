# Robota.ua
robota_ua-name = Robota.ua
robota_ua-cabinet-url = https://robota.ua/my/vacancies
robota_ua-login-login = логін (e-mail), з яким ви входите на Robota.ua як роботодавець
robota_ua-login-password = пароль від Robota.ua
robota_ua-connect-hint = Підходить лише акаунт роботодавця. Якщо ви входите через Google чи телефон, задайте пароль у налаштуваннях кабінету. Перевірка займе до пів хвилини: сайт приймає один запит на дві секунди.

robota_ua-field-city = Місто
robota_ua-field-city-hint = Напишіть початок назви українською, російською чи англійською.
robota_ua-field-publication = Тип публікації
robota_ua-field-publication-hint = Robota.ua спише одну публікацію, коли вакансію буде розміщено.
robota_ua-field-employment = Вид зайнятості
robota_ua-field-work = Формат роботи
robota_ua-field-student = Підходить студентам
robota_ua-field-special = Для людей з інвалідністю
robota_ua-field-hidden = Не показувати на сторінці компанії

robota_ua-problem-missing = треба вказати
robota_ua-problem-too-many = забагато варіантів
robota_ua-problem-title-empty = назва порожня
robota_ua-problem-title-long = назва задовга, можна щонайбільше 100 символів
robota_ua-problem-description-short = опис закороткий, Robota.ua приймає від 150 символів
robota_ua-problem-refused = сайт відмовив без пояснень

robota_ua-badge-left-draft = 💤 сайт прийняв, але не показує
