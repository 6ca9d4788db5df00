"""Step load, client: what is written to a triplestore, sent by HTTP until it has arrived."""

from __future__ import annotations

import ssl
from functools import cache
from typing import Self

import httpx

from kg.errors import TimeLimitError
from kg.stores.access import Access, Credentials, Scheme, check_address
from kg.stores.http import Reply, broken, refusal, unreachable


class Client:
    """Connections to a triplestore, kept until `close`; threads may share it.

    A request is sent again when its failure may pass; so each has to say what is to be, and not
    what is to change.
    """

    def __init__(self, access: Access) -> None:
        self.access = access
        # Without trust_env, httpx takes neither proxies nor a netrc file that nobody spoke of.
        self._client = httpx.Client(
            timeout=access.timeout,
            trust_env=False,
            verify=_certificates(),
            auth=_digest(access.credentials),
            headers=_authorization(access.credentials),
        )

    def send(
        self,
        method: str,
        url: str,
        content: bytes | None = None,
        media_type: str = "",
        *,
        graph: str | None = None,
        missing: bool = False,
    ) -> Reply:
        """Return the reply to a request that succeeded; GRAPH names one by the Graph Store's way.

        Raises UsageError for an address that credentials can't be sent to; EndpointError or
        TimeLimitError for what fails. With MISSING, a 404 is no failure.
        """
        check_address(url, self.access)
        headers = {"Content-Type": media_type} if media_type else None
        request = self._client.build_request(
            method,
            url,
            params=None if graph is None else {"graph": graph},
            content=content,
            headers=headers,
        )

        def once() -> Reply:
            reply = self._once(request)
            if 200 <= reply.status < 300 or (missing and reply.status == 404):
                return reply
            raise refusal(url, reply, self.access.credentials)

        return self.access.retries.run(once)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _once(self, request: httpx.Request) -> Reply:
        """Return the reply to one request."""
        address = str(request.url.copy_with(query=None))
        try:
            response = self._client.send(request)
        except httpx.TimeoutException as error:
            limit = self.access.timeout
            raise TimeLimitError(f"{address} was silent for more than {limit} s") from error
        except httpx.ConnectError as error:
            raise unreachable(address, error) from error
        except httpx.HTTPError as error:
            raise broken(address, f"{type(error).__name__}: {error}") from error
        return _reply(response)


@cache
def _certificates() -> ssl.SSLContext:
    """Return whom https:// is believed by; to read them takes longer than many a load."""
    return httpx.create_ssl_context(trust_env=False)


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
