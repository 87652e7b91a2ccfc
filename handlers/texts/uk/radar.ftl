# Радар: оголошення, які стоять на сайті інакше, ніж знав їхній власник.

alert-refused = ⛔ <b>Сайт зняв оголошення</b>
alert-refused-why = Воно не пройшло перевірку { $site }. Виправте текст і опублікуйте знову.
alert-deleted = 🗑 <b>Оголошення видалено на сайті</b>
alert-deleted-why = На { $site } його більше немає. Можна опублікувати нове з тієї самої вакансії.
alert-expired = ⌛ <b>Строк оголошення вийшов</b>
alert-expired-why = Кандидати на { $site } його вже не бачать.
alert-closed = 📦 <b>Оголошення закрито на сайті</b>
alert-closed-why = Його закрили в кабінеті { $site }. Кандидати його вже не бачать.
alert-paused = ⏸ <b>Сайт призупинив оголошення</b>
alert-paused-why = Кандидати його не бачать. Причина — у кабінеті { $site }.
alert-unpaid = 🎟 <b>Оголошення нічим продовжити</b>
alert-unpaid-why =
    { $days ->
        [0] Сьогодні його останній день, а невикористаних публікацій не лишилося.
       *[other] Воно діє до { $day }, а невикористаних публікацій не лишилося.
    }
alert-expiring = ⌛ <b>Оголошення закінчується</b>
alert-expiring-why =
    { $days ->
        [0] Сьогодні його останній день ({ $day }).
        [one] Лишився { $days } день, до { $day }.
        [few] Лишилося { $days } дні, до { $day }.
       *[other] Лишилося { $days } днів, до { $day }.
    }
alert-confirm = ✋ <b>Підтвердьте оголошення</b>
alert-confirm-why = Раз на тиждень { $site } питає, чи вакансія ще актуальна. Відповісти можна в кабінеті.
alert-well = ✅ <b>Оголошення знову діє</b>
alert-well-why = Його строк: до { $day }.
alerts-head = 📣 <b>Змінилися оголошення: { $count }</b>
alerts-refused = ⛔ Знято сайтом: { $count }
alerts-deleted = 🗑 Видалено на сайті: { $count }
alerts-expired = ⌛ Строк вийшов: { $count }
alerts-closed = 📦 Закрито на сайті: { $count }
alerts-paused = ⏸ На паузі на сайті: { $count }
alerts-unpaid = 🎟 Закінчуються, а продовжити нічим: { $count }
alerts-expiring = ⌛ Закінчуються: { $count }
alerts-confirm = ✋ Чекають підтвердження на сайті: { $count }
alerts-well = ✅ Знову діють: { $count }
alerts-line = • { $title }
alerts-line-refused = • { $title }: «{ $words }»
alerts-line-until = • { $title } · до { $day }
do-mend = ✏️ Виправити
do-confirm-there = ✋ Підтвердити
badge-confirm = ✋ чекає підтвердження на сайті
badge-login = 🔑 потрібен вхід
badge-expiring =
    { $days ->
        [0] ⌛ останній день
        [one] ⌛ ще { $days } день
        [few] ⌛ ще { $days } дні
       *[other] ⌛ ще { $days } днів
    }
mark-expiring = ⌛
