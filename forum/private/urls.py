from django.urls import URLPattern

app_name = "private"
urlpatterns: list[URLPattern] = []
