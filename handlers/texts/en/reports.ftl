# A vacancy's candidates, reports, prices of ads.

home-head = 📥 <b>Candidates</b> · { $title }
home-counts = People: <b>{ $people }</b> · responses: { $responses }
home-erased =
    { $count ->
        [one] 🗑 { $count } of them is a number only: the data was erased.
       *[other] 🗑 { $count } of them are numbers only: their data was erased.
    }
home-sites = 🌐 { $sites }
home-narrowed = 🔎 { $words }: { $count }
home-line = { $number }. <b>{ $name }</b> · { $stage } · { $site } · { $moment }
home-again = { " " }· ♻️ ×{ $count }
home-none = Nobody has responded yet. As soon as somebody does, they are listed here.
home-none-left = 🔎 There are none of these. Tap the marked button to see everybody.
home-sheet-more = ✂️ The file has the first { $count } only: there are more than it takes.
do-home = 📥 Candidates { $count }
do-home-xlsx = ⬇️ XLSX
do-home-funnel = 📊 Funnel

price-head =
    💵 <b>{ $title }</b>
    { $site } · { $account }
price-ask = How much was paid for this ad in all? Type the sum: 450, 1 200 UAH or $15. The report works out what one response costs.
price-paid = 💵 Paid { $paid }
price-each = 💵 Paid { $paid } · { $each } a response
done-priced = ✅ The price is noted.
done-unpriced = ✅ The price is gone.
bad-price = ✍️ That does not look like a sum. Type for example: 450 or $15.
do-price = 💵 Price
do-price-clear = 🧹 Clear price

do-report = 📊 Report
do-report-xlsx = ⬇️ XLSX
do-report-vacancy = Vacancy ▾
do-report-period = Period ▾
command-report = Report: funnel, sites, refusals
report-head = 📊 <b>Report</b> · { $period }
report-of = 🗂 { $title }
report-all = All vacancies
report-ever = all time
report-finding = • { $words }
report-erased = 🗑 With those whose data was erased: { $count }
report-none = Nobody responded in this time.
report-none-next = Choose another period, or check that the publications are still on the sites.
report-sheet = ⬇️ The numbers of the report · { $period }
finding-waiting =
    { $count ->
        [one] { $count } person of { $of } is still new: nobody has looked at them
       *[other] { $count } people of { $of } are still new: nobody has looked at them
    }
finding-hired =
    { $count ->
        [one] { $count } person hired 🎉
       *[other] { $count } people hired 🎉
    }
finding-more = More responses than in the same time before: { $now } against { $before }
finding-less = Fewer responses than in the same time before: { $now } against { $before }
finding-cheapest = The cheapest response comes from { $site }: { $least }; the dearest from { $other }: { $most }
finding-here =
    { $count ->
        [one] Decided here alone: { $count } candidate does not know yet
       *[other] Decided here alone: { $count } candidates do not know yet
    }
finding-answer = Half of those who got an answer waited no longer than { $span }
finding-reason = The most frequent reason of refusals: { $reason } ({ $count } of { $of })
finding-site = Most responses came from { $site }: { $count } of { $of }
span-minutes = { $count } min
span-hours = { $count } h
span-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
span-week = 7 days
span-last_week = Last week
span-month = 30 days
span-quarter = 90 days
span-ever = All time

chart-funnel = Funnel
chart-vacancies = Where they stand, by vacancy
chart-more = and more vacancies: { $count }
chart-sites = Responses by site
chart-reasons = Reasons of refusals
chart-costs = Cost of a response
chart-responses = Responses
chart-people = People
chart-answer = First answer
chart-reached-new = Responded
chart-reached-look = Looked at
chart-reached-contact = In contact
chart-reached-interview = Interview
chart-reached-offer = Offer
chart-reached-hired = Hired
chart-new = New
chart-look = Looked at
chart-contact = In contact
chart-interview = Interview
chart-offer = Offer
chart-hired = Hired
chart-rejected = Rejected
chart-reserve = Reserve
chart-reason-experience = Experience
chart-reason-salary = Salary
chart-reason-location = Location
chart-reason-schedule = Schedule
chart-reason-language = Language
chart-reason-closed = Vacancy closed
chart-reason-unfit = Unfit
chart-reason-other = Other
chart-reason-unsaid = Not given

sheet-candidates = Candidates
sheet-report = Report
sheet-name = Name
sheet-phone = Phone
sheet-email = E-mail
sheet-site = Site
sheet-sent = Responded
sheet-stage = Stage
sheet-reason = Reason of refusal
sheet-assignee = Assignee
sheet-answered = First answer
sheet-city = City
sheet-born = Birth date
sheet-position = Position
sheet-pay = Expected pay
sheet-skills = Skills
sheet-letter = Letter
sheet-link = Link
sheet-vacancy = Vacancy
sheet-vacancies = Vacancies
sheet-sites = Sites
sheet-whole = Summary
sheet-period = Period
sheet-erased = Data erased
sheet-what = What
sheet-number = How many
silence-week = 📊 On Mondays at 9:00 — the report of the week
silence-no-week = 📊 No weekly report
silence-week-short = Weekly report
