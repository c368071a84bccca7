"""Form fields for words."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.core.text import clean, is_blank


class Words(forms.CharField):
    """What somebody writes, up to `max_length` characters: cleaned, never cut, refused kindly."""

    default_error_messages = {
        "required": "There are no words here yet. Write something, then send it.",
    }

    def __init__(self, *, max_length: int, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(strip=False, **kwargs)
        self.limit = max_length
        self.widget.attrs["data-limit"] = str(max_length)

    def to_python(self, value: Any) -> str:
        text = clean(super().to_python(value) or "").strip("\n ")
        return "" if is_blank(text) else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise forms.ValidationError(
                gettext(
                    "We could not save this because it is {len} characters long and the most we can take is "
                    "{limit}. Your words are still below."
                ).format(len=f"{len(value):,}", limit=f"{self.limit:,}"),
                code="too_long",
            )


class Line(Words):
    """One line of words, such as a title."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput())
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())
