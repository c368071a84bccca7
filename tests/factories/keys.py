"""A device that holds keys, as far as tests need one: it makes a key and answers with it, as a phone would (ES256)."""

import json
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

ORIGIN = "http://testserver"
HERE, ASKED_THE_PERSON, NEW = 0x01, 0x04, 0x40


class Device:
    """One device with one key. `uses` is its counter, `host` and `origin` are where it believes to be."""

    def __init__(self, number: bytes = b"a key of sixteen") -> None:
        self.number, self.uses = number, 0
        self.host, self.origin = "testserver", ORIGIN
        self.asks = True
        self.secret = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: str) -> str:
        """What the browser says of a key it has made."""
        told = self._told("webauthn.create", options)
        public = self.secret.public_key().public_numbers()
        point = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        size = len(self.number).to_bytes(2, "big")
        data = self._data(NEW) + b"\0" * 16 + size + self.number + cbor2.dumps(point)
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=told, attestationObject=made)

    def show(self, options: str) -> str:
        """What the browser says when the key signs somebody in."""
        self.uses += 1
        told, data = self._told("webauthn.get", options), self._data(0)
        signed = self.secret.sign(data + sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signed)

    def _told(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, more: int) -> bytes:
        flags = HERE | more | (ASKED_THE_PERSON if self.asks else 0)
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _answer(self, **response: bytes) -> str:
        number = bytes_to_base64url(self.number)
        parts: dict[str, Any] = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": parts})
