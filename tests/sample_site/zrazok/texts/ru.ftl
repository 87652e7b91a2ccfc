zrazok-name = Зразок
zrazok-cabinet-url = https://zrazok.example/cabinet
zrazok-login-login = логин (e-mail), с которым вы входите на Зразок
zrazok-login-password = пароль от Зразка
zrazok-field-topic = Тема
zrazok-field-urgent = Срочно
