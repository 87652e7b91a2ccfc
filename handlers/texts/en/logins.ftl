# Logging in on a site's own page; sites that a team switches on; the page that a site leads back to.

code-how = Press the button: a page of { $site } opens. Log in as an employer and allow access — I'll do the rest.
code-until = The button works once, until { $moment }.
code-over = The button before no longer works. Press “Try again” for a new one.
code-viewed = 👁 I read a resume as soon as the response comes, so the candidate sees that it was viewed. You can change that on the account's page.
code-unchecked = ⚠️ { $site }: the login was not checked, but you need not log in anew. Try again.
login-cancelled = ✋ Access to { $site } was not allowed, so nothing is connected. Changed your mind? Try again.
login-expired = ⌛ You came back from { $site } too late: the button works for 10 minutes. Try again.
login-not-taken = ⚠️ { $site } did not take this login: one works only once. Try again, it takes a minute.
login-left = ✋ Access to { $site } was allowed, but you had left the connection by then, so nothing was added. Connect it again in /accounts.
work-choose = 👥 <b>Whom to work for on { $site }?</b>
work-more = This login has several work accounts. You can connect the others later, one by one.

offers-head = 🌐 <b>Other sites</b>
offers-what = I offer these sites only if you switch them on for the team.
offer-head = 🌐 <b>{ $site }</b>
offer-on = ☑️ Now on: { $site } is among the sites that can be connected.
offer-off = ▫️ Now off: { $site } is not offered to the team.
offer-stays =
    { $count ->
        [one] If you switch it off, { $count } connected account goes on working.
       *[other] If you switch it off, { $count } connected accounts go on working.
    }
done-offered = ✅ { $site } can be connected now.
done-not-offered = ✅ { $site } is no longer offered. Connected accounts go on working.

back-welcome-title = Thank you, you are logged in
back-welcome = Go back to the chat: I am checking the account already. You can close this page.
back-cancelled-title = Access was not allowed
back-cancelled = Nothing is connected. If you change your mind, go back to the chat and press “Try again”.
back-expired-title = Time is up
back-expired = There were 10 minutes to log in. Go back to the chat and press “Try again”.
back-used-title = This login was used already
back-used = It works once. Go back to the chat: it says what came of it.
back-unknown-title = I don't know this login
back-unknown = Begin in the chat with the bot: “Accounts” → “Add an account”.
back-to-chat = Back to the chat

error-no-way-back = 🔌 Logging in on a site's page does not work now: the bot has no address of its own. Write to whoever runs it.
