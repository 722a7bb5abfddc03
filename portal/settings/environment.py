"""Everything that is read from the environment, in one typed place.

Wrong or missing values are reported all at once when the settings load, each with its name.
"""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

import dj_database_url
from pydantic import (
    AnyHttpUrl,
    Field,
    IPvAnyNetwork,
    NonNegativeInt,
    PositiveInt,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from portal.accounts import time_zones
from portal.languages import SHIPPED, Locale, read
from portal.machine_translation import rules
from portal.machine_translation.rules import EngineRule
from portal.settings.mailers import mailers
from portal.settings.webhooks import secret

REPOSITORY = Path(__file__).resolve().parents[2]
_TEN_YEARS = 3_650
# No password stands in it: there is a setting for the key.
type _Server = Annotated[str, Field(pattern=r"^(https?://[^\s@]+)?$")]


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        network = ipaddress.ip_network(text)
    except ValueError as error:
        message = f"not a network such as 192.0.2.0/24 or 2001:db8::/48: {error}"
        raise ValueError(message) from error
    if not network.prefixlen:
        message = f"{text!r} is every network there is: nobody would have a bound"
        raise ValueError(message)
    return network


class Environment(BaseSettings):
    """The portal's settings that differ from one installation to the next."""

    # Values stay out of what is said about wrong ones: some have a password in them.
    model_config = SettingsConfigDict(
        env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    # Who runs the portal and how it looks.
    site_name: str = "Help centre"
    site_logo: str = Field(
        "", description="Static path or address of a logo, shown beside the name"
    )
    accent_colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#0b6e5f"
    base_url: AnyHttpUrl = AnyHttpUrl("http://127.0.0.1:8000")
    support_email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] = "support@example.com"
    from_email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] = "help@example.com"
    security_contact: Annotated[
        str,
        Field(
            pattern=r"^(https://\S+|[^@\s:]+@[^@\s]+)?$",
            description="Where who found a hole writes to: an address, or a page; else to support",
        ),
    ] = ""
    reporting_time_zone: str = "UTC"

    # The first is the one that everything falls back to; see docs/languages.md.
    languages: Annotated[tuple[Locale, ...], NoDecode] = read(SHIPPED)

    # Where it runs.
    secret_key: SecretStr = SecretStr("")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[
        NonNegativeInt, Field(description="How many proxies of ours append to X-Forwarded-For")
    ] = 0
    crowded_networks: Annotated[
        tuple[IPvAnyNetwork, ...],
        NoDecode,
        Field(description="Networks that are many people: an office, a school, a carrier"),
    ] = ()
    # HTTPS for a year is certain; what else the name's owner promises browsers, only they can say.
    hsts_include_subdomains: bool = False
    hsts_preload: bool = False
    csp_report_url: Annotated[
        str,
        Field(
            pattern=r"^(https://[^\s;,]+)?$", description="Where browsers tell what they refused"
        ),
    ] = ""
    var_dir: Path = REPOSITORY / "var"
    database_url: str = ""
    page_cache_megabytes: Annotated[
        PositiveInt, Field(description="Public pages that each web process keeps in its memory")
    ] = 64
    email_url: Annotated[str, Field(description="smtp://user:password@host:587?tls=1")] = ""

    # Search engine; empty means the embedded one.
    elasticsearch_url: str = ""
    elasticsearch_username: str = ""
    elasticsearch_password: SecretStr = SecretStr("")
    elasticsearch_api_key: SecretStr = SecretStr("")
    elasticsearch_ca_file: str = ""

    # Search by meaning: a server that answers POST /embeddings as OpenAI's does. The defaults fit
    # the one of the extra "semantic", which `manage.py run_embedder` runs at this address.
    search_by_meaning: Annotated[
        bool, Field(description="no: by words alone, and no embedder is set up or asked")
    ] = True
    embeddings_url: str = "http://127.0.0.1:8090/v1"
    embeddings_key: SecretStr = SecretStr("")
    embeddings_model: str = "e5-passage"
    embeddings_query_model: Annotated[
        str, Field(description="Where queries go by another name; else that of the model")
    ] = "e5-query"
    embeddings_dimensions: Annotated[PositiveInt, Field(le=4096)] = 384
    embeddings_query_prefix: str = ""
    embeddings_passage_prefix: str = ""

    # What other tools are told of requests, and tell us: see docs/contact.md. Both are signed by
    # the secret, which begins with whsec_; without it nothing is told and nothing taken.
    webhook_url: Annotated[
        str, Field(pattern=r"^(https?://[^\s@]+)?$", description="Where what happens is told to")
    ] = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_networks: Annotated[
        tuple[IPvAnyNetwork, ...],
        NoDecode,
        Field(description="Private networks that it may be told into; others are refused"),
    ] = ()
    # Which engines translate which languages, as `da:nb=apertium+deepl *:*=deepl`: see
    # docs/administrating.md. Each has its address, and most a key.
    machine_translation: Annotated[
        tuple[EngineRule, ...], NoDecode, Field(description="The first rule that fits is taken")
    ] = ()
    machine_characters: Annotated[
        Mapping[str, int],
        NoDecode,
        Field(description="What an engine is sent in a month at most, as deepl=500000"),
    ] = rules.CHARACTERS
    machine_networks: Annotated[
        tuple[IPvAnyNetwork, ...],
        NoDecode,
        Field(description="Private networks that engines may be in; others are refused"),
    ] = ()
    apertium_url: _Server = "http://127.0.0.1:2737"
    deepl_url: Annotated[_Server, Field(description="Else the server that the key opens")] = ""
    deepl_key: SecretStr = SecretStr("")
    libretranslate_url: _Server = ""
    libretranslate_key: SecretStr = SecretStr("")
    openai_url: _Server = "https://api.openai.com/v1"
    openai_key: SecretStr = SecretStr("")
    openai_model: str = ""

    # Once a week other sites are asked whether what articles link to is still there.
    check_links: Annotated[
        bool, Field(description="no: other sites hear nothing of us, and dead links are not told")
    ] = True
    link_networks: Annotated[
        tuple[IPvAnyNetwork, ...],
        NoDecode,
        Field(description="Private networks that articles may lead to; others are not asked"),
    ] = ()
    # So long after an answer the customer is asked, once, whether it has solved the request: late
    # enough to have tried it, and mostly the same day.
    ask_after_hours: Annotated[int, Field(ge=1, le=168)] = 4

    # Who works here is signed out after so many hours without doing anything: a working day is
    # shorter, and what is left open in the evening is closed in the morning.
    staff_idle_hours: Annotated[int, Field(ge=1, le=168)] = 12

    # How long what grows by itself is kept; see docs/retention.md. The words of searches, from
    # which suggestions are made, are kept for 90 days, and the steps around them no shorter.
    keep_steps_days: Annotated[int, Field(ge=90, le=_TEN_YEARS)] = 400
    keep_requests_days: Annotated[int, Field(ge=30, le=_TEN_YEARS)] = 365
    keep_comments_days: Annotated[int, Field(ge=30, le=_TEN_YEARS)] = 365
    keep_history_days: Annotated[int, Field(ge=90, le=_TEN_YEARS)] = 730

    # Who `manage.py deploy` makes the first administrator; without a password it prints a link.
    administrator_email: str = ""
    administrator_password: SecretStr = SecretStr("")

    # Optional sign-in with OpenID Connect.
    oidc_name: str = ""
    oidc_server_url: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")

    @field_validator("languages", mode="before")
    @classmethod
    def _languages(cls, value: object) -> object:
        return read(value) if isinstance(value, str) else value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("machine_translation", mode="before")
    @classmethod
    def _rules(cls, value: object) -> object:
        return rules.rules(value) if isinstance(value, str) else value

    @field_validator("machine_characters", mode="before")
    @classmethod
    def _characters(cls, value: object) -> object:
        return rules.characters(value) if isinstance(value, str) else value

    @field_validator(
        "crowded_networks", "webhook_networks", "machine_networks", "link_networks", mode="before"
    )
    @classmethod
    def _networks(cls, value: object) -> object:
        return (
            tuple(map(_network, value.replace(",", " ").split()))
            if isinstance(value, str)
            else value
        )

    @field_validator("hsts_preload")
    @classmethod
    def _preload(cls, value: bool, info: ValidationInfo) -> bool:
        if value and not info.data.get("hsts_include_subdomains"):
            raise ValueError("browsers' lists take no site without HSTS_INCLUDE_SUBDOMAINS")
        return value

    @field_validator("reporting_time_zone")
    @classmethod
    def _time_zone(cls, value: str) -> str:
        if not time_zones.is_known(value):
            raise ValueError("no time zone such as Europe/Athens")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value:
            dj_database_url.parse(value)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        secret(value.get_secret_value(), is_needed=bool(info.data.get("webhook_url")))
        return value

    @field_validator("email_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        mailers(value)
        return value

    @model_validator(mode="after")
    def _engines(self) -> Self:
        needed = {
            "apertium": ("APERTIUM_URL", self.apertium_url),
            "deepl": ("DEEPL_KEY", self.deepl_key.get_secret_value()),
            "libretranslate": ("LIBRETRANSLATE_URL", self.libretranslate_url),
            "openai": ("OPENAI_MODEL", self.openai_model),
        }
        lacking = {engine: setting for engine, (setting, value) in needed.items() if not value}
        rules.check(self.machine_translation, lacking)
        return self


environment = Environment()
