"""Checking a sign-in name and a pass phrase."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from forum.accounts.models import Account
from forum.accounts.secrets import candidates, tidy_name


class SignInNameBackend(BaseBackend):
    """Finds an account by the keyed hash of its sign-in name. An unknown name takes as long as a wrong pass phrase."""

    def authenticate(
        self, request: HttpRequest | None, sign_in_name: str = "", pass_phrase: str = "", **kwargs: Any
    ) -> Account | None:
        known = candidates("sign-in-name", tidy_name(sign_in_name))
        account = Account.objects.filter(sign_in_index__in=known).first()
        if account is None:
            make_password(pass_phrase)
            return None
        if not check_password(pass_phrase, account.password) or not account.is_active:
            return None
        if account.sign_in_index != known[0]:  # Found under an earlier key: keep it under today's.
            Account.objects.filter(pk=account.pk).update(sign_in_index=known[0])
        return account

    def get_user(self, user_id: UUID) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).first()
