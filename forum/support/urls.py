from django.urls import path

from forum.support.views import lines, pages

app_name = "support"
urlpatterns = [
    path("", pages.home, name="home"),
    path("help/", lines.crisis_help, name="help"),
    path("help/list/", lines.sheets, name="sheets"),
    path("help/region/", lines.choose_region, name="region"),
    path("about/", pages.page, {"name": "about"}, name="about"),
    path("who-reads/", pages.page, {"name": "who_reads"}, name="who_reads"),
    path("safety/", pages.page, {"name": "safety"}, name="safety"),
    path("before-you-start/", pages.page, {"name": "before_you_start"}, name="before_you_start"),
    path("guidelines/", pages.page, {"name": "guidelines"}, name="guidelines"),
    path("guidelines/easy/", pages.page, {"name": "guidelines_easy"}, name="guidelines_easy"),
    path("grounding/", pages.page, {"name": "grounding"}, name="grounding"),
    path("ready/", pages.page, {"name": "ready"}, name="ready"),
    path("held/", pages.held, name="held"),
    path("directory/", lines.directory, name="directory"),
    path("directory/add/", lines.add, name="add"),
    path("directory/<uuid:pk>/", lines.change, name="change"),
    path("directory/<uuid:pk>/checked/", lines.check, name="check"),
    path("directory/<uuid:pk>/move/", lines.move, name="move"),
    path("directory/<uuid:pk>/retire/", lines.retire, name="retire"),
    path("directory/<uuid:pk>/put-back/", lines.put_back, name="put_back"),
]
