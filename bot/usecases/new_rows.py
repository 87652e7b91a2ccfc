"""What a site gives of a response, as rows that are not stored so far."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.application import Application, ApplicationStub, FileKind, FileState, StoredFile
from bot.domain.digest import Digest
from bot.domain.ids import ApplicationId, FileId, PersonId, new_id
from bot.domain.publication import Publication
from bot.domain.site import RemoteApplication


def rows_of(
    account: EmployerAccount,
    publication: Publication,
    item: RemoteApplication,
    now: datetime,
    digests: Sequence[Digest],
) -> tuple[Application, list[StoredFile]]:
    """A new application with a person of its own, and its files."""
    bare = Application(
        id=ApplicationId(new_id()),
        workspace_id=account.workspace_id,
        person_id=PersonId(new_id()),
        account_id=account.id,
        publication_id=publication.id,
        site=account.site,
        remote_id=item.remote_id,
        remote_ad_id=item.remote_ad_id,
        sent_at=item.sent_at,
        stored_at=now,
        digest_id=next(
            (one.id for one in digests if one.takes(publication.id, item.sent_at)), None
        ),
    )
    application = with_all(bare, item)
    return application, files_of(application, item, now)


def with_all(application: Application, item: RemoteApplication) -> Application:
    """With all that the site tells of it now."""
    return replace(
        application,
        url=item.url,
        name=item.name or application.name,
        phones=item.phones,
        emails=item.emails,
        birth_date=item.birth_date,
        city=item.city,
        letter=item.letter,
        resume_text=item.resume_text,
        skills=item.skills,
        position=item.position,
        pay=item.pay,
        channels=item.channels,
        standing=item.standing,
        unopened=item.unopened,
        held_until=item.held_until,
    )


def files_of(application: Application, item: RemoteApplication, now: datetime) -> list[StoredFile]:
    """Those that the site has, to be fetched."""
    return [
        StoredFile(
            FileId(new_id()),
            application.workspace_id,
            application.id,
            kind,
            FileState.WANTED,
            ref.ref,
            name=ref.name,
            wanted_at=now,
        )
        for kind, ref in ((FileKind.PHOTO, item.photo), (FileKind.RESUME, item.resume))
        if ref is not None
    ]


def stub_of(account: EmployerAccount, item: RemoteApplication) -> ApplicationStub:
    """What is kept of a response that nobody wants so far."""
    return ApplicationStub(
        account.workspace_id,
        account.id,
        account.site,
        item.remote_ad_id,
        item.remote_id,
        item.sent_at,
    )
