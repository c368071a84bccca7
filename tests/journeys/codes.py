"""Second-factor codes as an authenticator app makes them (RFC 6238), none of them used twice."""

import asyncio
import base64
import hashlib
import hmac
import time

STEP = 30
_used: dict[bytes, int] = {}


def totp(seed: bytes, counter: int) -> str:
    digest = hmac.new(seed, counter.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


async def next_code(secret: str) -> str:
    """A code that the site has not seen yet. It takes the code of the next half minute too, so this seldom waits."""
    seed = decoded(secret)
    counter = max(int(time.time()) // STEP, _used.get(seed, -1) + 1)
    await asyncio.sleep(max(0.0, (counter - 1) * STEP - time.time()))
    _used[seed] = counter
    return totp(seed, counter)


def decoded(secret: str) -> bytes:
    """From what is printed under a QR code, or from hexadecimal digits."""
    plain = secret.replace(" ", "").upper()
    if len(plain) == 40 and all(letter in "0123456789ABCDEF" for letter in plain):
        return bytes.fromhex(plain)
    return base64.b32decode(plain + "=" * (-len(plain) % 8))
