"""An answer of the replica, and answers without layout."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Visits

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `visits` and `views` are the readings on the page; None where it shows none."""

    status: int
    body: bytes
    media_type: str = HTML
    location: str | None = None
    etag: str | None = None
    visits: Visits | None = None
    views: int | None = None


def redirect(location: str) -> Reply:
    """A redirect of ASP.NET."""
    return Reply(302, b"<html><head><title>Object moved</title></head></html>", location=location)


def error(message: str) -> Reply:
    """The error page of ASP.NET."""
    return Reply(
        500,
        f"<html><head><title>{message}</title></head><body><h1>Server Error in '/' Application.</h1>"
        f"<h2><i>{message}</i></h2></body></html>".encode(),
    )


def no_such_path() -> Reply:
    """What IIS says of an address that no page has."""
    return Reply(404, b"<html><head><title>404 - File or directory not found.</title></head></html>")


def robots() -> Reply:
    """``robots.txt``."""
    return Reply(200, b"User-agent: *\nDisallow: /Admin/\nDisallow: /admin/\n", "text/plain")


def login() -> Reply:
    """The door of the editors, which robots are asked to leave alone."""
    return Reply(
        200,
        "<html><head><title>Đăng nhập hệ thống</title></head><body><form method='post'>Tên đăng nhập"
        " <input name='user'> Mật khẩu <input type='password' name='password'></form></body></html>".encode(),
    )
