# Багато нових кандидатів одним повідомленням.

carousel-head =
    { $count ->
        [one] 📥 <b>{ $count } новий</b> · { $vacancy }
        [few] 📥 <b>{ $count } нові</b> · { $vacancy }
       *[other] 📥 <b>{ $count } нових</b> · { $vacancy }
    }
carousel-several = різні вакансії
carousel-opened = Картки кожного — нижче.
carousel-place = { $place }/{ $count }
do-leaf-back = ◀️
do-leaf-on = ▶️
do-leaf-cards = 🗂 Картками
