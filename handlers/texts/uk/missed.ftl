# Що пропущено: одним повідомленням.

missed-head =
    { $count ->
        [one] 📬 Поки відгуки не приходили, відгукнулась <b>{ $count }</b> людина
        [few] 📬 Поки відгуки не приходили, відгукнулись <b>{ $count }</b> людини
       *[other] 📬 Поки відгуки не приходили, відгукнулось <b>{ $count }</b> людей
    }
missed-head-past =
    { $count ->
        [one] 🕓 <b>{ $count }</b> відгук за минулий час, до підключення
        [few] 🕓 <b>{ $count }</b> відгуки за минулий час, до підключення
       *[other] 🕓 <b>{ $count }</b> відгуків за минулий час, до підключення
    }
missed-head-mixed = 📬 <b>{ $count }</b> відгуків: давні, до підключення, і пропущені
missed-numbered = { $name } { $number }
missed-line = 👤 <b>{ $name }</b> · { $vacancy } · { $moment }
missed-below = нижче порогу
missed-more = …і ще { $count }
missed-hint = Натисніть ім'я — надішлю картку.
missed-in-group-hint = Покажу картки тут — без контактів, якщо група їх не бачить.
do-missed-one = 👤 { $name }
do-missed-all = 📥 Усі картки ({ $count })
do-missed-list = 📋 Увесь список ({ $count })
error-card-there = Картка вже є в цьому чаті, вище.
