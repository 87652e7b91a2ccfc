# Что пропущено: одним сообщением.

missed-head =
    { $count ->
        [one] 📬 Пока отклики не приходили, откликнулся <b>{ $count }</b> человек
        [few] 📬 Пока отклики не приходили, откликнулись <b>{ $count }</b> человека
       *[other] 📬 Пока отклики не приходили, откликнулись <b>{ $count }</b> человек
    }
missed-line = 👤 <b>{ $name }</b> · { $vacancy } · { $moment }
missed-more = …и ещё { $count }
missed-hint = Нажмите на имя — пришлю карточку.
missed-in-group-hint = Покажу карточки здесь — без контактов, если группа их не видит.
do-missed-one = 👤 { $name }
do-missed-all = 📥 Все карточки ({ $count })
do-missed-list = 📋 Весь список ({ $count })
error-card-there = Карточка уже есть в этом чате, выше.
