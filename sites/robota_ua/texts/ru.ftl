# Robota.ua
robota_ua-name = Robota.ua
robota_ua-cabinet-url = https://robota.ua/my/vacancies
robota_ua-login-login = логин (e-mail), с которым вы входите на Robota.ua как работодатель
robota_ua-login-password = пароль от Robota.ua
robota_ua-connect-hint = Подходит только аккаунт работодателя. Если вы входите через Google или телефон, задайте пароль в настройках кабинета. Проверка займёт до полуминуты: сайт принимает один запрос в две секунды.

robota_ua-field-city = Город
robota_ua-field-city-hint = Напишите начало названия на украинском, русском или английском.
robota_ua-field-publication = Тип публикации
robota_ua-field-publication-hint = Robota.ua спишет одну публикацию, когда вакансия будет размещена.
robota_ua-field-employment = Вид занятости
robota_ua-field-work = Формат работы
robota_ua-field-student = Подходит студентам
robota_ua-field-special = Людям с инвалидностью
robota_ua-field-hidden = Не показывать на странице компании

robota_ua-problem-missing = нужно указать
robota_ua-problem-too-many = слишком много вариантов
robota_ua-problem-title-empty = название пустое
robota_ua-problem-title-long = название слишком длинное, можно не больше 100 символов
robota_ua-problem-description-short = описание слишком короткое, Robota.ua принимает от 150 символов
robota_ua-problem-refused = сайт отказал без объяснений

robota_ua-badge-left-draft = 💤 сайт принял, но не показывает
