"""What every emulator shares: injected faults, recorded calls, violations, a paced clock.

`install(app)` puts one middleware and the control addresses below into an aiohttp application.
Addresses under /emulator/ are the control API: never faulted, never recorded.

    POST   /emulator/faults       one rule, see `Fault`; answers {"id": 1}
    GET    /emulator/faults       rules that still stand
    DELETE /emulator/faults       forget all rules
    GET    /emulator/calls        recorded requests, oldest first
    DELETE /emulator/calls        forget them
    GET    /emulator/violations   what must fail a test run (paid calls, two syncs at once)
    DELETE /emulator/violations   forget them
"""

from bot.emulator_kit.clock import PacedClock, Real, Window
from bot.emulator_kit.control import (
    CONTROL,
    Call,
    Kit,
    check_names,
    control_answer,
    control_body,
    control_number,
    control_wrong,
    install,
    is_control,
    kit_of,
    serve,
)
from bot.emulator_kit.faults import Fault, Faults

__all__ = [
    "CONTROL",
    "Call",
    "Fault",
    "Faults",
    "Kit",
    "PacedClock",
    "Real",
    "Window",
    "check_names",
    "control_answer",
    "control_body",
    "control_number",
    "control_wrong",
    "install",
    "is_control",
    "kit_of",
    "serve",
]
