"""Writing modules. What people completed stays completed when a module is written anew."""

from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from forum.accounts.permissions import SITE, Actor, Permission, authorize
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.training.events import ModulePublished
from moderation.training.material import Asked, Material, material_of, starter
from moderation.training.models import Answer, Module, Question, Scenario


class ChangedMeanwhile(Refusal):
    """Two people wrote the same module."""

    code = "module_changed_meanwhile"
    message = (
        "Somebody else changed this module while you were writing. Your words are still below. "
        "Open the module in another window to see theirs, then save again to put yours in their place."
    )


@transaction.atomic
def write_module(*, actor: Actor, material: Material, key: str = "") -> Module:
    """A new module."""
    authorize(actor, Permission.MODULE_PUBLISH, SITE)
    module = Module.objects.create(key=key or _key(material.title), **_fields(material))
    _ask(module, material.questions)
    _tell(module, material)
    publish(ModulePublished(actor_id=actor.id, module_id=module.pk))
    return module


@transaction.atomic
def rewrite_module(*, actor: Actor, module: Module, material: Material, seen: str) -> Module:
    """The module reads like this from now on. `seen` is the mark of what its writer began from."""
    authorize(actor, Permission.MODULE_PUBLISH, module)
    locked = Module.objects.select_for_update().get(pk=module.pk)
    now = material_of(locked)
    if now.mark == material.mark:
        return locked
    if now.mark != seen:
        raise ChangedMeanwhile
    for name, value in _fields(material).items():
        setattr(locked, name, value)
    locked.save()
    _ask(locked, material.questions)
    locked.scenarios.all().delete()
    _tell(locked, material)
    publish(ModulePublished(actor_id=actor.id, module_id=locked.pk))
    return locked


@transaction.atomic
def begin_with_starter(*, actor: Actor) -> int:
    """The modules a new site begins with, unless it has some."""
    authorize(actor, Permission.MODULE_PUBLISH, SITE)
    if Module.objects.exists():
        return 0
    return len([write_module(actor=actor, material=material, key=key) for key, material in starter()])


def _fields(material: Material) -> dict[str, object]:
    return {
        "title": material.title,
        "words": material.words,
        "position": material.position,
        "required_for": list(material.required_for),
        "renew_months": material.renew_months,
        "needs_talk": material.needs_talk,
        "is_open": material.is_open,
    }


def _ask(module: Module, questions: tuple[Asked, ...]) -> None:
    """These are its questions. One that is gone is only closed: what people wrote to it for themselves stays theirs."""
    known = {one.pk: one for one in module.questions.all()}
    for place, asked in enumerate(questions):
        question = known.pop(asked.pk, None) if asked.pk else None
        question = question or Question(module=module)
        if (question.choices, question.right) != (list(asked.choices), asked.right):
            # Somebody half way through chose among other answers.
            Answer.objects.filter(question_id=question.pk, choice__isnull=False).delete()
        question.position, question.words = place, asked.words
        question.choices, question.right, question.because = list(asked.choices), asked.right, asked.because
        question.is_open = True
        question.save()
    Question.objects.filter(pk__in=known).update(is_open=False)


def _tell(module: Module, material: Material) -> None:
    Scenario.objects.bulk_create(
        Scenario(module=module, position=place, words=told.words, talk_about=told.talk_about)
        for place, told in enumerate(material.scenarios)
    )


def _key(title: str) -> str:
    key = slugify(title)[:30] or "module"
    return key if not Module.objects.filter(key=key).exists() else f"{key}-{uuid4().hex[:8]}"
