"""Where Robota.ua is."""

from pydantic import Field

from sites.kit.site import BaseAddress, SiteSettings


class Settings(SiteSettings):
    """ROBOTA_UA_..."""

    auth_url: BaseAddress = Field(
        default="https://auth-api.robota.ua", description="Where one logs in at Robota.ua."
    )
    api_url: BaseAddress = Field(
        default="https://employer-api.robota.ua", description="Robota.ua's API for employers."
    )
    dictionary_url: BaseAddress = Field(
        default="https://api.robota.ua", description="Robota.ua's public lists."
    )
