# Shelves of vacancies: archive, templates, copies; a description from a file; doubtful words.

archive-head = 🗄 <b>Archived vacancies</b>
archive-none = The archive is empty.
templates-head = 📄 <b>Company templates</b>
templates-none = No templates yet. Open a vacancy and tap “Template”.
list-hint = 🔎 To find one, type a word of its title, city or description.
list-found = 🔎 For “{ $find }”:
list-not-found = 🔎 Nothing for “{ $find }”. Try other words.
do-archive = 🗄 Archive · { $count }
do-templates = 📄 Templates · { $count }
do-all = ✖️ Show all
do-copy = 📋 Copy
do-template = 📄 Template
do-put-away = 🗄 Archive
do-put-away-yes = 🗄 Yes, archive
do-bring-back = ↩️ Out of the archive
do-from-template = 📄 From a template
do-make = ➕ Make a vacancy

vacancy-archived = 🗄 Archived: it is not in the list of vacancies.
template-head = 📄 <b>{ $title }</b>
template-about = A company template: vacancies are made from it, it is never published itself.
archive-ask = 🗄 <b>Archive “{ $title }”?</b>
archive-live = These ads stay on their sites, and their responses go on coming:
archive-ad = { $status } · { $site } · { $account }
archive-how = To take them off the sites, close the publications first.
delete-template-ask = 🗑 <b>Delete the template “{ $title }”?</b>
delete-template-final = Vacancies made from it stay. The template can't be brought back.
done-copied = 📋 This is a copy of “{ $title }”. Change what differs, then publish.
done-from-template = 📄 A vacancy from the template “{ $title }”. Change what differs, then publish.
done-template = 📄 “{ $title }” is saved as a template. All of them are in the list of vacancies.
done-archived = 🗄 The vacancy is in the archive.
done-restored = ↩️ The vacancy is in the list again.

doubts-words =
    { $count ->
        [one] ⚠️ { $count } doubtful place: { $words }
       *[other] ⚠️ { $count } doubtful places: { $words }
    }
doubts-short = 📏 { $part }: { $counts }; at least { $least } characters are needed.
doubts-long = 📏 { $part }: { $counts }; at most { $most } characters with markup are taken.
doubts-count = { $site }{"\u00A0"}— { $length }
doubts-count-added = { $site }{"\u00A0"}— { $length }, { $added } of them added from other answers
wording-head = ⚠️ <b>Check the words</b> · { $title }
wording-intro = Terms of age, sex and family, and misleading pay are watched under the advertising law. This is advice only: you decide.
wording-more =
    { $count ->
        [one] …and { $count } more place.
       *[other] …and { $count } more places.
    }
wording-about-age = Age
wording-about-sex = Sex
wording-about-family = Family
wording-about-origin = Origin
wording-about-pay = Pay
wording-tip-age-limit = Say what experience or skills are needed, not what age.
wording-tip-young-team = Say what the team is really like: friendly, experienced, five people.
wording-tip-young-person = Address everybody: “people”, “specialists”, “candidates”.
wording-tip-sex = Leave sex out. If the work is heavy, name the demand: “lifting up to 20 kg”.
wording-tip-family = Don't ask about family and children. Name the schedule or the travel.
wording-tip-origin = Leave out origin and looks. Name what one has to be able to do.
wording-tip-pay-boundless = Name the sum that people really get: “from … to …”.
wording-tip-pay-easy = Describe the work and the pay without promises.
wording-tip-pay-unpaid = Internships and trial periods are paid: name the sum.
wording-tip-pay-hidden = Pay can only be official: take these words out.
wording-tip-pay-fee = Nobody pays to be hired: take the fee out.

field-nearest = 🔎 The site knows no city “{ $typed }”. Nearest:
file-hint = 📎 A .docx, .pdf or .txt file will do.
file-read = 📄 The file is read. Characters: { $length }.
file-holds = <b>The description will be:</b>
file-other = The wrong file? Send another one or type the description.
done-from-file = 📄 The description is taken from the file. Characters: { $length }.
pictures-skipped = 🖼 I don't read text off pictures: send it as a message.
bad-file-kind = 📄 I can't read such a file. Send .docx, .pdf or .txt; save an old .doc as .docx in Word.
bad-file-big = 📄 The file is too big: I read up to { $most } MB.
bad-file-pages = 📄 Too many pages ({ $pages }): I read up to { $most }. Leave the description alone.
bad-file-locked = 🔒 The file is protected with a password. Save it without one and send it again.
bad-file-broken = 📄 The file doesn't open: it is damaged, or its format is not what its name says.
bad-file-empty = 📄 There is no text in the file. If it is a scan, send the text as a message.
bad-file-lost = 📄 Telegram did not give the file. Send it once more.
bad-file-later = 📄 A file becomes the description: send it when I ask for that.

inline-age =
    { $days ->
        [0] today
        [one] { $days } day
       *[other] { $days } days
    }
