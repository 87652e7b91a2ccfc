# Work.ua
work_ua-name = Work.ua
work_ua-cabinet-url = https://www.work.ua/employer/my/
work_ua-login-login = the login (e-mail) that you use at Work.ua as an employer
work_ua-login-password = the Work.ua password
work_ua-connect-hint = If you sign in with Google, a phone or a code, there may be no password: add a separate user with a password for the bot in the company's account. An administrator sees all vacancies of the company, an ordinary user only their own.

work_ua-field-town = City
work_ua-field-town-hint = Type the beginning of its name in Ukrainian, Russian or English.
work_ua-field-category = Category
work_ua-field-category-hint = One to three.
work_ua-field-jobtype = Employment
work_ua-field-years = Experience
work_ua-field-publication = Type of publication
work_ua-field-publication-hint = Work.ua writes one publication off when the vacancy goes live.
work_ua-field-education = Education
work_ua-field-text_response = Responses without CV
work_ua-field-show_phone = Show the phone
work_ua-field-show_phone-hint = The vacancy's page will show the contact's name and phone from the account.
work_ua-field-stud = Open to students
work_ua-field-retired = Open to pensioners
work_ua-field-disability = Open to the disabled
work_ua-field-veteran = Open to veterans
work_ua-field-deferment = Draft deferment

work_ua-problem-missing = has to be filled in
work_ua-problem-too-many = too many options, three at most
work_ua-problem-title-short = the title is too short, 3 characters at least
work_ua-problem-title-long = the title is too long, 100 characters at most
work_ua-problem-title-caps = the title can't be all capital letters
work_ua-problem-description-empty = the description is empty
work_ua-problem-description-long = the description is too long for Work.ua

work_ua-badge-left-inactive = 💤 taken by the site, but not shown
