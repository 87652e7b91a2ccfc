zrazok-name = Зразок
zrazok-cabinet-url = https://zrazok.example/cabinet
zrazok-login-login = логін (e-mail), з яким ви входите на Зразок
zrazok-login-password = пароль від Зразка
zrazok-field-topic = Тема
zrazok-field-urgent = Терміново
