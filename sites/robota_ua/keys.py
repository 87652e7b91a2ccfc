"""Names that several modules of this plug-in share, and lists that the contract gives whole."""

from bot.domain.site import Entry

KEY = "robota_ua"
SITE_URL = "https://robota.ua"

PUBLICATION = "publication"
PUBLISH_TYPES = (
    Entry("Business", {"uk": "Бізнес", "ru": "Бизнес", "en": "Business"}),
    Entry("Optimum", {"uk": "Оптимум", "ru": "Оптимум", "en": "Optimum"}),
    Entry("Professional", {"uk": "Професіонал", "ru": "Профессионал", "en": "Professional"}),
    Entry("Anonym", {"uk": "Анонім", "ru": "Аноним", "en": "Anonymous"}),
)
"""`publishType`; the numeric ids of one client contradict themselves (robota-ua.md section 4)."""

EMPLOYMENT = (
    Entry("FullTime", {"uk": "повна зайнятість", "ru": "полная занятость", "en": "full-time"}),
    Entry("PartTime", {"uk": "неповна зайнятість", "ru": "неполная занятость", "en": "part-time"}),
    Entry("ProjectBased", {"uk": "проєктна робота", "ru": "проектная работа", "en": "project"}),
    Entry("Shift", {"uk": "позмінна робота", "ru": "посменная работа", "en": "shifts"}),
)
"""`employmentTypes`"""
WORK = (
    Entry("Office", {"uk": "в офісі / на місці", "ru": "в офисе / на месте", "en": "on site"}),
    Entry("Remote", {"uk": "віддалено", "ru": "удалённо", "en": "remote"}),
    Entry("Hybrid", {"uk": "гібридно", "ru": "гибридно", "en": "hybrid"}),
)
"""`workTypes`"""
LISTS = {"employment": EMPLOYMENT, "work": WORK}
"""Dictionaries that are never asked for."""

FLAGS = {
    "student": "isForStudent",
    "special": "isSpecialNeedsPeople_Enable",
    "hidden": "isHideInProfile",
}
"""Yes-or-no fields of an ad, and their names there."""
TITLE_MOST = 100  # R12
DESCRIPTION_LEAST = 150
"""Characters of the text without tags (R14)."""
