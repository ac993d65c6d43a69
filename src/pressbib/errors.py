"""Every exception and warning of pressbib, one class for each thing that a caller can do about it.

The message says what happened, where, and what to do next; secrets in addresses are struck out before they get here
(`redact`). Readers, layouts and formats do not raise on bad pages: a page without a paper is an empty result.
"""

from __future__ import annotations

from pressbib.patterns import prepare

_SECRETS = prepare(
    r"(?i)(://)[^/@\s]+@|([?&](?:api[_-]?key|key|token|access_token|password|secret|signature)=)[^&#\s]+"
)


def redact(text: str) -> str:
    """Strike out passwords and keys in the addresses that a message quotes.

    >>> redact("https://me:secret@example.org/?api_key=12345&q=x")
    'https://***@example.org/?api_key=***&q=x'
    """
    return _SECRETS.sub(lambda m: f"{m[1]}***@" if m[1] else f"{m[2]}***", text)


class PressbibError(Exception):
    """Base of all errors that pressbib raises on purpose. Its text is one line for a person."""


class PressbibWarning(UserWarning):
    """Base of all warnings: something was left out or could not be had, and the work went on."""


class FetchError(PressbibError):
    """An address could not be fetched. `status` is the HTTP status, or None where there was no answer."""

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        self.url = redact(url)
        self.reason = reason
        self.status = status
        super().__init__(f"{self.url}: {redact(reason)}")

    def __reduce__(self) -> tuple[type[FetchError], tuple[str, str, int | None]]:
        return type(self), (self.url, self.reason, self.status)


class PageTooLargeError(FetchError):
    """A page is larger than the limit; nothing of it was used."""


class BlockedAddressError(FetchError):
    """A link on a page leads to a private, loopback or otherwise internal address, and was not followed."""


class OfflineError(FetchError):
    """The network was needed, and --offline forbids it."""


class UnreadablePageError(PressbibError):
    """A source is not a page: a binary file, a folder, a missing or forbidden file."""


class ResolveError(PressbibError):
    """The metadata of a link or identifier could not be had."""


class NotRegisteredError(ResolveError):
    """A registry answered that it does not know the identifier."""


class RegistryUnavailableError(ResolveError):
    """A registry is down, too busy, or answered with something that is no answer."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(message)

    def __reduce__(self) -> tuple[type[RegistryUnavailableError], tuple[str, float | None]]:
        return type(self), (str(self), self.retry_after)


class FormatError(PressbibError):
    """Bibliography text could not be read or written in a format. `line` counts from 1; 0 means the whole text."""

    def __init__(self, format_name: str, line: int, text: str) -> None:
        self.format_name = format_name
        self.line = line
        self.text = text
        super().__init__(f"{format_name}{f', line {line}' if line else ''}: {text}")

    def __reduce__(self) -> tuple[type[FormatError], tuple[str, int, str]]:
        return type(self), (self.format_name, self.line, self.text)


class BibFileError(PressbibError):
    """A .bib file that belongs to somebody else could not be changed safely; it was left as it is."""


class LibraryError(PressbibError):
    """The library file cannot be used, read or written."""


class RecordNotFoundError(LibraryError):
    """No record of the library has this citekey."""


class LibraryVersionError(LibraryError):
    """The library file was written by a newer pressbib."""


class LibraryLockedError(LibraryError):
    """Another program kept the library locked for longer than we wait."""


class DataFileError(PressbibError):
    """A vocabulary, template or configuration file has a wrong key or value."""

    def __init__(self, path: str, key: str, reason: str) -> None:
        self.path = path
        self.key = key
        self.reason = reason
        super().__init__(f"{path}: {key}: {reason}")

    def __reduce__(self) -> tuple[type[DataFileError], tuple[str, str, str]]:
        return type(self), (self.path, self.key, self.reason)


class PluginError(PressbibError):
    """A third-party plugin failed; it was left out."""


class PushError(PressbibError):
    """A reference manager is not running, cannot be written to, or refuses what it is handed."""
