"""The steps by which an installation comes up: each looks first and does only what is missing.

So a second run changes nothing, and a run that was broken off goes on. `manage.py deploy` takes
all of them; the demo takes the FOUNDATION and seeds its sample where an owner begins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from subprocess import CalledProcessError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from community.forum.first_category import ensure_category
from portal import languages, locales
from portal.accounts import first_administrator
from portal.accounts.models import User
from portal.accounts.one_time_link import one_time_link
from portal.home import groups, site
from portal.legal import drafts
from portal.operations import catalogues, database, local_embedder, needs, static_files
from search.analysis.dictionary import folders

_AS_IN = "the first one first, as in de or de,en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the administrator says; `ask` puts a question to somebody at a terminal, if any is."""

    names_languages: bool = False
    administrator_email: str = ""
    administrator_password: str = ""
    ask: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step did, in words for the terminal."""

    words: str = "nothing to do"
    changed: bool = False


@dataclass(frozen=True, slots=True)
class DeployStep:
    """One step: `sentence` says what it is for; `take` raises CommandError."""

    name: str
    sentence: str
    take: Callable[[Answers], StepResult]


def _settings(answers: Answers) -> StepResult:
    if wrong := needs.settings_in_earnest.missing():
        raise CommandError("\n".join(["These settings cannot be right:", *wrong]))
    return StepResult("well")


def _languages(answers: Answers) -> StepResult:
    """They are written into the settings, which every process reads, so we only tell the line."""
    if answers.names_languages or not database.is_new():
        return StepResult(", ".join(locale.name for locale in locales.CONTENT))
    if not answers.ask:
        raise CommandError(f"Set LANGUAGES to the site's languages, {_AS_IN}.")
    wanted = answers.ask(f"Languages of the site, {_AS_IN}: ")
    try:
        codes = ",".join(locale.code for locale in languages.read(wanted))
    except ValueError as error:
        raise CommandError(f"These cannot be its languages: {error}.") from error
    raise CommandError(
        "Write this line into portal.env, read the file in again, and run the command again:"
        f"\n\n    LANGUAGES={codes}\n"
    )


def _counted(number: int, words: str) -> StepResult:
    return StepResult(words.format(number), changed=True) if number else StepResult()


def _migrations(answers: Answers) -> StepResult:
    return _counted(database.migrate(), "{} migrations applied")


def _cache_tables(answers: Answers) -> StepResult:
    return _counted(database.make_cache_tables(), "{} tables made")


def _catalogues(answers: Answers) -> StepResult:
    return _counted(catalogues.compile_stale(), "{} catalogues compiled")


def _static_files(answers: Answers) -> StepResult:
    return _counted(static_files.collect(), "{} files collected")


def _words(answers: Answers) -> StepResult:
    try:
        # English is typed everywhere.
        made = [code for code in {*locales.codes(), "en"} if folders.ready(code)[1]]
    except (OSError, CalledProcessError) as error:
        raise CommandError(
            f"The words of a language could not be packed into {settings.WORDS_DIR}; is there"
            f" memory and room enough? {error}"
        ) from error
    return _counted(len(made), "{} languages packed")


def _site(answers: Answers) -> StepResult:
    missing = list(site.missing())
    if missing:
        site.set_up()
    return _counted(len(missing), "{} parts made")


def _legal_pages(answers: Answers) -> StepResult:
    return _counted(drafts.make(), "{} drafts made, to adapt and publish in /cms/")


def _groups(answers: Answers) -> StepResult:
    return _counted(groups.set_up(), "{} groups made")


def _category(answers: Answers) -> StepResult:
    made = ensure_category()
    return StepResult(f"the category “{made}” made", changed=True) if made else StepResult()


def _administrator(answers: Answers) -> StepResult:
    """The first one is made, or waits for a password; with any other there is nothing to do."""
    awaited = first_administrator.awaited()
    if not awaited and first_administrator.administrators().exists():
        return StepResult()
    password = answers.administrator_password
    try:
        owner = awaited or first_administrator.make(_email(answers), password)
        if awaited and password:
            first_administrator.choose_password(awaited, password)
    except ValidationError as error:
        raise CommandError(f"Nobody can sign in yet. {' '.join(error.messages)}") from error
    if password:
        return StepResult("has the password of ADMINISTRATOR_PASSWORD", changed=True)
    return StepResult(_invitation(owner), changed=not awaited)


def _email(answers: Answers) -> str:
    email = answers.administrator_email
    if not email and answers.ask:
        email = answers.ask("Email address of the first administrator: ")
    if not email:
        raise CommandError("Set ADMINISTRATOR_EMAIL to the first administrator's address.")
    return email


def _invitation(user: User) -> str:
    return (
        "waits for a password. Choose it within a day, at this address; it works once"
        f" and stands in no mail and no log:\n\n    {one_time_link(user)}\n"
    )


def _embedder(answers: Answers) -> StepResult:
    """Where it cannot be, the site comes up all the same, and its owner is told what is lost."""
    if not local_embedder.is_on():
        return StepResult(f"SEARCH_BY_MEANING is off. {local_embedder.COST}")
    if not local_embedder.is_wanted():
        return StepResult("not this one: EMBEDDINGS_URL or EMBEDDINGS_MODEL names another")
    try:
        is_new = local_embedder.set_up()
    except local_embedder.UnavailableError as error:
        return StepResult(f"cannot be had: {error}. {local_embedder.COST}")
    runs = f"a process of its own, with {local_embedder.MEGABYTES} MB of memory"
    return StepResult(f"{'installed' if is_new else 'well'}: {runs}", changed=is_new)


SETTINGS = (
    DeployStep("settings", "Looking at the settings", _settings),
    DeployStep("languages", "Looking at the site's languages", _languages),
)
FOUNDATION = (
    DeployStep("migrations", "Bringing the database up to date", _migrations),
    DeployStep("cache", "Making the cache's tables", _cache_tables),
    DeployStep("catalogues", "Compiling the interface's languages", _catalogues),
    DeployStep("static files", "Collecting scripts, styles and icons", _static_files),
    DeployStep("words", "Packing the words of the site's languages", _words),
    DeployStep("site", "Making the site, its languages and their containers", _site),
    DeployStep("legal", "Making the privacy, terms and accessibility pages", _legal_pages),
    DeployStep("groups", "Making the groups of those who work here", _groups),
)
BEGINNINGS = (
    DeployStep("category", "Making the community's first category", _category),
    DeployStep("administrator", "Making the first administrator", _administrator),
    DeployStep("embedder", "Getting the local embedder of search by meaning", _embedder),
)
EVERYTHING = (*SETTINGS, *FOUNDATION, *BEGINNINGS)


def lay_foundation() -> None:
    """Take the steps that the demo and the bench begin with, too; raises CommandError."""
    for step in FOUNDATION:
        step.take(Answers())
