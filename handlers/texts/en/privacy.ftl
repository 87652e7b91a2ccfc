# Personal data: what is stored, erasing, export.

erased-on-request = 🗑 Data erased on request
plain = { $words }
privacy-head = 🔐 <b>Candidates' personal data</b>
privacy-what =
    📇 I keep { $applications ->
        [one] { $applications } response
       *[other] { $applications } responses
    } and { $files ->
        [one] { $files } file
       *[other] { $files } files
    }: contacts, resumes, letters, your notes.
privacy-where = 🗄 Where: on this bot's server; contacts, texts and files are encrypted. Copies of cards are in Telegram chats.
privacy-long = ⏳ How long: { $months ->
    [one] { $months } month
   *[other] { $months } months
} after a vacancy is closed. I warn 7 days before.
privacy-stop-on = 🛑 I know erased people again by a hash of phone and e-mail, and take them no more.
privacy-stop-off = ↩️ Erased people may respond again: I remember no contacts.
privacy-sites = 🌐 Copies on { $sites } are not ours: they are erased in the site's cabinet.
privacy-looked = 👁 Who looked at contacts:
privacy-looked-none = 👁 Nobody has opened contacts by the button so far.
privacy-looked-line = { $who } — { $count }, last { $moment }
erase-head = 🗑 <b>Erase a candidate's data</b>
erase-ask = Send a phone, its last 4 digits, an e-mail or a name. I take the message away at once.
erase-none = Nobody found. Try the phone, the e-mail or another spelling of the name.
erase-choose = Who is it?
erase-more = There are many. Choose, or send more.
erase-record = { $vacancy }, { $moment }
erase-person = 🗑 <b>Erase the data of { $name }?</b>
erase-records = Records ({ $count }):
erase-chats = Chats with the card:
erase-chat-group = 👥 { $name }
erase-chat-member = 👤 { $name }
erase-not-ours = Records, files, notes and messages will go. The site's copy is erased there.
erase-confirm = To confirm, send <b>the candidate's phone</b> (or its last 4 digits). There is no way back.
erase-confirm-code = To confirm, send the code <code>{ $code }</code>. There is no way back.
erase-wrong = ⚠️ That is not the number. Nothing was erased.
erase-under-way = ⏳ This is being erased already.
erase-begun = 🗑 Erasing (records: { $count }). You will get a receipt.
erased-asked = ✅ <b>Data erased on request</b>
erased-retention = ✅ <b>The time to keep is over: data erased</b>
erased-replay = ✅ <b>Data that was erased before came back, and is gone</b>
erased-counts = Records: { $records } · files: { $files } · messages: { $messages } · { $moment }
erased-unreachable = ⚠️ Messages I could not remove: { $count }. The chat can't be reached (they go once the bot is back) or people wrote them over 48 hours ago: delete them yourself.
erased-site = Erase the site's copy in its cabinet.
retention-warning = ⏳ <b>{ $title }</b> was closed long ago. On { $day } I erase its candidates' data: { $count }. They may stay only if the people agree.
retention-ask = 🗑 <b>{ $title }</b>: erase the candidates' data ({ $count }) now? There is no way back.
export-head = ⬇️ <b>Export candidates</b>
export-ask = Of which vacancy?
export-none = No candidates so far.
export-one =
    ⬇️ <b>{ $title }</b>: { $count ->
        [one] { $count } candidate
       *[other] { $count } candidates
    }. I take the file out of the chat after an hour; the export is logged.
export-file = ⬇️ Candidates: { $count }. It leaves the chat in an hour.
export-begun = ⬇️ Making the file.
done-kept = ✅ Kept for another term. Make sure they agreed.
done-retention = ✅ Kept for { $months } months after closing.
done-stop-on = 🛑 Erased people come no more.
done-stop-off = ↩️ Erased people may respond again.
did-erased = erased the data
did-exported = exported the data
did-prolonged = kept it for longer
do-privacy = 🔐 Data
do-months = { $months } mo
do-stop-on = 🛑 Refuse the erased
do-stop-off = ↩️ Take the erased
do-erase = 🗑 Erase data
do-export = ⬇️ Export
do-csv = ⬇️ CSV
do-json = ⬇️ JSON
do-keep-longer = ✅ Keep, they agree
do-erase-now = 🗑 Erase now
do-erase-yes = 🗑 Yes, erase
command-privacy = What is kept of candidates
command-forget = Erase a candidate's data
command-export = Export candidates
notice-head = 📜 <b>What candidates read about their data</b>
notice-on = ✅ Added once, to the first message that goes to a candidate through a site.
notice-off = ⏸ Off: nothing is added to messages.
notice-what = Who processes the data and why. In the language of the template; for words of your own, in yours.
notice-ready = 🌐 { $language }
notice-own = 🌐 { $language } · your own words
notice-ask = 📜 <b>{ $language }</b>: send your text, up to { $most } characters. { $tag } becomes the company's name. Now:
done-notice-on = ✅ It is added to the first message to a candidate.
done-notice-off = ⏸ It is added no more.
done-notice-kept = 📜 The text is saved.
do-notice = 📜 Notice to candidates
do-notice-on = ✅ Turn on
do-notice-off = ⏸ Turn off
do-notice-edit = ✏️ { $language }
do-notice-ready = ↩️ Standard text
