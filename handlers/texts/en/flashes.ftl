# What has just happened: a line above the screen.

done-company = ✅ You are now in “{ $name }”.
invite-already = ℹ️ You are in the company “{ $company }” already: { $role ->
    [owner] owner
    [admin] admin
    [recruiter] recruiter
   *[hiring_manager] hiring manager
}. The invite was not used: pass it on to whom it was meant for. Roles are changed by the owner or an admin in /team.
joined-admin = ✅ You are in the company “{ $company }”: admin. You see all vacancies and candidates, and manage the team in /team. Cards of a vacancy come to you when you answer for it or are in its team.
joined-recruiter = ✅ You are in the company “{ $company }”: recruiter. Cards will come as soon as you are added to a vacancy: whoever answers for it does that with “Who works on it”. Or make your own: /new
joined-hiring_manager = ✅ You are in the company “{ $company }”: hiring manager. Candidates whom colleagues show you will come here.
done-connected = ✅ { $site } is connected.
done-checked = ✅ The login works.
done-renamed = ✅ It is now called “{ $label }”.
done-disconnected = ✅ “{ $label }” is disconnected, its access erased. The ads stay on the site.
done-password = ✅ “{ $label }” works again.
done-language = ✅ The language is changed.
done-time-zone = ✅ The time zone is changed.
done-draft-kept = 💾 The draft is kept. Continue: /new
done-new-cancelled = 🗑 The new vacancy is cancelled: there was nothing in it yet.
done-pay-unstated = 💰 Noted: no pay is stated.
done-deleted = 🗑 “{ $title }” is deleted.
done-sync-started = 🔄 Looking at the site. New responses will arrive here.
done-sync-so-far = ⏳ Checking… new: { $count }
done-sync-found =
    { $count ->
        [one] 📥 { $count } new response.
       *[other] 📥 { $count } new responses.
    }
done-sync-held = 🌙 This chat is quiet now. The cards of the new ones come: { $moment }. You can change that in /settings.
done-sync-found-held =
    { $count ->
        [one] 📥 Found { $count } new response.
       *[other] 📥 Found { $count } new responses.
    }
    🌙 This chat is quiet now. The cards of the new ones come: { $moment }. You can change that in /settings.
done-sync-nothing = 🔄 No new responses.
done-sync-stopped = ⏸ Sync is stopped. The ad stays on the site.
done-late-stopped = ⏸ Late responses to this ad will not arrive here any more.
done-sync-resumed = ▶️ Sync goes on. The responses missed meanwhile arrive too.
done-saved = ✅ Saved on { $site }: { $parts }.
published-not-shown = ⚠️ { $site } took the ad but does not show it. Open it here or in the site’s own cabinet to see why.
edited-not-shown = ⚠️ { $site } took the changes but does not show the ad any more. Look at it in the site’s own cabinet or publish it again: that may cost one more publication.
same-on-site = ☑️ Nothing to change: { $site } has all of it already. If the ad was changed in the site’s own cabinet, send yours again through “Edit”.
ended-meanwhile = ⚠️ Nothing was sent: the ad on { $site } has ended meanwhile. To have it up again, publish it: what that costs is shown first.
changed-meanwhile = ℹ️ Something was done with the ad meanwhile. Check the date and confirm again if it is still needed.
history-stopped = ⚠️ For a day { $site } has not given the old responses: I stop looking. The rest is in the site’s own cabinet, new ones come here.
done-withdrawn = ✋ Withdrawn: the site received nothing.
nothing-new = 🔃 { $moment }: nothing new so far.
password-received = 🔒 Got the password, deleting the message that holds it.
password-not-deleted = ⚠️ I can't delete this message, and it may hold a password. Please delete it yourself.
site-first = 🔒 I am deleting your message: it may have held a password. First choose the site by a button, then send the login.
login-not-a-text = ✍️ A text is needed here. I am deleting what you sent: it may have held a password.
not-a-text = ✍️ A text is needed here. Send it as an ordinary message.
use-buttons = 👇 No text is needed here: choose a button, or open /menu.
no-such-command = 🤷 There is no such command. All commands are in /help.
slow-down = 🐢 Too many messages. Try again in a minute.
finish-first = 👇 Let's finish the registration first, there is very little left. Then every command works.
nothing-to-cancel = There is nothing to cancel.
done-cancelled = ✋ Cancelled.
nothing-found = 🔎 Nothing fits “{ $typed }”. Try another word.
moved-on = You have moved on. Here is where you are.
changed-by =
    ✏️ { $who } has just changed the { $what ->
        [title] title
        [description] description
        [city] city
        [employment] employment
        [experience] experience
        [pay] pay
       *[contact] contact
    }.
already-connected = ℹ️ This account is connected already: “{ $label }”.
invite-bad = 🔒 The invite does not work: it is out of date or has been used. Ask for a new one.
description-goes-on = ➕ Taken, { $length } characters so far. Telegram seems to have cut a long text: send the rest, or press Next.
needs-title = ❗️ First the title: it can't be published without one.
needs-description = ❗️ First the description: it can't be published without one.
needs-field = ❗️ The site still waits for these fields. Fill them in to publish.
none-left = 🎟 No publications of this type are left. Choose another type, or buy more on the site and press “Refresh”.
values-gone = ⚠️ The site no longer has: { $names }. Choose something else.
done-group-linked = ✅ The group is linked.
done-group-unlinked = 🔌 “{ $title }” is unlinked.
done-deleted-there = 🗑 The draft is deleted here and on { $site }.
done-forgotten = 🗑 The draft is forgotten. Nothing changed on { $site }.
done-forgotten-here = 🗑 The draft is forgotten here. It is still on { $site }.
done-not-forgotten = ↩️ The draft is back.
doubt-city =
    { $near ->
        [0] 🤔 “{ $typed }” does not look like a city. Type a city's name or keep it as it is.
       *[other] 🤔 The lists of your sites have no city “{ $typed }”. Choose one alike, type another or keep it as it is.
    }
doubt-contact = 🤔 “{ $typed }”: no phone, no e-mail and no @name. Add one or keep it as it is.
