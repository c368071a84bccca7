from django.urls import path

from moderation.flags import views

app_name = "flags"
urlpatterns = [
    path("p/<uuid:pk>/flag/", views.raise_flag, name="raise"),
    path("chat/m/<uuid:pk>/flag/", views.raise_flag_on_message, name="raise_message"),
    path("private/m/<uuid:pk>/flag/", views.raise_flag_on_private, name="raise_private"),
    path("receipts/", views.receipts, name="receipts"),
    path("receipts/<uuid:pk>/", views.receipt, name="receipt"),
]
