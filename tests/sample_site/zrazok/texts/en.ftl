zrazok-name = Zrazok
zrazok-cabinet-url = https://zrazok.example/cabinet
zrazok-login-login = the login (e-mail) that you use at Zrazok
zrazok-login-password = the Zrazok password
zrazok-field-topic = Topic
zrazok-field-urgent = Urgent
