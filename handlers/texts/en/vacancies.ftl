# Vacancies: the list, the form, the page.

vacancies-head = 🗂 <b>Vacancies</b>
vacancies-none = None so far. Start a new one step by step, it takes a few minutes.
vacancies-legend = On the buttons: { $marks }
vacancy-untitled = Untitled
vacancy-title = <b>{ $title }</b>
vacancy-head = 🗂 <b>{ $title }</b>
vacancy-missing = ❗️ To publish, add: { $names }.
vacancy-nowhere = 📝 Not published anywhere yet.
vacancy-unsaved = ✏️ Not on the site so far: { $names }.
vacancy-no-account = To publish, an employer account is needed.
publication-button = { $mark } { $site } · { $account } · 📥 { $responses } { $changed }

draft-ask = 💾 Continue the draft “{ $title }”?
draft-at = You stopped at step { $number } of { $of }.

form-step = 🗂 New vacancy · step { $number }/{ $of }  { $bar }
form-change = ✏️ Changing: <b>{ $title }</b>
form-present = Now:
form-pay = 💰 Noted: { $pay }
ask-title = <b>What is the job called?</b>
ask-description = <b>Describe the job</b>
ask-city = <b>In which city?</b>
ask-employment = <b>What kind of employment?</b>
ask-experience = <b>How much experience is needed?</b>
ask-pay = <b>What is the pay?</b>
ask-contact = <b>Whom may candidates ask?</b>
hint-title = One line, up to 100 characters. For example: Sales manager.
hint-description = Duties, requirements, conditions. You can forward a ready text: lists and bold type are kept.
hint-city = Write a city or choose Remote. For example: Lviv.
hint-employment = Choose with a button.
hint-experience = Choose with a button.
hint-pay = For example: 25000-40000, from 25k, up to 1500 $, 200 UAH per hour, 800 UAH per shift, negotiable.
hint-contact = A name, phone or e-mail in one line. For example: Olena, +380 44 000 00 00.

delete-ask = 🗑 <b>Delete the vacancy “{ $title }”?</b>
delete-final = It is not published anywhere. This can't be undone.
