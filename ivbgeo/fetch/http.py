"""Asking JSON of an outside service: patient with what passes, plain about what does not."""

from __future__ import annotations

import json
import random
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Never, Self
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

import requests
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
from urllib3.exceptions import ReadTimeoutError

from ivbgeo.dutch import number
from ivbgeo.errors import DataError, SettingsError
from ivbgeo.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from urllib.parse import SplitResult

    from tenacity import RetryCallState

__all__ = ["Client", "FetchError", "service_address"]

_LARGEST = 256 * 1024 * 1024
_CHUNK = 64 * 1024
_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_OK, _TOO_MANY, _FAILED = 200, 429, 500
_MOVED = frozenset({301, 302, 303, 307, 308})
# Of what a service says of itself no more than this gets into a sentence.
_LONGEST_TOLD = 200


class FetchError(DataError):
    """An outside service did not give what was asked.

    ``values`` has the ``address`` (never with the query, which may name an address of somebody)
    and, where the service answered with an error, its ``status`` and what it said, ``why``.
    """


class _PassingError(FetchError):
    """Went wrong in a way that may pass; ``after`` is the wait that the service asks, seconds."""

    def __init__(self, rule: str, *, after: float = 0.0, **values: object) -> None:
        super().__init__(rule, **values)
        self.after = after


class Client:
    """Asks one service, at one address; a context manager that lets go of its connections.

    Parameters
    ----------
    base_url
        ``https://host`` or ``http://host``, with a path in front of the service's own if need be.
    timeout
        Seconds without a sign of life after which an answer counts as not coming. A whole answer
        may take four times as long.
    tries
        How often something is asked, in all.
    pause
        Seconds before the second try; doubled for each next one, half more or less by chance.
    longest_pause
        Seconds that are never exceeded, whatever a service asks in Retry-After.
    largest
        Bytes of one answer, unpacked.
    tell
        Is told, in a sentence, what went wrong and that it is tried again.
    sleep
        Waits for so many seconds.

    Raises
    ------
    SettingsError
        If ``base_url`` is no such address.
    """

    def __init__(  # noqa: PLR0913 - each has its default
        self,
        base_url: str,
        *,
        timeout: float = 180.0,
        tries: int = 4,
        pause: float = 1.0,
        longest_pause: float = 120.0,
        largest: int = _LARGEST,
        tell: Callable[[str], None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = service_address(base_url)
        self._timeout = timeout
        self._tries = tries
        self._pause = pause
        self._longest_pause = longest_pause
        self._largest = largest
        self._tell = tell
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "User-Agent": "ivbgeo"})
        self._retrying = Retrying(
            stop=stop_after_attempt(tries),
            retry=retry_if_exception_type(_PassingError),
            wait=self._wait,
            before_sleep=self._say,
            sleep=sleep,
            reraise=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    @property
    def base_url(self) -> str:
        """The address, without a slash at its end."""
        return urlunsplit(self._base)

    def get_json(self, path: str, params: Mapping[str, object] | None = None) -> Any:
        """Ask for ``path``, below the address, and give what the JSON of the answer holds.

        Raises
        ------
        FetchError
            If the service does not give it, also not when asked again where that may help.
        """
        # Spaces as %20: not every server reads a plus as one.
        query = urlencode(params or {}, quote_via=quote, safe="$(),'")
        return self._ask(self._beneath(path, query))

    def follow(self, link: str, path: str = "/") -> Any:
        """Ask for what a link in an answer points to, at this address whatever host it names.

        Parameters
        ----------
        link
            Absolute, or relative to ``path``, that of the answer that has it.

        Raises
        ------
        FetchError
            As ``get_json``.
        """
        asked = urlsplit(urljoin(path, link))
        where = asked.path
        if self._base.path and where.startswith(f"{self._base.path}/"):
            where = where.removeprefix(self._base.path)
        return self._ask(self._beneath(where, asked.query))

    def _beneath(self, path: str, query: str) -> str:
        whole = f"{self._base.path}/{path.lstrip('/')}"
        return urlunsplit((self._base.scheme, self._base.netloc, whole, query, ""))

    def _ask(self, url: str) -> Any:
        return self._retrying(self._once, url)

    def _once(self, url: str) -> Any:
        try:
            for _ in range(_REDIRECTS):
                with self._session.get(
                    url, timeout=self._timeout, stream=True, allow_redirects=False
                ) as response:
                    if response.status_code not in _MOVED:
                        return self._read(response)
                    url = self._redirected(url, response.headers.get("Location", ""))
        except requests.RequestException as error:
            self._failed(url, error)
        raise FetchError("fetch.redirects", address=_shown(url), value=_REDIRECTS)

    def _redirected(self, url: str, location: str) -> str:
        target = urlsplit(urljoin(url, location))
        if not _same_host(urlsplit(url), target):
            raise FetchError(
                "fetch.redirect", address=_shown(url), value=target.hostname or location[:80]
            )
        return urlunsplit(target)

    def _read(self, response: requests.Response) -> Any:
        address, status = _shown(response.url), response.status_code
        body = self._body(response, address)
        if status in {408, _TOO_MANY} or status >= _FAILED:
            after = _seconds(response.headers.get("Retry-After", ""))
            why = _told(body)
            raise _PassingError(
                "fetch.status", address=address, status=status, why=why, after=after
            )
        if status != _OK:
            raise FetchError("fetch.refused", address=address, status=status, why=_told(body))
        if body.lstrip()[:1] == b"<":
            raise _PassingError("fetch.html", address=address)
        try:
            return json.loads(body, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise _PassingError("fetch.not_json", address=address) from None

    def _body(self, response: requests.Response, address: str) -> bytes:
        """Read an answer; a size that it names itself is checked beneath, by urllib3."""
        until = time.monotonic() + 4 * self._timeout
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._largest:
                limit = number(self._largest / 1024 / 1024)
                raise FetchError("fetch.too_large", address=address, limit=limit)
            if time.monotonic() > until:
                raise _PassingError("fetch.timeout", address=address)
        return bytes(body)

    def _failed(self, url: str, error: requests.RequestException) -> Never:
        address = _shown(url)
        if isinstance(error, requests.exceptions.SSLError):
            raise FetchError("fetch.certificate", address=address) from None
        if isinstance(error, requests.Timeout) or _is_timeout(error):
            raise _PassingError("fetch.timeout", address=address) from None
        if isinstance(
            error,
            requests.ConnectionError
            | requests.exceptions.ChunkedEncodingError
            | requests.exceptions.ContentDecodingError,
        ):
            raise _PassingError("fetch.connection", address=address) from None
        raise FetchError("fetch.impossible", address=address) from None

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _PassingError) else 0.0
        doubled = self._pause * 2.0 ** (state.attempt_number - 1)
        # By chance, so that clients that failed together don't come back together.
        return min(self._longest_pause, max(asked, doubled * random.uniform(0.5, 1.5)))  # noqa: S311 - no secret

    def _say(self, state: RetryCallState) -> None:
        if self._tell is None or state.outcome is None:
            return
        self._tell(
            sentence(
                "fetch.again",
                why=state.outcome.exception(),
                value=state.attempt_number + 1,
                tries=self._tries,
                seconds=number(round(state.upcoming_sleep, 1)),
            )
        )


def service_address(address: str) -> SplitResult:
    """Read the address of a service, without a slash at its end.

    Raises
    ------
    SettingsError
        If it is no http or https address, or holds a password or a query.
    """
    try:
        parts = urlsplit(address.strip())
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        raise SettingsError("fetch.address", value=address) from None
    if parts.username or parts.password:
        # Not shown: a password does not belong in what is said.
        raise SettingsError("fetch.password", value=parts.hostname)
    if parts.scheme not in _PORTS or not parts.hostname or not port_is_right:
        raise SettingsError("fetch.address", value=address)
    if parts.query or parts.fragment:
        raise SettingsError("fetch.address", value=address)
    return parts._replace(path=parts.path.rstrip("/"))


def _same_host(here: SplitResult, there: SplitResult) -> bool:
    """Whether a redirect stays with this host; http may become https, never the other way."""
    if there.scheme not in _PORTS or there.hostname != here.hostname:
        return False
    ports = [parts.port or _PORTS[parts.scheme] for parts in (here, there)]
    if here.scheme == there.scheme:
        return ports[0] == ports[1]
    return here.scheme == "http" and ports == [80, 443]


def _shown(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(query="", fragment=""))


def _is_timeout(error: requests.RequestException) -> bool:
    """Whether a time-out halfway an answer is meant, which requests calls a ConnectionError."""
    return any(isinstance(arg, ReadTimeoutError) for arg in error.args)


def _seconds(text: str) -> float:
    """Read Retry-After: seconds, or a moment; 0 where it is neither."""
    if text.strip().isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return 0.0
    return max(0.0, moment - time.time())


def _told(body: bytes) -> str:
    """Give what an OData service says of its refusal, shortened; empty where it says nothing."""
    try:
        told = json.loads(body)["odata.error"]["message"]["value"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    printable = "".join(c if c.isprintable() else " " for c in str(told))
    return f" Die meldt: {printable[:_LONGEST_TOLD].strip()}"


def _no_number(text: str) -> Never:
    raise ValueError(text)
