# Work.ua
work_ua-name = Work.ua
work_ua-cabinet-url = https://www.work.ua/employer/my/
work_ua-login-login = логін (e-mail), з яким ви входите на Work.ua як роботодавець
work_ua-login-password = пароль від Work.ua
work_ua-connect-hint = Якщо ви входите через Google, телефон або код, пароля може не бути: додайте у кабінеті компанії окремого користувача з паролем для бота. Адміністратор бачить усі вакансії компанії, звичайний користувач — лише свої.

work_ua-field-town = Місто
work_ua-field-town-hint = Напишіть початок назви українською, російською чи англійською.
work_ua-field-category = Категорія
work_ua-field-category-hint = Від однієї до трьох.
work_ua-field-jobtype = Вид зайнятості
work_ua-field-years = Досвід роботи
work_ua-field-publication = Тип публікації
work_ua-field-publication-hint = Work.ua спише одну публікацію, коли вакансію буде розміщено.
work_ua-field-education = Освіта
work_ua-field-text_response = Відгуки без резюме
work_ua-field-show_phone = Показати телефон
work_ua-field-show_phone-hint = На сторінці вакансії буде ім'я та телефон контактної особи з кабінету.
work_ua-field-stud = Підходить студентам
work_ua-field-retired = Підходить пенсіонерам
work_ua-field-disability = Для людей з інвалідністю
work_ua-field-veteran = Для ветеранів
work_ua-field-deferment = Бронювання

work_ua-problem-missing = треба вказати
work_ua-problem-too-many = забагато варіантів, можна щонайбільше три
work_ua-problem-title-short = назва закоротка, треба щонайменше 3 символи
work_ua-problem-title-long = назва задовга, можна щонайбільше 100 символів
work_ua-problem-title-caps = назва не може бути самими великими літерами
work_ua-problem-description-empty = опис порожній
work_ua-problem-description-long = опис задовгий для Work.ua

work_ua-badge-left-inactive = 💤 сайт прийняв, але не показує
