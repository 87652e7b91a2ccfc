"""Start and stop: everything of one process, opened in order and closed in reverse."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.health import Process
from bot.domain.paces import Paces
from bot.domain.window import Rules
from bot.usecases.answer_candidate import OFFERS
from bot.usecases.ask_offers import AskOffers
from bot.usecases.ask_site import ACT
from bot.usecases.connect_account import CONNECT, ConnectAccount
from bot.usecases.deliver_notices import DeliverNotices
from bot.usecases.enter import Registration
from bot.usecases.erase_person import ERASE, ErasePerson
from bot.usecases.fetch_files import FetchFiles
from bot.usecases.fetch_stubs import FetchStubs
from bot.usecases.follow_topics import KEEP_TOPIC, KeepTopic
from bot.usecases.give_candidates import GIVE, GiveCandidates
from bot.usecases.glance import GLANCE, Glance
from bot.usecases.hand_over import HAND_OVER, HandOverStranded
from bot.usecases.keep_applications import FETCH_FILES, FETCH_STUBS, READ_REST
from bot.usecases.keep_board import KEEP_BOARD, KeepBoard
from bot.usecases.keep_dictionaries import KeepDictionaries
from bot.usecases.keep_hooks import KeepHook, MoveDoors
from bot.usecases.keep_retention import RETAIN, KeepRetention, RetainCandidates
from bot.usecases.link_ad import LinkAd
from bot.usecases.log_in_by_code import REDEEM, ComeBack, RedeemCode
from bot.usecases.look_at_ad import COUNT, CountViews
from bot.usecases.look_for_work import DELIVER, LookForWork, Prune
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
from bot.usecases.renew_credentials import RenewCredentials
from bot.usecases.replay_erasures import ReplayErasures
from bot.usecases.retry_records import RetryRecords
from bot.usecases.run_site_action import RunSiteAction
from bot.usecases.settle_adoption import READ_HISTORY
from bot.usecases.sync_applications import SYNC, SyncApplications
from bot.usecases.take_call import LOOK_INTO, LookInto, TakeCall
from bot.usecases.tell_candidate import TellCandidate
from bot.usecases.tell_digest import TELL_DIGEST, TellDigest
from bot.usecases.tell_faults import KeepCounts
from bot.usecases.tell_member import CAME, TellCame
from bot.usecases.tell_morning import TELL_MORNING, TellMorning
from bot.usecases.tell_new import TELL_NEW, TellGathered
from bot.usecases.tell_report import TELL_REPORT, TellReport
from bot.usecases.wake_waiting import WAKE_WAITING, WakeWaiting
from bot.wiring import redaction
from bot.wiring.database import Part, StoppedEarly, opened
from bot.wiring.lost_database import require_used
from bot.wiring.meter import CountedChat, Meter, counted, counted_job
from bot.wiring.metrics import Metrics
from bot.wiring.parts import Parts
from bot.wiring.refusals import led_by
from bot.wiring.settings import AllSettings, Settings
from bot.wiring.telegram import Telegram
from bot.wiring.watching import keep_counts, this_process
from bot.wiring.zones import search_zones
from handlers.arrivals import ANSWER
from handlers.texts import load as load_texts
from handlers.web import Outside, door, open_door
from sites import WrongSite
from sites.kit.http import Web
from sites.kit.plugins import Plugins, site_rates
from sites.kit.site import Site
from storage.canary import check_key, has_canary
from storage.clock import DatabaseClock
from storage.files import EncryptedFiles
from storage.in_use import sites_in_use
from storage.jobs import Engine
from storage.journal import ErasureJournal
from storage.keys import KeyFileMissing, WatchedKeys
from storage.limits import SqlLimits
from storage.repositories.watching import SqlPauses
from storage.scour import ScourDatabase
from storage.uow import SqlUnitOfWork
from storage.vault import FernetVault

log = logging.getLogger(__name__)
_LOOK_LEAST = 0.2
"""Seconds between two looks at the key file, at any pace."""


@dataclass(slots=True)
class House:
    """What stands once the process is assembled."""

    parts: Parts
    engine: AsyncEngine
    jobs: Engine
    telegram: Telegram
    paces: Paces
    settings: Settings
    meter: Meter
    process: Process

    @property
    def outside(self) -> Outside:
        """What those come to who are sent here by the sites."""
        make, telegram = self.parts.make, self.telegram
        return Outside(make(ComeBack), make(TakeCall), telegram.texts, lambda: telegram.username)

    @property
    def metrics(self) -> Metrics:
        """What monitoring reads."""
        ports = self.parts.ports
        return Metrics(self.meter, ports["uow"], ports["clock"], self.process, self.ready)

    async def ready(self) -> bool:
        """The database answers and Telegram is heard."""
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return self.telegram.hears


def rules(sites: Sequence[Site[Any]], paces: Paces) -> Rules:
    """Every limit that holds, by the beginning of its key (design.md 11)."""
    return {
        "tg:": paces.bot_rates,
        "chat:": paces.chat_rates(group=False),
        "group:": paces.chat_rates(group=True),
        "account:": (),  # only ever halted, by the site's own word
        **site_rates(sites, paces),
    }


def open_vault(settings: Settings) -> FernetVault:
    """With the keys that are set, else those of the key file, which the first start makes.

    Raises: storage.keys.KeyFileBroken, storage.vault.BadKey, Unusable.
    """
    if settings.keys:
        return FernetVault(settings.keys)
    watched = WatchedKeys(settings.key_file, redaction.hide)
    with led_by("ENCRYPTION_KEYS", settings.key_file):
        keys, made = watched.load()
    if made:
        log.warning(
            "made a new encryption key in %s: back it up, nothing opens without it",
            settings.key_file,
        )
    return FernetVault(keys, watched.changed)


async def vault_of(settings: Settings, engine: AsyncEngine) -> FernetVault:
    """The vault that this database opens with; a key is made only where none has written.

    Raises: DatabaseLost, storage.keys.KeyFileMissing, WrongKey, and what `open_vault` does.
    """
    if not settings.keys and not settings.key_file.exists() and await has_canary(engine):
        raise KeyFileMissing(settings.key_file)
    await require_used(settings, engine)
    vault = open_vault(settings)
    await check_key(engine, vault)
    return vault


async def check_sites(engine: AsyncEngine, sites: Sequence[Site[Any]]) -> None:
    """No screen could be drawn of an account at a site that nobody knows. Raises: WrongSite."""
    lacking = await sites_in_use(engine) - {site.info.key for site in sites}
    if lacking:
        known = ", ".join(sorted(lacking))
        raise WrongSite(
            f"SITES_PATH: the database has accounts at {known}, and there is no plug-in"
        )


@asynccontextmanager
async def assembled(
    settings: AllSettings,
    sites: Sequence[Site[Any]],
    part: Part = Part.ALL,
    stop: asyncio.Event | None = None,
) -> AsyncIterator[House]:
    """Open the database and all that stands on it; nothing runs yet.

    Raises: WrongSite, Unusable and what `vault_of` and `bot.wiring.database.opened` do, each
    clearly.
    """
    own = settings.own
    paces = Paces(own.pace, own.sync_interval, undo_least=own.undo_least)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(opened(own, paces, part, stop))
        engine, clock, jobs = database.engine, database.clock, database.jobs
        vault = await vault_of(own, engine)
        await check_sites(engine, sites)
        files = EncryptedFiles(own.files_dir, vault)
        with led_by("FILES_DIR", own.files_dir):
            files.prove()
        journal = ErasureJournal(own.erasure_journal)
        with led_by("DATABASE_URL" if own.on_sqlite else "FILES_DIR", own.erasure_journal):
            journal.prove()
        uow = SqlUnitOfWork(engine, vault, jobs, clock, bot_id=own.bot_id)
        limits = SqlLimits(engine, clock, rules(sites, paces))
        web = Web(clock=clock, limits=limits, paces=paces, contact_email=own.contact_email)
        await stack.enter_async_context(web)
        meter, process = Meter(clock), this_process(clock.now())
        web.watched.called, web.watched.paused = meter.called, SqlPauses(engine)
        parts = Parts(
            uow=uow,
            clock=clock,
            paces=paces,
            vault=vault,
            limits=limits,
            sites=Plugins(
                sites,
                settings.sites,
                web,
                RenewCredentials(uow, clock, paces, own.bot_id),
                reachable=bool(own.public_url),
            ),
            files=files,
            journal=journal,
            scour=ScourDatabase(engine, own.database_file if own.on_sqlite else None),
            bot_id=own.bot_id,
            operators=own.operators,
            faults=meter,
            process=process,
            support=own.support_contact,
            public_url=own.public_url,
            registration=Registration(own.registration == "open", frozenset(own.operators)),
            search_zones=search_zones,
            quiet_hours=own.usual_silence,
        )
        parts.add(dictionaries=parts.make(KeepDictionaries))
        texts = load_texts([site.texts for site in sites])
        telegram = Telegram(own, parts, texts, meter)
        parts.add(
            chat=CountedChat(telegram.chat, meter),
            group_chats=telegram.group_chats,
            attachments=telegram.attachments,
        )
        house = House(parts, engine, jobs, telegram, paces, own, meter, process)
        _register_tasks(house)
        yield house


_TASKS: dict[str, type[Any]] = {
    DELIVER: DeliverNotices,
    SYNC: SyncApplications,
    ACT: RunSiteAction,
    CONNECT: ConnectAccount,
    CHECK: CheckAccount,
    LOAD: LoadForm,
    MATCH: MatchCandidate,
    MATCH_ALL: MatchAll,
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
}


def _register_tasks(house: House) -> None:
    for name, use_case in _TASKS.items():
        run = counted_job(house.meter, name, house.parts.make(use_case))
        house.jobs.task(name, run)
    house.jobs.task(ANSWER, counted_job(house.meter, ANSWER, house.telegram.answer))


async def run(
    settings: AllSettings,
    sites: Sequence[Site[Any]],
    stop: asyncio.Event,
    on_start: Callable[[House], None] | None = None,
    part: Part = Part.ALL,
) -> None:
    """Work until `stop`. What a killed process left is gone on with at once."""
    with contextlib.suppress(StoppedEarly):
        async with assembled(settings, sites, part, stop) as house:
            await house.parts.make(ReplayErasures)()
            with led_by("LISTEN", settings.own.listen):
                outside = house.outside if Part.BOT in part else None
                updates = house.telegram.door if Part.BOT in part else None
                doors = door(house.ready, outside, updates, house.metrics)
                runner = await open_door(doors, settings.own.listen)
            try:
                if on_start is not None:
                    on_start(house)
                await _work(house, stop, part)
            finally:
                await house.telegram.close()  # after the jobs: a message in hand is still sent
                await runner.cleanup()


async def _work(house: House, stop: asyncio.Event, part: Part) -> None:
    make, jobs, paces = house.parts.make, house.jobs, house.paces
    meter = house.meter
    jobs.every("look for work", paces.tick, counted(meter, make(LookForWork)))
    jobs.every("prune", paces.of(hours=1), counted(meter, make(Prune)))
    jobs.every("doors", paces.hook_check, counted(meter, make(MoveDoors)))
    jobs.every("retention", paces.of(hours=24), counted(meter, make(KeepRetention)))
    jobs.every("kept records", paces.of(hours=24), counted(meter, make(RetryRecords)))
    counting = keep_counts(meter, make(KeepCounts), paces)
    speaking = house.telegram.run() if Part.BOT in part else house.telegram.send()
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(jobs.run(), name="jobs"),
            group.create_task(speaking, name="telegram"),
            group.create_task(_keep_time(house), name="clock"),
            group.create_task(_keep_keys(house), name="keys"),
            group.create_task(counting, name="counts"),
            group.create_task(_tell(house), name="start"),
        ]
        await stop.wait()
        log.info("stopping")
        for task in reversed(tasks):
            task.cancel()


async def _tell(house: House) -> None:
    """A token that Telegram does not know ends the process before it is said to run."""
    await house.telegram.asked.wait()
    log.info("vidhuk is running")


async def _keep_keys(house: House) -> None:
    """Who seals nothing for long would not see a new key before the old one is dropped."""
    vault = house.parts.ports["vault"]
    while True:
        await asyncio.sleep(max(house.paces.key_look.total_seconds(), _LOOK_LEAST))
        vault.look_again()


async def _keep_time(house: House) -> None:
    """Machines' clocks drift apart; a database that is away is somebody else's to tell of."""
    clock = house.parts.ports["clock"]
    while isinstance(clock, DatabaseClock):
        await asyncio.sleep(house.paces.tick.total_seconds())
        with contextlib.suppress(OperationalError, PoolTimeout):
            await clock.measure()
