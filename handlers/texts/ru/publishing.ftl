# Публикация: аккаунт, поля сайта, просмотр.

under-head = 📣 <b>{ $title }</b>
under-ask = От какого аккаунта публикуем?
under-credits = 🎟 { $account }: { $credits }
account-fixed = 🔒 После публикации аккаунт сменить нельзя, после сохранения черновика на сайте — тоже.
account-bound = 🔒 Аккаунт уже сменить нельзя.

loading = ⏳ Загружаю справочники { $site }…
loading-failed = ⚠️ { $site } не отдал справочники. Это не из-за вас: попробуйте ещё раз через минуту, черновик сохранён.

field-head = ✏️ { $site } · <b>{ $name }</b>
field-optional = Необязательно.
field-one = Выберите одно.
field-several = Можно выбрать до { $most }.
field-search = Начните писать название — покажу варианты.
field-text = Пришлите текст сообщением.
field-present = Сейчас: { $text }
field-credit = Какой тип публикации использовать?
field-credit-none = 🎟 Неиспользованных публикаций нет. Докупите их в кабинете и нажмите «Обновить» или вернитесь и сохраните черновик.
field-chosen = ☑️ Выбрано: { $names }
field-found = 🔎 По запросу «{ $typed }»:
field-not-found = 🔎 По запросу «{ $typed }» ничего нет. Попробуйте иначе.

preview-head = 👁 Так будет на <b>{ $site }</b> · { $account }
preview-live = 👁 Изменения на <b>{ $site }</b> · { $account }
preview-field = { $name }: { $value }
preview-flag = ☑️ { $name }
preview-missing = ❗️ Чтобы опубликовать, укажите: { $names }.
preview-cost =
    { $left ->
        [0] 🎟 Спишется 1 публикация «{ $name }» — последняя.
       *[other] 🎟 Спишется 1 публикация «{ $name }», останется { $left }.
    }
preview-cost-unknown = 🎟 Спишется 1 публикация «{ $name }». Сколько их осталось, { $site } не говорит.
preview-changes = ✏️ На сайте изменится: { $names }.
preview-same = ☑️ Изменений нет: сайт уже всё получил.
preview-free = 🎟 Изменение бесплатно: новая публикация не списывается.
preview-none-left = 🎟 Публикаций «{ $name }» на { $site } не осталось. Выберите другой тип, докупите их в кабинете или сохраните черновик.
preview-no-credits = 🎟 На { $site } нет неиспользованных публикаций. Докупите их в кабинете, а пока сохраните черновик.
