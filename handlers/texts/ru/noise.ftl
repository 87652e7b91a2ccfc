# Много новых кандидатов одним сообщением.

carousel-head =
    { $count ->
        [one] 📥 <b>{ $count } новый</b> · { $vacancy }
        [few] 📥 <b>{ $count } новых</b> · { $vacancy }
       *[other] 📥 <b>{ $count } новых</b> · { $vacancy }
    }
carousel-several = разные вакансии
carousel-opened = Карточки каждого — ниже.
carousel-place = { $place }/{ $count }
do-leaf-back = ◀️
do-leaf-on = ▶️
do-leaf-cards = 🗂 Карточками
