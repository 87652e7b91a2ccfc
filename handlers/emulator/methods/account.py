"""Methods about the bot itself: who it is, its updates, commands, names, files."""

import re
from typing import Any

from handlers.emulator import shapes, updates, webhooks
from handlers.emulator.access import Asked
from handlers.emulator.files import DOWNLOAD_LIMIT
from handlers.emulator.methods import method
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import units

COMMANDS = 100
_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


@method("getMe")
def get_me(asked: Asked) -> Json:
    return shapes.me(asked.bot)


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(asked: Asked) -> list[Json]:
    return await updates.get_updates(asked.bot, asked.params)


@method(
    "setWebhook",
    "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
)
def set_webhook(asked: Asked) -> bool:
    return webhooks.set_webhook(asked.world, asked.bot, asked.params)


@method("deleteWebhook", "drop_pending_updates")
def delete_webhook(asked: Asked) -> bool:
    return webhooks.delete_webhook(asked.bot, asked.params)


@method("getWebhookInfo")
def webhook_info(asked: Asked) -> Json:
    return webhooks.webhook_info(asked.bot)


@method("getFile", "file_id")
def get_file(asked: Asked) -> Json:
    stored = asked.world.files.by_id(asked.bot.id, asked.params.text("file_id"))
    if stored is None:
        raise bad("invalid file_id")
    if len(stored.body) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return asked.world.files.shape(asked.bot.id, stored) | {"file_path": stored.path()}


def _scope(asked: Asked) -> str:
    """The scope of a list of commands as a key: its kind, chat and user."""
    found = asked.params.object("scope") or {"type": "default"}
    kind = found.get("type")
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    return "/".join(str(found.get(key, "")) for key in ("type", "chat_id", "user_id")).rstrip("/")


def _language(asked: Asked) -> str:
    code = asked.params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


@method("setMyCommands", "commands scope language_code")
def set_commands(asked: Asked) -> bool:
    commands = asked.params.list("commands")
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(one) for one in commands]
    asked.bot.profile.commands[_scope(asked), _language(asked)] = checked
    asked.world.touch()
    return True


def _command(found: Any) -> Json:
    if not isinstance(found, dict):
        raise bad("can't parse BotCommand: expected an Object")
    name = str(found.get("command", "")).removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(str(found.get("description", "")).strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": found["description"].strip()}


@method("getMyCommands", "scope language_code")
def get_commands(asked: Asked) -> list[Json]:
    return asked.bot.profile.commands.get((_scope(asked), _language(asked)), [])


@method("deleteMyCommands", "scope language_code")
def delete_commands(asked: Asked) -> bool:
    asked.bot.profile.commands.pop((_scope(asked), _language(asked)), None)
    asked.world.touch()
    return True


def _set_text(asked: Asked, name: str, limit: int) -> bool:
    text = asked.params.text(name).strip()
    if units(text) > limit:
        raise bad(f"{name.upper()}_TOO_LONG")
    asked.bot.profile.texts[name, _language(asked)] = text
    asked.world.touch()
    return True


def _get_text(asked: Asked, name: str) -> Json:
    """The text in that language, else the one without a language."""
    texts = asked.bot.profile.texts
    return {name: texts.get((name, _language(asked))) or texts.get((name, ""), "")}


@method("setMyName", "name language_code")
def set_name(asked: Asked) -> bool:
    return _set_text(asked, "name", 64)


@method("getMyName", "language_code")
def get_name(asked: Asked) -> Json:
    found = _get_text(asked, "name")
    return {"name": found["name"] or asked.bot.name}


@method("setMyDescription", "description language_code")
def set_description(asked: Asked) -> bool:
    return _set_text(asked, "description", 512)


@method("getMyDescription", "language_code")
def get_description(asked: Asked) -> Json:
    return _get_text(asked, "description")


@method("setMyShortDescription", "short_description language_code")
def set_short_description(asked: Asked) -> bool:
    return _set_text(asked, "short_description", 120)


@method("getMyShortDescription", "language_code")
def get_short_description(asked: Asked) -> Json:
    return _get_text(asked, "short_description")


@method("setChatMenuButton", "chat_id menu_button")
def set_menu_button(asked: Asked) -> bool:
    button = asked.params.object("menu_button") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad("can't parse MenuButton: unsupported type specified")
    asked.bot.profile.menu_buttons[asked.params.number("chat_id")] = button
    asked.world.touch()
    return True


@method("getChatMenuButton", "chat_id")
def get_menu_button(asked: Asked) -> Json:
    buttons = asked.bot.profile.menu_buttons
    return buttons.get(asked.params.number("chat_id")) or buttons.get(0) or {"type": "commands"}
