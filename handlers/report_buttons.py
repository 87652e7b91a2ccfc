"""Buttons of a vacancy's candidates, of reports, and of what an ad has cost."""

from collections.abc import Mapping

from bot.domain.workspace import Right
from bot.usecases import ask_report, price_ad, vacancy_home
from bot.usecases.open_screen import OpenScreen
from handlers.row import Row

HOME_BUTTONS: Mapping[str, Row] = {
    "home": Row(vacancy_home.OpenHome, Right.SEE_CONTACTS),
    "home_ad": Row(vacancy_home.OpenHome, Right.SEE_CONTACTS, {"of_ad": True}),
    "home_stage": Row(vacancy_home.SiftHome, Right.SEE_CONTACTS),
    "home_site": Row(vacancy_home.SiftHome, Right.SEE_CONTACTS, {"by_site": True}),
    "home_page": Row(vacancy_home.TurnHome, Right.SEE_CONTACTS),
    "home_one": Row(vacancy_home.OpenCandidate, Right.SEE_CONTACTS),
    "home_xlsx": Row(vacancy_home.AskSheet, Right.SEE_CONTACTS),
    "home_funnel": Row(ask_report.AskReport, Right.SEE_CONTACTS, {"of_vacancy": True}),
    "report": Row(ask_report.AskReport, Right.SEE_CONTACTS),
    "report_menu": Row(ask_report.TurnReportMenu, Right.SEE_CONTACTS),
    "report_page": Row(ask_report.TurnReportMenu, Right.SEE_CONTACTS, {"paged": True}),
    "report_of": Row(ask_report.ReportOf, Right.SEE_CONTACTS),
    "report_on": Row(ask_report.ReportOn, Right.SEE_CONTACTS),
    "report_xlsx": Row(ask_report.AskReportSheet, Right.SEE_CONTACTS),
    "price": Row(OpenScreen, Right.PUBLISH, {"screen": price_ad.SCREEN}),
    "price_clear": Row(price_ad.PriceAd, Right.PUBLISH),
}
