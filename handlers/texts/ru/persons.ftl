# Один человек за несколькими откликами.

kin-also = ♻️ Также { $where }, { $ago }
kin-more =
    { $count ->
        [one] ♻️ и ещё { $count } отклик
        [few] ♻️ и ещё { $count } отклика
       *[other] ♻️ и ещё { $count } откликов
    }
kin-asked = ❓ Возможно, это тот же человек: { $name } · { $where }, { $ago }
kin-parted = ✂️ Не тот же человек, что { $name } · { $where }, { $ago }
ago =
    { $days ->
        [0] сегодня
        [1] вчера
        [one] { $days } день назад
        [few] { $days } дня назад
       *[other] { $days } дней назад
    }
again-vacancy = 🔁 Откликается ещё раз · { $site } · { $vacancy }
again = 🔁 Откликается ещё раз · { $site }
again-another = ✂️ { $site }: это другой человек, карточка ниже.
do-same-person = 🔗 Тот же
do-another-person = ✂️ Другой человек
do-open-answer = 📄 Открыть
error-already-decided = Это уже решено, или прошло больше 30 дней.
did-joined = объединил(а) с другим откликом
did-parted = разделил(а): разные люди
do-open-other = 📄 { $site }
