"""What may be asked of Work.ua, and as whom; pure."""

import base64
import re

# An allow-list: /resume and /resumes spend paid contact openings, the cost of /candidates is
# unknown (A24), so none of them can be asked for by mistake.
PATHS = tuple(
    re.compile(path)
    for path in (
        r"/jobs",
        r"/jobs/my",
        r"/jobs/responses",
        r"/jobs/\d+",
        r"/jobs/\d+/close",
        r"/jobs/\d+/responses",
        r"/dictionaries/[a-z_]+",
        r"/available-publications",
    )
)
FILES = (re.compile(r"/response_files/\d+/\d+"), re.compile(r"/sent_photo(?:/[\w-][\w.-]*)+"))
HOSTS = ("work.ua",)


def auth_header(login: str, password: str) -> str:
    """Basic credentials in UTF-8 (A01)."""
    packed = f"{login}:{password}".encode("utf-8", "replace")
    return "Basic " + base64.b64encode(packed).decode("ascii")
