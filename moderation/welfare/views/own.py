"""Looking after oneself: one calm page, topics, the self-care plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.warnings.forms import groups
from moderation.welfare import bars, overview, services, topics
from moderation.welfare.forms import CarePlanForm, TopicsForm
from moderation.welfare.models import CarePlan, Leaving


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Everything that looks after one, on one page."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.WELFARE_OPEN, SITE)
    supporter, is_same = overview.my_supporter(actor)
    context = {
        "load": overview.load(actor, now),
        "picture": {"width": bars.WIDTH, "height": bars.HEIGHT, "foot": bars.HEIGHT - bars.FOOT},
        "supports": overview.supports(actor, now),
        "supporter": supporter,
        "is_same": is_same,
        "supported": overview.those_i_support(actor),
        "topics": overview.how_many_topics(actor),
        "plan": CarePlan.objects.visible_to(actor).defer("words").first(),
        "leaving": Leaving.objects.visible_to(actor).filter(account=actor).first(),
        "may_name": allows(actor, Permission.SUPPORTER_NAME, SITE),
    }
    return render(request, "moderation/welfare/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def my_topics(request: HttpRequest) -> HttpResponse:
    """Which topics go to somebody else. Nobody asks why."""
    actor = account_of(request)
    authorize(actor, Permission.TOPICS_CHOOSE, SITE)
    form = TopicsForm(request.POST if request.method == "POST" else None, initial={"topics": sorted(topics.of(actor))})
    if form.is_bound and form.is_valid():
        services.choose_topics(actor=actor, keys=form.cleaned_data["topics"])
        return redirect("welfare:home")
    context = {"form": form, "groups": groups()}
    return render(request, "moderation/welfare/topics.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def my_plan(request: HttpRequest) -> HttpResponse:
    """One's own self-care plan."""
    actor = account_of(request)
    authorize(actor, Permission.CARE_PLAN_WRITE, SITE)
    plan = CarePlan.objects.visible_to(actor).first()
    if request.method == "POST":
        form = CarePlanForm(request.POST, actor=actor)
        if form.is_valid():
            services.write_care_plan(actor=actor, words=form.cleaned_data["words"])
            return redirect("welfare:home")
    else:
        form = CarePlanForm(actor=actor, initial=({"words": plan.words} if plan else {}) | kept.initial(request))
    context = {"form": form, "plan": plan}
    return render(request, "moderation/welfare/plan.html", context, status=422 if form.errors else 200)


@require_POST
def forget_plan(request: HttpRequest) -> HttpResponse:
    services.forget_care_plan(actor=account_of(request))
    return redirect("welfare:home")
