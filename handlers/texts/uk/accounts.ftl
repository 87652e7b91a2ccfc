# Акаунти роботодавця.

accounts-head = 🔑 <b>Акаунти роботодавця</b>
accounts-none = Жодного ще не підключено.
accounts-line =
    { $mark } <b>{ $label }</b> · { $site }
    { $login }

site-choose = ➕ <b>Який сайт підключаємо?</b>
site-employer = Потрібен акаунт <b>роботодавця</b>.

login-head = 🔐 <b>Підключення { $site }</b>
login-again = 🔐 <b>Новий вхід: { $label } · { $site }</b>
login-known = Логін: { $login }
login-send = Надішліть повідомленням: <b>{ $what }</b>.
login-separate = Порада: створіть у кабінеті окремого користувача для бота — тоді його легко вимкнути.
login-erased = 🔒 Повідомлення з паролем я одразу видалю з чату й ніде не покажу.
login-checking = ⏳ Перевіряю вхід на { $site }… Зазвичай це кілька секунд.
login-unchecked = ⚠️ { $site } не відповів, вхід не перевірено. Логін і пароль я пам'ятаю: спробуйте ще раз.

label-connected = 👤 { $site } · <b>{ $label }</b>
label-ask = Як називати цей акаунт?
label-rename = ✏️ Нова назва для <b>{ $label }</b>?
label-hint = Надішліть коротку назву. Наприклад: Ромашка, Київ.

account-head = 👤 <b>{ $label }</b> · { $site }
account-login = Логін: { $login }
account-checking = ⏳ Перевіряю вхід…
account-failing = ⚠️ Нові відгуки поки не читаються. Збій почався: { $since }. Пробую далі, нічого не загубиться.
account-credits = 🎟 Невикористані публікації: { $credits }
account-publications =
    { $count ->
        [0] 📣 Публікацій ще немає
        [one] 📣 { $count } публікація, на сайті { $live }
        [few] 📣 { $count } публікації, на сайті { $live }
       *[other] 📣 { $count } публікацій, на сайті { $live }
    }

disconnect-ask = 🗑 <b>Відключити «{ $label }» · { $site }?</b>
disconnect-stops =
    { $live ->
        [0] Зараз жодна публікація через нього не синхронізується.
        [one] { $live } публікація перестане синхронізуватися: нових відгуків із неї не буде.
        [few] { $live } публікації перестануть синхронізуватися: нових відгуків із них не буде.
       *[other] { $live } публікацій перестануть синхронізуватися: нових відгуків із них не буде.
    }
disconnect-stays = Оголошення на { $site } лишаться. Пароль я зітру.
