"""A job for whoever will work on a database that nobody works on yet."""

import json
from datetime import datetime

from sqlalchemy import Connection, insert

from bot.domain.jobs import Job
from storage.jobs import rows
from storage.tables import jobs


def leave_job(connection: Connection, job: Job, now: datetime) -> None:
    """Add the job in this transaction, for the engine that the database will be run with."""
    if connection.dialect.name == "sqlite":
        connection.execute(insert(jobs), [rows.row_of(job, now)])
        return
    # Its packages are loaded by who has a server: they take a tenth of a second.
    from storage.jobs.postgres import PUT, row_of  # noqa: PLC0415 - see above

    connection.exec_driver_sql(PUT, {"jobs": json.dumps([row_of(job)])})
