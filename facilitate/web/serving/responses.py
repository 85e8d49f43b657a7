"""What the hub says when it does not do what it was asked: a status, and a sentence in the client's language."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from facilitate.domain.errors import N_, FacilitateError, Message, StorageFailure
from facilitate.i18n import LANGUAGES, Language
from facilitate.workshop.sharing.guests import Forbidden

NO_STORE = {"Cache-Control": "no-store"}
_AGAIN_SOON = 2.0
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PAGE = (
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n{again}\n<title>facilitate</title>\n'
    '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/page.css">\n</head>\n'
    '<body><main class="alone"><h1>{sentence}</h1></main></body>\n</html>\n'
)
_UNREADABLE = N_("This request cannot be read.")
_SENTENCES = {
    404: N_("There is nothing at this address."),
    405: N_("This address does not accept that kind of request."),
}


class Problem(Exception):
    """An answer that is not what was asked for."""

    def __init__(self, status: int, message: Message, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.message = message
        self.headers = dict(headers or {})


def malformed(message: Message | None = None) -> Problem:
    """Return a request that cannot be read."""
    return Problem(400, message or Message(_UNREADABLE))


_NOT_SAVED = N_("The facilitator’s computer cannot save right now. What you write waits here; tell the facilitator.")


def later(status: int, message: Message, seconds: float) -> Problem:
    """Return a request that may be made again after a while."""
    return Problem(status, message, {"Retry-After": str(max(1, ceil(seconds)))})


def problem_of(error: Exception) -> Problem:
    """Return the answer for whatever went wrong; what nobody foresaw is not told to strangers."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, StorageFailure):  # whose paths and advice are the facilitator's, who reads them on the screen
        return later(503, Message(_NOT_SAVED), _AGAIN_SOON)
    if isinstance(error, FacilitateError):
        return Problem(403 if isinstance(error, Forbidden) else 400, error.message)
    if isinstance(error, HTTPException):
        return Problem(error.status_code, Message(_SENTENCES.get(error.status_code, _UNREADABLE)), error.headers)
    return Problem(500, Message(N_("Unexpected error. Everything already saved is safe.")))


def response_of(problem: Problem, language: Language) -> Response:
    """Return the HTTP response for a problem."""
    return json_response({"error": language.message(problem.message)}, problem.status, problem.headers)


def seen_by_people(scope: Scope) -> bool:
    """Return whether somebody opened the address in a browser, which shows what comes back as it is."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def page_of(problem: Problem, language: Language) -> Response:
    """Return the problem as a page; where it passes by itself, the browser asks again."""
    wait = problem.headers.get("Retry-After", "")
    again = f'<meta http-equiv="refresh" content="{html.escape(wait)}">' if wait else ""
    sentence = html.escape(language.message(problem.message))
    page = _PAGE.format(language=language.code, again=again, sentence=sentence)
    return Response(page, problem.status, {**NO_STORE, **problem.headers}, "text/html")


def json_response(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(encoded(content), status, {**NO_STORE, **(headers or {})}, "application/json")


def encoded(content: object) -> bytes:
    """Return the content as JSON on a single line, in UTF-8."""
    return _JSON.encode(content).encode()


def decoded(body: bytes) -> Any:
    """Return what a JSON body says; raises `Problem` for what is not JSON or could not be kept."""
    try:
        content = json.loads(body.decode(), parse_constant=_no_number)
        if b"\\u" in body:
            # Half of a pair of surrogates is allowed in JSON, but is no text that could be written anywhere.
            encoded(content)
    except (ValueError, RecursionError):
        raise malformed() from None
    return content


def _no_number(name: str) -> float:
    raise ValueError(name)


@lru_cache
def language(code: str) -> Language:
    return Language(code)


def language_for(accepted: str, otherwise: str) -> Language:
    """Return the language a client likes best (`Accept-Language`), or the other when it reads none of ours."""
    wishes = []
    for place, wish in enumerate(accepted[:200].split(",")):
        name, _, quality = wish.partition(";")
        code = name.strip().lower().partition("-")[0]
        if code in LANGUAGES:
            wishes.append((-_quality(quality), place, code))
    best = min(wishes, default=(0.0, 0, otherwise))
    return language(best[2] if best[0] < 0 else otherwise if otherwise in LANGUAGES else "en")


def _quality(text: str) -> float:
    value = text.strip().removeprefix("q=")
    try:
        return min(1.0, max(0.0, float(value))) if value else 1.0
    except ValueError:
        return 0.0
