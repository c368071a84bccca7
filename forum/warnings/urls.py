from django.urls import path

from forum.warnings.views import filters, shaping, words

app_name = "warnings"
urlpatterns = [
    path("filters/", filters.filters, name="filters"),
    path("filters/saved/", filters.filters, name="saved"),
    path("filters/stricter/", filters.stricter, name="stricter"),
    path("filters/begin/", filters.begin, name="begin"),
    path("filters/look/", filters.look, name="look"),
    path("filters/words/", words.words, name="words"),
    path("filters/words/saved/", words.words, name="words_saved"),
    path("warnings/", shaping.shape, name="shape"),
    path("warnings/<str:key>/", shaping.shape_one, name="shape_one"),
    path("warnings/<str:key>/offer/", shaping.offer, name="offer"),
]
