"""The pages of welfare as people meet them."""

from django.urls import reverse

from forum.accounts.models import Account
from forum.core.submission import new_token
from moderation.rota.models import Absence
from moderation.welfare.models import Leaving
from tests.conftest import Browse, FakeClock


def test_a_pause_is_one_press_from_here(browse: Browse, mo: Account, clock: FakeClock) -> None:
    client = browse(mo)
    page = client.get(reverse("welfare:home")).content.decode()
    assert f'action="{reverse("rota:pause")}"' in page
    assert client.post(reverse("rota:pause")).status_code == 302
    assert Absence.objects.filter(account=mo, ends_at__isnull=True).exists()


def test_leaving_from_the_first_word_to_the_thanks(
    browse: Browse, mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    client = browse(mo)
    form = {
        "last_day": "2026-12-24",
        "wants_talk": "yes",
        "talk_with": str(lea.pk),
        "hand_over": "The kettle sticks.",
        "submission": new_token(mo),
    }
    late = client.post(reverse("welfare:leaving"), {**form, "last_day": "2026-11-01"})
    assert late.status_code == 422
    assert "The kettle sticks." in late.content.decode()
    assert client.post(reverse("welfare:leaving"), form).status_code == 302
    leaving = Leaving.objects.get()
    assert "Lea knows that you would like to talk" in client.get(reverse("welfare:leaving")).content.decode()
    talk = {"talked_on": "2026-11-24", "words": "A good hour.", "submission": new_token(lea)}
    assert browse(lea).post(reverse("welfare:talk", args=[leaving.pk]), talk).status_code == 302
    thanks = {"words": "For every quiet evening.", "submission": new_token(nia)}
    assert browse(nia).post(reverse("welfare:thank", args=[leaving.pk]), thanks).status_code == 302
    assert "For every quiet evening." in client.get(reverse("welfare:thanks")).content.decode()
    assert "Nothing links the two" in client.get(reverse("welfare:fresh_start")).content.decode()


def test_naming_the_supervisor_as_supporter_asks_once_more(
    browse: Browse, mo: Account, lea: Account, nia: Account, clock: FakeClock
) -> None:
    client = browse(nia)
    client.post(reverse("supervision:arrange", args=[mo.pk]), {"supervisor": str(lea.pk), "every_days": ""})
    address = reverse("welfare:name_supporter", args=[mo.pk])
    refused = client.post(address, {"supporter": str(lea.pk)})
    assert refused.status_code == 422
    assert "Lea already supervises Mo" in refused.content.decode()
    assert client.post(address, {"supporter": str(lea.pk), "nobody_else": "on"}).status_code == 302
    assert "because there is nobody else for now" in browse(mo).get(reverse("welfare:home")).content.decode()
