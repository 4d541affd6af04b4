"""Keeps other sites' pages away from the web chat: host names, origins and the headers of every answer."""

import ipaddress
import socket
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_READING = frozenset({"GET", "HEAD"})


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Put the protective headers on an answer, keeping those that the handler chose itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def same_origin_only(host: str) -> Middleware:
    """A middleware that serves only pages that came from here; `host` is what the server is bound to."""
    names = {host, "localhost", socket.gethostname()}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_ours(request.host, names):
            raise web.HTTPMisdirectedRequest(text="This host name is not served here.")
        if request.headers.get("Sec-Fetch-Site") == "cross-site" and request.path != "/":
            raise web.HTTPForbidden(text="Requests from other sites are not served.")
        if request.method not in _READING or _is_upgrade(request):
            _check_origin(request)
        return await handler(request)

    return check


def _is_ours(authority: str, names: set[str]) -> bool:
    """A name can be bound anew to this machine by a stranger's DNS, an address cannot."""
    name = urlsplit(f"//{authority}").hostname or ""
    if name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_upgrade(request: web.Request) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def _check_origin(request: web.Request) -> None:
    """Refuse what a page of another origin sends, and what a plain form could send."""
    if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        raise web.HTTPForbidden(text="Only the page itself may do this.")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="JSON expected.")
