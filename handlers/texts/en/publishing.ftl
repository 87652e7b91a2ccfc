# Publishing: the account, the site's fields, the preview.

under-head = 📣 <b>{ $title }</b>
under-ask = Which account shall we publish under?
under-credits = 🎟 { $account }: { $credits }
account-fixed = 🔒 The account can't be changed after publishing, nor after a draft is saved on the site.
account-bound = 🔒 The account can't be changed any more.

loading = ⏳ Loading the dictionaries of { $site }…
loading-failed = ⚠️ { $site } did not give its dictionaries. It is not your fault: try again in a minute, the draft is saved.

field-head = ✏️ { $site } · <b>{ $name }</b>
field-optional = Optional.
field-one = Choose one.
field-several = You can choose up to { $most }.
field-search = Start writing the name, and I show what fits.
field-text = Send the text as a message.
field-present = Now: { $text }
field-credit = Which type of publication shall we use?
field-credit-none = 🎟 There are no unused publications. Buy more on the site and press “Refresh”, or go back and save a draft.
field-chosen = ☑️ Chosen: { $names }
field-found = 🔎 For “{ $typed }”:
field-not-found = 🔎 Nothing fits “{ $typed }”. Try another word.

preview-head = 👁 This is how it will look on <b>{ $site }</b> · { $account }
preview-live = 👁 Changes on <b>{ $site }</b> · { $account }
preview-field = { $name }: { $value }
preview-flag = ☑️ { $name }
preview-missing = ❗️ To publish, choose: { $names }.
preview-missing-live = ❗️ To save the changes, choose: { $names }.
preview-otherwise = ⚠️ { $name }: the vacancy says “{ $ours }”, { $site } gets “{ $chosen }”. Change the site’s field or the vacancy.
preview-cost =
    { $left ->
        [0] 🎟 Uses 1 publication “{ $name }”, the last one.
       *[other] 🎟 Uses 1 publication “{ $name }”, { $left } will be left.
    }
preview-cost-unknown = 🎟 Uses 1 publication “{ $name }”. { $site } does not say how many are left.
preview-changes = ✏️ This changes on the site: { $names }.
preview-same = ☑️ Nothing to change: the site has all of it already. Send it again only if the ad was changed in the site’s own cabinet.
preview-free = 🎟 The change is free: no new publication is used.
preview-none-left = 🎟 No publications “{ $name }” are left on { $site }. Choose another type, buy more on the site, or save a draft.
preview-no-credits = 🎟 There are no unused publications on { $site }. Buy more on the site; meanwhile save a draft.
