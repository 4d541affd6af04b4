"""Every setting of the program, in one place, read from the environment and from `.env`, checked all at once."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import addresses, folders
from messengers.secret import SECRET
from storage import address
from storage.address import BadAddress
from texts import settings as words

_TOKEN = re.compile(r"[0-9]{1,16}:[A-Za-z0-9_-]{3,}")  # the number has at most 52 bits


class Settings(BaseSettings):
    """The settings; `.env.example` and docs/settings.md explain each."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    bot_token: SecretStr | None = None
    bot_data_dir: Path = Path("data")
    database_url: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    telegram_proxy: str = ""
    telegram_rate: Annotated[float, Field(gt=0, le=10_000)] = 26.0
    webhook_url: str = ""
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None
    webhook_listen: str = "127.0.0.1:8081"
    web_listen: str = "127.0.0.1:8080"
    operator_name: str = words.OPERATOR_NAME
    operator_address: str = words.OPERATOR_ADDRESS
    consent_until: str = words.CONSENT_UNTIL
    consent_erase_within: str = words.CONSENT_ERASE_WITHIN
    help_contact: str = ""
    log_level: str = "INFO"

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError(words.BAD_TOKEN)
        return value

    @field_validator("bot_data_dir")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        if not folders.can_be(value):
            raise ValueError(words.BAD_FOLDER)
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            try:
                address.ready(value.get_secret_value())
            except BadAddress:
                raise ValueError(words.BAD_DATABASE) from None
        return value

    @field_validator("telegram_api_base", "webhook_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not addresses.is_url(value, ("http", "https")):
            raise ValueError(words.BAD_ADDRESS)
        return value.rstrip("/")

    @field_validator("telegram_proxy")
    @classmethod
    def _proxy(cls, value: str) -> str:
        if value and not addresses.is_url(value, ("http", "socks4", "socks5"), with_port=True):
            raise ValueError(words.BAD_PROXY)
        return value

    @field_validator("webhook_listen", "web_listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        try:
            addresses.listening(value)
        except ValueError:
            raise ValueError(words.BAD_LISTEN) from None
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError(words.BAD_LEVEL)
        return value.upper()

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        secret = value.get_secret_value() if value else ""
        if info.data.get("webhook_url") and not SECRET.fullmatch(secret):
            raise ValueError(words.WEBHOOK_NEEDS_SECRET)
        return value

    @property
    def database(self) -> str:
        """Where the data is, as SQLAlchemy writes it."""
        if self.database_url is None:
            return address.of_file(self.bot_data_dir / "nastavnik.sqlite3")
        return address.ready(self.database_url.get_secret_value())


class BadSettings(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """What is wrong with the settings, a line each; the values themselves are never quoted."""


def load() -> Settings:
    """The settings of this process. Raises BadSettings with every problem at once."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings("\n".join(_problem(each) for each in error.errors())) from None


def _problem(error: object) -> str:
    assert isinstance(error, dict)
    name = str(error["loc"][0]).upper() if error["loc"] else ""
    reason = error["ctx"]["error"] if error["type"] == "value_error" else words.UNREADABLE
    return words.problem(name, str(reason))
