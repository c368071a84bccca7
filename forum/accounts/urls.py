from django.urls import path

from forum.accounts.views import closing, join, second_factor, sign_in

app_name = "accounts"
urlpatterns = [
    path("join/", join.join, name="join"),
    path("join/phrase/", join.phrase, name="phrase"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("leave/", sign_in.leave, name="leave"),
    path("recover/", sign_in.recover, name="recover"),
    path("account/close/", closing.close, name="close"),
    path("account/closed/", closing.closed, name="closed"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
]
