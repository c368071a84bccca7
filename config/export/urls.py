from django.urls import path

from config.export import views

app_name = "export"
urlpatterns = [path("yours/export/", views.mine, name="mine")]
