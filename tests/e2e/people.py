"""Who lives in the stories, all invented; each secret and contact is unlike anything else."""

ROMASHKA = "ТОВ «Ромашка»"
KAVA = "Кав'ярня «Кіт і кава»"
LOGIN, PASSWORD = "olena@romashka.example", "canary-pw-Ромашка 7f3a%"
MANAGER, MANAGER_PASSWORD = "manager@romashka.example", "canary-pw-manager-91cc"
KAVA_LOGIN, KAVA_PASSWORD = "owner@kava.example", "canary-pw-kava-55d0"
WRONG_PASSWORD = "canary-pw-wrong-2b81"
NEW_PASSWORD = "canary-pw-new-4e17"
BALANCE = {"standart_job": 5, "standart_plus_job": 2, "premium_job": 1, "anonim_job": 0}

PASSWORDS = frozenset({PASSWORD, MANAGER_PASSWORD, KAVA_PASSWORD, WRONG_PASSWORD, NEW_PASSWORD})

NAME = "Канарейко Олена Іванівна"
PHONE, PHONE_STORED = "050 713-55-91", "+380507135591"
EMAIL = "canary.olena@example.com"
LETTER = "Доброго дня! Канарковий лист: готова вийти з понеділка."
RESUME = "Канаркове резюме\r\nМенеджер з продажу\r\nДосвід роботи: 6 років\r\nCRM, B2B"

SECRETS = PASSWORDS | {PHONE, PHONE_STORED, PHONE_STORED[1:], EMAIL, LETTER, "Канаркове резюме"}
"""What no log may hold, and no file unsealed."""
