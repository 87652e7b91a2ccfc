# The company's team, and teams of vacancies.

command-team = Team: roles, invites
do-team = 👥 Team
team-head = 👥 <b>Team</b> · { $company }
team-line = • { $name } — { $role }{ $me ->
    [yes] { " " }(you)
   *[no] { "" }
}
team-look = The owner or an admin changes roles.
team-invites = ✉️ <b>Invites that nobody has used yet</b> (✖️ withdraws one)
team-invite = { $number }. { $role }, valid until: { $until }{ $who ->
    [none] { "" }
   *[other] { " " }· made by { $who }
}
do-uninvite = ✖️ { $number }
do-uninvited = ✔️
team-invite-gone = { $number }. withdrawn
done-uninvited = ✅ The invite was withdrawn: its link works no more.
invite-used = 🔒 This invite is gone: it was used or withdrawn.
member-button = { $name } · { $role }

member-head = 👤 <b>{ $name }</b> — { $role }
member-work = Answers for vacancies: { $vacancies }. Candidates at work: { $candidates }.
member-choose = Choose a role: it counts from the next tap on.
member-fixed = Only the owner can change who owns the company, by handing it over. Nobody changes their own role.
done-role = ✅ { $name }: the role was changed.
member-changed = ℹ️ This member has changed meanwhile. Here is how it is now.
member-changed-by = ℹ️ Changed before you: { $who }, { $moment }. Here is how it is now.
do-member-remove = 🗑 Remove from the team

remove-head = 🗑 <b>Remove from the team: { $name }?</b>
remove-how = Their buttons stop at once. Vacancies, candidates at work and groups go to whom you choose.
remove-groups = 👥 The bot takes nobody out of groups, and the chat's history stays with them. Take them out yourself: { $groups }
remove-to = Who takes the work over? Choosing removes at once.
demote-head = 👤 <b>{ $name }: make them a hiring manager?</b>
demote-how = A hiring manager handles no candidates and no vacancies. All of that goes to whom you choose.
demote-to = Who takes the work over? Your choice changes the role at once.
do-quit = 🚪 Leave the company
quit-head = 🚪 <b>Leave the company { $company }?</b>
quit-work = You answer for vacancies: { $vacancies }. Candidates in hand: { $candidates }.
quit-how = All of that goes to the owner ({ $owner }), who will be told. The buttons of cards will stop working. Only a new invite brings you back.
do-quit-yes = 🚪 Yes, leave
done-quit = ✅ You are not in the company “{ $name }” any more.
owner-stays = 👑 The owner can't leave: hand the company over first.
done-removed = ✅ { $name }: removed from the team.
done-removed-groups = ✅ { $name }: removed from the team. Do not forget to take them out of the groups: { $groups }

do-owner = 👑 Hand the company over
owner-head = 👑 <b>Hand { $company } over</b>
owner-how = The new owner may do everything, you become an admin. To whom?
owner-sure = 👑 <b>Hand { $company } over?</b> The new owner: <b>{ $name }</b>
owner-final = You become an admin. Only the new owner can give the company back.
do-owner-yes = 👑 Yes, hand it over
done-owner = ✅ The owner is { $name } now. You are an admin.

vacancy-answers = 👤 { $name ->
    [none] Nobody answers for it
   *[other] Answers for it: { $name }
}{ $count ->
    [0] { "" }
   *[other] { " " }· 👥 also in the team: { $count }
}
do-vacancy-team = 👥 Who works on it
vacancy-team-head = 👥 <b>{ $title }</b>: who works on it
vacancy-team-how = ☑️ is in the vacancy's team: sees its candidates, gets new cards, publishes. Who leaves gets no more cards, and buttons on old ones stop. The owner and admins see everything anyway. Show candidates to hiring managers with “Share”.
do-vacancy-owner = 👤 Change who answers
vacancy-owner-head = 👤 <b>{ $title }</b>: who answers for it?
vacancy-owner-how = They get cards from the next response on. Who did before stays in the team.
done-team-joined = ✅ { $name }: in the vacancy's team now.
done-team-left = ✅ { $name }: not in the vacancy's team any more.
done-team-answers = ✅ { $name } answers for the vacancy.

told-joined = 👥 You are in the team of the vacancy “{ $title }” ({ $company }). New candidates will come here. Added by: { $who }
told-left = 👥 You are not in the team of the vacancy “{ $title }” ({ $company }) any more. No new cards come, buttons on old ones stop. Changed by: { $who }
told-left-sees = 👥 You are not in the team of the vacancy “{ $title }” ({ $company }) any more: no new cards will come here. You still see its candidates, and the buttons of cards work. Changed by: { $who }
told-answers = 👤 You answer for the vacancy “{ $title }” ({ $company }) now. New candidates will come here. Chosen by: { $who }
told-replaced = 👤 { $name } answers for the vacancy “{ $title }” ({ $company }) now. You stayed in its team. Changed by: { $who }
told-handed = 📦 { $company }: work was handed over to you ({ $who }). Vacancies: { $vacancies }, candidates: { $candidates }.
told-team-role = 👥 { $company }: your role is now { $role }. Changed by: { $who }
told-team-removed = 👥 You were removed from the team of { $company }. Buttons on its cards work no more. Removed by: { $who }
told-team-vanished = ⚠️ The Telegram account that this person used was deleted: { $who }, { $company }. Telegram may give its number to somebody else, so access is closed, and the candidates have gone to the owner. Groups stay. To let the person back in, send a new invite from /team.
told-team-owner = 👑 { $company }: you are the owner now. Handed over by: { $who }
told-team-came = 👥 { $company }: { $name } is in the team now. Role: { $role }.
told-team-out = 👥 { $company }: { $name } is not in the team any more. Removed by: { $who }
told-team-quit = 🚪 { $company }: { $name } has left the company. Their work, if any, is yours now.
told-team-role_of = 👥 { $company }: { $name } has the role “{ $role }” now. Changed by: { $who }
do-look-vacancy = 🗂 To the vacancy
do-mine = 📥 My candidates

other-company = 🏢 This is the company “{ $company }”, and you are in another one now. The button below takes you there.
switch-first = 🏢 You tapped a button in a message of the company <b>{ $company }</b>, and work in another one now. Go there, then tap that button again.
do-switch-to = 🏢 Go to “{ $company }”
not-in-team = 🔒 You are not in the team of the vacancy “{ $title ->
    [none] …
   *[other] { $title }
}”{ $who ->
    [none] . Ask the owner or an admin.
   *[other] , { $who } answers for it: ask to be added.
}
