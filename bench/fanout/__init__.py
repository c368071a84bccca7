"""One message to a whole room: what it costs, how long it takes, beside two yardsticks in the same run.

The yardsticks are the usual Channels consumer (one `group_send` to one group) on Daphne, and the `websockets` library's
own `broadcast()`. Every server is a process of its own with an equal crowd of sockets; the rounds take turns.
"""
