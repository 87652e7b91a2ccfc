"""What a person can ask for, in three tables: button, command, typed text → use case → right.

This is the one place that says who may do what; `Context` checks it at every press and text.
A row without a right is open to people without a workspace: its use case takes the Person.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.account import Viewed
from bot.domain.adoption import History
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Right
from bot.usecases import (
    adopt_ads,
    answer_candidate,
    answer_field,
    answer_group,
    archive_vacancy,
    ask_must_haves,
    ask_report,
    ask_site,
    choose_silence,
    connect_account,
    copy_vacancy,
    delete_draft,
    enter,
    filter_status,
    find_vacancies,
    forget,
    forget_draft,
    invite,
    join_by_hand,
    keep_notice,
    leaf_through,
    link_ad,
    link_group,
    log_in_by_code,
    manage_account,
    manage_answers,
    note_card,
    open_contact,
    open_missed,
    prepare_publication,
    price_ad,
    prolong_ad,
    publish_many,
    put_off_card,
    rename_company,
    steer_sync,
    write_vacancy,
)
from bot.usecases.check_wording import CheckWording
from bot.usecases.choose_language import ChooseLanguage
from bot.usecases.choose_silence import Switch
from bot.usecases.confirm_group import ConfirmGroup
from bot.usecases.look_at_ad import LookAtAd
from bot.usecases.move_here import MoveHere
from bot.usecases.offer_site import OfferSite
from bot.usecases.open_letter import OpenLetter
from bot.usecases.open_photo import OpenPhoto
from bot.usecases.open_screen import Leave, OpenScreen
from bot.usecases.paste_address import NextAddress, PasteAddress, SearchAgain
from bot.usecases.read_rest import OpenResume
from bot.usecases.settle_doubt import SettleDoubt, TakeFile
from bot.usecases.switch_company import SwitchCompany
from handlers.card_buttons import AMONG_BUTTONS, CARD_BUTTONS, PERSON_BUTTONS, TELL_BUTTONS
from handlers.group_buttons import GROUP_PAGES
from handlers.inbox_buttons import FIND, INBOX, INBOX_BUTTONS
from handlers.operator_buttons import OPERATOR_BUTTONS
from handlers.privacy_buttons import AUDIT, PRIVACY_BUTTONS
from handlers.report_buttons import HOME_BUTTONS
from handlers.row import Row
from handlers.team_buttons import TEAM, TEAM_BUTTONS


def _screen(name: str, right: Right = Right.LOOK, *, is_list: bool = False) -> Row:
    return Row(OpenScreen, right, {"screen": name, "is_list": is_list})


def _login(wordless: str, *, due: bool = True) -> Row:
    right = Right.MANAGE_ACCOUNTS
    return Row(connect_account.TypeLogin, right, due=due, secret=True, wordless=wordless)


def _switch(switch: Switch) -> Row:
    return Row(choose_silence.TurnSilence, Right.SEE_CONTACTS, {"switch": switch})


def _history(history: History) -> Row:
    return Row(adopt_ads.ChooseHistory, Right.PUBLISH, {"history": history})


BUTTONS: Mapping[str, Row] = {
    # first start: no workspace yet
    "lang": Row(enter.SetLanguage, None),
    "zone": Row(enter.ChooseTimeZone, None),
    "zone_keep": Row(enter.KeepTimeZone, None),
    "consent": Row(enter.Agree, None),
    # getting about
    "menu": _screen("menu"),
    "help": _screen("help"),
    "settings": _screen("settings"),
    "languages": _screen("language"),
    "zone_change": _screen("time_zone", Right.MANAGE_TEAM),
    "company_page": _screen(enter.COMPANY, Right.MANAGE_TEAM),
    "company_name": _screen(rename_company.NAME, Right.MANAGE_TEAM),
    "invite": Row(invite.MakeInvite, Right.MANAGE_TEAM),
    "switch": Row(SwitchCompany, None),
    "leave": Row(Leave, Right.LOOK),
    # employer accounts
    "accounts": _screen("accounts"),
    "account": _screen("account"),
    "connect": _screen("connect_site", Right.MANAGE_ACCOUNTS),
    "offers": _screen("offers", Right.MANAGE_TEAM),
    "offer": _screen("offer", Right.MANAGE_TEAM),
    "offer_yes": Row(OfferSite, Right.MANAGE_TEAM, {"on": True}),
    "offer_no": Row(OfferSite, Right.MANAGE_TEAM, {"on": False}),
    "site": Row(connect_account.ChooseSite, Right.MANAGE_ACCOUNTS),
    "other_login": Row(connect_account.AskOtherLogin, Right.MANAGE_ACCOUNTS),
    "code_again": Row(log_in_by_code.AskCodeAgain, Right.MANAGE_ACCOUNTS),
    "work": Row(log_in_by_code.ChooseWorkAccount, Right.MANAGE_ACCOUNTS),
    "recheck": Row(connect_account.CheckAgain, Right.MANAGE_ACCOUNTS),
    "label_keep": Row(manage_account.RenameAccount, Right.MANAGE_ACCOUNTS),
    "check": Row(manage_account.AskCheck, Right.MANAGE_ACCOUNTS),
    "password": Row(connect_account.AskNewPassword, Right.MANAGE_ACCOUNTS),
    "rename": Row(manage_account.AskLabel, Right.MANAGE_ACCOUNTS),
    "viewed_opened": Row(
        manage_account.ChooseViewed, Right.MANAGE_ACCOUNTS, {"viewed": Viewed.OPENED}
    ),
    "viewed_delivered": Row(
        manage_account.ChooseViewed, Right.MANAGE_ACCOUNTS, {"viewed": Viewed.DELIVERED}
    ),
    "disconnect": _screen("disconnect", Right.MANAGE_ACCOUNTS),
    "disconnect_yes": Row(manage_account.DisconnectAccount, Right.MANAGE_ACCOUNTS),
    # ads made in the cabinet
    "ads": _screen("unlinked_ads", Right.PUBLISH),
    "ads_page": Row(adopt_ads.TurnAds, Right.PUBLISH),
    "ads_later": Row(adopt_ads.Later, Right.PUBLISH),
    "choose": Row(adopt_ads.ChooseAds, Right.PUBLISH),
    "tick": Row(adopt_ads.TickAd, Right.PUBLISH),
    "ad": _screen("link_ad", Right.PUBLISH),
    "link": Row(link_ad.AskLink, Right.PUBLISH),
    "link_to": Row(link_ad.AskLink, Right.PUBLISH, {"to_vacancy": True}),
    "link_all": Row(adopt_ads.AskHistory, Right.PUBLISH),
    "join": Row(adopt_ads.TurnJoin, Right.PUBLISH),
    "history_new": _history(History.NEW),
    "history_days": _history(History.SINCE),
    "history_all": _history(History.ALL),
    "adoption": _screen("adoption", Right.PUBLISH),
    "not_now": Row(link_ad.LeaveAd, Right.PUBLISH),
    "search_again": Row(SearchAgain, Right.PUBLISH),
    "next_address": Row(NextAddress, Right.PUBLISH),
    # vacancies
    "vacancies": _screen("vacancies", is_list=True),
    "vacancy": _screen("vacancy"),
    "new": Row(write_vacancy.NewVacancy, Right.PUBLISH),
    "fresh": Row(write_vacancy.NewVacancy, Right.PUBLISH, {"fresh": True}),
    "continue": Row(write_vacancy.ContinueVacancy, Right.PUBLISH),
    "back": Row(write_vacancy.BackOneStep, Right.PUBLISH),
    "skip": Row(write_vacancy.SkipAnswer, Right.PUBLISH),
    "pick": Row(write_vacancy.PickAnswer, Right.PUBLISH),
    "remote": Row(write_vacancy.WorkRemotely, Right.PUBLISH),
    "pay_take": Row(write_vacancy.TakePay, Right.PUBLISH),
    "keep_typed": Row(SettleDoubt, Right.PUBLISH),
    "near_pick": Row(SettleDoubt, Right.PUBLISH, {"near": True}),
    "file_take": Row(TakeFile, Right.PUBLISH),
    "change": Row(write_vacancy.ChangeAnswer, Right.PUBLISH),
    "must": Row(ask_must_haves.TickMustHave, Right.PUBLISH),
    "must_all": Row(ask_must_haves.TickAllMustHaves, Right.PUBLISH),
    "push_from": Row(ask_must_haves.ChooseThreshold, Right.PUBLISH),
    "delete": _screen("delete_vacancy", Right.PUBLISH),
    "delete_yes": Row(write_vacancy.DeleteVacancy, Right.PUBLISH),
    "find_page": Row(find_vacancies.TurnVacancies, Right.LOOK),
    "archive": _screen("archive", is_list=True),
    "templates": _screen("templates", is_list=True),
    "copy": Row(copy_vacancy.CopyVacancy, Right.PUBLISH),
    "template": Row(copy_vacancy.SaveTemplate, Right.PUBLISH),
    "put_away": Row(archive_vacancy.ArchiveVacancy, Right.PUBLISH),
    "bring_back": Row(archive_vacancy.RestoreVacancy, Right.PUBLISH),
    # publishing
    "publish": Row(CheckWording, Right.PUBLISH),
    "publish_anyway": Row(prepare_publication.AskPublish, Right.PUBLISH),
    "under": Row(prepare_publication.ChooseAccount, Right.PUBLISH),
    "targets": Row(publish_many.AskTargets, Right.PUBLISH),
    "target": Row(publish_many.PickTarget, Right.PUBLISH),
    "targets_go": Row(publish_many.BeginTargets, Right.PUBLISH),
    "target_drop": Row(publish_many.DropTarget, Right.PUBLISH),
    "send_all": Row(publish_many.SendAll, Right.PUBLISH),
    "save_all": Row(publish_many.SendAll, Right.PUBLISH, {"draft": True}),
    "progress": Row(publish_many.WatchAll, Right.PUBLISH),
    "fix_target": Row(answer_field.FixTarget, Right.PUBLISH),
    "also": Row(ask_site.PickAlso, Right.PUBLISH),
    "load": Row(prepare_publication.OpenForm, Right.PUBLISH, {"again": True}),
    "edit": Row(prepare_publication.OpenForm, Right.PUBLISH),
    "preview": Row(OpenScreen, Right.PUBLISH, {"screen": "preview", "in_round": True}),
    "field": Row(answer_field.AskField, Right.PUBLISH),
    "option": Row(answer_field.AnswerField, Right.PUBLISH),
    "option_page": Row(answer_field.TurnOptions, Right.PUBLISH),
    "option_done": Row(answer_field.FieldDone, Right.PUBLISH),
    "field_skip": Row(answer_field.FieldDone, Right.PUBLISH, {"empty": True}),
    "fix": Row(answer_field.FixProblem, Right.PUBLISH),
    "send": Row(ask_site.Send, Right.PUBLISH),
    "save": Row(ask_site.Send, Right.PUBLISH, {"draft": True}),
    "save_live": Row(ask_site.Send, Right.PUBLISH, {"live": True}),
    "retry": Row(ask_site.Retry, Right.PUBLISH),
    "anyway": Row(ask_site.Retry, Right.PUBLISH, {"despite": True}),
    "dismiss": Row(ask_site.Dismiss, Right.PUBLISH),
    "withdraw": Row(ask_site.Withdraw, Right.PUBLISH),
    # publications
    "status": _screen("status", is_list=True),
    "filters": Row(filter_status.OpenFilters, Right.LOOK),
    "by_site": Row(filter_status.FilterStatus, Right.LOOK, {"by": filter_status.By.SITE}),
    "by_account": Row(filter_status.FilterStatus, Right.LOOK, {"by": filter_status.By.ACCOUNT}),
    "by_own": Row(filter_status.FilterStatus, Right.LOOK, {"by": filter_status.By.OWN}),
    "status_page": Row(filter_status.TurnStatus, Right.LOOK),
    "publication": Row(LookAtAd, Right.LOOK),
    "prolong": Row(prolong_ad.AskProlong, Right.PUBLISH),
    "renew": Row(prolong_ad.AskRenew, Right.PUBLISH),
    "prolong_yes": Row(prolong_ad.ProlongAd, Right.PUBLISH),
    "forget": _screen("forget", Right.PUBLISH),
    "delete_there": Row(delete_draft.DeleteDraft, Right.PUBLISH),
    "forget_yes": Row(forget_draft.ForgetDraft, Right.PUBLISH),
    "unforget": Row(forget_draft.UndoForget, Right.PUBLISH),
    "close": _screen("close", Right.PUBLISH),
    "close_on": _screen("close_final", Right.PUBLISH),
    "close_yes": Row(ask_site.CloseAd, Right.PUBLISH),
    "sync": Row(steer_sync.SyncNow, Right.LOOK),
    "sync_account": Row(steer_sync.SyncNow, Right.LOOK, {"of_account": True}),
    "stop": Row(steer_sync.StopSync, Right.PUBLISH),
    "resume_all": Row(steer_sync.ResumeAll, Right.PUBLISH),
    "resume": Row(steer_sync.ResumeSync, Right.PUBLISH),
    **GROUP_PAGES,
    # what was missed
    "missed": _screen("digest", Right.SEE_CONTACTS),
    "missed_page": Row(open_missed.TurnMissed, Right.SEE_CONTACTS),
    "missed_one": Row(open_missed.OpenMissed, Right.SEE_CONTACTS),
    "missed_all": Row(open_missed.OpenAllMissed, Right.SEE_CONTACTS),
    # what candidates are told
    **TELL_BUTTONS,
    "answers": Row(manage_answers.OpenAnswers, Right.HANDLE),
    "answer": _screen("answer", Right.HANDLE),
    "answer_example": _screen("answer_example", Right.HANDLE),
    "answer_new": _screen("answer_kind", Right.HANDLE),
    "answer_kind": Row(manage_answers.PickKind, Right.HANDLE),
    "answer_rename": Row(manage_answers.AskChange, Right.HANDLE, {"screen": "answer_name"}),
    "answer_rewrite": Row(manage_answers.AskChange, Right.HANDLE, {"screen": "answer_body"}),
    "answer_language": Row(manage_answers.TurnLanguage, Right.HANDLE),
    "answer_delete": Row(manage_answers.DeleteAnswer, Right.HANDLE),
    "answer_restore": Row(manage_answers.RestoreAnswer, Right.HANDLE),
    # many new ones at once
    "leaf_back": Row(leaf_through.TurnCarousel, Right.SEE_CONTACTS, {"step": -1}),
    "leaf": Row(leaf_through.TurnCarousel, Right.SEE_CONTACTS, {"step": 0}),
    "leaf_on": Row(leaf_through.TurnCarousel, Right.SEE_CONTACTS, {"step": 1}),
    "leaf_cards": Row(leaf_through.OpenCarousel, Right.SEE_CONTACTS),
    # when and how often a chat hears
    "silence": _screen("silence", Right.SEE_CONTACTS),
    "hush_mode": Row(choose_silence.ChooseMode, Right.SEE_CONTACTS),
    "hush_hours": _screen("quiet_hours", Right.SEE_CONTACTS),
    "hush_take": Row(choose_silence.ChooseHours, Right.SEE_CONTACTS),
    "hush_weekends": _switch(Switch.WEEKENDS),
    "hush_morning": _switch(Switch.MORNING),
    "hush_report": _switch(Switch.REPORT),
    "hush_end": _switch(Switch.SOUND),
    "bell": _screen("bell", Right.SEE_CONTACTS),
    "bell_chat": Row(choose_silence.ChooseChat, Right.SEE_CONTACTS),
    "bell_mode": Row(choose_silence.ChooseVacancyMode, Right.SEE_CONTACTS),
    "morning": _screen("morning", Right.SEE_CONTACTS),
    # candidates
    **INBOX_BUTTONS,
    "open": Row(OpenResume, Right.SEE_CONTACTS),
    "letter": Row(OpenLetter, Right.SEE_CONTACTS),
    "photo": Row(OpenPhoto, Right.SEE_CONTACTS),
    "whole": Row(open_missed.OpenMissed, Right.SEE_CONTACTS),
    **PERSON_BUTTONS,
    **AMONG_BUTTONS,
    **CARD_BUTTONS,
    **HOME_BUTTONS,
    **TEAM_BUTTONS,
    **PRIVACY_BUTTONS,
    **OPERATOR_BUTTONS,
}

COMMANDS: Mapping[str, Row] = {
    "menu": _screen("menu"),
    "new": Row(write_vacancy.NewVacancy, Right.PUBLISH),
    "vacancies": _screen("vacancies", is_list=True),
    "status": _screen("status", is_list=True),
    "inbox": INBOX,
    "find": FIND,
    "accounts": _screen("accounts"),
    "sync": Row(steer_sync.SyncAll, Right.LOOK),
    "templates": Row(manage_answers.OpenAnswers, Right.HANDLE),
    "digest": _screen("morning", Right.SEE_CONTACTS),
    "today": _screen("today", Right.SEE_CONTACTS),
    "mute": Row(choose_silence.MuteMe, Right.SEE_CONTACTS),
    "team": TEAM,
    "report": Row(ask_report.AskReport, Right.SEE_CONTACTS),
    "settings": _screen("settings"),
    "lang": Row(ChooseLanguage, Right.LOOK),
    "privacy": _screen("privacy"),
    "forget": Row(forget.FindForget, Right.MANAGE_TEAM),
    "export": _screen("export", Right.MANAGE_TEAM, is_list=True),
    "audit": AUDIT,
    "help": _screen("help"),
    "cancel": Row(Leave, Right.LOOK),
}
"""Commands besides `/start`, in the order that Telegram lists them; texts `command-<name>`."""

GROUP_BUTTONS: Mapping[str, Row] = {
    "confirm": Row(ConfirmGroup, Right.LINK_GROUPS),
    "move_here": Row(MoveHere, Right.LINK_GROUPS),
    "unlink": Row(answer_group.UnlinkHere, Right.LINK_GROUPS),
    "unlink_all": Row(answer_group.UnlinkHere, Right.LINK_GROUPS, {"everywhere": True}),
    "contact": Row(open_contact.OpenContact, Right.SEE_CONTACTS),
    "missed_cards": Row(open_missed.OpenAllMissed, Right.SEE_CONTACTS),
    "leaf_back": Row(leaf_through.TurnCarousel, Right.LOOK, {"step": -1}),
    "leaf": Row(leaf_through.TurnCarousel, Right.LOOK, {"step": 0}),
    "leaf_on": Row(leaf_through.TurnCarousel, Right.LOOK, {"step": 1}),
    "leaf_cards": Row(leaf_through.OpenCarousel, Right.SEE_CONTACTS),
    "cv": Row(open_contact.SendResume, Right.SEE_CONTACTS),
    **PERSON_BUTTONS,
    **CARD_BUTTONS,
}
"""Buttons in groups; each carries the id of the notice that its message was sent for."""

GROUP_COMMANDS: Mapping[str, Row] = {
    "status": Row(answer_group.AnswerGroup, Right.LOOK),
    "today": Row(answer_group.AnswerGroup, Right.LOOK, {"kind": NoticeKind.GROUP_TODAY}),
    "mute": Row(answer_group.MuteGroup, Right.LINK_GROUPS),
    "settings": Row(answer_group.TellSettings, Right.LINK_GROUPS),
    "link": Row(link_group.LinkGroup, Right.LINK_GROUPS),
    "unlink": Row(answer_group.AskUnlink, Right.LINK_GROUPS),
    "help": Row(answer_group.AnswerGroup, Right.LOOK, {"word": "help"}),
}
"""Commands in groups besides `/start`; texts `group-command-<name>`."""

INPUTS: Mapping[str, Row] = {
    "company": Row(enter.NameCompany, None),
    "time_zone": Row(enter.ChooseTimeZone, None),
    rename_company.NAME: Row(rename_company.RenameCompany, Right.MANAGE_TEAM),
    "connect_site": _login("site-first", due=False),
    "connect_login": _login("login-not-a-text"),
    "connect_code": _login("use-buttons", due=False),
    "connect_choice": _login("use-buttons", due=False),
    "connect_check": _login("login-not-a-text"),
    "adopt": _history(History.SINCE),
    "account_label": Row(manage_account.RenameAccount, Right.MANAGE_ACCOUNTS),
    "vacancy_form": Row(write_vacancy.AnswerVacancy, Right.PUBLISH, takes_files=True),
    **dict.fromkeys(
        find_vacancies.LISTS,
        Row(find_vacancies.FindVacancies, Right.LOOK, due=False, wordless="use-buttons"),
    ),
    "find": replace(FIND, due=False, wordless="use-buttons"),
    "publish_field": Row(answer_field.AnswerField, Right.PUBLISH),
    "answer_name": Row(manage_answers.TypeAnswer, Right.HANDLE),
    "answer_body": Row(manage_answers.TypeAnswer, Right.HANDLE),
    answer_candidate.TEXT: Row(answer_candidate.TypeWords, Right.HANDLE),
    answer_candidate.VALUE: Row(answer_candidate.TypeValue, Right.HANDLE),
    price_ad.SCREEN: Row(price_ad.PriceAd, Right.PUBLISH),
    "card_note": Row(note_card.TypeNote, Right.NOTE),
    "card_later": Row(put_off_card.TypeDayOff, Right.HANDLE),
    "quiet_hours": Row(choose_silence.ChooseHours, Right.SEE_CONTACTS, wordless="hours-how"),
    join_by_hand.LIST: Row(join_by_hand.FindJoin, Right.HANDLE),
    keep_notice.TEXT: Row(keep_notice.TypeNotice, Right.MANAGE_TEAM),
    "erase": Row(forget.FindForget, Right.MANAGE_TEAM),
    forget.PERSON: Row(forget.ConfirmForget, Right.MANAGE_TEAM),
}
"""What typed text means, by the screen that the person sees."""

REPLIED = Row(note_card.ReplyNote, Right.NOTE)
"""What a reply to a card means."""

PASTED = Row(PasteAddress, Right.LOOK)
"""What an ad's address means where no other text is due."""
