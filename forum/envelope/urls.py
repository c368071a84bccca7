from django.urls import URLPattern

app_name = "envelope"
urlpatterns: list[URLPattern] = []
