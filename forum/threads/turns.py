"""Who changes something in a thread takes turns with everybody else who does: the thread first, then its posts. In any
other order two of them could wait for each other for ever."""

from uuid import UUID

from forum.threads.models import Thread


def one_at_a_time(thread_id: UUID) -> Thread:
    """The thread as it is now, held until this transaction ends. Whoever only adds a post to it is not kept waiting:
    they hold its key, which this leaves alone."""
    return Thread.objects.select_for_update(no_key=True).get(pk=thread_id)
