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

_SPECIAL: dict[str, tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]] = {
    kind: tuple(ipaddress.ip_network(network) for network in networks.split())
    for kind, networks in {
        "an unspecified": "0.0.0.0/8 ::/128",
        "a loopback": "127.0.0.0/8 ::1/128",
        "a private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
        "a shared": "100.64.0.0/10",
        "a link-local": "169.254.0.0/16 fe80::/10",
        "a multicast": "224.0.0.0/4 ff00::/8",
        "a reserved": """192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
            240.0.0.0/4 ::ffff:0:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16""",
    }.items()
}
"""The IANA special-purpose address registries (RFC 6890 and its updates), as far as they are not global. Written out,
because the `ipaddress` of each Python knows others."""


def refusal(address: str) -> str:
    """Why a numeric address must not be connected to; "" where it is public.

    IPv4 addresses inside IPv6 ones (mapped, compatible, NAT64, 6to4) are looked at too.

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
    if isinstance(ip, ipaddress.IPv6Address) and int(ip) > 1:
        compatible = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 or int(ip) < 1 << 32 else None
        if inner := ip.ipv4_mapped or ip.sixtofour or compatible:
            return refusal(str(inner))
    for kind, networks in _SPECIAL.items():
        if any(ip in network for network in networks):
            return f"{ip} is {kind} address"
    return ""


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
