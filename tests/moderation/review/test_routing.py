"""Nobody is handed what they chose not to meet while somebody else is here, and nothing waits on nobody's desk for
long. What one's desk shows depends on nothing that anybody else chose."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.review.routing import WAITS, Person, Way, way_of

KEYS = ["sv.rape", "self.suicide", "kids.risk"]
people = st.builds(Person, topics=st.frozensets(st.sampled_from(KEYS)), has_enough=st.booleans())
warned = st.sets(st.sampled_from(KEYS))
fractions = st.floats(min_value=0, max_value=3)


@given(me=people, warnings=warned, heavy=st.booleans(), used=st.floats(min_value=WAITS, max_value=3))
def test_what_waited_a_while_stands_on_every_desk(me: Person, warnings: set[str], heavy: bool, used: float) -> None:
    assert way_of(warnings, heavy=heavy, used=used, me=me, is_alone=False) in (Way.HERE, Way.LAST)


@given(me=people, warnings=warned, heavy=st.booleans(), used=fractions)
def test_alone_nothing_is_kept_from_anybody(me: Person, warnings: set[str], heavy: bool, used: float) -> None:
    assert way_of(warnings, heavy=heavy, used=used, me=me, is_alone=True) in (Way.HERE, Way.LAST)


@given(me=people, warnings=warned, heavy=st.booleans(), used=fractions, is_alone=st.booleans())
def test_nobody_has_a_topic_of_theirs_in_their_lanes(
    me: Person, warnings: set[str], heavy: bool, used: float, is_alone: bool
) -> None:
    way = way_of(warnings, heavy=heavy, used=used, me=me, is_alone=is_alone)
    assert (way in (Way.TOPIC, Way.LAST)) == bool(me.topics & warnings)


def test_whoever_met_enough_is_asked_later_and_only_for_what_is_heavy() -> None:
    tired = Person(frozenset(), has_enough=True)
    assert way_of([], heavy=True, used=0, me=tired, is_alone=False) is Way.ENOUGH
    assert way_of([], heavy=True, used=0.1, me=tired, is_alone=False) is Way.HERE
    assert way_of([], heavy=False, used=0, me=tired, is_alone=False) is Way.HERE
    assert way_of([], heavy=True, used=0, me=tired, is_alone=True) is Way.HERE
