"""What the process that reads says to the one that stores: data of known types and nothing that can be run.

The reader has strangers' bytes in its hands. If one of them ever makes it say other things than it should, these
are refused, or they are wrong lines of the file of that stranger.
"""

from typing import IO, Any, Generic, TypeVar

import msgspec

from verzuimloket.channels.upload.aanleveren.vormen import Klaar
from verzuimloket.core.errors import Violation

GEHEUGEN = 1024 * 1024 * 1024  # of addresses for who reads; in use it is half of that, with two million lines
_LENGTE = 8  # bytes that tell how long the answer is
W = TypeVar("W")
_schrijver = msgspec.msgpack.Encoder()


class Antwoord(msgspec.Struct, Generic[W], array_like=True):
    """A number of lines, or None: there are no more. geweigerd: why the file is refused after all."""

    regels: list[Klaar[W]] | None = None
    geweigerd: tuple[Violation, ...] | None = None


class Onleesbaar(Exception):
    """No answer, half an answer, or something else."""


def put(uitvoer: IO[bytes], antwoord: Antwoord[Any]) -> None:
    """Made ready before it is handed over: who asks may be busy until then."""
    content = _schrijver.encode(antwoord)
    uitvoer.write(len(content).to_bytes(_LENGTE, "big"))
    uitvoer.write(content)
    uitvoer.flush()


def lezer(voorwerk: Any) -> msgspec.msgpack.Decoder[Antwoord[Any]]:
    """Of answers with lines of which this is the type of the work done beforehand."""
    soort: Any = Antwoord
    return msgspec.msgpack.Decoder(soort[voorwerk | None])


def take(invoer: IO[bytes], lezer: msgspec.msgpack.Decoder[Antwoord[Any]]) -> Antwoord[Any]:
    """The next answer. Raises Onleesbaar."""
    length = int.from_bytes(_exactly(invoer, _LENGTE), "big")
    if length > GEHEUGEN:  # more than the reader can have
        raise Onleesbaar
    try:
        return lezer.decode(_exactly(invoer, length))
    except msgspec.MsgspecError:
        raise Onleesbaar from None


def _exactly(invoer: IO[bytes], length: int) -> bytes:
    content = invoer.read(length)
    if len(content) < length:
        raise Onleesbaar
    return content
