# Вхідні: черги, перегляд одного за одним, пошук, відмова багатьом.

menu-candidates = 📥 Нові { $new } · ⏳ Без відповіді { $debt }
do-inbox = 📥 Вхідні { $count }
do-debt = ⏳ Без відповіді { $count }
do-find = 🔎 Пошук
command-inbox = Вхідні: нові, мої, без відповіді
command-find = Знайти кандидата: /find Коваль

inbox-head = 📥 <b>Вхідні</b>
inbox-own = 👤 Лише мої вакансії та кандидати
inbox-empty = Усе розібрано: ніхто не чекає. 🌿 Нові відгуки прийдуть сюди самі, а /sync перевірить сайти зараз.
inbox-new = 🆕 Нові: <b>{ $count }</b>
inbox-mine = ✋ Мої в роботі: <b>{ $count }</b>
inbox-unanswered = ⏳ Без відповіді: <b>{ $count }</b>
inbox-later = ⏰ Відкладені: <b>{ $count }</b>
inbox-here = 💾 Вирішено тут, кандидат не знає: <b>{ $count }</b>
inbox-replied = ✅ Відповіли за місяць: <b>{ $count }</b>
inbox-refusing = 🙏 Відмовляю: { $done } з { $total }
do-refusing = 🙏 Як ідуть відмови
do-queue-begin = ▶️ Розібрати нових: { $count }
do-everybody = 👥 Усієї команди
do-own = 👤 Лише мої
queue-new = 🆕 Нові
queue-mine = ✋ Мої
queue-unanswered = ⏳ Без відповіді
queue-later = ⏰ Відкладені
queue-here = 💾 Лише тут
queue-replied = ✅ Відповіли
queue-head = <b>{ $name }</b>: { $count }
queue-empty-new = Нових немає. Хто відгукнеться, з'явиться тут; перевірити сайти зараз: /sync
queue-empty-mine = У роботі нікого. Натисніть «Беру» на картці, і кандидат буде тут.
queue-empty-unanswered = Тут ніхто не чекає на відповідь. 🌿
queue-empty-later = Нікого не відкладено. «Пізніше» на картці нагадає про кандидата в потрібний час.
queue-empty-here = Тут ті, кому вирішено відповісти, а сайт цього не передає. Зараз таких немає.
queue-empty-replied = За місяць нікому не відповідали. Почніть із тих, хто чекає.
queue-lately = 🆕 Нові за добу
queue-empty-lately = За добу ніхто не відгукнувся.
queue-who = <b>{ $name }</b>
queue-word = { $word }
queue-until = до { $moment }
queue-taken = ✋ { $name }
age-day = 🟢 до доби
age-days = 🟡 1–3 дні
age-long = 🟠 3–7 днів
age-weeks = 🔴 понад 7 днів
age-past = 🕓 понад 30 днів
do-all-ages = ⏳ Усі строки
do-review = ▶️ По одному: { $count }
do-refuse = 🙏 Відмовити всім: { $count }
do-list-back = ⬅️ До списку

find-head = 🔎 <b>Кого шукаємо?</b>
find-how =
    Напишіть ім'я (будь-якою мовою, можна коротке), телефон або його кінець від 4 цифр, e-mail чи назву вакансії. Можна разом: «Олена бариста».
    Ваше повідомлення я приберу з чату.
find-found =
    { $count ->
        [one] 🔎 «{ $words }»: <b>{ $count }</b> відгук
        [few] 🔎 «{ $words }»: <b>{ $count }</b> відгуки
       *[other] 🔎 «{ $words }»: <b>{ $count }</b> відгуків
    }
find-nobody = Нікого. Спробуйте саме прізвище, 4 останні цифри телефону або назву вакансії.
find-more = Показую перші { $count }: додайте слово, щоб звузити.
do-find-again = 🔎 Інший пошук

review-head = { $name } · <b>{ $place }/{ $count }</b>
review-over = 🌿 Це всі: <b>{ $count }</b>.
review-more = За раз показую { $count }. Поверніться до списку, щоб узяти наступних.
review-gone = Цього кандидата тут уже немає, або його передали іншому.
review-nobody = Тут уже нікого немає.
do-review-undo = ↩️ Скасувати: { $name }
do-review-skip = ▶️ Далі
do-review-on = ▶️ До наступного

refuse-head =
    { $count ->
        [one] 🙏 <b>Чемно відмовити: { $count } кандидат</b>
        [few] 🙏 <b>Чемно відмовити: { $count } кандидати</b>
       *[other] 🙏 <b>Чемно відмовити: { $count } кандидатів</b>
    }
refuse-more = За раз — не більш як { $count }: це ті, хто чекає найдовше.
refuse-names-how = Торкніться імені, щоб лишити людину без змін.
refuse-here-short = лише тут
refuse-taken-short = ✋ у роботі
refuse-nobody = Нікого не обрано.
refuse-no-words = Шаблонів відмови немає. Додайте: /templates
do-refuse-words = ✍️ Обрати текст: { $count }
refuse-check =
    { $count ->
        [0] ✋ <b>Цей текст зараз нікому надіслати не можна</b>
        [one] 🙏 <b>Відмовити { $count } кандидату?</b>
       *[other] 🙏 <b>Відмовити { $count } кандидатам?</b>
    }
refuse-first = Текст, на прикладі — { $name }:
refuse-here = 💾 { $site }: { $count } — відмова лише тут, сайт кандидату її не передасть
refuse-left-out = ⏭ Без змін { $count }: { $why } — { $names }
refuse-hidden =
    { $count ->
        [one] 🙈 { $count } кандидат приховав ім'я, а текст кличе на ім'я: йому не надішлю. Можна взяти текст без імені, для всіх.
       *[other] 🙈 { $count } кандидатів приховали ім'я, а текст кличе на ім'я: їм не надішлю. Можна взяти текст без імені, для всіх.
    }
do-refuse-nameless = 🙈 Без імені
refuse-then = Ще 10 с після натискання можна скасувати все, а потім — зупинити решту.
do-refuse-yes = 🙏 Так, відмовити: { $count }
refuse-undone = ↩️ Скасовано: нікому не відмовлено.
refuse-stopped = ⏹ Зупинено. Кому не встиг, ті лишились як були.
refusing-head = 🙏 <b>Відмови: { $done } з { $total }</b>
refusing-soon = ⏳ Почну за 10 с. Поки можна скасувати все.
refusing-on = ⏳ Надсилаю по кілька за раз.
refusing-stopped = ⏹ Зупинено: решта без змін.
refusing-done = ✅ Готово.
refusing-told = 📨 Кандидати отримали відмову: { $count }
refusing-going = ⏳ Надсилаю: { $count }
refusing-failed = ⚠️ Не надіслано: { $count }
refusing-skipped = ⏭ Без змін: { $count } — { $why }
refusing-erased = 🗑 Даних уже немає: { $count }
refusing-outcome = • <b>{ $name }</b>: { $why }
do-refuse-stop = ⏹ Зупинити
skip-answered = уже мають відповідь
skip-taken = тим часом узяв колега
skip-later = тим часом відкладено
skip-site = на сайті вже відмовлено або відгук забрано
skip-barred = у чорному списку
skip-lacking = для тексту бракує слова замість тегу
skip-long = з іменем і повідомленням текст задовгий
skip-login = вхід акаунта не працює
skip-disconnected = акаунт відключено
skip-unseen = більше не доступні тому, хто відмовляв
skip-stopped = зупинено
