"""The yardstick near the floor: the `websockets` library and its `broadcast()`.

Served by itself: `python -m bench.fanout.broadcast 8124`.
"""

import asyncio
import json
import sys
from contextlib import suppress

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

everybody: set[ServerConnection] = set()


async def hold(socket: ServerConnection) -> None:
    everybody.add(socket)
    try:
        with suppress(ConnectionClosed):  # The crowd goes without a word.
            async for text in socket:
                frame = json.loads(text)
                if frame["type"] == "message.write":
                    broadcast(everybody, json.dumps({"type": "message", "words": frame["words"]}))
    finally:
        everybody.discard(socket)


async def main(port: int) -> None:
    async with serve(hold, "127.0.0.1", port, compression=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
