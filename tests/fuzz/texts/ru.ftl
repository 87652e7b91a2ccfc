fake-name = Fake
fake-login-login = login
fake-login-password = password
fake-field-city = city
fake-field-publication = publication
fake-field-hot = hot
