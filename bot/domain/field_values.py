"""The values of a site's own fields beside the site's lists; pure."""

from collections.abc import Mapping, Sequence

from bot.domain.site import AdField, Entry, FieldValues


def standing(
    fields: Sequence[AdField], values: FieldValues, lists: Mapping[str, Sequence[Entry]]
) -> tuple[FieldValues, FieldValues]:
    """The values as the site's lists have them now, and those that are in none any more."""
    kept, gone = dict(values), {}
    for one in fields:
        chosen = values.get(one.key, ())
        now = {entry.id: entry for entry in lists.get(one.dictionary, ())}
        if chosen and now:
            kept[one.key] = tuple(now[entry.id] for entry in chosen if entry.id in now)
            gone[one.key] = tuple(entry for entry in chosen if entry.id not in now)
    return kept, {key: entries for key, entries in gone.items() if entries}
