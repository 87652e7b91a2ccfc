"""What a message shows: values that use cases read and `handlers/render` draws.

A view holds no words of ours, only what was typed, what the sites say, and numbers.
"""

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.conversation import Flash
from bot.domain.views.accounts import (
    AccountPage,
    Accounts,
    AccountView,
    AskCode,
    AskLabel,
    AskLogin,
    Checking,
    ChooseSite,
    ChooseWork,
    ConfirmDisconnect,
    Offer,
    Offers,
    SyncedAccount,
    SyncOutcome,
)
from bot.domain.views.answers import (
    AnswerExample,
    AnswerPage,
    Answers,
    AnswersView,
    AskAnswer,
    AskAnswerKind,
)
from bot.domain.views.audit import AuditView
from bot.domain.views.boards import BoardLine, CameToday, GroupBoard, TodayOne, TodayPage
from bot.domain.views.groups import (
    ConfirmFull,
    ConfirmUnlink,
    Contacts,
    GroupAdd,
    GroupAsked,
    GroupLine,
    GroupLost,
    GroupPage,
    Groups,
    GroupSettings,
    GroupStatus,
    GroupTrouble,
    GroupUnlink,
    GroupView,
    GroupWord,
    InTopic,
    MaskedCard,
)
from bot.domain.views.handling import (
    AskDay,
    AskNote,
    BarredList,
    BarredOne,
    CardHistory,
    CardNote,
    CardPage,
    CardSaid,
    CardState,
    Choice,
    HandlingView,
    PastDeed,
)
from bot.domain.views.health import AskSitePause, HealthPage, HealthSite, HealthView, OurFault
from bot.domain.views.inbox import InboxView
from bot.domain.views.inline import SharedCard
from bot.domain.views.missed import Missed, MissedInGroup, MissedList, MissedOne, MissedView
from bot.domain.views.news import (
    AccountPaused,
    BrokenContract,
    BrokenRecords,
    Card,
    CardFile,
    CardLetter,
    CardParts,
    CardPhoto,
    Carousel,
    PasswordLeft,
    PublicationResult,
    SiteBack,
    SiteDown,
)
from bot.domain.views.noise import (
    AskHours,
    Bell,
    Morning,
    MorningAd,
    MorningLater,
    MorningPage,
    NoiseView,
    Silence,
)
from bot.domain.views.own_ads import (
    Adopting,
    AskHistory,
    LinkScreen,
    OwnAdsView,
    Pasted,
    UnlinkedList,
    UnlinkedNews,
    WaitingAd,
)
from bot.domain.views.people import (
    AskCompany,
    AskConsent,
    AskTimeZone,
    ChooseLanguage,
    Company,
    Help,
    InviteLink,
    Menu,
    Settings,
    Stranger,
)
from bot.domain.views.persons import CardAgain, Kin, OtherAnswer, PersonView, Question
from bot.domain.views.privacy import (
    Erased,
    ExportChoice,
    ExportFile,
    ExportList,
    ExportOne,
    Forget,
    ForgetPerson,
    ForgetRecord,
    Looked,
    Privacy,
    PrivacyView,
    RetentionWarning,
)
from bot.domain.views.publications import (
    AskField,
    ChooseAccount,
    ConfirmClose,
    ConfirmForget,
    ConfirmProlong,
    Loading,
    Otherwise,
    Preview,
    PublicationPage,
    StatusFilters,
    StatusList,
)
from bot.domain.views.radar import AdsChanged
from bot.domain.views.reports import HomeView
from bot.domain.views.targets import (
    AlsoSent,
    Change,
    ChooseTargets,
    Progress,
    RoundTarget,
    Target,
    TargetLine,
)
from bot.domain.views.team import TeamView
from bot.domain.views.telling import (
    TellPreview,
    TellReason,
    TellText,
    TellValue,
    TellView,
    TellWords,
    Told,
    ToldHere,
)
from bot.domain.views.vacancies import (
    ConfirmArchive,
    ConfirmDelete,
    ContinueDraft,
    Doubts,
    Misfit,
    PublicationLine,
    Vacancies,
    VacancyForm,
    VacancyPage,
    Wording,
)

__all__ = [
    "AccountPage",
    "AccountPaused",
    "Accounts",
    "Adopting",
    "AdsChanged",
    "AlsoSent",
    "AnswerExample",
    "AnswerPage",
    "Answers",
    "AskAnswer",
    "AskAnswerKind",
    "AskCode",
    "AskCompany",
    "AskConsent",
    "AskDay",
    "AskField",
    "AskHistory",
    "AskHours",
    "AskLabel",
    "AskLogin",
    "AskNote",
    "AskSitePause",
    "AskTimeZone",
    "BarredList",
    "BarredOne",
    "Bell",
    "BoardLine",
    "BrokenContract",
    "BrokenRecords",
    "CameToday",
    "Card",
    "CardAgain",
    "CardFile",
    "CardHistory",
    "CardLetter",
    "CardNote",
    "CardPage",
    "CardPhoto",
    "CardSaid",
    "CardState",
    "Carousel",
    "Change",
    "Checking",
    "Choice",
    "ChooseAccount",
    "ChooseLanguage",
    "ChooseSite",
    "ChooseTargets",
    "ChooseWork",
    "Company",
    "ConfirmArchive",
    "ConfirmClose",
    "ConfirmDelete",
    "ConfirmDisconnect",
    "ConfirmForget",
    "ConfirmFull",
    "ConfirmProlong",
    "ConfirmUnlink",
    "Contacts",
    "ContinueDraft",
    "Doubts",
    "Erased",
    "ExportChoice",
    "ExportFile",
    "ExportList",
    "ExportOne",
    "Forget",
    "ForgetPerson",
    "ForgetRecord",
    "GroupAdd",
    "GroupAsked",
    "GroupBoard",
    "GroupLine",
    "GroupLost",
    "GroupPage",
    "GroupSettings",
    "GroupStatus",
    "GroupTrouble",
    "GroupUnlink",
    "GroupView",
    "GroupWord",
    "Groups",
    "HealthPage",
    "HealthSite",
    "Help",
    "InTopic",
    "InviteLink",
    "Kin",
    "LinkScreen",
    "Loading",
    "Looked",
    "MaskedCard",
    "Menu",
    "Misfit",
    "Missed",
    "MissedInGroup",
    "MissedList",
    "MissedOne",
    "Morning",
    "MorningAd",
    "MorningLater",
    "MorningPage",
    "Offer",
    "Offers",
    "OtherAnswer",
    "Otherwise",
    "OurFault",
    "PasswordLeft",
    "PastDeed",
    "Pasted",
    "Preview",
    "Privacy",
    "Progress",
    "PublicationLine",
    "PublicationPage",
    "PublicationResult",
    "Question",
    "RetentionWarning",
    "RoundTarget",
    "Screen",
    "Settings",
    "Silence",
    "SiteBack",
    "SiteDown",
    "StatusFilters",
    "StatusList",
    "Stranger",
    "SyncOutcome",
    "SyncedAccount",
    "Target",
    "TargetLine",
    "TeamView",
    "TellPreview",
    "TellReason",
    "TellText",
    "TellValue",
    "TellWords",
    "TodayOne",
    "TodayPage",
    "Told",
    "ToldHere",
    "UnlinkedList",
    "UnlinkedNews",
    "Vacancies",
    "VacancyForm",
    "VacancyPage",
    "View",
    "WaitingAd",
    "Wording",
]

View: TypeAlias = (
    ChooseLanguage
    | AskCompany
    | AskTimeZone
    | AskConsent
    | Stranger
    | Menu
    | Help
    | Settings
    | Company
    | InviteLink
    | AccountView
    | Vacancies
    | ContinueDraft
    | VacancyForm
    | VacancyPage
    | ConfirmDelete
    | ConfirmArchive
    | Wording
    | ChooseAccount
    | Loading
    | AskField
    | Preview
    | PublicationPage
    | ConfirmClose
    | ConfirmForget
    | ConfirmProlong
    | StatusList
    | Card
    | PersonView
    | CardParts
    | HandlingView
    | Carousel
    | NoiseView
    | InboxView
    | PasswordLeft
    | PublicationResult
    | AccountPaused
    | SiteDown
    | SiteBack
    | BrokenRecords
    | BrokenContract
    | AdsChanged
    | OwnAdsView
    | GroupView
    | MissedView
    | ChooseTargets
    | Progress
    | AnswersView
    | TellView
    | PrivacyView
    | HomeView
    | TeamView
    | AuditView
    | HealthView
    | SharedCard
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A view as the living message of a conversation; buttons carry `version`."""

    view: View
    version: int
    flash: Flash | None = None
