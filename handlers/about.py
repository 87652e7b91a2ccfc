"""What each press and text is about, by its use case: `bot.usecases.reach` checks it by that.

One with a right that not everybody has in full must stand here, or the start fails.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.workspace import BY_VACANCY
from bot.usecases import (
    adopt_ads,
    answer_candidate,
    answer_field,
    answer_from_group,
    answer_group,
    archive_vacancy,
    ask_group,
    ask_must_haves,
    ask_report,
    ask_site,
    bar_card,
    choose_silence,
    copy_vacancy,
    decide_person,
    delete_draft,
    forget_draft,
    join_by_hand,
    leaf_through,
    link_ad,
    link_group,
    manage_answers,
    manage_group,
    note_card,
    open_contact,
    open_inbox,
    open_missed,
    paste_address,
    plead,
    prepare_publication,
    price_ad,
    prolong_ad,
    publish_many,
    put_off_card,
    refuse_many,
    review,
    say_told,
    send_answer,
    share_card,
    share_inline,
    steer_sync,
    take_card,
    turn_card,
    vacancy_home,
    vacancy_team,
    write_vacancy,
)
from bot.usecases.check_wording import CheckWording
from bot.usecases.confirm_group import ConfirmGroup
from bot.usecases.find_candidates import FindCandidates
from bot.usecases.move_here import MoveHere
from bot.usecases.open_letter import OpenLetter
from bot.usecases.open_photo import OpenPhoto
from bot.usecases.open_screen import OpenScreen
from bot.usecases.reach import SUBJECTS, About
from bot.usecases.read_rest import OpenResume
from bot.usecases.settle_doubt import SettleDoubt, TakeFile
from handlers.row import Row

_CARD = (
    *(take_card.TakeCard, take_card.MoveCard, take_card.AssignCard, take_card.UndoCard),
    *(plead.Plead, share_card.ShareCard, share_card.ShareWith, bar_card.BarCard),
    *(note_card.AskNote, note_card.ReplyNote, turn_card.TurnCard, turn_card.OpenHistory),
    *(put_off_card.PutOffCard, put_off_card.AskDayOff, join_by_hand.OpenJoin),
    *(answer_candidate.BeginAnswer, send_answer.TellAgain, OpenResume, OpenLetter, OpenPhoto),
    *(open_contact.OpenContact, open_contact.SendResume, open_missed.OpenMissed),
    *(review.SendReviewed, review.UndoReview, vacancy_home.OpenCandidate),
    *(say_told.SayTold, say_told.SayToldHere),
)
_VACANCY = (
    *(write_vacancy.ContinueVacancy, write_vacancy.DeleteVacancy, CheckWording),
    *(archive_vacancy.ArchiveVacancy, archive_vacancy.RestoreVacancy),
    *(prepare_publication.AskPublish, publish_many.AskTargets, publish_many.WatchAll),
    *(vacancy_home.OpenHome, vacancy_home.AskSheet),
)
_AD = (
    *(publish_many.DropTarget, answer_field.FixTarget, prepare_publication.OpenForm),
    *(ask_site.Send, ask_site.Retry, ask_site.Dismiss, ask_site.Withdraw, ask_site.CloseAd),
    *(prolong_ad.AskProlong, prolong_ad.AskRenew, prolong_ad.ProlongAd),
    *(delete_draft.DeleteDraft, forget_draft.ForgetDraft),
    *(steer_sync.StopSync, steer_sync.ResumeSync),
)
_PLACE = (
    *(write_vacancy.BackOneStep, write_vacancy.SkipAnswer, write_vacancy.PickAnswer),
    *(write_vacancy.WorkRemotely, write_vacancy.TakePay, write_vacancy.ChangeAnswer),
    *(write_vacancy.AnswerVacancy, SettleDoubt, TakeFile, ask_must_haves.TickMustHave),
    *(ask_must_haves.TickAllMustHaves, ask_must_haves.ChooseThreshold),
    *(prepare_publication.ChooseAccount, publish_many.PickTarget, publish_many.BeginTargets),
    *(publish_many.SendAll, ask_site.PickAlso, answer_field.AskField, answer_field.AnswerField),
    *(answer_field.TurnOptions, answer_field.FieldDone, answer_field.FixProblem),
    *(forget_draft.UndoForget, price_ad.PriceAd, note_card.TypeNote, put_off_card.TypeDayOff),
    *(answer_candidate.GoTo, answer_candidate.PickReason, answer_candidate.PickWords),
    *(answer_candidate.PickSiteText, answer_candidate.TypeWords, answer_candidate.AskValue),
    *(answer_candidate.TypeValue, send_answer.SendAnswer),
    *(join_by_hand.FindJoin, join_by_hand.PickJoin, join_by_hand.JoinByHand),
    *(vacancy_home.SiftHome, vacancy_home.TurnHome),
    *(vacancy_team.TurnColleagues, vacancy_team.TickColleague, vacancy_team.HandVacancy),
)
_COMPANY = (
    # New, or of a list that shows but what the member sees.
    *(write_vacancy.NewVacancy, copy_vacancy.CopyVacancy, copy_vacancy.SaveTemplate),
    *(open_inbox.OpenInbox, open_inbox.OpenQueue, open_inbox.TurnPage, open_inbox.BackToQueue),
    *(FindCandidates, review.BeginReview, review.TurnReview, open_missed.TurnMissed),
    *(open_missed.OpenAllMissed, bar_card.LiftBar),
    *(refuse_many.AskRefusal, refuse_many.LeaveOut, refuse_many.GoToStep),
    *(refuse_many.PickRefusalWords, refuse_many.ConfirmRefusal, refuse_many.StopRefusal),
    *(ask_report.AskReport, ask_report.TurnReportMenu, ask_report.ReportOf, ask_report.ReportOn),
    ask_report.AskReportSheet,
    # Of the account: its ads that nobody has linked.
    *(adopt_ads.TurnAds, adopt_ads.Later, adopt_ads.ChooseAds, adopt_ads.TickAd),
    *(adopt_ads.AskHistory, adopt_ads.TurnJoin, adopt_ads.ChooseHistory, link_ad.AskLink),
    *(link_ad.LeaveAd, paste_address.SearchAgain, paste_address.NextAddress),
    # They look at whose it is themselves.
    *(steer_sync.ResumeAll, plead.AnswerPlea, answer_from_group.OpenAnswer),
    *(ask_group.AskGroup, manage_group.ChooseCovers, manage_group.PickVacancy),
    *(manage_group.ShowFull, manage_group.UnlinkGroup, link_group.LinkGroup),
    *(ConfirmGroup, MoveHere),
    *(manage_group.ChooseGroupLanguage, manage_group.TurnTopics, manage_group.TurnBoard),
    *(manage_group.TurnBlind, answer_group.TellSettings),
    share_inline.Opine,  # whoever sent it into the chat asks all colleagues there
    *(answer_group.UnlinkHere, answer_group.AskUnlink, answer_group.MuteGroup),
    refuse_many.CallNobody,
    # The member's own chat, and texts of the team.
    *(choose_silence.TurnSilence, choose_silence.ChooseMode, choose_silence.ChooseHours),
    *(choose_silence.ChooseChat, choose_silence.ChooseVacancyMode, choose_silence.MuteMe),
    *(manage_answers.OpenAnswers, manage_answers.PickKind, manage_answers.AskChange),
    *(manage_answers.TurnLanguage, manage_answers.DeleteAnswer, manage_answers.RestoreAnswer),
    manage_answers.TypeAnswer,
)
_ITSELF = (share_inline.OpenShared, share_inline.OpenNote)
ABOUT: Mapping[type[Any], About] = {
    **dict.fromkeys(_CARD, About.CARD),
    **dict.fromkeys(_VACANCY, About.VACANCY),
    **dict.fromkeys(_AD, About.AD),
    **dict.fromkeys(_PLACE, About.PLACE),
    **dict.fromkeys(_COMPANY, About.COMPANY),
    **dict.fromkeys(_ITSELF, About.ITSELF),
    **dict.fromkeys((decide_person.SamePerson, decide_person.AnotherPerson), About.MERGE),
    **dict.fromkeys((leaf_through.TurnCarousel, leaf_through.OpenCarousel), About.CAROUSEL),
    send_answer.UndoAnswer: About.ACTION,
}
_OTHERWISE: Mapping[tuple[type[Any], str], About] = {
    (vacancy_home.OpenHome, "of_ad"): About.AD,
    (ask_report.AskReport, "of_vacancy"): About.VACANCY,
    (link_ad.AskLink, "to_vacancy"): About.VACANCY,
}
"""By a setting of the row."""


def about(row: Row) -> About:
    """Raises: KeyError for a use case that stands nowhere."""
    if row.right is None or row.right not in BY_VACANCY:
        return About.COMPANY
    if row.use_case is OpenScreen:
        return SUBJECTS.get(row.fixed["screen"], About.COMPANY)
    for setting in row.fixed:
        if (row.use_case, setting) in _OTHERWISE:
            return _OTHERWISE[row.use_case, setting]
    return ABOUT[row.use_case]
