# Одна людина за кількома відгуками.

kin-also = ♻️ Також { $where }, { $ago }
kin-more =
    { $count ->
        [one] ♻️ і ще { $count } відгук
        [few] ♻️ і ще { $count } відгуки
       *[other] ♻️ і ще { $count } відгуків
    }
kin-asked = ❓ Можливо, це та сама людина: { $name } · { $where }, { $ago }
kin-parted = ✂️ Не та сама людина, що { $name } · { $where }, { $ago }
ago =
    { $days ->
        [0] сьогодні
        [1] вчора
        [one] { $days } день тому
        [few] { $days } дні тому
       *[other] { $days } днів тому
    }
again-vacancy = 🔁 Ще один відгук · { $site } · { $vacancy }
again = 🔁 Ще один відгук · { $site }
again-another = ✂️ { $site }: це інша людина, її картка нижче.
do-same-person = 🔗 Та сама
do-another-person = ✂️ Інша людина
do-open-answer = 📄 Відкрити
error-already-decided = Це вже вирішено, або минуло понад 30 днів.
did-joined = об'єднав(-ла) з іншим відгуком
did-parted = розділив(-ла): різні люди
do-open-other = 📄 { $site }
join-head = 🔗 <b>Об'єднати: { $name }</b>
join-ask = З ким? Надішліть ім'я, телефон, останні 4 цифри або пошту. Повідомлення одразу приберу.
join-alike = З ким? Ось схожі. Або надішліть ім'я, телефон чи пошту.
join-found = Знайдено:
join-more = Їх багато. Оберіть або надішліть точніше.
join-none = Нікого не знайшлося. Спробуйте інше написання, телефон або пошту.
join-same-ask = 🔗 <b>Це одна людина?</b>
join-side = { $number }. <b>{ $name }</b>
join-how = Картки лишаться обидві й посилатимуться одна на одну. Розділити можна протягом 30 днів: ⋯ → «Інша людина».
done-joined = 🔗 Об'єднано: { $name } і { $other }. Розділити: на картці ⋯ → «Інша людина».
do-merge = 🔗 Об'єднати
do-merge-yes = 🔗 Так, об'єднати
do-merge-alike = 👥 Схожі
