"""Nothing stored links a member to a duty account, and nobody on the team is told who wrote an application."""

import json

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.services import close_account
from forum.core.refusals import NotGranted
from moderation.audit.models import Entry
from moderation.joining import services
from moderation.joining.models import Application, Reference
from moderation.team.models import Invitation
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.joining import WHY, make_answered, make_application, make_read
from tests.factories.threads import make_post


def _trail() -> str:
    return json.dumps([[str(one.actor_id), one.subject] for one in Entry.objects.all()])


def test_the_trail_never_names_the_member(
    browse: Browse, ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_application(ada)
    before = Entry.objects.count()
    services.add_reference(actor=ada, application=application, who="A friend", reach="Ask me")
    make_read(application, nia, [lea, sam])
    services.reply_to_plan(actor=ada, application=application, words="Tuesday is fine.")
    services.note_talk(actor=nia, application=application, held_on=clock.moment.date(), words="We talked.")
    services.answer(actor=nia, application=application, welcome=True, words="Welcome.")
    services.take_link(actor=ada, application=application)
    lines = [one for one in Entry.objects.all() if one.sequence > before]
    told = json.dumps([[str(one.actor_id), one.subject] for one in lines])
    assert str(ada.pk) not in told
    # The invitation of that moment stands there in the service's own name, and names no application.
    last = lines[-1]
    assert (last.action, last.actor_id) == ("team.invited", None)
    assert str(application.pk) not in json.dumps(last.subject)
    assert {one.action for one in lines}.isdisjoint({"application.sent", "application.withdrawn"})


def test_sending_and_taking_back_leave_no_line(ada: Account, clock: FakeClock) -> None:
    make_post(ada)
    before = Entry.objects.count()
    application = make_application(ada)
    services.withdraw(actor=ada, application=application)
    assert Entry.objects.count() == before


def test_no_time_of_day_is_kept_of_what_the_member_did() -> None:
    kinds = {field.name: field.get_internal_type() for field in Application._meta.concrete_fields}
    assert "DateTimeField" not in kinds.values()


def test_taking_the_link_forgets_the_member(
    ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    application = make_answered(ada, nia, [lea, sam], shows_pseudonym=True, carries_over=True)
    services.take_link(actor=ada, application=application)
    application.refresh_from_db()
    assert application.applicant_id is None
    invitation = Invitation.objects.get()
    stored = serializers.serialize("json", [application, *Reference.objects.all(), invitation])
    for telling in (str(ada.pk), ada.pseudonym):
        assert telling not in stored
    assert str(application.pk) not in serializers.serialize("json", [invitation])
    assert (invitation.role, invitation.stage, invitation.invited_by) == ("moderator", "trainee", None)
    with pytest.raises(NotGranted):
        services.take_link(actor=ada, application=application)
    assert Invitation.objects.count() == 1


def test_a_member_and_a_duty_account_cannot_stand_on_one_row(ada: Account, mo: Account, clock: FakeClock) -> None:
    application = make_application(ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(duty_account=mo)


def test_answers_come_along_only_by_the_code(
    ada: Account, nia: Account, lea: Account, sam: Account, mo: Account, clock: FakeClock
) -> None:
    application = make_answered(ada, nia, [lea, sam], carries_over=True)
    _, code = services.take_link(actor=ada, application=application)
    assert not Application.objects.visible_to(mo).exists()
    with pytest.raises(services.NoSuchCode):
        services.bring_answers(actor=mo, code="wrong")
    services.bring_answers(actor=mo, code=code)
    brought = Application.objects.visible_to(mo).get()
    assert (brought.duty_account_id, brought.applicant_id, brought.carry_hash) == (mo.pk, None, "")
    with pytest.raises(services.NoSuchCode):
        services.bring_answers(actor=lea, code=code)


def test_without_the_tick_there_is_no_code(
    ada: Account, nia: Account, lea: Account, sam: Account, mo: Account, clock: FakeClock
) -> None:
    application = make_answered(ada, nia, [lea, sam])
    assert services.take_link(actor=ada, application=application)[1] == ""
    with pytest.raises(services.NoSuchCode):
        services.bring_answers(actor=mo, code="")


def test_pages_of_the_team_show_no_pseudonym_unless_it_was_ticked_and_then_to_readers_alone(
    browse: Browse, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    wren, robin = make_account("Wren"), make_account("Robin")
    hidden, shown = make_application(wren), make_application(robin, shows_pseudonym=True)
    for application in (hidden, shown):
        services.ask_reader(actor=nia, application=application, reader=lea)
    address = [reverse("joining:application", args=[one.pk]) for one in (hidden, shown)]
    manager, reader = browse(nia), browse(lea)
    for client in (manager, reader):
        page = client.get(address[0]).content.decode()
        assert WHY in page
        assert "Wren" not in page
        assert str(wren.pk) not in page
    assert "Robin" in reader.get(address[1]).content.decode()
    assert "Robin" not in manager.get(address[1]).content.decode()
    assert browse(sam).get(address[1]).status_code == 404


def test_only_managers_see_who_can_say_a_word(browse: Browse, ada: Account, nia: Account, lea: Account) -> None:
    application = make_application(ada, references=[("Jo from the choir", "jo at the hall")])
    services.ask_reader(actor=nia, application=application, reader=lea)
    reference = Reference.objects.get()
    address = reverse("joining:hear", args=[reference.pk])
    assert "Jo from the choir" in browse(nia).get(address).content.decode()
    assert browse(lea).get(address).status_code == 404
    page = reverse("joining:application", args=[application.pk])
    assert "Jo from the choir" not in browse(lea).get(page).content.decode()
    assert list(Reference.objects.visible_to(lea)) == []


def test_the_link_waits_sealed_and_is_gone_once_kept(
    browse: Browse, ada: Account, nia: Account, lea: Account, sam: Account, clock: FakeClock
) -> None:
    make_answered(ada, nia, [lea, sam], carries_over=True)
    client: Client = browse(ada)
    assert client.post(reverse("joining:take_link")).headers["Location"] == reverse("joining:link")
    assert "/welcome/" not in json.dumps(dict(client.session.items()))
    page = client.get(reverse("joining:link")).content.decode()
    assert "/welcome/" in page
    assert "Your code" in page
    assert client.post(reverse("joining:take_link")).status_code == 404
    client.post(reverse("joining:link"))
    assert client.get(reverse("joining:link")).headers["Location"] == reverse("joining:start")
    assert "joining_link" not in client.session


def test_whoever_closes_their_account_takes_it_along(ada: Account, clock: FakeClock) -> None:
    make_application(ada)
    close_account(actor=ada, account=ada)
    assert not Application.objects.exists()


def test_the_answers_lie_sealed(ada: Account, clock: FakeClock) -> None:
    application = make_application(ada)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM joining_application")
        (raw,) = cursor.fetchone()
    assert WHY not in raw
    assert application.said["why_now"] == WHY
    assert services.send(actor=ada, answers={}, submission=application.submission).pk == application.pk
