# Employer accounts.

accounts-head = 🔑 <b>Employer accounts</b>
accounts-none = None is connected so far.
accounts-line =
    { $mark } <b>{ $label }</b> · { $site }
    <code>{ $login }</code>

sync-running =
    ⏳ Checking the accounts: { $done } of { $of } done{ $found ->
        [0] {""}
       *[other] {" "}· new: { $found }
    }. New responses come here.
sync-account-running =
    { $found ->
        [0] ⏳ Checking…
       *[other] ⏳ Checking… new: { $found }
    }
sync-again = ⏱ Just checked. Again from { $moment } on.
sync-not-all = ⚠️ No new responses so far, but not everything could be checked.

site-choose = ➕ <b>Which site shall we connect?</b>
site-employer = An <b>employer's</b> account is needed.

login-head = 🔐 <b>Connecting { $site }</b>
login-again = 🔐 <b>New login: { $label } · { $site }</b>
login-known = Login: { $login }
login-send = Send as a message: <b>{ $what }</b>.
login-separate = Tip: make a separate user for the bot in your site account, so that it is easy to switch off.
login-doubtful = ⚠️ That does not look like an e-mail. If it was the password, tap “Other login”.
login-erased = 🔒 All you send here I delete from the chat at once. I never show the password.
login-checking = ⏳ Checking the login on { $site }… This usually takes a few seconds.
login-unchecked = ⚠️ { $site }: the login is not checked. I remember what you typed: try again.

label-connected = 👤 { $site } · <b>{ $label }</b>
label-ask = What shall we call this account?
label-rename = ✏️ A new name for <b>{ $label }</b>?
label-hint = Send a short name. For example: Daisy, Kyiv.

account-head = 👤 <b>{ $label }</b> · { $site }
account-login = Login: <code>{ $login }</code>
account-login-by-code = Signed in as: <b>{ $login }</b>
account-checking = ⏳ Checking the login…
account-failing = ⚠️ New responses can't be read for now. It began: { $since }. I keep trying, nothing gets lost.
account-credits = 🎟 Unused publications: { $credits }
account-publications =
    { $count ->
        [0] 📣 No publications so far
        [one] 📣 { $count } publication, live on the site: { $live }
       *[other] 📣 { $count } publications, live on the site: { $live }
    }
account-next-looking = 👉 Next: write a vacancy. Meanwhile I look for ads in your site account: what I find, I show here.
account-next-new = 👉 Next: write a vacancy to publish it on { $site }.
account-next-link = 👉 Next: link the ads of your site account ({ $count }), and their responses come here.
account-next-resume = 👉 Next: resume the sync ({ $stopped }): until then no new responses come here. Those you missed come too.
account-every =
    { $minutes ->
        [60] 🔄 I check the site by myself every hour: new responses come to this chat.
       *[other] 🔄 I check the site by myself every { $minutes } min: new responses come to this chat.
    }

disconnect-ask = 🗑 <b>Disconnect “{ $label }” · { $site }?</b>
disconnect-stops =
    { $live ->
        [0] No publication is being synced through it now.
        [one] { $live } publication stops syncing: it brings no new responses.
       *[other] { $live } publications stop syncing: they bring no new responses.
    }
disconnect-late = 📭 Late responses to closed ads ({ $count }) will no longer come here.
disconnect-stays = The ads stay on { $site }. I erase the access.
account-viewed-delivered = 👁 I read a resume as soon as the response comes: the candidate sees that it was viewed.
account-viewed-opened = 👁 I read a resume when somebody opens it from the card. Until then the candidate sees nothing, but may hide it.
