"""Where ads of Work.ua are on the web (work-ua.md section 11); pure."""

from sites.kit.addresses import address, number


def ad_id(text: str) -> str | None:
    """The ad whose page this is: `work.ua/jobs/<id>/`, in any language, of any device."""
    found = address(text)
    if found is None or not found.at("work.ua"):
        return None
    match found.path:
        case ("jobs", ad):
            return number(ad)
    return None
