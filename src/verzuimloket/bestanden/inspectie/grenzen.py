"""What a child process that reads a strange file may still do: nothing but compute, and not for long."""

import importlib
from collections.abc import Iterable


def close_in(modules: Iterable[str], *, geheugen: int, rekentijd: int) -> None:
    """From here on: no new file or connection, no more than this memory (bytes) and time (seconds).

    modules: what the parsers would only import when they meet it; afterwards no file can be opened any more.
    """
    for module in modules:
        importlib.import_module(module)
    try:
        import resource
    except ImportError:  # not on this system; the parent's clock remains
        return
    for what, most in (
        (resource.RLIMIT_AS, geheugen),
        (resource.RLIMIT_CPU, rekentijd),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def bound(*, geheugen: int) -> None:
    """From here on: no more than this memory (bytes), and nothing written to any file."""
    try:
        import resource
    except ImportError:  # not on this system
        return
    for what, most in ((resource.RLIMIT_AS, geheugen), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
