from django.urls import path

from forum.updates import views

app_name = "updates"
urlpatterns = [
    path("new/", views.list_, name="list"),
    path("new/seen/", views.see_all, name="see_all"),
    path("new/choose/", views.choose, name="choose"),
    path("new/mail/", views.by_mail, name="mail"),
    path("new/mail/delete/", views.forget_mail, name="forget_mail"),
    path("new/<uuid:pk>/", views.open_, name="open"),
]
