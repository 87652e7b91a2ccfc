"""HEADHUNTER_..."""

from typing import Literal

from pydantic import Field, SecretStr

from sites.kit.site import BaseAddress, SiteSettings


class Settings(SiteSettings):
    """The application at dev.hh.ru, and the country's site."""

    api_url: BaseAddress = Field(
        default="https://api.hh.ru", description="HeadHunter's API, the same for every country."
    )
    authorize_url: BaseAddress = Field(
        default="https://hh.ru/oauth/authorize",
        description="HeadHunter's login page, the whole address.",
    )
    client_id: str = Field(
        default="",
        description="Of the application at dev.hh.ru; HeadHunter is offered only with it.",
    )
    client_secret: SecretStr = Field(
        default=SecretStr(""), description="The secret of the same application."
    )
    host: Literal[
        "hh.ru", "hh.kz", "hh.uz", "rabota.by", "hh1.az", "headhunter.ge", "headhunter.kg"
    ] = Field(default="hh.ru", description="The site of the employers' country, such as hh.kz.")
