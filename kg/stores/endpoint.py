"""Step store, endpoint: the same queries, asked of a triplestore elsewhere."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

from pyoxigraph import RdfFormat
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from kg.graph import Iris
from kg.stores import PROFILES
from kg.stores.access import Access, Credentials, Scheme, check_address
from kg.stores.answers import Answer
from kg.stores.deadline import Deadline
from kg.stores.http import Reply, broken, cut_off, refusal, unexpected, unreachable
from kg.stores.profiles import addresses
from kg.stores.results import rows, triples
from kg.stores.retries import PassingError
from kg.stores.sparql import checked, uncommented, with_base
from kg.vocabulary import DEFAULT_BASE

_CHUNK = 1 << 16
_JSON_TYPES = frozenset({"application/sparql-results+json", "application/json"})
_GRAPH_TYPES = "application/n-triples, text/turtle;q=0.9"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL endpoint elsewhere, asked with POST and without following redirects.

    `url` is its query address, or one from which that follows (`http://localhost:7878`); `base`
    is what relative IRIs in queries stand under.
    Raises UsageError for an address or base that is none, or that doesn't go with the access.
    """

    url: str
    base: str = DEFAULT_BASE
    access: Access = field(default_factory=Access)
    _opener: urllib.request.OpenerDirector = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_address(self.url, self.access)
        Iris(self.base)  # raises UsageError for what no IRIs can stand under
        object.__setattr__(self, "url", addresses(self.url, PROFILES).query)
        object.__setattr__(self, "_opener", _opener(self.url, self.access.credentials))

    def query(
        self, sparql: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Answer:
        """Return the answer to a query within TIMEOUT (seconds; by default the access's).

        Raises UsageError for what is no query, or has the server call another one though not
        ALLOW_SERVICE; EndpointError with the server's status and words, or where it cut the rows
        off and says so; TimeLimitError.
        """
        form = checked(sparql, allow_service=allow_service)
        deadline = Deadline(self.access.timeout if timeout is None else timeout)
        reply = self._reply(self._request(sparql, form, deadline), deadline)
        return self._graph(reply) if form in ("CONSTRUCT", "DESCRIBE") else self._rows(reply)

    def _request(self, sparql: str, form: str, deadline: Deadline) -> _Wrapper:
        """Return SPARQLWrapper made ready to send the query."""
        graph = form in ("CONSTRUCT", "DESCRIBE")
        wrapper = _Wrapper(self.url, self._opener, deadline.seconds)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setReturnFormat(TURTLE if graph else JSON)
        # SPARQLWrapper takes a query for an update where a comment, or a prefix that it doesn't
        # find, speaks of `load` or `moves`: so no comments, and its form is told.
        wrapper.setQuery(with_base(uncommented(sparql), self.base))
        wrapper.queryType = form
        if graph:
            wrapper.addCustomHttpHeader("Accept", _GRAPH_TYPES)
        header = self.access.credentials.header() if self.access.credentials else None
        if header:
            wrapper.addCustomHttpHeader("Authorization", header)
        return wrapper

    def _reply(self, request: _Wrapper, deadline: Deadline) -> Reply:
        """Return the whole reply of the server to REQUEST."""
        try:
            with request.query().response as response:
                body = b"".join(deadline.watch(iter(lambda: response.read1(_CHUNK), b"")))
                return Reply(
                    response.status,
                    response.headers.get_content_type(),
                    body,
                    most_rows=response.headers.get("X-SPARQL-MaxRows"),
                )
        except urllib.error.HTTPError as error:
            raise self._refused(error) from error
        except TimeoutError as error:
            raise deadline.passed() from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise deadline.passed() from error
            if isinstance(error.reason, ConnectionError) and not isinstance(
                error.reason, ConnectionRefusedError
            ):
                raise broken(self.url, error.reason) from error
            raise unreachable(self.url, error.reason) from error
        except (ConnectionError, http.client.HTTPException) as error:
            raise broken(self.url, f"{type(error).__name__}: {error}") from error
        except (OSError, ValueError) as error:
            raise unreachable(self.url, error) from error

    def _refused(self, error: urllib.error.HTTPError) -> Exception:
        """Return what the server's ERROR stands for."""
        body = b""
        with error, suppress(OSError, http.client.HTTPException):  # its words are a courtesy
            body = error.read(_CHUNK)
        media_type, location = error.headers.get_content_type(), error.headers.get("Location")
        reply = Reply(error.code, media_type, body, location, error.headers.get("Retry-After"))
        return refusal(self.url, reply, self.access.credentials)

    def _rows(self, reply: Reply) -> Answer:
        """Return the answer to a SELECT or an ASK."""
        if reply.media_type not in _JSON_TYPES:
            raise unexpected(self.url, reply, "SPARQL results", self.access.credentials)
        if reply.most_rows:
            raise cut_off(self.url, reply.most_rows)
        try:
            return rows(json.loads(reply.body))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._broken(reply, error) from error

    def _graph(self, reply: Reply) -> Answer:
        """Return the answer to a CONSTRUCT or a DESCRIBE."""
        graph_format = RdfFormat.from_media_type(reply.media_type)
        if graph_format is None:
            raise unexpected(self.url, reply, "an RDF graph", self.access.credentials)
        try:
            return triples(reply.body, graph_format)
        except (SyntaxError, ValueError) as error:
            raise self._broken(reply, error) from error

    def _broken(self, reply: Reply, error: Exception) -> Exception:
        """Return the error that the server's answer broke off; Oxigraph's end tells of a limit."""
        if b"cancelled" in reply.body[-200:]:
            return refusal(
                self.url,
                Reply(408, "text/plain", b"the server's own time limit ended the query"),
                None,
            )
        return PassingError(f"the answer of {self.url} broke off or can't be read: {error}")


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper with an opener of its own.

    Its own way is the process's global opener: that follows redirects and takes the Authorization
    header along to other hosts, reads proxies from the environment, and is replaced for everyone
    once digest is asked for.
    """

    def __init__(
        self, url: str, opener: urllib.request.OpenerDirector, seconds: float | None
    ) -> None:
        super().__init__(url)
        self._opener = opener
        self._seconds = seconds  # its own `timeout` knows whole seconds only

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        request = self._createRequest()
        response = self._opener.open(request, timeout=self._seconds)
        return cast(http.client.HTTPResponse, response), self.returnFormat


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to be told as one."""

    def redirect_request(self, *_: Any) -> None:
        """Return that there is no further request."""


def _opener(url: str, credentials: Credentials | None) -> urllib.request.OpenerDirector:
    """Return what opens connections to URL: directly, without redirects, with digest if asked."""
    handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({}), _NoRedirect()]
    if credentials and credentials.scheme is Scheme.DIGEST:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, credentials.user, credentials.secret)
        handlers.append(urllib.request.HTTPDigestAuthHandler(passwords))
    return urllib.request.build_opener(*handlers)
