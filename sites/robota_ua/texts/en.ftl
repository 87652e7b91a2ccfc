# Robota.ua
robota_ua-name = Robota.ua
robota_ua-cabinet-url = https://robota.ua/my/vacancies
robota_ua-login-login = the login (e-mail) that you use at Robota.ua as an employer
robota_ua-login-password = the Robota.ua password
robota_ua-connect-hint = Only an employer's account will do. If you sign in with Google or a phone, set a password in the account's settings. The check takes up to half a minute: the site takes one request every two seconds.

robota_ua-field-city = City
robota_ua-field-city-hint = Type the beginning of its name in Ukrainian, Russian or English.
robota_ua-field-publication = Type of publication
robota_ua-field-publication-hint = Robota.ua writes one publication off when the vacancy goes live.
robota_ua-field-employment = Employment
robota_ua-field-work = Place of work
robota_ua-field-student = Open to students
robota_ua-field-special = Open to the disabled
robota_ua-field-hidden = Keep off the company's page

robota_ua-problem-missing = has to be filled in
robota_ua-problem-too-many = too many options
robota_ua-problem-title-empty = the title is empty
robota_ua-problem-title-long = the title is too long, 100 characters at most
robota_ua-problem-description-short = the description is too short, Robota.ua takes 150 characters or more
robota_ua-problem-refused = the site refused without saying why

robota_ua-badge-left-draft = 💤 taken by the site, but not shown
