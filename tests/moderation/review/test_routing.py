"""Nobody is handed what they chose not to meet while somebody else can take it; no item is on nobody's desk."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.review.routing import Person, Way, way_of

KEYS = ["sv.rape", "self.suicide", "kids.risk"]
people = st.builds(Person, topics=st.frozensets(st.sampled_from(KEYS)), has_enough=st.booleans())


@given(here=st.lists(people, min_size=1, max_size=4), warnings=st.sets(st.sampled_from(KEYS)), heavy=st.booleans())
def test_every_item_stands_on_somebodys_desk(here: list[Person], warnings: set[str], heavy: bool) -> None:
    ways = [way_of(warnings, heavy=heavy, me=me, others=[*here[:at], *here[at + 1 :]]) for at, me in enumerate(here)]
    assert {Way.HERE, Way.LAST} & set(ways)


@given(me=people, others=st.lists(people, max_size=3), warnings=st.sets(st.sampled_from(KEYS)), heavy=st.booleans())
def test_nobody_has_a_topic_of_theirs_in_their_lanes(
    me: Person, others: list[Person], warnings: set[str], heavy: bool
) -> None:
    if me.meets(warnings):
        assert way_of(warnings, heavy=heavy, me=me, others=others) in (Way.TOPIC, Way.LAST)


@given(me=people, warnings=st.sets(st.sampled_from(KEYS)), heavy=st.booleans())
def test_alone_nothing_is_kept_from_anybody(me: Person, warnings: set[str], heavy: bool) -> None:
    assert way_of(warnings, heavy=heavy, me=me, others=[]) in (Way.HERE, Way.LAST)


def test_whoever_met_enough_is_asked_last_and_only_for_what_is_heavy() -> None:
    tired, fresh = Person(frozenset(), has_enough=True), Person(frozenset(), has_enough=False)
    assert way_of([], heavy=True, me=tired, others=[fresh]) is Way.ENOUGH
    assert way_of([], heavy=False, me=tired, others=[fresh]) is Way.HERE
    assert way_of([], heavy=True, me=tired, others=[tired]) is Way.HERE
    assert way_of(["sv.rape"], heavy=True, me=tired, others=[Person(frozenset(KEYS), has_enough=False)]) is Way.HERE
