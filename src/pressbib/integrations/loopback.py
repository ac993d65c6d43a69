"""HTTP to a program on this machine: no proxies, a wait while it restarts, and words for what is wrong."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from pressbib.errors import PushError

if TYPE_CHECKING:
    import requests


class LostAnswerError(PushError):
    """A request went out and the answer did not come: it may have been carried out."""


class Client:
    """Requests to one base address. A context manager.

    program: its name in messages. patience: seconds to wait for it to come (back) up. proxies: whether proxies of the
    environment are used (for a server on the Internet).
    """

    def __init__(self, base_url: str, program: str, *, patience: float = 20.0, proxies: bool = False) -> None:
        import requests

        self.base_url = base_url.rstrip("/")
        self.program = program
        self.patience = patience
        self.session = requests.Session()
        self.session.trust_env = proxies
        self.session.headers["User-Agent"] = "pressbib"
        self.keeps_connections = proxies

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *error: object) -> None:
        self.session.close()

    def request(self, method: str, path: str, *, timeout: float = 60.0, **more: Any) -> requests.Response:
        """An answer, whatever its status.

        A refused connection is tried again until the patience ends: nothing was sent. Raises PushError where nothing
        listens, LostAnswerError where the connection ended before the answer.
        """
        import requests

        end = time.monotonic() + self.patience
        pause = 0.1
        while True:
            try:
                answer = self.session.request(method, self.base_url + path, timeout=(5.0, timeout), **more)
                if not self.keeps_connections:
                    # A kept connection may be dead after a restart: nobody would know whether the next request arrived.
                    self.session.close()
                return answer
            except requests.exceptions.ConnectionError as error:
                if not _never_sent(error):
                    raise LostAnswerError(f"{self.program} went away before it answered ({method} {path})") from error
                if time.monotonic() + pause > end:
                    raise PushError(f"{self.program} is not running: nothing answers at {self.base_url}") from error
            except requests.exceptions.Timeout as error:
                raise LostAnswerError(
                    f"{self.program} did not answer within {timeout:.0f} s ({method} {path})"
                ) from error
            except requests.exceptions.RequestException as error:
                raise PushError(f"{self.program}: {error}") from error
            time.sleep(pause)
            pause = min(2 * pause, 2.0)


def _never_sent(error: Exception) -> bool:
    """Whether a connection error came before anything was sent: the connection itself was refused."""
    seen: BaseException | None = error
    names: list[str] = []
    while seen is not None and len(names) < 8:
        names += [type(seen).__name__, *(type(part).__name__ for part in getattr(seen, "args", ()))]
        names += [type(getattr(part, "reason", None)).__name__ for part in getattr(seen, "args", ())]
        seen = seen.__cause__ or seen.__context__
    return any(name in names for name in ("NewConnectionError", "ConnectTimeoutError", "ConnectionRefusedError"))


def json_of(answer: requests.Response, program: str, kind: type) -> Any:
    """The JSON of an answer, an object (`dict`) or an array (`list`). Raises PushError where it is none."""
    try:
        told = answer.json()
    except ValueError:
        told = None
    if not isinstance(told, kind):
        raise PushError(f"{program} answered {answer.status_code} with something else than it should")
    return told
