"""Person numbers by forward construction: eight digits, then the ninth that passes the check.

Weighted sum 9,8,7,6,5,4,3,2,-1; a bsn leaves 0 and an onderwijsnummer leaves 5 after division by
11 (domeinregels §3.1). So no number can be both. Every bsn begins with 9, the range in which the
national test persons stand, so that it is nobody's; every onderwijsnummer begins with 10.
"""

_HALF = range(10_000)
_EERSTE_VIER = tuple(n // 1000 * 9 + n // 100 % 10 * 8 + n // 10 % 10 * 7 + n % 10 * 6 for n in _HALF)
_LAATSTE_VIER = tuple(n // 1000 * 5 + n // 100 % 10 * 4 + n // 10 % 10 * 3 + n % 10 * 2 for n in _HALF)


def complete(acht: int, rest: int) -> str | None:
    """The nine digits that begin with these eight, or None when no ninth digit fits."""
    negende = (_EERSTE_VIER[acht // 10_000] + _LAATSTE_VIER[acht % 10_000] - rest) % 11
    return None if negende == 10 else f"{acht:08}{negende}"


class Nummerreeks:
    """Numbers without repeats and without memory, in an order that looks like chance.

    Multiplying by a primitive root of a prime passes each number below that prime exactly once.
    """

    def __init__(self, eerste: int, priem: int, wortel: int, rest: int, zaad: int) -> None:
        self._eerste, self._priem, self._wortel, self._rest = eerste, priem, wortel, rest
        self._plaats = 1 + zaad * 7919 % (priem - 1)
        self._over = priem - 1

    def __next__(self) -> str:
        while self._over:
            self._over -= 1
            self._plaats = self._plaats * self._wortel % self._priem
            if nummer := complete(self._eerste + self._plaats, self._rest):
                return nummer
        raise StopIteration

    def __iter__(self) -> "Nummerreeks":
        return self


def bsn_reeks(zaad: int) -> Nummerreeks:
    """Nine million citizen numbers that nobody has."""
    return Nummerreeks(90_000_000, 9_999_991, 6_179_995, 0, zaad)


def onderwijsnummer_reeks(zaad: int) -> Nummerreeks:
    """Nine hundred thousand education numbers."""
    return Nummerreeks(10_000_000, 999_983, 617_991, 5, zaad)
