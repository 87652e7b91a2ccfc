"""Sending a person to the login page of a site; they come back with a code."""

import secrets
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.code_login import CodeLogin
from bot.domain.conversation import Flash, Place
from bot.domain.errors import NoWayBack
from bot.domain.ids import CodeLoginId, new_id
from bot.domain.paces import Paces
from bot.domain.secret import Secret
from bot.domain.site import Challenge
from bot.domain.workspace import Actor
from bot.ports import Clock, Sites, Transaction, Vault
from bot.usecases.asked import Asked
from bot.usecases.screens import show

STATE = "code-login"
"""What the HMAC of a state is for."""


@dataclass(frozen=True, slots=True)
class SendToLogin:
    """Show the way to the site's page, in the caller's transaction."""

    sites: Sites
    clock: Clock
    vault: Vault
    paces: Paces
    bot_id: int
    public_url: str

    async def __call__(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Asked,
        site: str,
        account: EmployerAccount | None = None,
        flash: Flash | None = None,
    ) -> None:
        """`account`: the one that gets a new login. Raises: NoWayBack."""
        if not self.public_url:
            raise NoWayBack
        state = Secret(secrets.token_urlsafe(32))
        verifier = Secret(secrets.token_urlsafe(48))  # 64 characters: RFC 7636 has 43 to 128
        challenge = Challenge(state, verifier, f"{self.public_url}/oauth/{site}")
        until = self.clock.now() + self.paces.login_life
        login = CodeLogin(
            CodeLoginId(new_id()),
            actor.workspace_id,
            self.bot_id,
            actor.user_id,
            site,
            self.vault.hmac(STATE, state.reveal()),
            challenge,
            until,
            again=account.id if account else None,
        )
        await tx.code_logins.save(login)
        talk = (await tx.conversations.of(actor)).cleared()
        talk = talk.drafted(
            site=site,
            address=self.sites.authorize(site, challenge),
            until=until.isoformat(),
            again=login.again,
        )
        place = Place("connect_code", login.again or 0)
        await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
