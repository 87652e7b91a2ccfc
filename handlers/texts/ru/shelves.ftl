# Полки вакансий: архив, шаблоны, копии; описание из файла; сомнительные слова.

archive-head = 🗄 <b>Архив вакансий</b>
archive-none = В архиве пусто.
templates-head = 📄 <b>Шаблоны компании</b>
templates-none = Шаблонов ещё нет. Откройте вакансию и нажмите «Шаблон».
list-hint = 🔎 Чтобы найти, напишите слово из названия, города или описания.
list-found = 🔎 По «{ $find }»:
list-not-found = 🔎 По «{ $find }» ничего нет. Напишите иначе.
do-archive = 🗄 Архив · { $count }
do-templates = 📄 Шаблоны · { $count }
do-all = ✖️ Показать все
do-copy = 📋 Копия
do-template = 📄 Шаблон
do-put-away = 🗄 В архив
do-put-away-yes = 🗄 Да, в архив
do-bring-back = ↩️ Вернуть из архива
do-from-template = 📄 Из шаблона
do-make = ➕ Создать вакансию

vacancy-archived = 🗄 В архиве: в списке вакансий её нет.
template-head = 📄 <b>{ $title }</b>
template-about = Шаблон компании: из него делают вакансии, сам он не публикуется.
archive-ask = 🗄 <b>Убрать «{ $title }» в архив?</b>
archive-live = Эти объявления останутся на сайтах, отклики на них будут приходить дальше:
archive-ad = { $status } · { $site } · { $account }
archive-how = Чтобы снять их с сайтов, сначала закройте публикации.
delete-template-ask = 🗑 <b>Удалить шаблон «{ $title }»?</b>
delete-template-final = Вакансии, сделанные из него, останутся. Шаблон вернуть не получится.
done-copied = 📋 Это копия вакансии «{ $title }». Измените, что нужно, и публикуйте.
done-from-template = 📄 Вакансия из шаблона «{ $title }». Измените, что нужно, и публикуйте.
done-template = 📄 «{ $title }» сохранено как шаблон. Все шаблоны — в списке вакансий.
done-archived = 🗄 Вакансия убрана в архив.
done-restored = ↩️ Вакансия снова в списке.

doubts-words =
    { $count ->
        [one] ⚠️ { $count } сомнительное место: { $words }
        [few] ⚠️ { $count } сомнительных места: { $words }
       *[other] ⚠️ { $count } сомнительных мест: { $words }
    }
doubts-short = 📏 { $part }: { $counts }, а нужно минимум { $least } знаков.
doubts-long = 📏 { $part }: { $counts }, а можно до { $most } знаков вместе с разметкой.
doubts-count = { $site }{"\u00A0"}— { $length }
doubts-count-added = { $site }{"\u00A0"}— { $length }, из них { $added } — дописаны из других ответов
wording-head = ⚠️ <b>Проверьте слова</b> · { $title }
wording-intro = За условиями о возрасте, поле, семье и за вводящей в заблуждение оплатой следит закон о рекламе. Это лишь совет: решаете вы.
wording-more =
    { $count ->
        [one] …и ещё { $count } место.
        [few] …и ещё { $count } места.
       *[other] …и ещё { $count } мест.
    }
wording-about-age = Возраст
wording-about-sex = Пол
wording-about-family = Семья
wording-about-origin = Происхождение
wording-about-pay = Оплата
wording-tip-age-limit = Напишите, какой нужен опыт или навыки, без возраста.
wording-tip-young-team = Напишите, какая команда на самом деле: дружная, опытная, из пяти человек.
wording-tip-young-person = Обращайтесь ко всем: «человек», «специалист», «кандидаты».
wording-tip-sex = Уберите пол. Если работа тяжёлая, назовите требование: «поднимать до 20 кг».
wording-tip-family = Не спрашивайте о семье и детях. Назовите график или командировки.
wording-tip-origin = Уберите происхождение и внешность. Назовите, что нужно уметь.
wording-tip-pay-boundless = Назовите сумму, которую действительно получают: «от … до …».
wording-tip-pay-easy = Опишите работу и оплату без обещаний.
wording-tip-pay-unpaid = Стажировку и испытательный срок оплачивают: назовите сумму.
wording-tip-pay-hidden = Платить можно только официально: уберите эти слова.
wording-tip-pay-fee = Работник не платит за работу: уберите взнос.

field-nearest = 🔎 Города «{ $typed }» на сайте не нашлось. Ближайшие:
file-hint = 📎 Можно прислать файл .docx, .pdf или .txt.
file-read = 📄 Прочитал файл. Знаков: { $length }.
file-holds = <b>Таким будет описание:</b>
file-other = Не тот файл? Пришлите другой или напишите описание.
done-from-file = 📄 Описание взято из файла. Знаков: { $length }.
pictures-skipped = 🖼 С картинок текст не беру: пришлите его сообщением.
bad-file-kind = 📄 Такой файл не прочитаю. Пришлите .docx, .pdf или .txt; старый .doc сохраните в Word как .docx.
bad-file-big = 📄 Файл слишком большой: читаю до { $most } МБ.
bad-file-pages = 📄 Слишком много страниц ({ $pages }): читаю до { $most }. Оставьте только описание.
bad-file-locked = 🔒 Файл защищён паролем. Сохраните его без пароля и пришлите снова.
bad-file-broken = 📄 Файл не открывается: он повреждён или это не тот формат, что в названии.
bad-file-empty = 📄 В файле нет текста. Если это скан, пришлите текст сообщением.
bad-file-lost = 📄 Telegram не отдал файл. Пришлите его ещё раз.
bad-file-later = 📄 Файл становится описанием: пришлите его, когда спрошу об описании.

inline-age =
    { $days ->
        [0] сегодня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }
