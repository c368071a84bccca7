from django.urls import path

from forum.core import views

app_name = "core"
urlpatterns = [
    path("reports/csp/", views.csp_report, name="csp_report"),
    path("healthz", views.health, name="health"),
    path("style/", views.style, name="style"),
]
