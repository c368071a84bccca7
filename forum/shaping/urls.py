from django.urls import URLPattern

app_name = "shaping"
urlpatterns: list[URLPattern] = []
