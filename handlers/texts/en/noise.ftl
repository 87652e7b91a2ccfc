# Many new candidates as one message.

carousel-head = 📥 <b>{ $count } new</b> · { $vacancy }
carousel-several = several vacancies
carousel-opened = The card of each is below.
carousel-place = { $place }/{ $count }
do-leaf-back = ◀️
do-leaf-on = ▶️
do-leaf-cards = 🗂 As cards
