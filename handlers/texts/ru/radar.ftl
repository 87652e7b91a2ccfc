# Радар: объявления, которые стоят на сайте иначе, чем знал их владелец.

alert-refused = ⛔ <b>Сайт снял объявление</b>
alert-refused-why = Оно не прошло проверку { $site }. Исправьте текст и опубликуйте снова.
alert-deleted = 🗑 <b>Объявление удалено на сайте</b>
alert-deleted-why = На { $site } его больше нет. Можно опубликовать новое из той же вакансии.
alert-expired = ⌛ <b>Срок объявления истёк</b>
alert-expired-why = Кандидаты на { $site } его уже не видят.
alert-closed = 📦 <b>Объявление закрыто на сайте</b>
alert-closed-why = Его закрыли в кабинете { $site }. Кандидаты его уже не видят.
alert-paused = ⏸ <b>Сайт приостановил объявление</b>
alert-paused-why = Кандидаты его не видят. Причина — в кабинете { $site }.
alert-unpaid = 🎟 <b>Объявление нечем продлить</b>
alert-unpaid-why =
    { $days ->
        [0] Сегодня его последний день, а неиспользованных публикаций не осталось.
       *[other] Оно действует до { $day }, а неиспользованных публикаций не осталось.
    }
alert-expiring = ⌛ <b>Объявление заканчивается</b>
alert-expiring-why =
    { $days ->
        [0] Сегодня его последний день ({ $day }).
        [one] Остался { $days } день, до { $day }.
        [few] Осталось { $days } дня, до { $day }.
       *[other] Осталось { $days } дней, до { $day }.
    }
alert-confirm = ✋ <b>Подтвердите объявление</b>
alert-confirm-why = Раз в неделю { $site } спрашивает, актуальна ли вакансия. Ответить можно в кабинете.
alert-well = ✅ <b>Объявление снова действует</b>
alert-well-why = Его срок: до { $day }.
alerts-head = 📣 <b>Изменились объявления: { $count }</b>
alerts-refused = ⛔ Сняты сайтом: { $count }
alerts-deleted = 🗑 Удалены на сайте: { $count }
alerts-expired = ⌛ Срок истёк: { $count }
alerts-closed = 📦 Закрыты на сайте: { $count }
alerts-paused = ⏸ На паузе на сайте: { $count }
alerts-unpaid = 🎟 Заканчиваются, а продлить нечем: { $count }
alerts-expiring = ⌛ Заканчиваются: { $count }
alerts-confirm = ✋ Ждут подтверждения на сайте: { $count }
alerts-well = ✅ Снова действуют: { $count }
alerts-line = • { $title }
alerts-line-refused = • { $title }: «{ $words }»
alerts-line-until = • { $title } · до { $day }
do-mend = ✏️ Исправить
do-confirm-there = ✋ Подтвердить
badge-confirm = ✋ ждёт подтверждения на сайте
badge-login = 🔑 нужен вход
badge-expiring =
    { $days ->
        [0] ⌛ последний день
        [one] ⌛ ещё { $days } день
        [few] ⌛ ещё { $days } дня
       *[other] ⌛ ещё { $days } дней
    }
mark-expiring = ⌛
