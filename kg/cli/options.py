"""What several commands share: their options, and what those open."""

from __future__ import annotations

import netrc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from kg import stores
from kg.cli.limits import ended_after, killable
from kg.cli.terminal import say
from kg.errors import InputError, UsageError
from kg.graph import ArticleGraph
from kg.queries import Queryable
from kg.stores import Access, Answer, Credentials, LocalStore, Scheme
from kg.stores.access import address_parts
from kg.vocabulary import DEFAULT_BASE

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Decorator = Callable[[Decorated], Decorated]

store_option: Decorator[Any] = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KG_STORE",
    show_envvar=True,
    default=Path(".kg"),
    show_default=True,
    metavar="DIR",
    help="The folder of the store.",
)


def output_option(help_text: str) -> Decorator[Any]:
    """Return the option `-o FILE`."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(
        "-o", "--output", type=kind, metavar="FILE", callback=no_dash, help=help_text
    )


def no_dash(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Return VALUE; None, which is standard output, for `-`."""
    return None if value == Path("-") else value


_LONGEST = 10**6  # seconds; sockets and clocks fail at far more


def seconds(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:
    """Return VALUE, which has passed as above 0; refuse what is no number, or is endless."""
    if value is not None and not value <= _LONGEST:
        raise click.BadParameter(f"{value:g} is not in the range 0<x<={_LONGEST}.", ctx, param)
    return value


_ACCESS = (
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        callback=seconds,
        metavar="SECONDS",
        help="Give up after so long (exit code 4).",
    ),
    click.option(
        "--auth",
        type=click.Choice(["basic", "digest", "bearer"]),
        default="basic",
        show_default=True,
        help="How KG_USER and KG_PASSWORD (bearer: KG_PASSWORD), or ~/.netrc, are shown to it.",
    ),
    click.option(
        "--ask-password",
        is_flag=True,
        help="Ask for them on the terminal, unless the environment or ~/.netrc has them.",
    ),
    click.option(
        "--allow-cleartext",
        is_flag=True,
        help="Send the password over http:// to another machine all the same.",
    ),
)
_TARGET = (
    click.option(
        "--graph-store", metavar="URL", help="Where it takes graphs, if ENDPOINT does not tell."
    ),
    click.option(
        "--update", metavar="URL", help="Where it takes updates, if ENDPOINT does not tell."
    ),
)
_WHERE = (
    store_option,
    click.option("--endpoint", metavar="URL", help="Ask the triplestore at URL, not the store."),
    click.option("--base", metavar="IRI", help="What the IRIs at the endpoint start with."),
    *_ACCESS,
)


def access_options(function: Decorated) -> Decorated:
    """Add the options on how an endpoint is spoken to."""
    return _added(_ACCESS, function)


def target_options(function: Decorated) -> Decorated:
    """Add the options on where an endpoint is written to."""
    return _added(_TARGET, function)


def where_options(function: Decorated) -> Decorated:
    """Add the options that make a Where: the store, or an endpoint in its place."""
    return _added(_WHERE, function)


def _added(options: Sequence[Decorator[Any]], function: Decorated) -> Decorated:
    for option in reversed(options):
        function = option(function)
    return function


def open_store(path: Path) -> LocalStore:
    """Open the store in PATH to read it; say so if somebody writes it meanwhile."""
    store = LocalStore.open(path, create=False, read_only=True)
    if store.is_snapshot:
        say(f"notice: {path} is being written; this is a snapshot of it, of moments ago")
    return store


def store_graphs(store: LocalStore) -> Iterator[ArticleGraph]:
    """Yield every graph of STORE, the gazetteer and the facts too, in the order of their names."""
    for name in store.graph_names():
        yield ArticleGraph(name, tuple(store.triples(name)))


def access_to(
    url: str,
    *,
    auth: str,
    timeout: float | None,
    allow_cleartext: bool,
    ask_password: bool = False,
    graph_store: str | None = None,
    update: str | None = None,
) -> Access:
    """Return how the endpoint URL is spoken to, with the credentials from the environment."""
    access = Access(
        _credentials(url, auth, ask_password),
        allow_cleartext,
        graph_store=graph_store,
        update=update,
    )
    return access if timeout is None else replace(access, timeout=timeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Who is asked: the store, or an endpoint in its place, and how."""

    store: Path
    endpoint: str | None
    base: str | None
    timeout: float | None
    auth: str
    allow_cleartext: bool
    allow_service: bool = False
    ask_password: bool = False

    @property
    def place(self) -> str:
        """Return the folder or the URL."""
        return self.endpoint or str(self.store)

    @contextmanager
    def opened(self) -> Iterator[Queryable]:
        """Open it for questions; each is given up after the timeout."""
        if self.endpoint is None:
            with open_store(self.store) as store:
                if changed := len(store.changed()):
                    say(
                        f"notice: the facts don't know of {changed} changed article(s) yet; "
                        "the next `kg build` or `kg remove` will see to it"
                    )
                if self.timeout is None:
                    # With a limit the engine works in a thread, so that Ctrl-C is heard meanwhile.
                    yield _Bounded(store, _LONGEST, self.allow_service)
                    return
                means = self.store, store.base, self.timeout
            with killable(*means, allow_service=self.allow_service) as asked:
                yield asked
        else:
            yield _Bounded(self._asked(self.endpoint), self.timeout, self.allow_service)

    @contextmanager
    def graphs(self) -> Iterator[LocalStore | stores.RemoteStore]:
        """Open it to read its graphs; an endpoint's answers are given up after the timeout.

        Of the store all is given up then that is done within.
        """
        if self.endpoint is None:
            with ended_after(self.timeout), open_store(self.store) as store:
                yield store
        else:
            yield stores.RemoteStore(self._asked(self.endpoint))

    def _asked(self, url: str) -> stores.Endpoint:
        """Return the endpoint URL."""
        access = access_to(
            url,
            auth=self.auth,
            timeout=self.timeout,
            allow_cleartext=self.allow_cleartext,
            ask_password=self.ask_password,
        )
        return stores.Endpoint(url, self.base or DEFAULT_BASE, access)


@dataclass(frozen=True, slots=True)
class _Bounded:
    """A store or endpoint that gives each query up after so many seconds."""

    target: stores.Queryable
    timeout: float | None
    allow_service: bool

    @property
    def base(self) -> str:
        return self.target.base

    def query(self, sparql: str, /) -> Answer:
        return self.target.query(sparql, timeout=self.timeout, allow_service=self.allow_service)


def _credentials(url: str, auth: str, ask: bool) -> Credentials | None:
    """Return who asks: by the environment, else by netrc for the host, else as the user types."""
    scheme = Scheme(auth)
    user, secret = os.environ.get("KG_USER", ""), os.environ.get("KG_PASSWORD", "")
    if not secret:
        named, secret = _from_netrc(address_parts(url).hostname)
        user = named if secret else user
    if not secret and ask:
        if not sys.stdin.isatty():
            raise UsageError("--ask-password needs a terminal; elsewhere, set KG_PASSWORD")
        if scheme is not Scheme.BEARER and not user:
            user = click.prompt("User", err=True)
        what = "Token" if scheme is Scheme.BEARER else "Password"
        secret = click.prompt(what, hide_input=True, err=True)
    return Credentials(scheme, secret, user) if secret else None


def _from_netrc(host: str | None) -> tuple[str, str]:
    try:
        known = netrc.netrc(os.environ.get("NETRC")).authenticators(host or "")
    except FileNotFoundError:
        known = None
    except (OSError, netrc.NetrcParseError) as error:
        raise InputError(f"the netrc file can't be read: {error}") from error
    return (known[0], known[2] or "") if known else ("", "")
