from django.urls import URLPattern

app_name = "referring"
urlpatterns: list[URLPattern] = []
