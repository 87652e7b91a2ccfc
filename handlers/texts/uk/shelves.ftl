# Полиці вакансій: архів, шаблони, копії; опис із файлу; сумнівні слова.

archive-head = 🗄 <b>Архів вакансій</b>
archive-none = В архіві порожньо.
templates-head = 📄 <b>Шаблони компанії</b>
templates-none = Шаблонів ще немає. Відкрийте вакансію й натисніть «Шаблон».
list-hint = 🔎 Щоб знайти, напишіть слово з назви, міста чи опису.
list-found = 🔎 За «{ $find }»:
list-not-found = 🔎 За «{ $find }» нічого немає. Напишіть інакше.
do-archive = 🗄 Архів · { $count }
do-templates = 📄 Шаблони · { $count }
do-all = ✖️ Показати всі
do-copy = 📋 Копія
do-template = 📄 Шаблон
do-put-away = 🗄 В архів
do-put-away-yes = 🗄 Так, в архів
do-bring-back = ↩️ Повернути з архіву
do-from-template = 📄 З шаблону
do-make = ➕ Створити вакансію

vacancy-archived = 🗄 В архіві: у списку вакансій її немає.
template-head = 📄 <b>{ $title }</b>
template-about = Шаблон компанії: з нього роблять вакансії, сам він не публікується.
archive-ask = 🗄 <b>Сховати «{ $title }» в архів?</b>
archive-live = Ці оголошення лишаться на сайтах, відгуки на них приходитимуть далі:
archive-ad = { $status } · { $site } · { $account }
archive-how = Щоб зняти їх із сайтів, спершу закрийте публікації.
delete-template-ask = 🗑 <b>Видалити шаблон «{ $title }»?</b>
delete-template-final = Вакансії, зроблені з нього, лишаться. Шаблон повернути не вийде.
done-copied = 📋 Це копія вакансії «{ $title }». Змініть, що треба, і публікуйте.
done-from-template = 📄 Вакансія з шаблону «{ $title }». Змініть, що треба, і публікуйте.
done-template = 📄 «{ $title }» збережено як шаблон. Усі шаблони — у списку вакансій.
done-archived = 🗄 Вакансію сховано в архів.
done-restored = ↩️ Вакансія знову у списку.

doubts-words =
    { $count ->
        [one] ⚠️ { $count } сумнівне місце: { $words }
        [few] ⚠️ { $count } сумнівні місця: { $words }
       *[other] ⚠️ { $count } сумнівних місць: { $words }
    }
doubts-short = 📏 { $part }: { $counts }, а треба щонайменше { $least } знаків.
doubts-long = 📏 { $part }: { $counts }, а можна до { $most } знаків разом із розміткою.
doubts-count = { $site }{"\u00A0"}— { $length }
doubts-count-added = { $site }{"\u00A0"}— { $length }, з них { $added } — дописані з інших відповідей
wording-head = ⚠️ <b>Перевірте слова</b> · { $title }
wording-intro = За умовами про вік, стать, сім'ю та за оманливою оплатою стежить закон про рекламу. Це лише порада: вирішуєте ви.
wording-more =
    { $count ->
        [one] …і ще { $count } місце.
        [few] …і ще { $count } місця.
       *[other] …і ще { $count } місць.
    }
wording-about-age = Вік
wording-about-sex = Стать
wording-about-family = Сім'я
wording-about-origin = Походження
wording-about-pay = Оплата
wording-tip-age-limit = Напишіть, який потрібен досвід чи навички, без віку.
wording-tip-young-team = Напишіть, яка команда насправді: дружня, досвідчена, з п'яти людей.
wording-tip-young-person = Звертайтеся до всіх: «людина», «фахівець», «кандидати».
wording-tip-sex = Приберіть стать. Якщо робота важка, назвіть вимогу: «піднімати до 20 кг».
wording-tip-family = Не питайте про сім'ю й дітей. Назвіть графік або відрядження.
wording-tip-origin = Приберіть походження й зовнішність. Назвіть, що треба вміти.
wording-tip-pay-boundless = Назвіть суму, яку справді отримують: «від … до …».
wording-tip-pay-easy = Опишіть роботу й оплату без обіцянок.
wording-tip-pay-unpaid = Стажування й випробувальний строк оплачують: назвіть суму.
wording-tip-pay-hidden = Платити можна лише офіційно: приберіть ці слова.
wording-tip-pay-fee = Працівник не платить за роботу: приберіть внесок.

field-nearest = 🔎 Міста «{ $typed }» на сайті не знайшлося. Найближчі:
file-hint = 📎 Можна надіслати файл .docx, .pdf або .txt.
file-read = 📄 Прочитав файл. Знаків: { $length }.
file-holds = <b>Таким буде опис:</b>
file-other = Не той файл? Надішліть інший або напишіть опис.
done-from-file = 📄 Опис узято з файлу. Знаків: { $length }.
pictures-skipped = 🖼 З картинок текст не беру: надішліть його повідомленням.
bad-file-kind = 📄 Такий файл не прочитаю. Надішліть .docx, .pdf або .txt; старий .doc збережіть у Word як .docx.
bad-file-big = 📄 Файл завеликий: читаю до { $most } МБ.
bad-file-pages = 📄 Забагато сторінок ({ $pages }): читаю до { $most }. Лишіть самий опис.
bad-file-locked = 🔒 Файл захищено паролем. Збережіть його без пароля й надішліть знову.
bad-file-broken = 📄 Файл не відкривається: він пошкоджений або це не той формат, що в назві.
bad-file-empty = 📄 У файлі немає тексту. Якщо це скан, надішліть текст повідомленням.
bad-file-lost = 📄 Telegram не віддав файл. Надішліть його ще раз.
bad-file-later = 📄 Файл стає описом: надішліть його, коли спитаю про опис.

inline-age =
    { $days ->
        [0] сьогодні
        [one] { $days } день
        [few] { $days } дні
       *[other] { $days } днів
    }
