# Что пропущено: одним сообщением.

missed-head =
    { $count ->
        [one] 📬 Пока отклики не приходили, откликнулся <b>{ $count }</b> человек
        [few] 📬 Пока отклики не приходили, откликнулись <b>{ $count }</b> человека
       *[other] 📬 Пока отклики не приходили, откликнулись <b>{ $count }</b> человек
    }
missed-head-past =
    { $count ->
        [one] 🕓 <b>{ $count }</b> отклик за прошлое время, до подключения
        [few] 🕓 <b>{ $count }</b> отклика за прошлое время, до подключения
       *[other] 🕓 <b>{ $count }</b> откликов за прошлое время, до подключения
    }
missed-head-mixed = 📬 <b>{ $count }</b> откликов: давние, до подключения, и пропущенные
missed-numbered = { $name } { $number }
missed-line = 👤 <b>{ $name }</b> · { $vacancy } · { $moment }
missed-below = ниже порога
missed-more = …и ещё { $count }
missed-hint = Нажмите на имя — пришлю карточку.
missed-in-group-hint = Покажу карточки здесь — без контактов, если группа их не видит.
do-missed-one = 👤 { $name }
do-missed-all = 📥 Все карточки ({ $count })
do-missed-list = 📋 Весь список ({ $count })
error-card-there = Карточка уже есть в этом чате, выше.
