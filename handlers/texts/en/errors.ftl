# Errors: what happened, whose matter it is, what to do next.

error-unexpected = ⚠️ Something went wrong on our side. Try again in a minute; if it happens again, write to support.
error-not-allowed = 🔒 No access. Ask an administrator of your company.
error-stale = That button is out of date. Here is the present screen.
error-not-there = This is not there any more. Somebody may have deleted it.
error-illegal-transition = This is not possible now: the state has changed. Refresh the screen.
error-conflict = Somebody has just changed this. Have a look and try again.
error-too-soon =
    { $seconds ->
        [one] ⏳ Just looked. Try again in { $seconds } second.
       *[other] ⏳ Just looked. Try again in { $seconds } seconds.
    }
error-too-many-chosen = ☑️ No more than { $most }. Untick one of those first.

error-site-error = ⚠️ { $site } did not do what was asked. Try again in a few minutes.
error-site-crowded = ⏳ Requests to { $site } are waiting in line. I go on in a moment.
error-site-unavailable = ⚠️ { $site } does not answer. It is not your fault: try again in a few minutes.
error-wrong-login =
    🔑 { $site } refused the login or the password. Perhaps:
    • one of them is mistyped;
    • it is a job seeker's account, not an employer's.
    If the password is surely right, ask your manager at { $site } whether you have API access.
error-other-login = 🔑 This is the login of another { $site } account. The same one is needed here; connect the other one separately.
error-not-employer = 👤 This is a job seeker's account on { $site }. An employer's account is needed.
error-user-blocked = ⛔ { $site } has blocked this user. Write to the site's support, or connect another user.
error-login-locked =
    { $until ->
        [none] ⏳ Too many wrong passwords on { $site }, the login is locked for up to a day. Wait, then try with the right password.
       *[other] ⏳ Too many wrong passwords on { $site }, the login is locked. You can try after: { $until }.
    }
error-daily-limit =
    { $until ->
        [none] ⏳ The day's limit of { $site } is used up. Try tomorrow.
       *[other] ⏳ The day's limit of { $site } is used up. Possible again after: { $until }.
    }
error-automation-refused =
    { $until ->
        [none] 🤖 { $site } keeps programs out: it shows a check for humans. I will not work around it. Try later; if it happens again, an API agreement with the site is needed.
       *[other] 🤖 { $site } keeps programs out: it shows a check for humans. I will not work around it. The next try: after { $until }. If it happens again, an API agreement with the site is needed.
    }
error-auth-expired = 🔑 { $site } does not accept this login any more. Was the password changed? Send the new one.
error-key-lost = 🔐 The encryption key is lost, and with it the login at { $site }. Log in again: ads, candidates and stages are all there.
error-words-lost = 🔐 The text was lost with the encryption key, so nothing was sent.
error-not-connected = 🔌 The { $site } account is disconnected. Connect it again.
error-proof-needed = 🔐 { $site } asks you to confirm that you are a person. Do it on the site, then try again here.
error-rejected = ❗️ { $site } refused the ad. Correct what is named and try again.
error-duplicate = ❗️ There is a similar ad on { $site } already. Change the text or close the old one and try again, or publish anyway.
error-no-credits = 🎟 There are no unused publications of this type on { $site }. Buy more on the site or choose another type.
error-access-not-bought = 🎟 On { $site } this needs an access that the company has not bought. It is enabled on the site.
error-outcome-unknown = 🔎 { $site } did not say whether it took the request. Look on the site before trying again.
error-contract-broken = 🛠 { $site } answered something unclear. It is our matter, and we know already. Try later.
error-ad-missing = ❔ This ad is not on { $site }: it was deleted there, or it belongs to another account.
error-response-missing = 👻 The response is no longer on { $site }: the candidate or the site deleted it.

bad-title-empty = ✍️ There is no letter in the title. Write the job, for example: Accountant.
bad-title-long = ✍️ The title is too long ({ $length } characters, up to { $most } are possible). Shorten it.
bad-title-caps = ✍️ Don't write the title in capital letters only: sites refuse that.
bad-description-empty = ✍️ The description is empty. Write at least a few sentences.
bad-description-long = ✍️ The description is too long ({ $length } characters, up to { $most } are possible). Shorten it.
bad-city-empty = ✍️ I see no name of a city. For example: Odesa.
bad-city-long = ✍️ The name of the city is too long: up to { $most } characters are possible.
bad-contact-empty = ✍️ The contact is empty. Write a name, a phone or an e-mail.
bad-contact-long = ✍️ The contact is too long: up to { $most } characters are possible.
bad-pay = ✍️ I can't read that pay. Write it like this: 25000-40000, from 25k, up to 1500 $, 200 UAH per hour, 800 UAH per shift.
bad-pay-swapped = ✍️ “From” is above “to”. Perhaps the other way round?
bad-pay-currency = ✍️ I don’t know the currency “{ $currency }”. There are: { $known }. Write the amount in one of them: up to 1500 $.
bad-pay-rest = ✍️ Only the amount goes into the pay, without “{ $rest }”: that can be added to the description. Confirm the amount by the button or write it in another way.
bad-pay-huge = ✍️ That amount does not look like pay. Check the zeros and the period: a month, a shift or an hour.
bad-pay-small = ✍️ Too little for a month. If you mean thousands, add “k”: 25-30k. If not, add the period: 200 UAH per hour, 800 UAH per shift.
bad-pay-whole = ✍️ Whole amounts only, please: round it.
bad-not-a-text = ✍️ A text is needed here. Send it as an ordinary message.
bad-choose-a-button = 👇 Choose with a button here.
bad-company-empty = ✍️ There is no letter in the company's name. Write it again.
bad-company-long = ✍️ The name is too long ({ $length } characters, up to { $most } are possible). Shorten it.
bad-time-zone = 🔎 I don't know that city. Write the nearest big one or the country, for example Poland.
bad-label = ✍️ An account's name has 1 to { $most } characters, in one line.
bad-label-taken = ✍️ Another account of this site is called “{ $label }” already. Choose another name, so that nobody mixes them up.
bad-login-login = ✍️ I am deleting your message: it may have held a password. Send just the login, in one line, without blanks.
bad-login-password = ✍️ That does not look like a password. Send it in one line.
