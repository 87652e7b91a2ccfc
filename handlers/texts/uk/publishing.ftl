# Публікація: акаунт, поля сайту, перегляд.

under-head = 📣 <b>{ $title }</b>
under-ask = Від якого акаунта публікуємо?
under-credits = 🎟 { $account }: { $credits }
account-fixed = 🔒 Після публікації акаунт змінити не можна, після збереження чернетки на сайті — теж.
account-bound = 🔒 Акаунт уже змінити не можна.

loading = ⏳ Завантажую довідники { $site }…
loading-failed = ⚠️ { $site } не віддав довідники. Це не через вас: спробуйте ще раз за хвилину, чернетку збережено.

field-head = ✏️ { $site } · <b>{ $name }</b>
field-optional = Необов'язково.
field-one = Оберіть одне.
field-several = Можна обрати до { $most }.
field-search = Почніть писати назву — покажу варіанти.
field-text = Надішліть текст повідомленням.
field-present = Зараз: { $text }
field-credit = Який тип публікації використати?
field-credit-none = 🎟 Невикористаних публікацій немає. Докупіть їх у кабінеті й натисніть «Оновити» або поверніться й збережіть чернетку.
field-chosen = ☑️ Обрано: { $names }
field-found = 🔎 За запитом «{ $typed }»:
field-not-found = 🔎 За запитом «{ $typed }» нічого немає. Спробуйте інакше.

preview-head = 👁 Так буде на <b>{ $site }</b> · { $account }
preview-live = 👁 Зміни на <b>{ $site }</b> · { $account }
preview-field = { $name }: { $value }
preview-flag = ☑️ { $name }
preview-missing = ❗️ Щоб опублікувати, вкажіть: { $names }.
preview-missing-live = ❗️ Щоб зберегти зміни, вкажіть: { $names }.
preview-otherwise = ⚠️ { $name }: у вакансії «{ $ours }», а на { $site } — «{ $chosen }». Змініть поле сайту або вакансію.
preview-cost =
    { $left ->
        [0] 🎟 Спишеться 1 публікація «{ $name }» — остання.
       *[other] 🎟 Спишеться 1 публікація «{ $name }», лишиться { $left }.
    }
preview-cost-unknown = 🎟 Спишеться 1 публікація «{ $name }». Скільки їх лишилося, { $site } не каже.
preview-changes = ✏️ На сайті зміниться: { $names }.
preview-same = ☑️ Змін немає: сайт уже все отримав. Надсилати ще раз варто, лише якщо оголошення змінили в кабінеті сайту.
preview-free = 🎟 Зміна безкоштовна: нова публікація не списується.
preview-none-left = 🎟 Публікацій «{ $name }» на { $site } не лишилося. Оберіть інший тип, докупіть їх у кабінеті або збережіть чернетку.
preview-no-credits = 🎟 На { $site } немає невикористаних публікацій. Докупіть їх у кабінеті, а поки збережіть чернетку.
