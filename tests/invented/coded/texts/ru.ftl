coded-name = Coded
coded-cabinet-url = https://coded.example/
coded-field-city = Місто
coded-field-publication = Публікація
coded-field-hot = Гаряча
coded-notice = Дані кандидатів надходять із Coded, де вони самі залишили відгук.
coded-error-auth-expired = 🔑 Coded відкликав доступ. Увійдіть ще раз.
