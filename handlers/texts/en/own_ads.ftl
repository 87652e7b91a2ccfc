# Ads from the cabinet that the bot has not linked so far.

ad-where = { $site } · { $account }
unlinked-news =
    { $count ->
        [one] 📥 <b>{ $count } response is waiting</b>
       *[other] 📥 <b>{ $count } responses are waiting</b>
    }
unlinked-line = • { $title } · 📥 { $count }
unlinked-more = … and { $count } more
unlinked-why =
    { $ads ->
        [one] This ad was made in the cabinet. Link it and its responses come here. I won't remind you of it again.
       *[other] These ads were made in the cabinet. Link them and their responses come here. I won't remind you of them again.
    }
unlinked-head = 🔗 <b>Ads that are not linked</b>
unlinked-hint = They were made in the cabinet. Choose one to get its responses here.
unlinked-none = ✅ All ads are linked.
ad-waits = 📥 { $count } · { $title }
link-head = 🔗 <b>{ $title }</b>
link-waiting =
    { $count ->
        [0] 📥 No new responses so far
        [one] 📥 { $count } response is waiting
       *[other] 📥 { $count } responses are waiting
    }
link-past = 🕓 Old responses on { $site } were not read so far: if there are any, “With old responses” brings them.
link-makes = Linking makes a vacancy from the ad's text and brings its responses here. Nothing changes on the site.
link-same = You already have a vacancy «{ $title }». Add the ad to it? Nothing changes on the site.
link-going-on = ⏳ Linking: fetching the ad's text from the site…
do-ads = 🔗 Not linked: { $count }
do-link = 🔗 Link
do-link-to = 🔗 To «{ $title }»
do-link-new = ➕ New vacancy
do-not-now = 🙈 Not now
done-linked =
    { $count ->
        [0] ✅ Linked. New responses will come here.
        [one] ✅ Linked. { $count } response is on its way.
       *[other] ✅ Linked. { $count } responses are on their way.
    }
done-not-linked = 🙈 Not now, then. No response is lost: you can link it here any time.
preview-linked = ⚠️ The ad was made in the cabinet, and { $site } does not tell all that stands in it: ticks, languages, the phone on its page. Saving replaces everything with what is here. Check the site's fields.
do-link-all = 🔗 Link all { $count }
unlinked-going-on = ⏳ Linking…
do-account-ads = 🔗 Ads not linked: { $count }

# The address of an ad, sent to the chat.

pasted-searching = 🔎 Looking for this ad in your { $site } accounts…
pasted-foreign = 🚫 None of your { $site } accounts has this ad: { $accounts }.
pasted-own-only = Only an ad of your own can be linked. If it is another account's, add that one.
pasted-no-account = 🔑 This is an ad on { $site }, and no { $site } account is added so far. Add one and send the address again.
pasted-unasked = ⚠️ { $account }: { $why }
pasted-linked = 🔗 This ad is linked already.
pasted-linked-all = 🔗 All of these ads are linked already: { $count }. This is the first of them.
pasted-linked-some = 🔗 Already linked: { $count } of them. Left: { $left }, one after another.
pasted-earlier = 📌 Sent before and still without an answer: { $count }. They come after this one.
pasted-several = ☝️ { $count } addresses of ads. One after another: this is the first.
pasted-unknown = 🔗 I find no ad behind this address. I understand addresses of ads' own pages: { $sites }. Send the address of the ad itself, not of a search or a company.
pasted-next =
    { $count ->
        [0] ☝️ This is the last of the addresses.
       *[other] ☝️ The next address. More after it: { $count }.
    }
link-begun = ⏳ Linking “{ $title }”. Here is the next address.
do-next-address = ⏭ Next, { $count } more

# Several linked at once, and what came before.

unlinked-tick = Tick the ads whose responses shall come here.
do-choose = ☑️ Choose
do-link-chosen = 🔗 Link the chosen: { $count }
do-ads-later = ⏰ Later
do-link-past = 🕓 With old responses
done-ads-later = ⏰ All right. The ads wait here, behind the button «Ads not linked».
adopt-count =
    { $count ->
        [one] 🔗 <b>Linking { $count } ad</b>
       *[other] 🔗 <b>Linking { $count } ads</b>
    }
history-ask = Which responses shall I bring?
history-unread = «Only new» takes those of 14 days too that nobody has opened on { $site }.
history-how = Old ones come as one list, without a card each. Nothing changes on the site.
history-typed = Or send the date to begin from. For example: 01.09
do-history-new = 🆕 Only new
do-history-days = 📅 { $days } days
do-history-all = 🗂 All
do-join = To those: { $count }
history-join = 🗂 There are vacancies of the same title already: { $count }. The ads can be added to them; else each makes a new one.
adopting = ⏳ <b>Linking: { $count } of { $of }</b>
adopting-asleep = ⚠️ The account does not work now. I will link them once its login does.
adopted =
    { $count ->
        [0] ⚠️ <b>Linked: { $count } of { $of }</b>
       *[other] ✅ <b>Linked: { $count } of { $of }</b>
    }
adopt-lost = ⚠️ Could not be linked, gone from the site or not readable: { $titles }
adopt-reading = 🕓 Reading earlier responses. They will come as one list.
adopt-digest = 🕓 Earlier responses come as one list.
adopt-new-come = 📥 New responses will come here.
adopt-none-left = 🔗 These ads are linked already, or somebody is linking them now.
account-found = • { $title }
bad-history-date = 📅 I can't read this date, or it is yet to come. For example: 01.09 or 01.09.2026.
do-adopting = ⏳ Linking: { $count } of { $of }
do-adopting-past = 🕓 Reading old responses
