from django.urls import path

from forum.warnings import views

app_name = "warnings"
urlpatterns = [
    path("filters/", views.filters, name="filters"),
    path("filters/saved/", views.filters, name="saved"),
]
