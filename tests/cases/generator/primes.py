# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The primes of the RSA keys. They follow from the names of the keys; since it takes minutes to find
them, they are kept in primes.json. `make_cases.py --find-primes` finds them all again.
"""
import json
import math
import pathlib
import random

FILE = pathlib.Path(__file__).resolve().parent / "primes.json"
SMALL_PRODUCT = math.prod(p for p in range(3, 2000, 2)
                          if all(p % q for q in range(3, int(p ** 0.5) + 1, 2)))


def is_prime(n, rng):
    if math.gcd(n, SMALL_PRODUCT) > 1:
        return False
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for _ in range(24):
        x = pow(rng.randrange(2, n - 1), d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = pow(x, 2, n)
            if x == n - 1:
                break
        else:
            return False
    return True


def find_prime(bits, e, rng):
    while True:
        n = rng.getrandbits(bits) | (3 << (bits - 2)) | 1
        while n.bit_length() == bits:
            if (n - 1) % e and is_prime(n, rng):
                return n
            n += 2


def find_primes(seed, bits, e, primes):
    rng = random.Random("truefrom test key " + seed)
    sizes = [bits // primes] * primes
    sizes[0] += bits - sum(sizes)
    while True:
        parts = [find_prime(size, e, rng) for size in sizes]
        if math.prod(parts).bit_length() == bits and len(set(parts)) == primes:
            return parts


class Keeper:
    """Takes primes from the file, and finds those that are not in it."""

    def __init__(self):
        self.kept = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
        self.used = set()

    def forget(self):
        self.kept = {}

    def take(self, seed, bits, e, primes):
        name = "%s, %d bits, e=%d, %d primes" % (seed, bits, e, primes)
        self.used.add(name)
        if name not in self.kept:
            self.kept[name] = ["%x" % p for p in find_primes(seed, bits, e, primes)]
        return [int(p, 16) for p in self.kept[name]]

    def forget_unused(self):
        self.kept = {name: primes for name, primes in self.kept.items() if name in self.used}


keeper = Keeper()
