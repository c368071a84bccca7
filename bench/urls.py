from django.urls import URLPattern, URLResolver, path

from bench.yardstick import yardstick
from config import urls as site

handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
urlpatterns: list[URLPattern | URLResolver] = [*site.urlpatterns, path("yardstick/<uuid:pk>/", yardstick)]
