"""Asking a registry, and telling an answer from what is none.

Registries that are down answer with a page in HTML, with half a JSON, with an error in a "200 OK". Whatever it is, it
becomes one of two errors: the registry does not know the identifier, or it is not to be had now.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from pressbib.errors import FetchError, NotRegisteredError, RegistryUnavailableError
from pressbib.patterns import prepare

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pressbib.fetch import Fetcher

Answer = TypeVar("Answer")

MOST_XML = 5_000_000
"""The longest XML answer that is read, in bytes."""

_DECLARATION = prepare(rb"(?i)<!entity|<!doctype[^>\[]{0,1000}\[")


def ask(
    fetcher: Fetcher, registry: str, url: str, read: Callable[..., Answer], *, accept: str = "application/json"
) -> Answer:
    """What `read(content, locator=..., retrieved=...)` makes of the registry's answer to an address.

    An answer that `read` cannot use is not kept: a page that says "back soon" must not stand for a week.
    Raises NotRegisteredError for 404 and 410, RegistryUnavailableError for every other failure, and what `read` raises.
    """
    try:
        page = fetcher.get(url, accept=accept, registry=True)
        try:
            return read(page.content, locator=page.url, retrieved=page.retrieved)
        except RegistryUnavailableError:
            fetcher.forget(url, accept=accept)
            if not page.cached or fetcher.settings.offline:
                raise
        page = fetcher.get(url, accept=accept, registry=True)
        return read(page.content, locator=page.url, retrieved=page.retrieved)
    except FetchError as error:
        if error.status in (404, 410):
            raise NotRegisteredError(f"{registry} does not know it") from error
        raise RegistryUnavailableError(f"{registry}: {error.reason}") from error


def read_json(answer: bytes, registry: str) -> Mapping[str, Any]:
    """The JSON object of an answer. Raises RegistryUnavailableError where it is none."""
    try:
        # A declared charset does not count: JSON is UTF-8 (RFC 8259, 8.1), with or without a byte order mark.
        value = json.loads(answer.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        what = "a page in HTML" if _is_html(answer) else "no JSON"
        raise RegistryUnavailableError(f"{registry} answered with {what}") from error
    if not isinstance(value, Mapping):
        raise RegistryUnavailableError(f"{registry} answered with JSON of another kind")
    return value


def read_xml(answer: bytes, registry: str) -> Element:
    """The root of an XML answer.

    Nothing is expanded: an answer that declares entities (a "billion laughs") is refused before it is read, a DOCTYPE
    without declarations is what PubMed sends. Raises RegistryUnavailableError where it is no such XML.
    """
    from xml.etree import ElementTree

    head = answer[:MOST_XML]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:4]  # UTF-16 would hide a declaration
    if len(answer) > MOST_XML or wide or _DECLARATION.search(head):
        raise RegistryUnavailableError(f"{registry} answered with XML that is not safe to read")
    try:
        return ElementTree.fromstring(answer)  # noqa: S314  # without entities there is nothing to expand
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        what = "a page in HTML" if _is_html(answer) else "no XML"
        raise RegistryUnavailableError(f"{registry} answered with {what}") from error


def _is_html(answer: bytes) -> bool:
    return bool(re.match(rb"(?i)\s*(?:<!doctype html|<html|<head|<body|<!--)", answer[:200]))


def in_path(identifier: str) -> str:
    """An identifier as part of an address's path: what may stand there stands, so that `10.7554/eLife.01567` stays
    readable; `//` and `/.`, which programs on the way tidy up, are encoded.

    >>> in_path("10.1002/(sici)1097<1::aid>3.0.co;2-t")
    '10.1002/(sici)1097%3C1::aid%3E3.0.co;2-t'
    """
    encoded = quote(identifier, safe="/:;()!*',@$=-._~")
    return encoded.replace("//", "%2F%2F").replace("/.", "%2F.")
