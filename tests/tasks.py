"""Which use case does which job, as wiring has it."""

from collections.abc import Mapping
from typing import Any

from bot.usecases.answer_candidate import OFFERS
from bot.usecases.ask_offers import AskOffers
from bot.usecases.ask_site import ACT
from bot.usecases.connect_account import CONNECT, ConnectAccount
from bot.usecases.deliver_notices import DeliverNotices
from bot.usecases.erase_person import ERASE, ErasePerson
from bot.usecases.fetch_files import FetchFiles
from bot.usecases.fetch_stubs import FetchStubs
from bot.usecases.follow_topics import KEEP_TOPIC, KeepTopic
from bot.usecases.give_candidates import GIVE, GiveCandidates
from bot.usecases.glance import GLANCE, Glance
from bot.usecases.hand_over import HAND_OVER, HandOverStranded
from bot.usecases.keep_applications import FETCH_FILES, FETCH_STUBS, READ_REST
from bot.usecases.keep_board import KEEP_BOARD, KeepBoard
from bot.usecases.keep_hooks import KeepHook
from bot.usecases.keep_retention import RETAIN, RetainCandidates
from bot.usecases.link_ad import LinkAd
from bot.usecases.log_in_by_code import REDEEM, RedeemCode
from bot.usecases.look_at_ad import COUNT, CountViews
from bot.usecases.look_for_work import DELIVER
from bot.usecases.manage_account import CHECK, CheckAccount
from bot.usecases.match_candidates import MATCH, MATCH_ALL, MatchAll, MatchCandidate
from bot.usecases.note_unlinked import LINK_AD
from bot.usecases.open_hook import HOOK
from bot.usecases.owe_answer import TELL
from bot.usecases.paste_address import FIND_AD, FindAd
from bot.usecases.prepare_publication import LOAD, LoadForm
from bot.usecases.read_history import ReadHistory
from bot.usecases.read_rest import ReadRest
from bot.usecases.reconcile import RECONCILE, Reconcile
from bot.usecases.refusal_job import REFUSE
from bot.usecases.refuse_candidates import RefuseCandidates
from bot.usecases.run_site_action import RunSiteAction
from bot.usecases.settle_adoption import READ_HISTORY
from bot.usecases.sync_applications import SYNC, SyncApplications
from bot.usecases.take_call import LOOK_INTO, LookInto
from bot.usecases.tell_candidate import TellCandidate
from bot.usecases.tell_digest import TELL_DIGEST, TellDigest
from bot.usecases.tell_member import CAME, TellCame
from bot.usecases.tell_morning import TELL_MORNING, TellMorning
from bot.usecases.tell_new import TELL_NEW, TellGathered
from bot.usecases.tell_report import TELL_REPORT, TellReport
from bot.usecases.wake_waiting import WAKE_WAITING, WakeWaiting

TASKS: Mapping[str, type[Any]] = {
    DELIVER: DeliverNotices,
    SYNC: SyncApplications,
    ACT: RunSiteAction,
    CONNECT: ConnectAccount,
    CHECK: CheckAccount,
    LOAD: LoadForm,
    FETCH_FILES: FetchFiles,
    FETCH_STUBS: FetchStubs,
    READ_REST: ReadRest,
    LINK_AD: LinkAd,
    FIND_AD: FindAd,
    READ_HISTORY: ReadHistory,
    COUNT: CountViews,
    REDEEM: RedeemCode,
    HOOK: KeepHook,
    LOOK_INTO: LookInto,
    HAND_OVER: HandOverStranded,
    GIVE: GiveCandidates,
    CAME: TellCame,
    TELL_DIGEST: TellDigest,
    TELL: TellCandidate,
    OFFERS: AskOffers,
    RECONCILE: Reconcile,
    GLANCE: Glance,
    TELL_NEW: TellGathered,
    TELL_MORNING: TellMorning,
    TELL_REPORT: TellReport,
    ERASE: ErasePerson,
    RETAIN: RetainCandidates,
    REFUSE: RefuseCandidates,
    KEEP_TOPIC: KeepTopic,
    KEEP_BOARD: KeepBoard,
    WAKE_WAITING: WakeWaiting,
    MATCH: MatchCandidate,
    MATCH_ALL: MatchAll,
}
