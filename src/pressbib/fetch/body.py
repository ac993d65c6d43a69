"""The body of an answer, piece by piece and decompressed within the limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError

from pressbib.fetch.connections import Watch

_CHUNK = 65536


def pieces(response: requests.Response, watch: Watch) -> Iterator[bytes]:
    """The body as it comes over the wire. Raises TimeoutError when the watch's time is over."""
    while piece := response.raw.read(_CHUNK, decode_content=False):
        yield piece
        if watch.over:
            raise TimeoutError


def decompressed(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The content of a body in the encodings we accept, never more than a chunk at a time, so that a bomb ends at the
    limit and not in memory."""
    coded = encoding.strip().lower()
    if coded in ("", "identity"):
        yield from pieces
        return
    if coded not in ("gzip", "x-gzip", "deflate"):
        raise HTTPError(f"the answer comes in an encoding that was not asked for: {encoding[:40]}")
    decoder = None
    for piece in pieces:
        if decoder is None:
            raw = coded == "deflate" and (piece[0] & 0x0F != 8 or int.from_bytes(piece[:2], "big") % 31)
            decoder = zlib.decompressobj(-15 if raw else 47)  # RFC 9110, 8.4.1.2: some senders leave out the frame
        while piece:
            yield decoder.decompress(piece, _CHUNK)
            piece = decoder.unconsumed_tail
    if decoder is not None and not decoder.eof:
        raise zlib.error("incomplete")
