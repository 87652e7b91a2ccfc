# The candidate's card.

card-head = 🆕 <b>{ $name }</b>
card-nameless = Name hidden
card-age =
    { $age ->
        [one] { $age }{"\u00A0"}year old
       *[other] { $age }{"\u00A0"}years old
    }
card-position-vacancy = { $position } → vacancy “{ $vacancy }”
card-vacancy = Vacancy “{ $vacancy }”
card-source = 🌐 { $site } · { $account } · { $moment }
card-waits-minutes = waits{"\u00A0"}{ $count }{"\u00A0"}min
card-waits-hours = waits{"\u00A0"}{ $count }{"\u00A0"}h
card-waits-days = waits{"\u00A0"}{ $count }{"\u00A0"}d
card-pay = 💰 { $words }
card-born = 🎂 { $words }
card-channels = 📲 Prefers: { $words }
channel-phone = phone
channel-email = e-mail
channel-telegram = Telegram
channel-viber = Viber
channel-whatsapp = WhatsApp
channel-sms = SMS
card-skills = 🧩 { $words }
card-file = 📎 { $file }
card-file-made = 📎 Resume made by the bot from the site's text
card-file-late = ⏳ The file is still loading, I will send it as a reply
card-photo-lost = 🖼 The photo could not be shown.
card-file-none = 📎 No resume available
card-file-big = 📎 { $file } — too big for Telegram, open it on the site
card-file-unreadable = 📎 { $file } — could not be read, open it on the site
card-file-lost = 📎 { $file } — could not be sent, open it on the site
card-file-came = 📎 { $file }
card-letter-file = 📄 The letter is long: the whole of it is in the file.
file-name = Resume
letter-name = letter

pdf-made = made by the bot from the site's text
pdf-page = page { $page } of { $pages }
pdf-source = { $site }, { $moment }
pdf-link = Response on the site
pdf-skills = Skills
pdf-letter = Cover letter
card-city = { $city }
card-position = { $position }
card-masked = 🔒 Contact and resume by the buttons; only the one who taps sees them
card-masked-contact = 🔒 Contact by the button; only the one who taps sees it
card-blind = 🙈 Who it is can be seen after “✋ Take”.
standing-rejected = 📤 Rejected on the site
standing-archived = 🗄 Archived on the site
card-unopened = 👁 The resume is not opened yet: the candidate does not see that it was viewed.
card-held = ⏳ The site's daily limit of views is used up. I read the rest of the resume after: { $moment }.
card-lost = 🔐 Contacts, letter and resume were lost with the encryption key. Look at the response on the site.
card-lost-waits = 🔐 Contacts, letter and resume were lost with the encryption key. I read them from the site again once the account is connected; until then look at the response there.
