# For those who run the bot (OPERATORS): how the whole fares.

health-head = 🩺 <b>State of the bot</b> · { $now }
health-unknown-site = 🤷 There is no such site. Keys: { $keys }
health-site = { $mark } <b>{ $site }</b>
health-mark-working = 🟢
health-mark-failing = 🟠
health-mark-paused = ⏸
health-paused = Stopped by an operator: { $since }
health-accounts = Accounts: { $count }, without an answer: { $failing }
health-needs-login = 🔑 Waiting for a new login: { $count }
health-synced = Read: { $newest }, longest ago: { $oldest }
health-due = Waiting to be read: { $count }
health-calls = Requests in an hour: { $count }, failed: { $percent }%, 429: { $limited }
health-no-calls = No requests in an hour
health-jobs = 🗄 The database answers. Jobs waiting: { $count }, the oldest: { $oldest }
health-dead = ⚠️ Jobs that failed: { $count }
health-notices = ✉️ Messages waiting: { $count }, the oldest: { $oldest }
health-telegram = <b>Telegram</b>
health-process = Version { $version }, running since { $since }
do-health-again = 🔄 Refresh
do-site-pause = ⏸ { $site }
do-site-resume = ▶️ { $site }
do-site-pause-yes = ⏸ Stop it
site-pause-ask =
    { $count ->
        [one] ⏸ Stop { $site } for everybody? { $count } account is being read now.
       *[other] ⏸ Stop { $site } for everybody? { $count } accounts are being read now.
    }
site-pause-means = The bot will not ask the site for anything: neither for responses nor to publish or to answer. All that is owed to it waits and goes on afterwards. Recruiters see that the site is stopped.
site-stopped = ⏸ { $site }: stopped by the operator for a while. Responses come once it goes on.
error-site-paused = ⏸ { $site } is stopped by the bot's operator for a while. Nothing is lost: responses come once it goes on.
our-fault =
    { $count ->
        [one] 🐞 A mistake of ours: <code>{ $what }</code>, { $count } time.
       *[other] 🐞 A mistake of ours: <code>{ $what }</code>, { $count } times.
    }
our-fault-again =
    { $count ->
        [one] 🐞 Again: <code>{ $what }</code>, { $count } more time since.
       *[other] 🐞 Again: <code>{ $what }</code>, { $count } more times since.
    }
our-fault-how = Details are in the log at the level DEBUG.
