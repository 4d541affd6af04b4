"""The web chat: a messenger on a page of this machine, used to show the bot without any token."""

from messengers.webchat.clock import Clock
from messengers.webchat.messenger import WebMessenger
from messengers.webchat.people import DemoPerson
from messengers.webchat.server import ChatServer, Place
from messengers.webchat.store import ChatStore

__all__ = ["ChatServer", "ChatStore", "Clock", "DemoPerson", "Place", "WebMessenger"]
