from django.urls import path

from bench.yardstick import yardstick
from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*urlpatterns, path("yardstick/<uuid:pk>/", yardstick)]
