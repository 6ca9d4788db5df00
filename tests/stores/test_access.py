"""Where credentials may be said, and where they never show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import UsageError
from kg.stores import Access, Credentials, Endpoint, Scheme
from kg.stores.access import check_address

PASSWORD = "pass-phrase"  # noqa: S105 - an invented one
BASIC = Credentials(Scheme.BASIC, PASSWORD, "ana")


def open_client(url: str, access: Access) -> None:
    """Do what the client does before it sends anything."""
    check_address(url, access)


def open_endpoint(url: str, access: Access) -> None:
    Endpoint(url, access=access)


OPENERS = pytest.mark.parametrize("connect", [open_endpoint, open_client])


@OPENERS
@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/sparql",
        "http://192.168.1.5:7878",
        "http://127.0.0.1.example.org/query",
        "http://localhost.example.org/query",
        "http://[2001:db8::1]/query",
    ],
)
@pytest.mark.parametrize("scheme", list(Scheme))
def test_credentials_go_in_clear_to_this_machine_only(
    connect: Callable[[str, Access], None], url: str, scheme: Scheme
) -> None:
    secret = Credentials(scheme, PASSWORD, "ana")
    with pytest.raises(UsageError, match="not encrypted") as error:
        connect(url, Access(secret))
    assert PASSWORD not in str(error.value)
    connect(url, Access())
    connect(url, Access(secret, allow_cleartext=True))
    connect(url.replace("http:", "https:"), Access(secret))


@OPENERS
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "LOCALHOST"])
def test_this_machine_may_be_told_in_clear(
    connect: Callable[[str, Access], None], host: str
) -> None:
    connect(f"http://{host}:7878/query", Access(BASIC))


@OPENERS
@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:7878",
        "ftp://example.org/",
        "http://",
        "http://a b/",
        "http://a:x/",
        "http://[::1",
        "file:///",
    ],
)
def test_what_is_no_address_is_told(connect: Callable[[str, Access], None], url: str) -> None:
    with pytest.raises(UsageError, match="has to start with http"):
        connect(url, Access())


@OPENERS
def test_a_password_in_the_address_is_refused_unseen(
    connect: Callable[[str, Access], None],
) -> None:
    with pytest.raises(UsageError, match="by the environment") as error:
        connect("https://ana:hidden@example.org/sparql", Access())
    assert "hidden" not in str(error.value)


@pytest.mark.parametrize("token", ["", "a b", "a\n", "a\r\nX-Other: b", "é"])
def test_a_token_that_is_none_is_refused_unseen(token: str) -> None:
    with pytest.raises(UsageError, match="token holds characters") as error:
        Credentials(Scheme.BEARER, token)
    assert not token or token not in str(error.value)


def test_secrets_do_not_show() -> None:
    shown = repr(Endpoint("http://localhost/sparql", access=Access(BASIC)))
    assert PASSWORD not in shown
    assert "ana" not in shown
    encoded = (BASIC.header() or "").removeprefix("Basic ")
    assert BASIC.scrubbed(f"no such user: {encoded} ({PASSWORD})") == "no such user: *** (***)"
    token = Credentials(Scheme.BEARER, PASSWORD)
    assert token.header() == f"Bearer {PASSWORD}"
    assert token.scrubbed(f"{PASSWORD} expired") == "*** expired"


def test_a_base_that_is_none_is_told() -> None:
    with pytest.raises(UsageError, match="the base 'nonsense' is no absolute IRI"):
        Endpoint("http://localhost:7878", "nonsense")
