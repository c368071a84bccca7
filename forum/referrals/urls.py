from django.urls import path

from forum.referrals import views

app_name = "referrals"
urlpatterns = [
    path("in-touch/", views.mine, name="mine"),
    path("in-touch/ask/<uuid:pk>/", views.ask, name="ask"),
    path("in-touch/<uuid:pk>/", views.one, name="one"),
    path("in-touch/<uuid:pk>/take-back/", views.withdraw, name="withdraw"),
]
