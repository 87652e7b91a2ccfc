"""What one engine has compiled serves all of the same kind: SQLAlchemy keeps it by the dialect."""

from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine

_compiled: dict[type[Dialect], tuple[Dialect, dict[Any, Any]]] = {}


def compile_once(opened: AsyncEngine) -> AsyncEngine:
    """The same engine; most tests make one, and compiling a statement takes longer than asking."""
    engine = opened.sync_engine
    fresh: tuple[Dialect, dict[Any, Any]] = (engine.dialect, {})
    engine.dialect, compiled = _compiled.setdefault(type(engine.dialect), fresh)
    engine.update_execution_options(compiled_cache=compiled)
    return opened
