"""Addresses as people write them into settings, judged before anybody tries to connect."""

import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

_PORTS = range(1, 65536)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.IGNORECASE)
_HOST_LENGTH = 253


def is_url(text: str, schemes: tuple[str, ...], *, with_port: bool = False) -> bool:
    """Whether this is an address with one of the schemes; `with_port`: the port has to be named."""
    # Braces would be taken for a place to be filled in.
    if not re.fullmatch(r"[^\s{}\\]+", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and _has_port(parts, with_port=with_port) and is_host(parts.hostname or "")
    except ValueError:  # brackets that do not match, a port that is no number
        return False


def _has_port(parts: SplitResult, *, with_port: bool) -> bool:
    if parts.port is None:
        return not with_port and not parts.netloc.endswith(":")
    return parts.port in _PORTS


def is_host(text: str) -> bool:
    """Whether a host may be called so: a name, or an IP address (of the sixth version without brackets)."""
    if ":" in text:
        return _is_ip(IPv6Address, text)
    if re.fullmatch(r"[0-9.]+", text):
        return _is_ip(IPv4Address, text)
    try:
        name = text.encode("idna").decode()
    except UnicodeError:
        return False
    return len(name) <= _HOST_LENGTH and all(_LABEL.fullmatch(label) for label in name.removesuffix(".").split("."))


def _is_ip(kind: type[IPv4Address | IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


def listening(text: str) -> tuple[str, int]:
    """Host and port of «127.0.0.1:8080» or «[::1]:8080»; port 0 lets the system choose. Raises ValueError."""
    host, _, port = text.rpartition(":")
    host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not text.isascii() or not is_host(host) or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) >= _PORTS.stop:
        raise ValueError("not an address to listen at")
    return host, int(port)
