# Work.ua
work_ua-name = Work.ua
work_ua-cabinet-url = https://www.work.ua/employer/my/
work_ua-login-login = логин (e-mail), с которым вы входите на Work.ua как работодатель
work_ua-login-password = пароль от Work.ua
work_ua-connect-hint = Если вы входите через Google, телефон или код, пароля может не быть: добавьте в кабинете компании отдельного пользователя с паролем для бота. Администратор видит все вакансии компании, обычный пользователь — только свои.

work_ua-field-town = Город
work_ua-field-town-hint = Напишите начало названия на украинском, русском или английском.
work_ua-field-category = Категория
work_ua-field-category-hint = От одной до трёх.
work_ua-field-jobtype = Вид занятости
work_ua-field-years = Опыт работы
work_ua-field-publication = Тип публикации
work_ua-field-publication-hint = Work.ua спишет одну публикацию, когда вакансия будет размещена.
work_ua-field-education = Образование
work_ua-field-text_response = Отклики без резюме
work_ua-field-show_phone = Показать телефон
work_ua-field-show_phone-hint = На странице вакансии будут имя и телефон контактного лица из кабинета.
work_ua-field-stud = Подходит студентам
work_ua-field-retired = Подходит пенсионерам
work_ua-field-disability = Людям с инвалидностью
work_ua-field-veteran = Для ветеранов
work_ua-field-deferment = Бронирование

work_ua-problem-missing = нужно указать
work_ua-problem-too-many = слишком много вариантов, можно не больше трёх
work_ua-problem-title-short = название слишком короткое, нужно хотя бы 3 символа
work_ua-problem-title-long = название слишком длинное, можно не больше 100 символов
work_ua-problem-title-caps = название не может быть из одних заглавных букв
work_ua-problem-description-empty = описание пустое
work_ua-problem-description-long = описание слишком длинное для Work.ua

work_ua-badge-left-inactive = 💤 сайт принял, но не показывает
