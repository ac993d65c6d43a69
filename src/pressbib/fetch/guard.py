"""Which addresses a link on a page may lead to: public ones only.

A press page is somebody else's text. A link on it must not make us ask the router, the cloud's metadata service or a
program on this machine (server-side request forgery). So an address is looked at where it is connected to, in every
spelling, and after every redirect.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata

_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "localdomain", "intranet", "lan")
"""Last labels that never name a public host: RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), ICANN 2024
(internal), and the ones that home routers hand out."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


def refusal(address: str) -> str:
    """Why a numeric address must not be connected to; "" where it is public.

    Asks the registries of special addresses (RFC 6890, in `ipaddress`): private, loopback, link-local, CGNAT,
    multicast, reserved. IPv4 addresses inside IPv6 ones (mapped, NAT64, 6to4, Teredo) are looked at too.

    >>> refusal("10.1.2.3")
    '10.1.2.3 is a private address'
    >>> refusal("::ffff:127.0.0.1")
    '127.0.0.1 is a loopback address'
    >>> refusal("9.9.9.9")
    ''
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address} is no address"
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64 or ip in ipaddress.ip_network("::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if int(ip) > 1 else inner
        if inner and (reason := refusal(str(inner))):
            return reason
        if inner and ip in _NAT64:
            return ""
    for kind, holds in (
        ("a loopback", ip.is_loopback),
        ("a link-local", ip.is_link_local),
        ("a multicast", ip.is_multicast),
        ("an unspecified", ip.is_unspecified),
        ("a private", ip.is_private),
    ):
        if holds:
            return f"{ip} is {kind} address"
    return "" if ip.is_global else f"{ip} is no public address"


def literal_address(host: str) -> str:
    """The numeric address that a host spells, in any spelling that a resolver accepts; "" where it is a name.

    >>> literal_address("0x7f.1"), literal_address("2130706433"), literal_address("[::1]")
    ('127.0.0.1', '127.0.0.1', '::1')
    """
    # Full-width digits and ideographic full stops reach the resolver as their ASCII forms (IDNA, UTS 46).
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").strip("[]").rstrip(".")
    if ":" in plain:
        try:
            return str(ipaddress.ip_address(plain.partition("%")[0]))
        except ValueError:
            return ""
    try:
        return socket.inet_ntoa(socket.inet_aton(plain)) if plain and plain.isascii() and " " not in plain else ""
    except OSError:
        return ""


def host_refusal(host: str) -> str:
    """Why a host must not be asked, as far as its spelling shows; "" where it may be resolved.

    This is all that can be checked with a proxy, which resolves names itself.
    """
    if address := literal_address(host):
        return refusal(address)
    labels = unicodedata.normalize("NFKC", host).replace("。", ".").rstrip(".").casefold()
    if any(labels == name or labels.endswith("." + name) for name in _LOCAL_NAMES):
        return f"{host} is a name of the local network"
    return ""
