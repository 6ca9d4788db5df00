"""Step store, graph store: whole named graphs sent to a triplestore elsewhere (SPARQL 1.1 GSP)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import httpx
from pyoxigraph import RdfFormat, Triple, serialize

from kg.errors import EndpointError, TimeLimitError
from kg.stores.access import Access, Credentials, Scheme, check_address
from kg.stores.http import Reply, refusal, unreachable

_N_TRIPLES = {"Content-Type": "application/n-triples"}
_MISSING = 404


class GraphStore:
    """A Graph Store at one address, connected until `close`.

    A request is sent again when its failure may pass; that is safe, for it says what is to be
    and not what is to change.
    """

    def __init__(self, url: str, access: Access | None = None) -> None:
        self.url = url
        self._access = access or Access()
        check_address(url, self._access)
        # Without trust_env, httpx takes neither proxies nor a netrc file that nobody spoke of.
        self._client = httpx.Client(
            timeout=self._access.timeout,
            trust_env=False,
            auth=_digest(self._access.credentials),
            headers=_authorization(self._access.credentials),
        )

    def put(self, graph_iri: str, triples: Iterable[Triple]) -> int:
        """Make the graph hold TRIPLES and nothing else; return how many they are.

        Raises EndpointError or TimeLimitError.
        """
        wanted = sorted(set(triples), key=str)
        self._done(self._send("PUT", graph_iri, serialize(wanted, format=RdfFormat.N_TRIPLES)))
        return len(wanted)

    def delete(self, graph_iri: str) -> bool:
        """Take the graph out; return whether it was there."""
        reply = self._send("DELETE", graph_iri, None)
        return reply.status != _MISSING and self._done(reply)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _done(self, reply: Reply) -> bool:
        """Return that REPLY tells of success, or raise what it tells of."""
        if not 200 <= reply.status < 300:
            raise refusal(self.url, reply, self._access.credentials)
        return True

    def _send(self, method: str, graph_iri: str, content: bytes | None) -> Reply:
        """Return the reply to a request, sent again while that may help."""
        for wait in self._access.retries.waits():
            try:
                reply = self._request(method, graph_iri, content)
            except (TimeLimitError, _BrokenError):
                asked = None
            else:
                if not reply.may_pass:
                    return reply
                asked = reply.retry_after
            self._access.retries.wait(wait, asked)
        return self._request(method, graph_iri, content)

    def _request(self, method: str, graph_iri: str, content: bytes | None) -> Reply:
        """Return the reply to one request."""
        try:
            response = self._client.request(
                method,
                self.url,
                params={"graph": graph_iri},
                content=content,
                headers=None if content is None else _N_TRIPLES,
            )
        except httpx.TimeoutException as error:
            limit = self._access.timeout
            raise TimeLimitError(f"{self.url} was silent for more than {limit} s") from error
        except (httpx.ConnectError, httpx.InvalidURL) as error:
            raise unreachable(self.url, error) from error
        except httpx.HTTPError as error:
            broken = f"{type(error).__name__}: {error}"
            raise _BrokenError(f"the connection to {self.url} broke ({broken})") from error
        return _reply(response)


class _BrokenError(EndpointError):
    """A connection that broke under way, which the next one need not."""


def _reply(response: httpx.Response) -> Reply:
    """Return what matters of RESPONSE."""
    return Reply(
        status=response.status_code,
        media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        body=response.content,
        location=response.headers.get("Location"),
        retry_after=response.headers.get("Retry-After"),
    )


def _authorization(credentials: Credentials | None) -> dict[str, str]:
    """Return the header that shows CREDENTIALS."""
    header = credentials.header() if credentials else None
    return {"Authorization": header} if header else {}


def _digest(credentials: Credentials | None) -> httpx.Auth | None:
    """Return what answers a digest challenge, if that is how CREDENTIALS are shown."""
    if credentials and credentials.scheme is Scheme.DIGEST:
        return httpx.DigestAuth(credentials.user, credentials.secret)
    return None
