"""What a message shows: values that use cases read and `handlers/render` draws.

A view holds no words of ours, only what was typed, what the sites say, and numbers.
"""

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.conversation import Flash
from bot.domain.views.accounts import (
    AccountPage,
    Accounts,
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
from bot.domain.views.groups import (
    ConfirmFull,
    ConfirmUnlink,
    Contacts,
    GroupAdd,
    GroupAsked,
    GroupLost,
    GroupPage,
    Groups,
    GroupStatus,
    GroupUnlink,
    GroupWord,
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
    PastDeed,
)
from bot.domain.views.missed import Missed, MissedInGroup, MissedList, MissedOne
from bot.domain.views.news import (
    AccountPaused,
    BrokenContract,
    BrokenRecords,
    Card,
    CardFile,
    CardLetter,
    CardPhoto,
    PasswordLeft,
    PublicationResult,
    SiteBack,
    SiteDown,
)
from bot.domain.views.own_ads import (
    Adopting,
    AskHistory,
    LinkScreen,
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
    Help,
    InviteLink,
    Menu,
    Settings,
    Stranger,
)
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
    RetentionWarning,
)
from bot.domain.views.publications import (
    AskField,
    ChooseAccount,
    ConfirmClose,
    ConfirmProlong,
    Loading,
    Otherwise,
    Preview,
    PublicationPage,
    StatusList,
)
from bot.domain.views.radar import AdsChanged
from bot.domain.views.targets import (
    AlsoSent,
    Change,
    ChooseTargets,
    Progress,
    RoundTarget,
    Target,
    TargetLine,
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
    "AskCode",
    "AskCompany",
    "AskConsent",
    "AskDay",
    "AskField",
    "AskHistory",
    "AskLabel",
    "AskLogin",
    "AskNote",
    "AskTimeZone",
    "BarredList",
    "BarredOne",
    "BrokenContract",
    "BrokenRecords",
    "Card",
    "CardFile",
    "CardHistory",
    "CardLetter",
    "CardNote",
    "CardPage",
    "CardPhoto",
    "CardSaid",
    "CardState",
    "Change",
    "Checking",
    "Choice",
    "ChooseAccount",
    "ChooseLanguage",
    "ChooseSite",
    "ChooseTargets",
    "ChooseWork",
    "ConfirmArchive",
    "ConfirmClose",
    "ConfirmDelete",
    "ConfirmDisconnect",
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
    "GroupLost",
    "GroupPage",
    "GroupStatus",
    "GroupUnlink",
    "GroupWord",
    "Groups",
    "Help",
    "InviteLink",
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
    "Offer",
    "Offers",
    "Otherwise",
    "PasswordLeft",
    "PastDeed",
    "Pasted",
    "Preview",
    "Privacy",
    "Progress",
    "PublicationLine",
    "PublicationPage",
    "PublicationResult",
    "RetentionWarning",
    "RoundTarget",
    "Screen",
    "Settings",
    "SiteBack",
    "SiteDown",
    "StatusList",
    "Stranger",
    "SyncOutcome",
    "SyncedAccount",
    "Target",
    "TargetLine",
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
    | InviteLink
    | Accounts
    | ChooseSite
    | AskLogin
    | AskCode
    | ChooseWork
    | Offers
    | Offer
    | Checking
    | AskLabel
    | AccountPage
    | ConfirmDisconnect
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
    | ConfirmProlong
    | StatusList
    | Card
    | CardFile
    | CardLetter
    | CardPhoto
    | CardHistory
    | CardSaid
    | AskNote
    | AskDay
    | BarredList
    | PasswordLeft
    | PublicationResult
    | AccountPaused
    | SiteDown
    | SiteBack
    | BrokenRecords
    | BrokenContract
    | AdsChanged
    | UnlinkedNews
    | LinkScreen
    | UnlinkedList
    | Pasted
    | AskHistory
    | Adopting
    | ConfirmFull
    | ConfirmUnlink
    | GroupAdd
    | GroupAsked
    | GroupLost
    | GroupPage
    | GroupStatus
    | GroupUnlink
    | GroupWord
    | Groups
    | MaskedCard
    | Missed
    | MissedInGroup
    | MissedList
    | ChooseTargets
    | Progress
    | Erased
    | ExportFile
    | ExportList
    | ExportOne
    | Forget
    | ForgetPerson
    | Privacy
    | RetentionWarning
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A view as the living message of a conversation; buttons carry `version`."""

    view: View
    version: int
    flash: Flash | None = None
